/**
 * What a file we cannot read seems to be, with what to do instead. By its first bytes, as `file` does it,
 * or by the names inside it when it is a zip.
 */
export interface Seeming {
  readonly what: string
  readonly remedy: string
}

const HTML_OR_EPUB = 'Please download the work as HTML or EPUB instead.'
const AS_DOCUMENT = 'If it is yours, begin with it as a document at /works/documents.'
const NO_WORK = 'Works are read from HTML, EPUB, plain text, or a zip of these.'
const UNPACK = 'Please unpack it, or make a zip of the files.'

const ebook = (what: string): Seeming => ({
  what,
  remedy: `${HTML_OR_EPUB} They hold the same text, and say which tag is of which kind.`,
})

const MAGIC: readonly { readonly at: number; readonly bytes: string; readonly is: Seeming }[] = [
  { at: 0, bytes: '%PDF', is: ebook('a PDF') },
  { at: 60, bytes: 'BOOKMOBI', is: ebook('a Kindle book (MOBI or AZW3)') },
  { at: 0, bytes: 'TPZ', is: ebook('a Kindle book (Topaz)') },
  { at: 0, bytes: 'CONT', is: ebook('a Kindle book (KFX)') },
  { at: 0, bytes: '\xeaDRMION\xee', is: ebook('a Kindle book with a lock') },
  { at: 0, bytes: 'ITSF', is: ebook('a Windows help book (CHM)') },
  { at: 0, bytes: '\x89PNG', is: { what: 'a picture (PNG)', remedy: NO_WORK } },
  { at: 0, bytes: '\xff\xd8\xff', is: { what: 'a picture (JPEG)', remedy: NO_WORK } },
  { at: 0, bytes: 'GIF8', is: { what: 'a picture (GIF)', remedy: NO_WORK } },
  { at: 8, bytes: 'WEBP', is: { what: 'a picture (WebP)', remedy: NO_WORK } },
  { at: 4, bytes: 'ftypavif', is: { what: 'a picture (AVIF)', remedy: NO_WORK } },
  { at: 4, bytes: 'ftyp', is: { what: 'a video or sound file', remedy: NO_WORK } },
  { at: 0, bytes: 'ID3', is: { what: 'a sound file (MP3)', remedy: NO_WORK } },
  { at: 0, bytes: 'OggS', is: { what: 'a sound file (Ogg)', remedy: NO_WORK } },
  { at: 0, bytes: '{\\rtf', is: { what: 'an RTF document', remedy: AS_DOCUMENT } },
  {
    at: 0,
    bytes: '\xd0\xcf\x11\xe0',
    is: { what: 'an old Word document (DOC)', remedy: `Please save it as DOCX. ${AS_DOCUMENT}` },
  },
  { at: 0, bytes: '\x1f\x8b', is: { what: 'a gzip archive', remedy: UNPACK } },
  { at: 0, bytes: '7z\xbc\xaf', is: { what: 'a 7-Zip archive', remedy: UNPACK } },
  { at: 0, bytes: 'Rar!', is: { what: 'a RAR archive', remedy: UNPACK } },
  { at: 257, bytes: 'ustar', is: { what: 'a tar archive', remedy: UNPACK } },
  { at: 0, bytes: 'SQLite format 3', is: { what: 'a database (SQLite)', remedy: NO_WORK } },
  { at: 0, bytes: 'bplist00', is: { what: 'a Safari web archive', remedy: 'Please save the page as HTML.' } },
]

export function seemsByBytes(bytes: Uint8Array): Seeming | undefined {
  const head = [...bytes.subarray(0, 300)].map((byte) => String.fromCharCode(byte)).join('')
  return MAGIC.find(({ at, bytes: sign }) => head.startsWith(sign, at))?.is
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1

/** The list at the end of a zip, or what an EPUB begins with, somewhere in it. */
export const isPieceOfZip = (bytes: Uint8Array): boolean =>
  ['PK\x01\x02', 'PK\x05\x06', 'mimetypeapplication/epub+zip'].some((sign) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(sign, 0, 'latin1'),
  )

const INSIDE: readonly { readonly name: RegExp; readonly is: Seeming }[] = [
  { name: /^word\/document\.xml$/, is: { what: 'a Word document (DOCX)', remedy: AS_DOCUMENT } },
  { name: /^(?:xl|ppt)\//, is: { what: 'a spreadsheet or slides', remedy: NO_WORK } },
  { name: /^META-INF\/manifest\.xml$/, is: { what: 'an OpenDocument text (ODT)', remedy: AS_DOCUMENT } },
  { name: /^META-INF\/MANIFEST\.MF$/, is: { what: 'a Java program', remedy: NO_WORK } },
  { name: /^AndroidManifest\.xml$/, is: { what: 'an Android program', remedy: NO_WORK } },
]

/** A zip that is one document of another kind; undefined for a zip that simply holds files. */
export const seemsByNames = (names: readonly string[]): Seeming | undefined =>
  INSIDE.find(({ name }) => names.some((given) => name.test(given)))?.is

export function seemsByText(text: string): Seeming | undefined {
  const head = text.slice(0, 4096).trimStart()
  if (/^MIME-Version:|^From: <Saved by/im.test(head) && /multipart\/related/i.test(head))
    return { what: 'a web page saved as one file (MHTML)', remedy: 'Please save the page as HTML.' }
  if (/^[[{]\s*["{[\]}]/.test(head)) return { what: 'JSON data', remedy: NO_WORK }
  if (/^<(?:\?xml|rss|feed|package|ncx|opml)\b/i.test(head))
    return { what: 'an XML file', remedy: HTML_OR_EPUB }
  if (/^[^\S\n\r\u2028\u2029]*(?:CREATE|INSERT|DROP|SET) /im.test(head) && /\b(?:TABLE|INTO)\b/i.test(head))
    return { what: 'a database dump (SQL)', remedy: NO_WORK }
  return undefined
}
