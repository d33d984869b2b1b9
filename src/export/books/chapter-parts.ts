import { createHash } from 'node:crypto'
import type { ChapterId } from '../../core/ids.ts'
import {
  answersTo,
  type Book,
  filesWithin,
  fitSection,
  packPart,
  placesOf,
  type Section,
  sectionPage,
  sectionPart,
  wantsOf,
} from '../../epub/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { VERSION } from '../../version.ts'
import { chapterTexts } from '../../works/index.ts'
import { type FreshChapter, keepPacked, type PackedChapter } from './packed-chapters.ts'

/** Raised with every change to what a chapter in a book looks like: an archive between two releases keeps no old ones. */
const RECIPE = 1

/** A chapter of a book, its section without the text; and the section with it. */
export interface BookChapter {
  readonly id: ChapterId
  readonly words: number
  readonly section: Section
  readonly withText: (html: string) => Section
  /** The pictures that the chapter names, of ours, by their hashes. */
  readonly named: (html: string) => readonly string[]
}

export interface ReadyChapter extends Omit<PackedChapter, 'bytes'> {
  readonly id: ChapterId
  /** Just made, or just read. */
  readonly bytes?: Uint8Array
}

interface Making {
  readonly db: Db
  readonly now: Date
  readonly book: Book
}

export type Places = ReturnType<typeof placesOf>
export type ReadyChapters = ReadonlyMap<ChapterId, ReadyChapter>

/**
 * Every chapter packed as this book has it: as it was kept where all that it was made from is the same, made now where
 * it is not. Of the texts only some are in memory at a time.
 */
export async function readyChapters(
  making: Making,
  chapters: readonly BookChapter[],
  stored: ReadonlyMap<ChapterId, PackedChapter>,
): Promise<{ readonly ready: ReadyChapters; readonly places: Places }> {
  const ready = new Map<ChapterId, ReadyChapter>()
  for (const { id, ...chapter } of chapters) {
    const packed = stored.get(id)
    if (packed?.looked.equals(lookedOf(making.book, chapter, packed.pictures)))
      ready.set(id, { ...packed, id })
  }
  await make(
    making,
    chapters.filter(({ id }) => !ready.has(id)),
    ready,
  )
  // Links to other chapters are known once all have been looked at.
  const places = placesIn(making, chapters, ready)
  const astray = chapters.filter(({ id, section }) => {
    const one = ready.get(id)
    return one && !one.recipe.equals(recipeOf(one.looked, answersTo(one.wants, section.file, places)))
  })
  await make(making, astray, ready, places)
  return { ready, places }
}

function placesIn({ book }: Making, chapters: readonly BookChapter[], ready: ReadyChapters): Places {
  const within = filesWithin(book)
  const own = new Map(chapters.map(({ id, section }) => [section.file, ready.get(id)?.ids ?? []]))
  for (const section of book.sections)
    if (!own.has(section.file)) own.set(section.file, [...fitSection(section, within).ids])
  const files = book.sections.map(({ file }): [string, ReadonlySet<string>] => [file, new Set(own.get(file))])
  return placesOf(files)
}

/** So many words of text are read and packed at once. */
const WORDS_AT_ONCE = 100_000
const CHAPTERS_AT_ONCE = 50

async function make(
  making: Making,
  chapters: readonly BookChapter[],
  ready: Map<ChapterId, ReadyChapter>,
  places?: Places,
): Promise<void> {
  for (const some of batches(chapters)) {
    const texts = await chapterTexts(
      making.db,
      some.map(({ id }) => id),
    )
    const made = await Promise.all(
      some.map((chapter) => {
        const text = texts.get(chapter.id)
        return text && fresh(making.book, chapter, text, places)
      }),
    )
    for (const one of made) if (one) ready.set(one.id, await kept(making, one))
  }
}

function* batches(chapters: readonly BookChapter[]): Generator<readonly BookChapter[]> {
  let some: BookChapter[] = []
  let words = 0
  for (const chapter of chapters) {
    if (some.length > 0 && (words + chapter.words > WORDS_AT_ONCE || some.length === CHAPTERS_AT_ONCE)) {
      yield some
      some = []
      words = 0
    }
    some.push(chapter)
    words += chapter.words
  }
  if (some.length > 0) yield some
}

/** Without `places` as if it were alone; where it looks for others, it is made again when they are known. */
async function fresh(
  book: Book,
  chapter: BookChapter,
  { html, version }: { readonly html: string; readonly version: string },
  places?: Places,
): Promise<FreshChapter> {
  const { file } = chapter.section
  const pictures = chapter.named(html)
  const fitted = fitSection(chapter.withText(html), filesWithin(book))
  const wants = wantsOf(fitted.nodes, fitted.ids)
  const where = places ?? placesOf([[file, fitted.ids]])
  const answers = wants.length && !places ? UNKNOWN : answersTo(wants, file, where)
  const looked = lookedOf(book, chapter, pictures)
  const { crc, size, packed } = await packPart(sectionPart(file, sectionPage(book, fitted, where)))
  const hashes = { looked, recipe: recipeOf(looked, answers) }
  return { ...hashes, id: chapter.id, version, crc, size, packed, ids: [...fitted.ids], wants, pictures }
}

const UNKNOWN = 'not known yet'

async function kept({ db, now }: Making, one: FreshChapter): Promise<ReadyChapter> {
  const unknown = one.recipe.equals(recipeOf(one.looked, UNKNOWN))
  const made = unknown ? undefined : await keepPacked(db, one, now)
  const { packed: bytes, version, ...facts } = one
  return { ...facts, made: made ?? `${one.id} ${version}`, packedSize: bytes.length, rested: false, bytes }
}

const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** All that a chapter's page is made from, but its text and where its links lead. */
function lookedOf(book: Book, { section }: Pick<BookChapter, 'section'>, named: readonly string[]): Buffer {
  const { title, language, direction, source, pictures = [] } = book
  const shown = pictures
    .filter(({ file }) => named.some((hash) => file.includes(hash)))
    .map(({ file }) => file)
  return digest(JSON.stringify([RECIPE, VERSION, title, language, direction, source, section, shown]))
}

const recipeOf = (looked: Uint8Array, answers: string): Buffer => digest(looked, answers)
