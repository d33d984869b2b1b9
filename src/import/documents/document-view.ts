import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { LIMITS } from '../../core/values.ts'
import { parseHtml, plain } from '../../prose/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { visibleTo } from '../../works/index.ts'
import { shortened } from '../letters.ts'
import { undescribed } from './describe-pictures.ts'
import type { About, Remark } from './document.ts'
import type { Manner } from './split.ts'

/** A document as its page shows it, to the person whose it is and nobody else. */
export interface DocumentView {
  readonly id: string
  readonly version: number
  readonly names: readonly string[]
  readonly madeAt: Date
  readonly manner: Manner
  readonly about: About
  readonly remarks: readonly Remark[]
  readonly into: WorkNamed | null
  /** Made already, where its draft is. */
  readonly became: WorkId | null
  /** The same files, brought before. */
  readonly before: {
    readonly at: Date
    readonly work: WorkNamed | null
    readonly document: string | null
  } | null
  readonly chapters: readonly ChapterFound[]
  /** The addresses of pictures of which nobody has said what they show. */
  readonly undescribed: readonly string[]
}

export interface WorkNamed {
  readonly id: WorkId
  readonly title: string
  readonly language: string
}

export interface ChapterFound {
  readonly id: number
  readonly title: string
  readonly words: number
  readonly first: string
  readonly last: string
  readonly leftOut: boolean
  readonly fault: 'empty' | 'too-long' | null
}

const isId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export async function documentView(db: Db, actor: Actor, id: string): Promise<DocumentView | undefined> {
  if (actor.type === 'guest' || !isId(id)) return undefined
  const row = await db
    .selectFrom('documents')
    .select(['id', 'version', 'names', 'made_at', 'manner', 'about', 'remarks', 'files_hash'])
    .select(['into_work_id', 'became_work_id'])
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (!row) return undefined
  const { version, names, manner, about, remarks } = row
  return {
    ...{ id, version, names, manner, about, remarks },
    madeAt: row.made_at,
    became: row.became_work_id,
    into: row.into_work_id && (await workNamed(db, actor, row.into_work_id)),
    before: await broughtBefore(db, actor, row),
    chapters: await chaptersFound(db, id),
    undescribed: await undescribed(db, id),
  }
}

async function workNamed(db: Db, actor: Actor, id: WorkId): Promise<WorkNamed | null> {
  const work = await db
    .selectFrom('works')
    .select(['id', 'title', 'language'])
    .where('id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  return work ?? null
}

async function broughtBefore(
  db: Db,
  actor: Extract<Actor, { type: 'member' }>,
  { id, files_hash: hash }: { id: string; files_hash: Buffer },
): Promise<DocumentView['before']> {
  const row = await db
    .selectFrom('documents')
    .select(['id', 'made_at', 'became_work_id', 'became_at'])
    .where('person_id', '=', actor.id)
    .where('files_hash', '=', hash)
    .where('id', '<>', id)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const work = row.became_work_id && (await workNamed(db, actor, row.became_work_id))
  return { at: row.made_at, work: work || null, document: row.became_at ? null : row.id }
}

async function chaptersFound(db: Db, id: string): Promise<ChapterFound[]> {
  const rows = await db
    .selectFrom('document_chapters')
    .select(['id', 'title', 'words', 'left_out'])
    .select([
      sql<string>`coalesce(blocks[1], '')`.as('first'),
      sql<string>`coalesce(blocks[cardinality(blocks)], '')`.as('last'),
      sql<number>`length(array_to_string(blocks, ' '))`.as('letters'),
    ])
    .where('document_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map(({ id: chapter, title, words, left_out, first, last, letters }) => ({
    ...{ id: chapter, title, words, leftOut: left_out },
    first: shortened(wordsIn(first), 140),
    last: last === first ? '' : tailOf(wordsIn(last), 90),
    fault: words === 0 ? 'empty' : letters > LIMITS.chapter ? 'too-long' : null,
  }))
}

const wordsIn = (html: string): string =>
  plain(parseHtml(html.length > LONGEST ? html.slice(-LONGEST) : html))
const LONGEST = 20_000

/** The last letters of a text, from the beginning of a word. */
function tailOf(text: string, most: number): string {
  const letters = [...text]
  if (letters.length <= most) return text
  const tail = letters.slice(-most).join('')
  return `…${tail.slice(tail.indexOf(' ') + 1)}`
}

/** One chapter, to be looked into: its blocks, before each of which another may begin. */
export interface ChapterInside {
  readonly id: number
  readonly title: string
  readonly blocks: readonly string[]
}

export async function chapterInside(
  db: Db,
  actor: Actor,
  document: string,
  chapter: number,
): Promise<ChapterInside | undefined> {
  if (actor.type === 'guest' || !isId(document) || !Number.isInteger(chapter)) return undefined
  return db
    .selectFrom('document_chapters')
    .innerJoin('documents', 'documents.id', 'document_id')
    .select(['document_chapters.id', 'title', 'blocks'])
    .where('document_id', '=', document)
    .where('person_id', '=', actor.id)
    .where('document_chapters.id', '=', chapter)
    .executeTakeFirst()
}

export interface WaitingDocument {
  readonly id: string
  readonly names: readonly string[]
  readonly madeAt: Date
}

/** What this person has brought and made nothing of yet. */
export async function waitingDocuments(db: Db, actor: Actor): Promise<WaitingDocument[]> {
  if (actor.type === 'guest') return []
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'names', 'made_at'])
    .where('person_id', '=', actor.id)
    .where('became_at', 'is', null)
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map(({ id, names, made_at }) => ({ id, names, madeAt: made_at }))
}
