import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { visibleTo } from '../../works/index.ts'
import { type IdRange, multirange } from './known-chapters.ts'

/** Where somebody stopped, as a device says it. */
export interface NotedPlace {
  readonly workId: WorkId
  /** Null: it does not know. One that is not the work's is not kept. */
  readonly chapterId: ChapterId | null
  /** The n-th block of the chapter's text, from 0: what `#chapters .userstuff.module` holds beside its heading. */
  readonly paragraph: number
  /** Of the whole work that lies behind the reader, 0 to 1. */
  readonly share: number
  /** What the device calls itself; empty: a browser. */
  readonly device: string
  /** By the reader's clock; later than now is now. */
  readonly at: Date
  /** The chapters it saw posted: what is not among them is new. Absent: it did not look, and what was known stays. */
  readonly known?: readonly IdRange[]
  /** Of an older page, which only counted them: the first so many. */
  readonly chapters?: number
}

const LONGEST_DEVICE = 100
const MOST = 2_147_483_647

type PlaceOutcome = 'noted' | 'older' | 'no-such-work'

/** The latest word counts: devices come late, and one that was offline does not take the reader back. */
export async function notePlace(db: Db, member: Member, place: NotedPlace, now: Date): Promise<PlaceOutcome> {
  const { workId, chapterId, paragraph, share, device, ...said } = withinBounds(place)
  const at = new Date(Math.min(said.at.getTime(), now.getTime()))
  const { rows } = await sql<{ seen: boolean; noted: boolean }>`
    with seen as (select works.id from works where works.id = ${workId} and ${visibleTo(member)}),
    noted as (
      insert into places (person_id, work_id, chapter_id, paragraph, share, device, noted_at, known)
      select ${member.id}::int, seen.id, (select id from chapters where id = ${chapterId}::int and work_id = seen.id),
        ${paragraph}::int, ${share}::real, ${device}::text, ${at}::timestamptz, ${chaptersListed(workId, said)}
      from seen
      on conflict (person_id, work_id) do update set chapter_id = excluded.chapter_id, paragraph = excluded.paragraph,
        share = excluded.share, device = excluded.device, noted_at = excluded.noted_at,
        known = ${looked(said) ? sql`array(select distinct unnest(places.known || excluded.known))` : sql`places.known`}
      where excluded.noted_at >= places.noted_at returning 1)
    select exists (select from seen) as seen, exists (select from noted) as noted`.execute(db)
  if (!rows[0]?.seen) return 'no-such-work'
  return rows[0].noted ? 'noted' : 'older'
}

/** A device says what it likes: here it is what the database can hold. */
export function withinBounds(place: NotedPlace): NotedPlace {
  const { paragraph, share, device, at, chapters } = place
  return {
    ...place,
    paragraph: counted(paragraph),
    // The database refuses a share that is too small for it, instead of calling it nothing.
    share: Math.fround(Math.min(1, Math.max(0, share || 0))),
    device: [...device.toWellFormed().replaceAll('\u0000', '')].slice(0, LONGEST_DEVICE).join(''),
    at: new Date(Math.max(0, at.getTime())),
    ...(chapters === undefined ? {} : { chapters: counted(chapters) }),
  }
}

const counted = (figure: number): number => Math.min(MOST, Math.max(0, Math.trunc(figure) || 0))

type Listed = Pick<NotedPlace, 'known' | 'chapters'>
const looked = ({ known, chapters }: Listed): boolean => known !== undefined || chapters !== undefined

/** Of those posted now, which it saw; all of them where it did not look, since nothing else is known. */
const chaptersListed = (work: WorkId, { known, chapters }: Listed) =>
  sql`array(select id from chapters where work_id = ${work} and standing = 'posted'
    ${known ? sql`and id::bigint <@ ${multirange(known)}::int8multirange` : sql``}
    order by position limit ${known ? null : (chapters ?? null)}::int)`

/** Nothing is left of it; 'none' where there was none. */
export async function forgetPlace(db: Db, { id }: Member, work: WorkId): Promise<'forgotten' | 'none'> {
  const gone = await db
    .deleteFrom('places')
    .where('person_id', '=', id)
    .where('work_id', '=', work)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n ? 'forgotten' : 'none'
}
