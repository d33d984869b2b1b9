import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PenNameId, WorkId } from '../../core/ids.ts'
import { tellLater } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { settleDraft } from './place-chapter.ts'
import { renewWork } from './renew-work.ts'

export type TrashChapter = 'trashed' | LockRefusal | 'no-such-chapter' | 'last-chapter'

/** How often the trash is looked through for what has lain there long enough. */
export const TRASH_LOOK_MS = 24 * 60 * 60 * 1_000

/**
 * A chapter goes to the trash, whole, with who signs it and what is being typed into it; those behind it move up. The
 * last that readers have, or the last of a draft, stays: then it is the work that is to go.
 */
export async function trashChapter(
  trx: Transaction,
  actor: Member,
  workId: WorkId,
  chapterId: ChapterId,
  now: Date,
): Promise<TrashChapter> {
  const work = await lockOwnWork(trx, actor, workId)
  if (typeof work === 'string') return work
  const chapters = await trx
    .selectFrom('chapters')
    .select(['id', 'position', 'standing'])
    .where('work_id', '=', workId)
    .execute()
  const chapter = chapters.find(({ id }) => id === chapterId)
  if (!chapter) return 'no-such-chapter'
  const others = chapters.filter((one) => one !== chapter)
  const isLast = chapter.standing === 'posted' && !others.some((one) => one.standing === 'posted')
  if (others.length === 0 || isLast) return 'last-chapter'
  await sql`insert into trashed_chapters (work_id, chapter, position, person_id, trashed_at)
    select work_id, ${WHOLE_CHAPTER}, position, ${actor.id}, ${now} from chapters where id = ${chapterId}`.execute(
    trx,
  )
  await trx.deleteFrom('chapters').where('id', '=', chapterId).execute()
  await movePositions(trx, workId, { after: chapter.position, by: -1 })
  await renewWork(trx, workId, { by: actor, now, dated: false })
  await tellLater(trx, 'trash.aged', {}, TRASH_LOOK_MS, 'first')
  return 'trashed'
}

/** Names as numbers of pen names, so that nobody's name has to be looked for in here. */
const WHOLE_CHAPTER = sql`jsonb_build_object('row', to_jsonb(chapters),
  'creators', (select coalesce(jsonb_agg(jsonb_build_object('pen', pen_name_id, 'position', position)), '[]')
    from chapter_creatorships where chapter_id = chapters.id),
  'manuscripts', (select coalesce(jsonb_agg(to_jsonb(manuscripts)), '[]') from manuscripts where chapter_id = chapters.id))`

/** No two chapters may stand in one place, not even between two rows of one statement: so by way of places below none. */
async function movePositions(
  trx: Transaction,
  workId: WorkId,
  { after, by }: { readonly after: number; readonly by: 1 | -1 },
): Promise<void> {
  await sql`update chapters set position = -position where work_id = ${workId} and position > ${after}`.execute(
    trx,
  )
  await sql`update chapters set position = ${by}::int - position where work_id = ${workId} and position < 0`.execute(
    trx,
  )
}

type RestoreChapter = { readonly restored: ChapterId } | LockRefusal | 'no-such-chapter'

/** A chapter comes back out of the trash: to its place, under its old address, with all that belonged to it. */
export async function restoreChapter(
  trx: Transaction,
  actor: Member,
  workId: WorkId,
  trashedId: number,
  now: Date,
): Promise<RestoreChapter> {
  const work = await lockOwnWork(trx, actor, workId)
  if (typeof work === 'string') return work
  const { rows } = await sql<{ position: number; last: number }>`
    select position, (select coalesce(max(position), 0)::int from chapters where work_id = ${workId}) as last
    from trashed_chapters where id = ${trashedId} and work_id = ${workId}`.execute(trx)
  const [trashed] = rows
  if (!trashed) return 'no-such-chapter'
  const position = Math.min(trashed.position, trashed.last + 1)
  await movePositions(trx, workId, { after: position - 1, by: 1 })
  const restored = await putBack(trx, trashedId, { position, now })
  if (work.standing === 'draft' || work.standing === 'scheduled')
    await settleAmongDrafts(trx, workId, restored)
  await renewWork(trx, workId, { by: actor, now, dated: false })
  return { restored }
}

/** Where another chapter is the one a draft is posted with by now, this one waits behind it, or takes its place in front. */
async function settleAmongDrafts(trx: Transaction, workId: WorkId, restored: ChapterId): Promise<void> {
  await sql`update chapters set standing = 'draft' where id = ${restored} and 1 = (
    select count(*) from chapters as beside where beside.work_id = ${workId} and beside.id <> ${restored}
      and beside.standing = 'posted')`.execute(trx)
  await settleDraft(trx, workId)
}

/** A day that has passed while it lay in the trash does not post it. */
async function putBack(
  trx: Transaction,
  trashedId: number,
  { position, now }: { readonly position: number; readonly now: Date },
): Promise<ChapterId> {
  const { rows } = await sql<{ id: ChapterId }>`
    insert into chapters (id, work_id, position, standing, title, summary, notes, end_notes, html, given, words,
      published_on, search, version, posts_at, posts_local, posts_zone, announced)
    select former.id, trashed.work_id, ${position}, standing, title, summary, notes, end_notes, html, given, words,
      published_on, search, version + 1, case when posts_at > ${now} then posts_at end, posts_local, posts_zone, announced
    from trashed_chapters as trashed, jsonb_populate_record(null::chapters, trashed.chapter -> 'row') as former
    where trashed.id = ${trashedId} returning id`.execute(trx)
  const [back] = rows
  if (!back) throw new Error(`bringing back a chapter: ${trashedId} is not in the trash`)
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select ${back.id}::int, pen_names.id, (signed ->> 'position')::int from trashed_chapters
    cross join jsonb_array_elements(chapter -> 'creators') as signed
    join pen_names on pen_names.id = (signed ->> 'pen')::int where trashed_chapters.id = ${trashedId}`.execute(
    trx,
  )
  await sql`insert into manuscripts select typed.* from trashed_chapters
    cross join jsonb_populate_recordset(null::manuscripts, chapter -> 'manuscripts') as typed
    where trashed_chapters.id = ${trashedId} and exists (select from people where people.id = typed.person_id)
    on conflict do nothing`.execute(trx)
  await trx.deleteFrom('trashed_chapters').where('id', '=', trashedId).execute()
  return back.id
}

/** In trashed chapters, of one work or of all, another name signs in the place of one; or none does. */
export async function signTrashed(
  trx: Transaction,
  from: PenNameId,
  { to, work }: { readonly to: PenNameId | null; readonly work?: WorkId },
): Promise<void> {
  await sql`update trashed_chapters set chapter = jsonb_set(chapter, '{creators}', (
      select coalesce(jsonb_agg(jsonb_build_object('pen', pen, 'position', position)), '[]') from (
        select distinct on (pen) pen, position from (
          select case when (signed ->> 'pen')::int = ${from} then ${to}::int else (signed ->> 'pen')::int end as pen,
            (signed ->> 'position')::int as position from jsonb_array_elements(chapter -> 'creators') as signed) as now
        where pen is not null order by pen, position) as each))
    where (${work ?? null}::int is null or work_id = ${work ?? null})
      and chapter -> 'creators' @> jsonb_build_array(jsonb_build_object('pen', ${from}::int))`.execute(trx)
}
