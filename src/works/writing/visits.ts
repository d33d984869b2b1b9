import { sql } from 'kysely'
import type { WorkId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'

export interface Visit {
  readonly workId: WorkId
  /** A mark of who it was that nobody can turn back, the same all day. */
  readonly visitor: Buffer
}

/**
 * Counts who has been at which work on this day (ISO date), once each, whatever they opened of it. Works that nobody is
 * to know of yet, hidden ones and kept copies do not count. The marks of former days are forgotten.
 */
export async function countVisits(db: Db, day: string, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return
  await inTransaction(db, async (trx) => {
    await sql`
      with seen as (
        insert into work_visits (work_id, day, visitor)
        select works.id, ${day}::date, visitor from unnest(${visits.map((one) => one.workId)}::int[],
          ${visits.map((one) => one.visitor)}::bytea[]) as visit (work_id, visitor)
        join works on works.id = visit.work_id and standing = 'posted' and audience <> 'kept' and disclosure <> 'unrevealed'
        on conflict do nothing returning work_id),
      fresh as materialized (select work_id, count(*)::int as hits from seen group by work_id order by work_id),
      counted as (insert into work_counts (work_id, hits) select work_id, hits from fresh
        on conflict (work_id) do update set hits = work_counts.hits + excluded.hits)
      insert into work_days (work_id, day, hits) select work_id, ${day}::date, hits from fresh
        on conflict (work_id, day) do update set hits = work_days.hits + excluded.hits`.execute(trx)
    await sql`delete from work_visits where day < ${day}::date`.execute(trx)
  })
}
