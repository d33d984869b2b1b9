import { sql } from 'kysely'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'

/** When the content of a work, or the place of a work it names, last changed: the time its downloads bear. */
export async function changedAt(db: Db, id: WorkId): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select greatest(works.changed_at, (
      select max(other.changed_at) from related_works join works as other on other.id = other_work_id
      where related_works.work_id = works.id)) as at
    from works where works.id = ${id}`.execute(db)
  return rows[0]?.at ?? new Date(0)
}

/** A work that exists but is not revealed yet: its address answers, its title and creators do not. */
export async function isMystery(db: Db, id: WorkId): Promise<boolean> {
  const row = await db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('standing', '=', 'posted')
    .where('audience', '=', 'public')
    .where('disclosure', '=', 'unrevealed')
    .executeTakeFirst()
  return row !== undefined
}
