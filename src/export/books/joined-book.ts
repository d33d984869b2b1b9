import { createHash } from 'node:crypto'
import type { Actor } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { layZip } from '../../epub/index.ts'
import type { FileStore } from '../../storage/file-store.ts'
import type { Db } from '../../storage/transaction.ts'
import { readRecordHead } from '../../works/index.ts'
import { bookFacts } from '../book-facts.ts'
import { type Archive, inputFrom, mayTake } from '../download.ts'
import type { DownloadInput } from '../download-input.ts'
import { bookOf, chapterSection } from '../epub-download.ts'
import { namedIn } from '../own-pictures-read.ts'
import { bookCover } from './book-cover.ts'
import { bookParts, coverPart } from './book-parts.ts'
import { type BookPictures, bookPictures } from './book-pictures.ts'
import { type BookChapter, readyChapters } from './chapter-parts.ts'
import type { KeptParts } from './kept-parts.ts'
import { notePackedUsed, type PackedChapter, packedChapters } from './packed-chapters.ts'
import { readZip } from './read-zip.ts'

/** A book whose every byte has its place before the first is read. */
export interface JoinedBook {
  readonly title: string
  readonly size: number
  /** Names these bytes: the same version of a work gives the same. */
  readonly tag: string
  readonly modified: Date
  readonly openToMachines: boolean
  /** What stands in the book in this order: the chapter of each part, null for what is no chapter. */
  readonly spine: readonly (ChapterId | null)[]
  /** The bytes from `from` up to `to`, a few at a time. */
  readonly read: (from?: number, to?: number) => AsyncGenerator<Uint8Array>
}

export interface BookShelf {
  readonly db: Db
  readonly files: FileStore
  readonly kept: KeptParts
  readonly now: Date
}

interface Asked {
  readonly id: WorkId
  readonly archive: Archive
}

/** A writer may save while a book is being put together; it is then put together again. */
const TRIES = 4

/**
 * A work's EPUB, joined from chapters that were packed before, as this reader may see it. It is asked each time whether
 * they may; what is kept says nothing of who may see it.
 */
export async function joinedBook(
  shelf: BookShelf,
  actor: Actor,
  asked: Asked,
): Promise<JoinedBook | 'not-allowed' | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const file = await tryBook(shelf, actor, asked)
    if (file !== 'changed') return file
  }
  throw new Error(`joining the book of work ${asked.id}: it changed ${TRIES} times meanwhile`)
}

/** Chapters of this many bytes in all are read with what is asked of them. */
const AT_FIRST = 1_000_000
const MET = new Uint8Array(1)

async function tryBook(shelf: BookShelf, actor: Actor, { id, archive }: Asked) {
  const { db, now, kept } = shelf
  // After a start nothing of it is in memory: its chapters and its cover then come with what is asked in any case.
  const met = kept.get(`work ${id}`) !== undefined
  const [head, facts, stored] = await Promise.all([
    readRecordHead(db, actor, id),
    bookFacts(db, id, met ? 'without-cover' : 'with-cover'),
    packedChapters(db, id, now, met ? 0 : AT_FIRST),
  ])
  if (!head) return undefined
  const { record, chapterIds } = head
  if (!(await mayTake(db, actor, id, record))) return 'not-allowed'
  const bare = inputFrom(record, facts, id, archive)
  const pictures = await bookPictures(shelf, { record, chapterIds, stored, known: facts.images })
  const cover = await bookCover(db, id, bare, { kept, last: facts.cover })
  kept.keep(`work ${id}`, MET)
  return joined(shelf, { ...bare, pictures, cover }, chapterIds, stored)
}

type Input = Omit<DownloadInput, 'pictures'> & { readonly pictures: BookPictures }

async function joined(
  shelf: BookShelf,
  input: Input,
  chapterIds: readonly ChapterId[],
  stored: ReadonlyMap<ChapterId, PackedChapter>,
): Promise<JoinedBook | 'changed'> {
  const { db, now } = shelf
  const { record, modified } = input
  const book = bookOf(input)
  const chapters = chapterIds.map((id, n) => bookChapter(input, id, n))
  const { ready, places } = await readyChapters({ db, now, book }, chapters, stored)
  const rested = [...ready.values()].flatMap((one) => (one.rested ? [one.id] : []))
  if (rested.length > 0) await notePackedUsed(db, rested, now)
  const inFile = new Map(chapters.map(({ id, section }) => [section.file, id]))
  const sections = await bookParts(shelf, { book, places, ready, inFile })
  if (sections === 'changed') return 'changed'
  const parts = [
    ...sections,
    await coverPart(book),
    ...[...input.pictures.values()].map(({ part }) => part),
  ].filter((part) => part !== undefined)
  const layout = layZip(parts, modified)
  return {
    ...{ title: record.title, size: layout.size, modified },
    tag: createHash('sha256').update(layout.directory).digest('base64url').slice(0, 22),
    openToMachines: record.permissions.machines === 'yes',
    // The cover stands before all else.
    spine: [null, ...book.sections.map(({ file }) => inFile.get(file) ?? null)],
    read: (from = 0, to = layout.size) => readZip(layout, parts, from, to),
  }
}

function bookChapter(input: Input, id: ChapterId, n: number): BookChapter {
  const chapter = input.record.chapters[n]
  if (!chapter) throw new Error(`chapter ${id} is named and not there`)
  const { notes, endNotes, words } = chapter
  return {
    ...{ id, words },
    section: chapterSection(input, chapter),
    withText: (html) => chapterSection(input, { ...chapter, html }),
    named: (html) => namedIn(notes, html, endNotes),
  }
}
