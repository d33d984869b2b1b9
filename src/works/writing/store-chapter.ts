import type { ChapterId, WorkId } from '../../core/ids.ts'
import { countWords } from '../../prose/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Given } from '../tables.ts'
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
  readonly given: Given | null
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
      'given',
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
}

/** Writes the row of a chapter, a new one as a draft: posting it comes after. */
export async function writeChapter(trx: Transaction, chapter: ChapterToWrite): Promise<ChapterId> {
  const { workId, there, fields, place } = chapter
  const { title, html } = fields
  const row = rowOf(chapter)
  const text = () => ({ words: countWords(html), search: null })
  if (!there) {
    const added = { work_id: workId, position: place, standing: 'draft' as const, ...row, ...text() }
    return (await trx.insertInto('chapters').values(added).returning('id').executeTakeFirstOrThrow()).id
  }
  // Its words are entered after the answer (enter-words.ts), and only where there are others.
  const same = there.html === html && there.title === title
  await trx
    .updateTable('chapters')
    .set((is) => ({ ...row, ...(same ? {} : text()), version: is('version', '+', 1) }))
    .where('id', '=', there.id)
    .execute()
  return there.id
}

function rowOf({ there, fields, schedule }: ChapterToWrite) {
  const { title, summary, notes, endNotes, html, announced } = fields
  const given = { ...unchanged(there, fields), ...fields.given }
  return {
    ...{ title, summary, notes, html, announced, end_notes: endNotes },
    given: Object.keys(given).length ? JSON.stringify(given) : null,
    published_on: fields.published ?? there?.published ?? null,
    posts_at: schedule?.at ?? null,
    posts_local: schedule?.local ?? null,
    posts_zone: schedule?.zone ?? null,
  }
}

/** As they were given, of texts that stay as they are. */
function unchanged(there: StoredChapter | null, fields: ChapterFields): Given {
  const kept = (['summary', 'notes', 'endNotes', 'html'] as const).filter(
    (name) => fields[name] === there?.[name],
  )
  return Object.fromEntries(kept.flatMap((name) => (there?.given?.[name] ? [[name, there.given[name]]] : [])))
}
