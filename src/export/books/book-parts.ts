import type { ChapterId } from '../../core/ids.ts'
import {
  type Book,
  filesWithin,
  fitSection,
  frontParts,
  packPart,
  pictureParts,
  sectionPage,
  sectionPart,
} from '../../epub/index.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Places, ReadyChapter, ReadyChapters } from './chapter-parts.ts'
import type { KeptParts } from './kept-parts.ts'
import { packedBytes } from './packed-chapters.ts'
import { held, type PlannedPart, plannedFrom } from './planned-part.ts'

interface Shelf {
  readonly db: Db
  readonly kept: KeptParts
}

interface Planned {
  readonly book: Book
  readonly places: Places
  readonly ready: ReadyChapters
  /** Which chapter a file of the book is. */
  readonly inFile: ReadonlyMap<string, ChapterId>
}

/** The parts of a book but its pictures: what is little is made, chapters are as they were packed. */
export async function bookParts(shelf: Shelf, planned: Planned): Promise<readonly PlannedPart[] | 'changed'> {
  const { book, places, ready, inFile } = planned
  const within = filesWithin(book)
  const read = await chapterReader(shelf, [...ready.values()])
  if (read === 'changed') return 'changed'
  const parts: PlannedPart[] = []
  for (const part of frontParts(book)) parts.push(await plannedFrom(part, shelf.kept))
  for (const section of book.sections) {
    const chapter = inFile.get(section.file)
    const packed = chapter && ready.get(chapter)
    if (chapter && !packed) return 'changed'
    if (packed) parts.push(chapterPart(section.file, packed, read))
    else {
      const page = sectionPage(book, fitSection(section, within), places)
      parts.push(await plannedFrom(sectionPart(section.file, page), shelf.kept))
    }
  }
  return parts
}

/** Of a book's pictures, the one that is at hand. */
export async function coverPart(book: Book): Promise<PlannedPart | undefined> {
  const [part] = pictureParts({ ...book, pictures: (book.pictures ?? []).filter(({ cover }) => cover) })
  const packed = part && (await packPart(part))
  return packed && held(packed, packed.packed)
}

function chapterPart(file: string, chapter: ReadyChapter, read: Reader): PlannedPart {
  const { crc, size, packedSize } = chapter
  const facts = { name: `EPUB/${file}`, crc, size, packedSize, method: 8 } as const
  const bytes = read.now(chapter)
  return bytes ? held(facts, bytes) : { ...facts, read: () => read.later(chapter) }
}

interface Reader {
  readonly now: (chapter: ReadyChapter) => Uint8Array | undefined
  readonly later: (chapter: ReadyChapter) => Promise<Uint8Array>
}

/** A book of up to so many bytes is in hand before it is answered, so that a writer who saves now cuts nothing off. */
const AT_HAND = 4_000_000
const AT_ONCE = 1_000_000

async function chapterReader(
  { db, kept }: Shelf,
  chapters: readonly ReadyChapter[],
): Promise<Reader | 'changed'> {
  const found = new Map<string, Uint8Array>()
  const missing: ReadyChapter[] = []
  for (const chapter of chapters) {
    const bytes = chapter.bytes ?? kept.get(chapter.made)
    if (chapter.bytes) kept.keep(chapter.made, chapter.bytes)
    if (bytes) found.set(chapter.made, bytes)
    else missing.push(chapter)
  }
  const fetch = async (some: readonly ReadyChapter[]): Promise<ReadonlyMap<string, Uint8Array>> => {
    const read = await packedBytes(
      db,
      some.map(({ made }) => made),
      some.map(({ id }) => id),
    )
    for (const [made, bytes] of read) kept.keep(made, bytes)
    return read
  }
  if (missing.reduce((sum, { packedSize }) => sum + packedSize, 0) <= AT_HAND) {
    if (missing.length > 0) for (const [made, bytes] of await fetch(missing)) found.set(made, bytes)
    if (missing.some(({ made }) => !found.has(made))) return 'changed'
  }
  return { now: ({ made }) => found.get(made), later: laterIn(missing, fetch) }
}

/** The chapters from the one that is asked for on, some at a time: a long book is never in memory whole. */
function laterIn(
  missing: readonly ReadyChapter[],
  fetch: (some: readonly ReadyChapter[]) => Promise<ReadonlyMap<string, Uint8Array>>,
): Reader['later'] {
  const places = new Map(missing.map(({ made }, n) => [made, n]))
  let batch: ReadonlyMap<string, Uint8Array> = new Map()
  return async ({ id, made }) => {
    if (!batch.has(made)) batch = await fetch(some(missing, places.get(made) ?? 0))
    const bytes = batch.get(made)
    if (!bytes) throw new Error(`reading chapter ${id} of a book: it changed while the book was sent`)
    return bytes
  }
}

function some(missing: readonly ReadyChapter[], from: number): readonly ReadyChapter[] {
  const taken: ReadyChapter[] = []
  let bytes = 0
  for (const chapter of missing.slice(from)) {
    bytes += chapter.packedSize
    if (bytes > AT_ONCE && taken.length > 0) break
    taken.push(chapter)
  }
  return taken
}
