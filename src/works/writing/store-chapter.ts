import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { countWords, searchPlain, searchText } from '../../prose/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { searchable } from '../search-size.ts'
import { textConfig } from '../text-config.ts'
import type { ChapterFields, ChapterTexts } from './chapter-fields.ts'
import type { Schedule } from './schedule.ts'

/** A chapter as it is stored, for its makers. */
export interface StoredChapter extends ChapterTexts {
  readonly id: ChapterId
  readonly version: number
  readonly position: number
  /** Of a work that is not posted itself, 'posted' is the one it is posted with. */
  readonly standing: 'draft' | 'posted'
  readonly published: string | null
  readonly words: number
  readonly announced: boolean
  readonly postsAt: Date | null
  readonly postsLocal: string | null
  readonly postsZone: string | null
}

/** One chapter; whose work it is was asked before. */
export async function storedChapter(
  db: Db,
  workId: WorkId,
  id: ChapterId,
): Promise<StoredChapter | undefined> {
  return db
    .selectFrom('chapters')
    .select([
      'id',
      'version',
      'position',
      'standing',
      'title',
      'summary',
      'notes',
      'html',
      'words',
      'announced',
    ])
    .select(['end_notes as endNotes', 'published_on as published', 'posts_at as postsAt'])
    .select(['posts_local as postsLocal', 'posts_zone as postsZone'])
    .where('id', '=', id)
    .where('work_id', '=', workId)
    .executeTakeFirst()
}

interface ChapterToWrite {
  readonly workId: WorkId
  readonly there: StoredChapter | null
  readonly fields: ChapterFields
  readonly place: number
  readonly schedule: Schedule | null
  /** Of the work. */
  readonly language: string
}

/** Writes the row of a chapter, a new one as a draft: posting it comes after. */
export async function writeChapter(trx: Transaction, chapter: ChapterToWrite): Promise<ChapterId> {
  const { workId, there, place } = chapter
  const row = rowOf(chapter)
  if (there) {
    await trx
      .updateTable('chapters')
      .set((is) => ({ ...row, version: is('version', '+', 1) }))
      .where('id', '=', there.id)
      .execute()
    return there.id
  }
  const { id } = await trx
    .insertInto('chapters')
    .values({ work_id: workId, position: place, standing: 'draft', ...row })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function rowOf({ there, fields, schedule, language }: ChapterToWrite) {
  const { title, summary, notes, endNotes, html, given, announced } = fields
  return {
    ...{ title, summary, notes, html, announced, end_notes: endNotes },
    given: Object.keys(given).length ? JSON.stringify(given) : null,
    published_on: fields.published ?? there?.published ?? null,
    posts_at: schedule?.at ?? null,
    posts_local: schedule?.local ?? null,
    posts_zone: schedule?.zone ?? null,
    // The costly part of a save, so only where there are other words.
    ...(there?.html === html && there.title === title
      ? {}
      : { words: countWords(html), search: vectorOf(title, html, language) }),
  }
}
