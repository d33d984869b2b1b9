import { readFile } from 'node:fs/promises'
import { direction } from '../../core/languages.ts'
import {
  type Book,
  type BookPicture,
  filesWithin,
  fitSection,
  frontParts,
  type ListedBook,
  openZip,
  placesOf,
  sectionPage,
  sectionPart,
} from '../../epub/index.ts'
import { wholeFile } from '../../storage/file-store.ts'
import { coverFor } from '../covers/cover.ts'
import type { Written } from '../covers/face.ts'
import { uuidOf } from '../epub-download.ts'
import type { Bundle } from './bundles.ts'
import type { Joining, PieceFile, Write } from './join-pieces.ts'

/** A work's book without the bytes of its pictures, as it was written between making and joining. */
interface PieceBook extends Omit<Book, 'pictures' | 'modified'> {
  readonly modified: string
  readonly pictures: readonly Omit<BookPicture, 'bytes'>[]
}

/** One book of all, each work a part of it. Of the texts one work's are in memory at a time. */
export async function joinBook(
  joining: Joining,
  bundle: Bundle,
  pieces: readonly PieceFile[],
  write: Write,
): Promise<void> {
  const listed: Listed[] = []
  for (const piece of pieces) listed.push(listedOf(await readPiece(piece)))
  const whole = wholeBook(joining, bundle, listed)
  const zip = openZip(write, whole.modified)
  const cover = await coverFor(writtenOf(whole, joining.archive.name))
  for (const part of frontParts(whole)) await zip.add(part)
  for (const piece of pieces) {
    for (const part of sectionParts(await readPiece(piece), whole.css)) await zip.add(part)
  }
  await zip.add({ name: `EPUB/${COVER.file}`, bytes: cover, stored: true })
  for (const { file } of [...(whole.pictures ?? [])].filter((one) => !one.cover)) {
    const bytes = await wholeFile(joining.files, file.slice('pictures/'.length))
    if (!bytes) throw new Error(`joining a book: picture ${file} is gone`)
    await zip.add({ name: `EPUB/${file}`, bytes, stored: true })
  }
  await zip.end()
}

const COVER = { source: 'cover.jpg', file: 'cover.jpg', type: 'image/jpeg', cover: true } as const

/** What all of them say of themselves. */
const writtenOf = (book: ListedBook, archive: string): Written => ({
  title: book.title,
  creators: book.creators.map(({ name }) => name),
  fandoms: [],
  language: book.language,
  archive,
  seed: book.identifier,
})

async function readPiece({ path }: PieceFile): Promise<PieceBook> {
  const piece: PieceBook = JSON.parse(await readFile(path, 'utf8'))
  return piece
}

type Listed = Omit<PieceBook, 'sections'> & Pick<ListedBook, 'sections'>

/** Without the texts. */
const listedOf = ({ sections, ...book }: PieceBook): Listed => ({
  ...book,
  sections: sections.map(({ markup: _text, meta: _facts, ...section }) => ({
    ...section,
    part: book.title,
    language: section.language ?? book.language,
    direction: section.direction ?? book.direction,
  })),
})

function* sectionParts(piece: PieceBook, css: string) {
  const book = { ...piece, css, modified: new Date(piece.modified) }
  const within = filesWithin(book)
  const fitted = book.sections.map((section) => fitSection(section, within))
  const places = placesOf(fitted.map(({ section, ids }) => [section.file, ids]))
  for (const section of fitted) yield sectionPart(section.section.file, sectionPage(book, section, places))
}

const MOST_NAMED = 20

/** What is said of all of them: no creator is named that one of them does not name itself. */
function wholeBook(
  { archive, now }: Joining,
  { title, works }: Bundle,
  parts: readonly Listed[],
): ListedBook {
  const pictures = new Map(parts.flatMap((part) => part.pictures.map((one) => [one.file, one] as const)))
  const creators = new Map(parts.flatMap((part) => part.creators.map((one) => [one.name, one] as const)))
  const language = parts.every((part) => part.language === parts[0]?.language)
    ? (parts[0]?.language ?? 'und')
    : 'mul'
  const [first] = parts
  return {
    identifier: `urn:uuid:${uuidOf(`${archive.url}/downloads/bundles?works=${works.join(',')}`)}`,
    ...{ title, language, direction: direction(first?.language ?? language) },
    creators: [...creators.values()].slice(0, MOST_NAMED),
    publisher: archive.name,
    description: parts.map((part) => part.title).join(' · '),
    subjects: ['Fanworks'],
    source: archive.url,
    rights: 'What may be done with each work is said in its preface.',
    usage: { url: archive.url, reserved: parts.some((part) => part.usage?.reserved !== false) },
    published: null,
    modified: now,
    series: [],
    sections: parts.flatMap((part) => part.sections),
    css: first?.css ?? '',
    pictures: [COVER, ...pictures.values()],
  }
}
