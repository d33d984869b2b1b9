import { sql } from 'kysely'
import { z } from 'zod'
import type { Member } from '../../core/actor.ts'
import { countWords, tidyName } from '../../prose/index.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { firstLetters } from '../letters.ts'
import { escapeText } from '../text-html.ts'
import { type Describing, describePictures } from './describe-pictures.ts'
import { type KeptFile, putChapters } from './keep-document.ts'
import { findChapters, type Manner } from './split.ts'

export type Deed =
  | { readonly do: 'save' }
  | { readonly do: 'join' | 'leave' | 'take' | 'up' | 'down'; readonly chapter: number }
  | { readonly do: 'split'; readonly chapter: number; readonly at: number }
  | { readonly do: 'again'; readonly manner: Manner }

interface Mending {
  readonly id: string
  readonly deed: Deed
  /** As they stand in the form, by chapter. */
  readonly titles: ReadonlyMap<number, string>
  /** What pictures that came without words show. */
  readonly pictures?: readonly Describing[]
}

/** Mends how a document was parted. `gone`: the chapter is no longer there, since another window changed it. */
export const mendDocument = (
  db: Db,
  by: Member,
  { id, deed, titles, pictures = [] }: Mending,
): Promise<'mended' | 'gone' | 'no-such-document'> =>
  inTransaction(db, async (trx) => {
    if (!(await lockDocument(trx, by, id))) return 'no-such-document'
    await rename(trx, id, titles)
    await describePictures(trx, by, id, pictures)
    const done = await doDeed(trx, id, deed)
    await trx
      .updateTable('documents')
      .set((is) => ({ version: is('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    return done
  })

/** Throws it away, with all that was read. */
export async function forgetDocument(db: Db, by: Member, id: string): Promise<void> {
  await db.deleteFrom('documents').where('id', '=', id).where('person_id', '=', by.id).execute()
}

/** Of this person, and nothing made of it yet. */
const lockDocument = async (trx: Transaction, by: Member, id: string): Promise<boolean> =>
  (await trx
    .selectFrom('documents')
    .select('id')
    .where('id', '=', id)
    .where('person_id', '=', by.id)
    .where('became_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()) !== undefined

async function rename(trx: Transaction, id: string, titles: ReadonlyMap<number, string>): Promise<void> {
  const ids = [...titles.keys()]
  const names = [...titles.values()].map((title) => firstLetters(tidyName(title), 255))
  await sql`update document_chapters set title = told.title
    from unnest(${ids}::int[], ${names}::text[]) as told (id, title)
    where document_chapters.id = told.id and document_id = ${id} and document_chapters.title <> told.title`.execute(
    trx,
  )
}

async function doDeed(trx: Transaction, id: string, deed: Deed): Promise<'mended' | 'gone'> {
  if (deed.do === 'save') return 'mended'
  if (deed.do === 'again') return partAnew(trx, id, deed.manner)
  const chapter = await chapterAt(trx, id, deed.chapter)
  if (!chapter) return 'gone'
  if (deed.do === 'join') return joinToBefore(trx, id, chapter)
  if (deed.do === 'split') return splitAt(trx, id, chapter, deed.at)
  if (deed.do === 'up' || deed.do === 'down') return move(trx, id, chapter, deed.do === 'up' ? -1 : 1)
  await trx
    .updateTable('document_chapters')
    .set({ left_out: deed.do === 'leave' })
    .where('id', '=', chapter.id)
    .execute()
  return 'mended'
}

const chapterAt = (trx: Transaction, document: string, id: number) =>
  trx
    .selectFrom('document_chapters')
    .select(['id', 'position', 'title', 'blocks', 'left_out'])
    .where('document_id', '=', document)
    .where('id', '=', id)
    .executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof chapterAt>>>

const beside = (trx: Transaction, document: string, { position }: Row, step: 1 | -1) =>
  trx
    .selectFrom('document_chapters')
    .select(['id', 'position', 'blocks'])
    .where('document_id', '=', document)
    .where('position', step < 0 ? '<' : '>', position)
    .orderBy('position', step < 0 ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst()

/** Its title stays, as a heading in the text. */
async function joinToBefore(trx: Transaction, document: string, chapter: Row): Promise<'mended' | 'gone'> {
  const before = await beside(trx, document, chapter, -1)
  if (!before) return 'gone'
  const head = chapter.title ? [`<h3>${escapeText(chapter.title)}</h3>`] : []
  const blocks = [...before.blocks, ...head, ...chapter.blocks]
  await trx.deleteFrom('document_chapters').where('id', '=', chapter.id).execute()
  await write(trx, before.id, blocks)
  return 'mended'
}

async function splitAt(
  trx: Transaction,
  document: string,
  chapter: Row,
  at: number,
): Promise<'mended' | 'gone'> {
  const [first, second] = [chapter.blocks.slice(0, at), chapter.blocks.slice(at)]
  if (first.length === 0 || second.length === 0) return 'gone'
  await trx
    .updateTable('document_chapters')
    .set((is) => ({ position: is('position', '+', 1) }))
    .where('document_id', '=', document)
    .where('position', '>', chapter.position)
    .execute()
  await write(trx, chapter.id, first)
  const { position, left_out } = chapter
  await trx
    .insertInto('document_chapters')
    .values({
      ...{ document_id: document, position: position + 1, title: '', left_out },
      ...{ blocks: second, words: countWords(second.join('\n')) },
    })
    .execute()
  return 'mended'
}

const write = (trx: Transaction, id: number, blocks: string[]) =>
  trx
    .updateTable('document_chapters')
    .set({ blocks, words: countWords(blocks.join('\n')) })
    .where('id', '=', id)
    .execute()

/** At either end there is nowhere to go, and nothing happens. */
async function move(trx: Transaction, document: string, chapter: Row, step: 1 | -1): Promise<'mended'> {
  const other = await beside(trx, document, chapter, step)
  if (!other) return 'mended'
  for (const [id, position] of [
    [chapter.id, other.position],
    [other.id, chapter.position],
  ] as const)
    await trx.updateTable('document_chapters').set({ position }).where('id', '=', id).execute()
  return 'mended'
}

async function partAnew(trx: Transaction, id: string, manner: Manner): Promise<'mended'> {
  const { files_read } = await trx
    .updateTable('documents')
    .set({ manner })
    .where('id', '=', id)
    .returning('files_read')
    .executeTakeFirstOrThrow()
  await putChapters(trx, id, findChapters(KEPT.parse(JSON.parse(files_read)), manner).chapters)
  return 'mended'
}

/** As keep-document.ts wrote it. */
const KEPT = z.custom<readonly KeptFile[]>(Array.isArray)
