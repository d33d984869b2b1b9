import type { Book, ListedBook } from './book.ts'
import { COVER_PAGE, coverPage } from './cover-page.ts'
import { placesOf } from './links.ts'
import { navigationPage, ncx } from './navigation.ts'
import { packageDocument } from './package-document.ts'
import { fitSection, sectionPage } from './page.ts'
import { joinParts, type PackedPart, type Part, packPart } from './zip.ts'

/** The book as an EPUB 3 file that EPUB 2 readers open too. */
export async function writeEpub(book: Book): Promise<Uint8Array<ArrayBuffer>> {
  const packed: Promise<PackedPart>[] = []
  // Each part goes to zlib's threads as soon as it is written, so that packing and writing overlap.
  for (const part of bookParts(book)) packed.push(packPart(part))
  return joinParts(await Promise.all(packed), book.modified)
}

/** The files of the book in the order they stand in the zip. */
function* bookParts(book: Book): Generator<Part> {
  const within = filesWithin(book)
  const fitted = book.sections.map((section) => fitSection(section, within))
  const places = placesOf(fitted.map(({ section, ids }) => [section.file, ids]))
  yield* frontParts(book)
  for (const section of fitted) yield sectionPart(section.section.file, sectionPage(book, section, places))
  yield* pictureParts(book)
}

/** Files of the book, by the address the markup names them with. */
export const filesWithin = ({ pictures = [] }: Pick<ListedBook, 'pictures'>): ReadonlyMap<string, string> =>
  new Map(pictures.map(({ source, file }) => [source, file]))

/** What stands before the sections, and knows no more of them than their titles: `mimetype` first, as readers sniff for it. */
export function* frontParts(book: ListedBook): Generator<Part> {
  yield { ...text('mimetype', 'application/epub+zip'), stored: true }
  yield text('META-INF/container.xml', CONTAINER)
  yield text('EPUB/content.opf', packageDocument(book))
  yield text('EPUB/nav.xhtml', navigationPage(book))
  yield text('EPUB/toc.ncx', ncx(book))
  yield text('EPUB/style.css', book.css)
  const cover = coverPage(book)
  if (cover) yield sectionPart(COVER_PAGE, cover)
}

export const sectionPart = (file: string, page: string): Part => text(`EPUB/${file}`, page)

/** They are packed already. */
export function* pictureParts({ pictures = [] }: Book): Generator<Part> {
  for (const { file, bytes } of pictures) yield { name: `EPUB/${file}`, bytes, stored: true }
}

const text = (name: string, content: string): Part => ({ name, bytes: Buffer.from(content, 'utf8') })

const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
`
