import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ReadingId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor } from '../../works/index.ts'
import type { ReadingState } from '../tables.ts'
import { HISTORY_ON } from './history-on.ts'

/** What a reader did with a work, as they are shown it. */
export interface Reading {
  readonly id: ReadingId
  /** Null: the work was deleted. */
  readonly work: WorkId | null
  readonly visits: number
  readonly first: Date | null
  readonly last: Date | null
  readonly state: ReadingState | null
  readonly stateAt: Date | null
  /** Plain text. */
  readonly note: string
  /** Chapters posted since they last had it before them. */
  readonly fresh: number
}

/** What a page needs of it to offer more. */
export type Marking = Pick<Reading, 'state' | 'note'>

const deleted: RawBuilder<SqlBool> = sql<SqlBool>`(works.id is null or works.standing = 'trashed')`

/** Of one's own readings: those whose works one may still see, and those whose works are deleted. The rest is not there. */
const rowsOf = (
  reader: Member,
) => sql`readings join people on people.id = readings.person_id and ${HISTORY_ON}
  left join works on works.id = readings.work_id
  where readings.person_id = ${reader.id} and (${deleted} or ${listedFor(reader)})`

const COLUMNS = sql`readings.id, case when not ${deleted} then works.id end as work, visits, first_at as first,
  last_at as last, state, state_at as "stateAt", note,
  case when ${deleted} then 0 else greatest(works.chapters_posted - seen_chapters, 0) end as fresh`

/** A place in a list: a work, or what is left of one that was deleted. */
export interface ReadingPlace {
  readonly id: ReadingId
  readonly work: WorkId | null
}

/** A whole list in its usual order: the history by the latest visit or mark, the others by when they were marked. */
export async function readingPlaces(
  db: Db,
  reader: Member,
  state: ReadingState | null,
): Promise<readonly ReadingPlace[]> {
  const marked = state ? sql`and state = ${state}` : sql``
  const order = state ? sql`readings.state_at` : sql`readings.at`
  const { rows } = await sql<ReadingPlace>`
    select readings.id, case when not ${deleted} then works.id end as work from ${rowsOf(reader)} ${marked}
    order by ${order} desc, readings.id desc`.execute(db)
  return rows
}

/** In questions about works: when this reader marked each, in milliseconds, and the number of the entry that says so. */
export function markedInOrder({ id: person }: Member) {
  const of = sql`from readings where person_id = ${person} and work_id = works.id`
  return {
    at: sql`(select floor(extract(epoch from state_at) * 1000) ${of})`,
    id: sql`(select readings.id ${of})`,
  }
}

/** These entries in full, by their number. */
export async function readingsShown(
  db: Db,
  reader: Member,
  { works, entries }: { readonly works: readonly WorkId[]; readonly entries: readonly ReadingId[] },
): Promise<readonly Reading[]> {
  const { rows } = await sql<Reading>`select ${COLUMNS} from ${rowsOf(reader)}
    and (readings.work_id = any(${[...works]}::int[]) or readings.id = any(${[...entries]}::int[]))`.execute(
    db,
  )
  return rows
}

/** What this reader did with this work; undefined where they did nothing, or do not want to be remembered. */
export async function readingOn(db: Db, reader: Member, work: WorkId): Promise<Reading | undefined> {
  return (await readingsShown(db, reader, { works: [work], entries: [] }))[0]
}

/** How many stand in each list of theirs. */
export async function readingCounts(
  db: Db,
  reader: Member,
): Promise<Readonly<Partial<Record<ReadingState, number>>>> {
  const { rows } = await sql<{ state: ReadingState; n: number }>`
    select state, count(*)::int as n from ${rowsOf(reader)} and state is not null group by state`.execute(db)
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** What they want to read later, the latest marked first; and how many there are. */
export async function markedForLater(
  db: Db,
  reader: Member,
  most: number,
): Promise<{ readonly works: readonly WorkId[]; readonly total: number }> {
  const { rows } = await sql<{ work: WorkId; total: number }>`
    select works.id as work, count(*) over ()::int as total from ${rowsOf(reader)}
      and state = 'later' and not ${deleted}
    order by readings.state_at desc, readings.id desc limit ${most}`.execute(db)
  return { works: rows.map(({ work }) => work), total: rows[0]?.total ?? 0 }
}

interface Asked {
  readonly state?: ReadingState
  /** Visited or marked since. */
  readonly since?: Date
}

/** For programs: a reader's entries whose works they may see, the latest first. Empty while they want no history. */
export async function readingsOf(
  db: Db,
  reader: Member,
  { state, since }: Asked = {},
): Promise<readonly Reading[]> {
  const { rows } = await sql<Reading>`select ${COLUMNS} from ${rowsOf(reader)} and not ${deleted}
    and ${state ? sql`state = ${state}` : sql`true`} and ${since ? sql`readings.at >= ${since}` : sql`true`}
    order by ${state ? sql`readings.state_at` : sql`readings.at`} desc, readings.id desc`.execute(db)
  return rows
}
