import { sql } from 'kysely'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { HISTORY_ON } from './history-on.ts'

/** A reader had a work of others before them, once or several times in a row. */
export interface ReaderVisit {
  readonly person: PersonId
  readonly work: WorkId
  readonly first: Date
  readonly last: Date
  /** That were posted then. */
  readonly chapters: number
}

/** Who turns its pages, or comes back within half an hour, is still at the same visit. */
const SAME_VISIT = "interval '30 minutes'"

/** Writes visits into the histories of those who want one. The same works in the same order always: two never wait for each other. */
export async function countReaderVisits(db: Db, visits: readonly ReaderVisit[]): Promise<void> {
  if (visits.length === 0) return
  await sql`
    insert into readings (person_id, work_id, visits, first_at, last_at, at, seen_at, seen_chapters)
    select people.id, works.id, 1, visit.first, visit.last, visit.last, visit.last, visit.chapters
    from unnest(${visits.map(({ person }) => person)}::int[], ${visits.map(({ work }) => work)}::int[],
      ${visits.map(({ first }) => first)}::timestamptz[], ${visits.map(({ last }) => last)}::timestamptz[],
      ${visits.map(({ chapters }) => chapters)}::int[]) as visit (person, work, first, last, chapters)
    join people on people.id = visit.person and ${HISTORY_ON}
    join works on works.id = visit.work
    order by people.id, works.id
    on conflict (person_id, work_id) do update set
      visits = readings.visits + (case when readings.last_at is null
        or excluded.first_at > readings.last_at + ${sql.raw(SAME_VISIT)} then 1 else 0 end),
      first_at = coalesce(readings.first_at, excluded.first_at),
      last_at = greatest(readings.last_at, excluded.last_at),
      at = greatest(readings.at, excluded.at),
      seen_at = greatest(readings.seen_at, excluded.seen_at),
      seen_chapters = excluded.seen_chapters`.execute(db)
}
