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

/** How many works in each language this reader may open. */
export async function worksByLanguage(db: Db, actor: Actor): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('works')
    .select(['works.language', (eb) => eb.fn.countAll<string>().as('works')])
    .where(visibleTo(actor))
    .groupBy('works.language')
    .orderBy('works.language')
    .execute()
  return new Map(rows.map(({ language, works }) => [language, Number(works)]))
}
