import type { NotEnded } from '../bounded-program.ts'
import type { DownloadInput } from '../download-input.ts'
import { type Book, bookOf, pictureFile, type Setting, USUAL } from './book.ts'
import { type BookNode, NOTHING } from './book-node.ts'
import { canPrint } from './faces.ts'
import { lettersIn, scriptOf, scriptsMissing } from './letters.ts'
import { type ToSet, typeset } from './typeset.ts'

/** More is a shelf of books: as EPUB, HTML or text a work may be as long as it likes. */
export const MOST_WORDS = 1_500_000

type PdfRefusal = NotEnded | { readonly noFontFor: readonly string[] }
type PdfMade = { readonly pdf: Buffer } | PdfRefusal

export interface PdfAsked {
  readonly setting?: Setting
  /** Folders of faces beside the machine's own. */
  readonly folders?: readonly string[]
}

/** The work as a book to print or to read on a page. */
export async function pdfDownload(input: DownloadInput, asked: PdfAsked = {}): Promise<PdfMade> {
  if (input.record.words.counted > MOST_WORDS) return 'too-large'
  if (!canPrint(input.record.language)) return { noFontFor: [scriptOf(input.record.language)] }
  const { book, ...toSet } = toSetOf(input, asked)
  const first = await typeset(toSet)
  if (typeof first === 'string' || 'pdf' in first) return first
  const noFontFor = scriptsMissing(toSet.json, first.missing)
  if (noFontFor.length > 0) return { noFontFor }
  const second = await typeset({ ...toSet, json: withNumbers(book, first.missing), letters: '' })
  return typeof second === 'string' || 'pdf' in second
    ? second
    : { noFontFor: [second.missing.slice(0, 3).join(' ')] }
}

/** All that the book is made of: what is equal gives an equal book. */
export function toSetOf(input: DownloadInput, asked: PdfAsked): ToSet & { readonly book: Book } {
  const book = bookOf(input, asked.setting ?? USUAL)
  const json = JSON.stringify(book, tidied)
  const pictures = [...(input.pictures ?? [])].map(
    ([address, one]) => [pictureFile(address, one.type), one] as const,
  )
  return { book, json, letters: lettersIn(json), pictures: new Map(pictures), folders: asked.folders ?? [] }
}

/** JSON cannot hold half a letter, and no face draws what steers a terminal. */
const tidied = (_name: string, value: unknown): unknown =>
  typeof value === 'string'
    ? value.toWellFormed().replace(/(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}/gu, '')
    : value

/** Signs that no face has, emoji as a rule, are printed as their numbers: nothing becomes a box. */
function withNumbers(book: Book, missing: readonly string[]): string {
  const unknown = new Set(missing)
  const numbered = (text: string): string =>
    [...text]
      .map((one) => (unknown.has(one) ? `[U+${one.codePointAt(0)?.toString(16).toUpperCase()}]` : one))
      .join('')
      .replace(/(?<=\])[\u200d\ufe0f]+/g, '')
  const says: BookNode = ['aside', NOTHING, [NUMBERED]]
  return JSON.stringify({ ...book, afterword: [...book.afterword, says] }, (name, value) => {
    const tidy = tidied(name, value)
    return typeof tidy === 'string' ? numbered(tidy) : tidy
  })
}
const NUMBERED =
  'This archive has no letters for some signs of this work: each is printed as its number in Unicode.'
