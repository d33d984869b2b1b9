import { type RawBuilder, sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { visibleTo } from '../../works/index.ts'
import { multirange } from './known-chapters.ts'
import { type NotedPlace, withinBounds } from './note-place.ts'

/** Where a reader stopped in a work that they may see. */
export interface Place {
  readonly workId: WorkId
  readonly title: string
  /** BCP 47 */
  readonly language: string
  /** Null: the chapter is gone, or the device did not say. */
  readonly chapterId: ChapterId | null
  readonly paragraph: number
  /** Of the whole work, as it was then, 0 to 1. */
  readonly share: number
  readonly device: string
  readonly at: Date
  /** Posted now. */
  readonly chapters: number
  /** Posted since the reader last saw which there are, in the work's order. */
  readonly fresh: readonly ChapterId[]
  /** Where reading goes on: where they stopped; or, if they had read all there was, the first new chapter. */
  readonly next: { readonly id: ChapterId; readonly position: number; readonly title: string } | null
}

interface PlacesAsked {
  /** Noted later than this. */
  readonly since?: Date
  readonly works?: readonly WorkId[]
  /** Those that come after this one, in the order they are given. */
  readonly after?: Pick<Place, 'at' | 'workId'> | undefined
  readonly most?: number
}

/** In one answer. */
export const MOST_PLACES_READ = 1_000

/** Newest first, of one moment by their works' numbers; only of works that the reader may see now. */
export async function placesOf(db: Db, member: Member, asked: PlacesAsked = {}): Promise<Place[]> {
  const { since, works, after, most = MOST_PLACES_READ } = asked
  if (works?.length === 0) return []
  const own = sql`select * from places where person_id = ${member.id}
    ${since ? sql`and noted_at > ${since}` : sql``} ${works ? sql`and work_id = any(${[...works]}::int[])` : sql``}
    ${after ? sql`and (noted_at < ${after.at} or (noted_at = ${after.at} and work_id > ${after.workId}))` : sql``}`
  return placesIn(db, member, own, most)
}

export async function placeOf(db: Db, member: Member, work: WorkId): Promise<Place | undefined> {
  return (await placesOf(db, member, { works: [work] }))[0]
}

/** For a list of works: those of them that a member has begun. One question for the whole page, none for a guest. */
export async function begunAmong(
  db: Db,
  actor: Actor,
  works: readonly WorkId[],
): Promise<ReadonlyMap<WorkId, Place>> {
  const places = actor.type === 'guest' ? [] : await placesOf(db, actor, { works })
  return new Map(places.map((place) => [place.workId, place]))
}

/** What a browser has kept, looked at with the eyes of this reader: of what they may not see there is nothing. */
export async function placesSeen(db: Db, actor: Actor, kept: readonly NotedPlace[]): Promise<Place[]> {
  if (kept.length === 0) return []
  const told = kept
    .map(withinBounds)
    .map(({ workId, chapterId, paragraph, share, device, at, known, chapters }) => ({
      ...{ work_id: workId, chapter_id: chapterId, paragraph, share, device, noted_at: at },
      ...(known ? { listed: multirange(known) } : { chapters }),
    }))
  const given = sql`select told.*, array(select id from chapters where chapters.work_id = told.work_id
      and standing = 'posted' and (told.listed is null or id::bigint <@ told.listed)
      order by position limit told.chapters) as known
    from json_to_recordset(${JSON.stringify(told)}::json) as told (work_id int, chapter_id int, paragraph int,
      share real, device text, noted_at timestamptz, listed int8multirange, chapters int)`
  return placesIn(db, actor, given, MOST_PLACES_READ)
}

interface PlaceRow extends Omit<Place, 'chapters' | 'fresh' | 'next'> {
  readonly known: readonly ChapterId[]
  readonly contents: readonly ChapterId[]
  readonly titles: readonly string[]
}

async function placesIn(db: Db, actor: Actor, places: RawBuilder<unknown>, most: number): Promise<Place[]> {
  const { rows } = await sql<PlaceRow>`
    select places.work_id as "workId", works.title, works.language, chapter_id as "chapterId", paragraph,
      share::float8, device, noted_at as at, known, contents.ids as contents, contents.titles
    from (${places}) as places join works on works.id = places.work_id
      cross join lateral (select coalesce(array_agg(id order by position), '{}') as ids,
          coalesce(array_agg(title order by position), '{}') as titles
        from chapters where chapters.work_id = works.id and chapters.standing = 'posted') as contents
    where ${visibleTo(actor)} order by noted_at desc, places.work_id limit ${most}`.execute(db)
  return rows.map(placeIn)
}

/** Who stands so near the end has read it: the last lines of a page are rarely scrolled out of it. */
const READ = 0.99

function placeIn({ known, contents, titles, ...row }: PlaceRow): Place {
  const seen = new Set(known)
  const fresh = contents.filter((id) => !seen.has(id))
  const at = contents.findIndex(
    (id) => id === (row.share >= READ ? (fresh[0] ?? row.chapterId) : row.chapterId),
  )
  // Of a chapter that is gone the share says about where it stood.
  const index = at < 0 ? Math.min(contents.length - 1, Math.floor(row.share * contents.length)) : at
  const id = contents[index]
  const next = id === undefined ? null : { id, position: index + 1, title: titles[index] ?? '' }
  return { ...row, chapters: contents.length, fresh, next }
}

/** How far they are in the work as it is now: new chapters are still before them. */
export function shareNow({ share, chapters, fresh }: Place): number {
  return chapters === 0 ? share : (share * (chapters - fresh.length)) / chapters
}

/** Nothing is left to go on with. */
export const isRead = (place: Place): boolean => place.share >= READ && place.fresh.length === 0

const LATELY = 4
/** Looked through for them: of those read last, some were finished. */
const LOOKED_AT = 24

/** What the front page offers to go on with. */
export const notRead = (places: readonly Place[]): readonly Place[] =>
  places.filter((place) => !isRead(place)).slice(0, LATELY)

export const begunLately = async (db: Db, member: Member): Promise<readonly Place[]> =>
  notRead(await placesOf(db, member, { most: LOOKED_AT }))
