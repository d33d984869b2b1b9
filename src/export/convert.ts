import { createHash } from 'node:crypto'
import type { Actor } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import type { NotEnded } from './bounded-program.ts'
import { type Asked, type Download, inputFor, makeDownload } from './download.ts'
import { type KindleFormat, kindleDownload } from './kindle-download.ts'
import type { Setting } from './pdf/book.ts'
import { fontsMark } from './pdf/fonts.ts'
import { pdfDownload, toSetOf } from './pdf/pdf-download.ts'

/** Files that other programs make of ours: slower, one at a time. */
export const MADE_FORMATS = {
  pdf: { type: 'application/pdf' },
  azw3: { type: 'application/vnd.amazon.mobi8-ebook' },
  mobi: { type: 'application/x-mobipocket-ebook' },
} as const
export type MadeFormat = keyof typeof MADE_FORMATS

export type NotMade =
  | 'not-allowed'
  | 'unchanged'
  | 'no-calibre'
  | NotEnded
  | { readonly noFontFor: readonly string[] }

interface AskedMade extends Omit<Asked, 'format'> {
  readonly format: MadeFormat
  readonly setting: Setting
  /** The file they have is this one: then it is not made again. */
  readonly has?: string | undefined
}

/** The same for whom it is there, by the same rules as every file; undefined when there is no such work for them. */
export async function makeBook(
  db: Db,
  actor: Actor,
  asked: AskedMade,
): Promise<Download | NotMade | undefined> {
  const { format } = asked
  return format === 'pdf' ? makePdf(db, actor, asked) : makeKindle(db, actor, asked, format)
}

async function makePdf(db: Db, actor: Actor, asked: AskedMade): Promise<Download | NotMade | undefined> {
  const input = await inputFor(db, actor, asked)
  if (!input || input === 'not-allowed') return input
  const { title, permissions } = input.record
  const how = { setting: asked.setting }
  const tag = tagOf(toSetOf(input, how).json + fontsMark())
  if (asked.has === tag) return 'unchanged'
  const made = await pdfDownload(input, how)
  if (typeof made === 'string' || !('pdf' in made)) return made
  const openToMachines = permissions.machines === 'yes'
  return { title, bytes: made.pdf, tag, modified: input.modified, openToMachines }
}

async function makeKindle(
  db: Db,
  actor: Actor,
  asked: AskedMade,
  format: KindleFormat,
): Promise<Download | NotMade | undefined> {
  const book = await makeDownload(db, actor, { ...asked, format: 'epub' })
  if (!book || book === 'not-allowed') return book
  const source = tagOf(`${format} ${book.tag}`)
  if (asked.has?.startsWith(`${source}.`)) return 'unchanged'
  const bytes = await kindleDownload(book.bytes, format)
  // Calibre writes the hour into what it makes: the same book, not the same bytes.
  return typeof bytes === 'string' ? bytes : { ...book, bytes, tag: `${source}.${tagOf(bytes)}` }
}

const tagOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22)
