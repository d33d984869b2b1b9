import { type SqlBool, sql } from 'kysely'
import { GUEST } from '../core/actor.ts'
import type { SeriesId, WorkId } from '../core/ids.ts'
import { ADULT_RATINGS } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'
import { listedFor } from './visibility.ts'

/** Works are told to search engines in parts of so many numbers; a part that is empty is not there. */
const PART = 10_000

export interface EnginesPart {
  readonly part: number
  /** When a chapter of one of its works was last posted: a day. */
  readonly changed: string
}

/** Which parts there are. */
export async function partsForEngines(db: Db): Promise<EnginesPart[]> {
  const { rows } = await sql<EnginesPart>`
    select (works.id - 1) / ${sql.lit(PART)} + 1 as part, max(${DAY}) as changed
    from works where ${FOUND} group by 1 order by 1`.execute(db)
  return rows
}

export interface WorkForEngines {
  readonly id: WorkId
  readonly changed: string
}

export async function worksForEngines(db: Db, part: number): Promise<WorkForEngines[]> {
  const { rows } = await sql<WorkForEngines>`
    select works.id, ${DAY} as changed from works
    where works.id > ${(part - 1) * PART} and works.id <= ${part * PART} and ${FOUND} order by works.id`.execute(
    db,
  )
  return rows
}

/**
 * The day that everybody sees on the work. When its row was changed would say more: all works of a person are changed at
 * one moment when they change their name, the anonymous ones too.
 */
const DAY = sql<string>`(works.sorted_at at time zone 'UTC')::date::text`

/**
 * The rule of `indexed` on a work's page (work-page-view.ts), for all works at once: who asks search engines away is looked
 * for once. Adult works show them a question, which is no page to find.
 */
const FOUND = sql<SqlBool>`(${listedFor(GUEST)} and works.rating not in (${sql.join([...ADULT_RATINGS].map((one) => sql.lit(one)))})
  and (works.disclosure <> 'open' or works.id not in (
    select creatorships.work_id from people join pen_names on pen_names.person_id = people.id
    join creatorships on creatorships.pen_name_id = pen_names.id
    where not pen_names.unlinked and coalesce((people.preferences ->> 'hideFromSearch')::boolean, false))))`

/** A series is a page of those who openly signed its works: of whom one asks search engines away, it is not found. */
export async function seriesForEngines(db: Db, id: SeriesId): Promise<boolean> {
  const { rows } = await sql`
    select from series_works join works on works.id = series_works.work_id
      join creatorships on creatorships.work_id = works.id join pen_names on pen_names.id = creatorships.pen_name_id
      join people on people.id = pen_names.person_id
    where series_works.series_id = ${id} and works.disclosure = 'open' and ${listedFor(GUEST)}
      and not pen_names.unlinked and coalesce((people.preferences ->> 'hideFromSearch')::boolean, false)
    limit 1`.execute(db)
  return rows.length === 0
}
