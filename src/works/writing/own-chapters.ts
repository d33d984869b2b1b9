import type { Actor } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import { type StoredChapter, storedChapter } from './store-chapter.ts'

/** A work with the places of all its chapters, for its makers: no text is read, of however many. */
export interface OwnChapters {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden'
  readonly expected: number | null
  readonly published: string | null
  readonly chapters: readonly OwnPlace[]
}

export interface OwnPlace
  extends Pick<
    StoredChapter,
    'id' | 'position' | 'standing' | 'title' | 'words' | 'published' | 'postsLocal' | 'postsZone'
  > {
  readonly postsAt: Date | null
}

/** A creator's own; another's that can be read is 'not-yours', everything else is not there. */
export async function ownChapters(
  db: Db,
  actor: Actor,
  id: WorkId,
): Promise<OwnChapters | 'no-such-work' | 'not-yours'> {
  const work = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'standing', 'chapters_expected', 'published_on'])
    .select(ownWork(actor).as('own'))
    .where('id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!work || work.standing === 'trashed') return 'no-such-work'
  if (!work.own) return 'not-yours'
  const { title, language, standing, chapters_expected: expected, published_on: published } = work
  const chapters = await db
    .selectFrom('chapters')
    .select(['id', 'position', 'standing', 'title', 'words', 'published_on as published'])
    .select(['posts_at as postsAt', 'posts_local as postsLocal', 'posts_zone as postsZone'])
    .where('work_id', '=', id)
    .orderBy('position')
    .execute()
  return { id, title, language, standing, expected, published, chapters }
}

interface OwnChapter {
  readonly work: OwnChapters
  readonly chapter: StoredChapter
}

/** One chapter with its text, and its work with the places of the others. */
export async function ownChapter(
  db: Db,
  actor: Actor,
  id: WorkId,
  chapterId: ChapterId,
): Promise<OwnChapter | 'no-such-work' | 'not-yours'> {
  const work = await ownChapters(db, actor, id)
  if (typeof work === 'string') return work
  const chapter = await storedChapter(db, id, chapterId)
  return chapter ? { work, chapter } : 'no-such-work'
}
