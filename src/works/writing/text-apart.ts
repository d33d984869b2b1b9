import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { parseChapterId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { keepManuscript, type Place } from './manuscripts.ts'
import type { OwnFields } from './own-fields.ts'
import { chapterStood, STOOD_FIELD, stoodAs, textStood } from './stood.ts'
import { type StoredChapter, storedChapter } from './store-chapter.ts'
import { one } from './work-fields.ts'

/*
 * While a work has one chapter, its own form holds the text. What was typed there, and reaches us when there are several,
 * or when the only one is another, has no place in that form any more: it goes into the manuscript of the chapter it was
 * typed for; of a chapter that is gone, into that of a new one.
 */

/** What a form says without its text, and the manuscript that has the text now; null: no text was typed. */
export interface Apart {
  readonly rest: Typed
  readonly text: { readonly place: Place; readonly key: string } | null
}

interface Setting {
  readonly there: OwnFields
  readonly typed: Typed
  readonly now: Date
}

/** Of a work that is this person's own. 'no-room': they keep too much already, and nothing was moved. */
export async function setTextApart(
  trx: Transaction,
  by: Member,
  { there, typed, now }: Setting,
): Promise<Apart | 'no-room'> {
  if (!('body' in typed) || hasItsPlace(there, typed)) return { rest: typed, text: null }
  const { body, chapter_title: title = '', spelling = 'html', ...rest } = typed
  const chapter = await chapterMeant(trx, there, typed)
  const saysTheSame = chapter?.title === one(typed, 'chapter_title') && chapter.html === one(typed, 'body')
  if (saysTheSame || !textStood(typed).isTyped) return { rest, text: null }
  const place: Place = { part: 'chapter', workId: there.id, chapterId: chapter?.id ?? null }
  const held = await heldAlready(trx, by, place, typed)
  if (held) return { rest, text: { place, key: held } }
  const key = randomUUID()
  const stands = chapter && stoodAs(typed, chapter)
  const fields: Typed = {
    ...{ body: body ?? '', chapter_title: title, spelling },
    ...(stands ? { [STOOD_FIELD]: chapterStood(chapter) } : {}),
  }
  const base = stands ? chapter.version : null
  const keeping = { ...place, key, person: by.id, fields, base, version: 0, now }
  const kept = await keepManuscript(trx, keeping)
  return typeof kept === 'string' ? 'no-room' : { rest, text: { place, key } }
}

/** The work's form holds the text of the same chapter as when it was opened. */
function hasItsPlace({ chapter }: OwnFields, typed: Typed): boolean {
  const said = textStood(typed).chapter
  return chapter !== null && (said === '' || said === String(chapter.id))
}

/** The chapter that was the only one when the form was opened; of a form that does not say, the oldest. */
async function chapterMeant(db: Db, { id }: OwnFields, typed: Typed): Promise<StoredChapter | undefined> {
  const said = parseChapterId(textStood(typed).chapter)
  if (said) return storedChapter(db, id, said)
  const oldest = await db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return oldest && storedChapter(db, id, oldest.id)
}

/** The same text, set apart before: a form that is sent twice. */
async function heldAlready(
  trx: Transaction,
  by: Member,
  { workId, chapterId }: Place,
  typed: Typed,
): Promise<string | undefined> {
  const rows = await trx
    .selectFrom('manuscripts')
    .select(['key', 'fields'])
    .where('person_id', '=', by.id)
    .where('part', '=', 'chapter')
    .where('work_id', '=', workId)
    .where('chapter_id', 'is not distinct from', chapterId)
    .execute()
  const same = ['body', 'chapter_title']
  return rows.find(({ fields }) => same.every((name) => one(fields, name) === one(typed, name)))?.key
}

/** Manuscripts of a work's own form that hold a text: locked. */
export const textsKept = (trx: Transaction, by: Member, { id }: OwnFields) =>
  trx
    .selectFrom('manuscripts')
    .select(['key', 'fields', 'kept_at as keptAt'])
    .where('person_id', '=', by.id)
    .where('part', '=', 'work')
    .where('work_id', '=', id)
    .where(sql<boolean>`fields ? 'body'`)
    .orderBy('kept_at')
    .forUpdate()
    .execute()

/** What is left of a manuscript whose text was set apart. */
export async function keepRest(trx: Transaction, by: Member, key: string, rest: Typed): Promise<void> {
  await trx
    .updateTable('manuscripts')
    .set({ fields: JSON.stringify(rest) })
    .where('key', '=', key)
    .where('person_id', '=', by.id)
    .execute()
}
