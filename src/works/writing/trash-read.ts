import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { readOwnHead, readOwnRecord } from '../read-record.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import { TRASH_DAYS } from './empty-trash.ts'

export interface TrashedWork {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly words: number
  readonly was: 'draft' | 'scheduled' | 'posted' | 'hidden'
  readonly kept: boolean
  readonly trashedAt: Date
  readonly daysLeft: number
  /** Others have made it too: it cannot be deleted before its time. */
  readonly shared: boolean
}

export interface TrashedChapter {
  readonly id: number
  readonly workId: WorkId
  readonly workTitle: string
  readonly language: string
  readonly title: string
  readonly position: number
  readonly words: number
  readonly trashedAt: Date
  readonly daysLeft: number
  /** Of a work that others have made too: it cannot be deleted before its time. */
  readonly shared: boolean
}

const DAY_MS = 24 * 60 * 60 * 1_000

export async function trashedWorks(db: Db, actor: Member, now: Date): Promise<TrashedWork[]> {
  const rows = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'words', 'trashed_from', 'trashed_at', 'audience'])
    .select(SHARED(actor).as('shared'))
    .where('standing', '=', 'trashed')
    .where(ownWork(actor))
    .orderBy('trashed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap(({ trashed_from: was, trashed_at: trashedAt, audience, ...work }) =>
    was && trashedAt
      ? [{ ...work, was, trashedAt, kept: audience === 'kept', daysLeft: daysLeft(trashedAt, now) }]
      : [],
  )
}

const SHARED = (actor: Member) => sql<boolean>`(works.audience <> 'kept' and exists (select from creatorships
  join pen_names on pen_names.id = pen_name_id where work_id = works.id and pen_names.person_id <> ${actor.id}))`

/** Of works that are not in the trash themselves: those come back with their work. */
export async function trashedChapters(db: Db, actor: Member, now: Date): Promise<TrashedChapter[]> {
  const rows = await db
    .selectFrom('trashed_chapters')
    .innerJoin('works', 'works.id', 'trashed_chapters.work_id')
    .select(['trashed_chapters.id', 'work_id as workId', 'works.title as workTitle', 'works.language'])
    .select(['position', 'trashed_chapters.trashed_at as trashedAt'])
    .select(sql<string>`chapter -> 'row' ->> 'title'`.as('title'))
    .select(sql<number>`(chapter -> 'row' ->> 'words')::int`.as('words'))
    .select(SHARED(actor).as('shared'))
    .where('works.standing', '<>', 'trashed')
    .where(ownWork(actor))
    .orderBy('trashed_chapters.trashed_at', 'desc')
    .orderBy('trashed_chapters.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, daysLeft: daysLeft(row.trashedAt, now) }))
}

const daysLeft = (trashedAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((trashedAt.getTime() + TRASH_DAYS * DAY_MS - now.getTime()) / DAY_MS))

/** A trashed work with all its chapters, or the one that lies in the trash: to take its text along. */
export async function trashedRecord(
  db: Db,
  actor: Member,
  { work, chapter }: { readonly work: WorkId; readonly chapter: number | null },
): Promise<WorkRecord | undefined> {
  if (chapter === null) {
    const found = (await trashedWorks(db, actor, new Date(0))).some(({ id }) => id === work)
    return found ? readOwnRecord(db, actor, work) : undefined
  }
  const { rows } = await sql<{ chapter: ChapterRecord }>`
    select json_build_object('position', position, 'title', row ->> 'title', 'summary', row ->> 'summary',
      'notes', row ->> 'notes', 'endNotes', row ->> 'end_notes', 'words', (row ->> 'words')::int,
      'published', row ->> 'published_on', 'html', row ->> 'html') as chapter
    from trashed_chapters cross join lateral (select chapter -> 'row' as row) as former
    where id = ${chapter} and work_id = ${work}`.execute(db)
  const [found] = rows
  const head = found && (await readOwnHead(db, actor, work))
  return head && found ? { ...head, chapters: [found.chapter] } : undefined
}

/** What is lost with a work, for whoever is asked whether they mean it. */
export interface WorkLoss {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  /** Readers never had it: nothing of theirs is lost, and it cannot be given up to them. */
  readonly unposted: boolean
  readonly kept: boolean
  readonly shared: boolean
  readonly chapters: number
  readonly words: number
  readonly kudos: number
  readonly comments: number
  readonly bookmarks: number
}

/** Of these works those that are the actor's own, in the order that was asked. */
export async function lossesOf(db: Db, actor: Member, ids: readonly WorkId[]): Promise<WorkLoss[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('works')
    .leftJoin('work_counts', 'work_counts.work_id', 'works.id')
    .select(['works.id', 'title', 'language', 'audience', 'standing', 'words'])
    .select((row) =>
      (['kudos', 'comments', 'bookmarks'] as const).map((name) =>
        row.fn.coalesce(row.ref(`work_counts.${name}`), row.lit(0)).as(name),
      ),
    )
    .select([SHARED(actor).as('shared')])
    .select(
      sql<number>`(select count(*)::int from chapters where chapters.work_id = works.id)`.as('chapters'),
    )
    .where('works.id', 'in', [...ids])
    .where(visibleTo(actor))
    .where(ownWork(actor))
    .execute()
  const found = rows.map(({ audience, standing, ...loss }): WorkLoss => {
    const unposted = standing === 'draft' || standing === 'scheduled'
    return { ...loss, unposted, kept: audience === 'kept' }
  })
  return ids.flatMap((id) => found.find((loss) => loss.id === id) ?? [])
}
