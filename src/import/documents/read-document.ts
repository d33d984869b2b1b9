import { TooTangled } from '../../prose/index.ts'
import { decodeText } from '../decode.ts'
import { seemsByBytes } from '../seems.ts'
import { LIMITS, TooMuch } from '../source.ts'
import { UnpackError, unpackZip } from '../unpack.ts'
import { type FileRead, NotRead, type NotReadWhy, type ReadDocument, type Remark } from './document.ts'
import { readDocx } from './docx.ts'
import { isEpub, readEpub } from './epub.ts'
import { readHtmlText } from './html-file.ts'
import { remarkOnDownload } from './is-download.ts'
import { looksLikeMarkdown, readMarkdown } from './markdown.ts'
import { readFlatOdt, readOdt } from './odt.ts'
import { whyOf } from './parts.ts'
import { type FoundPicture, fetchPictures, withoutPictures } from './pictures.ts'
import { readRtf } from './rtf.ts'
import { settle } from './settle.ts'
import { readText } from './text-file.ts'

interface FileGiven {
  readonly name: string
  readonly bytes: Uint8Array
}

export type FileOutcome = FileRead | { readonly name: string; readonly why: NotReadWhy }

/** Any file a writer may hand us, by what is in it; its name only tells Markdown from plain text. */
export async function readDocument({ name, bytes }: FileGiven): Promise<FileOutcome> {
  try {
    const { html, about, remarks, pictures: found = [] } = await byContent(bytes, name)
    const { pictures, missing } = await fetchPictures(found)
    const settled = settle(withoutPictures(html, new Set(missing.map(({ mark }) => mark))))
    const read = { name, about, remarks: [...remarks, ...remarkOf(missing)], pictures, ...settled }
    return settled.blocks.length ? read : { name, why: 'empty' }
  } catch (fault) {
    return { name, why: whyFrom(fault) }
  }
}

const remarkOf = (missing: readonly FoundPicture[]): Remark[] =>
  missing.length === 0
    ? []
    : [{ what: 'pictures', many: missing.length, names: missing.map(({ alt, name }) => alt || name) }]

function whyFrom(fault: unknown): NotReadWhy {
  if (fault instanceof NotRead) return fault.why
  if (fault instanceof UnpackError) return whyOf(fault.why, fault.message)
  if (fault instanceof TooMuch) return 'too-large'
  if (fault instanceof TooTangled || fault instanceof RangeError) return 'tangled'
  throw fault
}

async function byContent(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  if (bytes.length === 0) throw new NotRead('empty')
  if (isZip(bytes)) return fromZip(bytes)
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw new NotRead(isLocked(bytes) ? 'locked' : 'old-word')
  const bare = withoutMark(bytes)
  if (latin1(bare.subarray(0, BEGINNING)).trimStart().startsWith('{\\rtf')) return readRtf(latin1(bare))
  const why = otherKind(bytes)
  if (why) throw new NotRead(why)
  return fromText(bytes, name)
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 8

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Of UTF-8: some programs put it before anything, also before RTF, and empty lines after it. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  startsWith(bytes, '\xef\xbb\xbf') ? bytes.subarray(3) : bytes

const BEGINNING = 64

const startsWith = (bytes: Uint8Array, sign: string): boolean =>
  latin1(bytes.subarray(0, sign.length)) === sign

/** A DOCX with a password lies in a box of the old kind, which names what is in it. */
const isLocked = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )

function otherKind(bytes: Uint8Array): NotReadWhy | undefined {
  const seems = seemsByBytes(bytes)?.what ?? ''
  if (seems === 'a PDF') return 'pdf'
  if (/picture|video|sound/.test(seems)) return 'picture'
  if (/book/.test(seems)) return 'ebook'
  if (/archive/.test(seems)) return 'zip'
  return seems ? 'not-recognised' : undefined
}

async function fromZip(bytes: Uint8Array): Promise<ReadDocument> {
  const unpacked = await unpackZip(bytes, LIMITS)
  if (!unpacked.ok) throw new NotRead(whyOf(unpacked.why, unpacked.reason))
  const { entries } = unpacked
  const names = [...entries.keys()]
  const some = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  if (entries.has('[Content_Types].xml') && some(/^word\/|\/document\d*\.xml$/)) return readDocx(entries)
  if (isEpub(names)) return readEpub(entries)
  if (entries.has('content.xml') && !some(/^Object|^Pictures\/.*\.(?:ods|odp)$/)) return readOdt(entries)
  if (some(/^Index\/.*\.iwa$|^Index\.zip$|^index\.xml(?:\.gz)?$/)) throw new NotRead('pages')
  if (some(/^(?:xl|ppt)\//)) throw new NotRead('sheet')
  throw new NotRead(names.length ? 'zip' : 'empty')
}

function fromText(bytes: Uint8Array, name: string): ReadDocument {
  const { text, encoding, repairs } = decodeText(bytes)
  if (encoding === 'binary') throw new NotRead('not-recognised')
  if (text.trim() === '') throw new NotRead('empty')
  const even = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const read = readerFor(even, name)(even)
  return { ...read, remarks: [...read.remarks, ...remarksOf(even, repairs)] }
}

function readerFor(text: string, name: string): (text: string) => ReadDocument {
  const head = text.slice(0, 4_000)
  if (/<office:document[\s>]/.test(head)) return readFlatOdt
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body)\b/i.test(head))
    return readHtmlText
  if (/\.(?:md|markdown|mdown|mkd)$/i.test(name)) return readMarkdown
  if (/\.x?html?$/i.test(name) || /<\/(?:p|div|em|i|b|strong|h[1-6]|blockquote|span)>/i.test(text))
    return readHtmlText
  return looksLikeMarkdown(text) ? readMarkdown : readText
}

function remarksOf(text: string, repairs: readonly string[]): Remark[] {
  const unread = text.split('\uFFFD').length - 1
  const guessed = repairs.some((line) => /^(?:read as|undid|\d+ stray)/.test(line))
  return [
    ...remarkOnDownload(text),
    ...(guessed ? [{ what: 'encoding' as const, many: 1 }] : []),
    ...(unread ? [{ what: 'unreadable' as const, many: unread }] : []),
  ]
}
