import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { visibleTo } from './visibility.ts'

/** Every work this reader may open, by number. */
export async function everyWorkId(db: Db, actor: Actor): Promise<WorkId[]> {
  const rows = await db
    .selectFrom('works')
    .select('works.id')
    .where(visibleTo(actor))
    .orderBy('works.id')
    .execute()
  return rows.map((row) => row.id)
}
