import { TooTangled } from '../prose/index.ts'
import type { WorkRecord } from '../works/index.ts'
import { looksLikeEpub, readAo3Epub } from './ao3-epub.ts'
import { looksLikeAo3Html, readAo3Html } from './ao3-html.ts'
import { looksLikeAo3Page, readAo3Page } from './ao3-page.ts'
import { refusalOfPage } from './ao3-refusals.ts'
import { looksLikeAo3Text, readAo3Text } from './ao3-text.ts'
import { withinBounds } from './bounds.ts'
import { type DecodedText, decodeText } from './decode.ts'
import { firstLetters } from './letters.ts'
import { isPieceOfZip, isZip, type Seeming, seemsByBytes, seemsByNames, seemsByText } from './seems.ts'
import { LIMITS, type Reading, refused, type SourceFile, TooMuch } from './source.ts'
import { findStatements, permissionsFrom } from './statements.ts'
import { notTooManyLines, notTooManyTags } from './too-much.ts'
import { UnpackError, unpackZip, type ZipLimits } from './unpack.ts'

type ReadLimits = ZipLimits & { readonly text: number }

/** Reads a file by what is in it, whatever it is called. Never throws: a reader's failure is a refusal. */
export async function readSource(file: SourceFile, limits: ReadLimits = LIMITS): Promise<Reading> {
  try {
    return finished(await read(file, limits))
  } catch (error) {
    if (error instanceof UnpackError) return refused(error.why, error.message)
    if (error instanceof TooMuch) return refused('too-large', error.message)
    if (error instanceof TooTangled) return refused('damaged', TANGLED)
    const said = error instanceof Error ? error.message : String(error)
    return refused('damaged', `Reading the file failed: ${firstLetters(said, 200)}`)
  }
}

const TANGLED = 'The file nests tags deeper, or repeats them more often, than any work does.'

async function read(file: SourceFile, limits: ReadLimits): Promise<Reading> {
  if (file.bytes.length === 0) return refused('empty', 'The file is empty.')
  if (file.bytes.length > limits.file) return refused('too-large', megabytes('The file', limits.file))
  if (isZip(file.bytes)) return await readZip(file.bytes, limits)
  const seems = seemsByBytes(file.bytes)
  if (seems) return notRecognised(seems)
  if (file.bytes.length > limits.text) return refused('too-large', megabytes('The text', limits.text))
  const decoded = decodeText(file.bytes)
  return decoded.encoding === 'binary' ? readNothing(file) : readText(decoded)
}

/** What holds for every work, whichever reader read it: it is within bounds, and what its creator says counts. */
function finished(reading: Reading): Reading {
  if (reading.outcome !== 'read') return reading
  const record = withinBounds(reading.record)
  if (isOurs(record)) return { ...reading, record }
  const permissions = permissionsFrom(findStatements(record), record.permissions)
  return { ...reading, record: withinBounds({ ...record, permissions }) }
}

/** Our own downloads carry what was decided; the sentences in them were read before. */
const isOurs = ({ import: how }: WorkRecord): boolean => how?.format.startsWith('palimpsest') ?? false

const megabytes = (what: string, limit: number): string =>
  `${what} is larger than ${Math.floor(limit / 1024 / 1024)} MB, the most we take.`

const notRecognised = (seems: Seeming): Reading =>
  refused('not-recognised', `This seems to be ${seems.what}. ${seems.remedy}`.trim())

async function readZip(bytes: Uint8Array, limits: ReadLimits): Promise<Reading> {
  const unpacked = await unpackZip(bytes, limits)
  if (!unpacked.ok) return refused(unpacked.why, unpacked.reason)
  const names = [...unpacked.entries.keys()]
  if (looksLikeEpub(names)) return await readAo3Epub(unpacked.entries)
  const seems = seemsByNames(names)
  if (seems) return notRecognised(seems)
  return refused('not-supported', 'This is a zip of files, not one work. Please import the files in it.')
}

/** What is neither text nor a kind of file we know: an EPUB whose beginning is lost is said to be one. */
function readNothing({ name, bytes }: SourceFile): Reading {
  if (isPieceOfZip(bytes))
    return refused(
      'damaged',
      'This is part of an EPUB or a zip: its beginning is missing. Please download it again.',
    )
  if (name.toLowerCase().endsWith('.epub'))
    return refused('damaged', 'This is called an EPUB, and what is in it is none. Please download it again.')
  return refused(
    'not-recognised',
    'This is neither text nor a kind of file we know; it may be damaged. Please try the work’s HTML or EPUB.',
  )
}

function readText(decoded: DecodedText): Reading {
  const { text, repairs } = decoded
  if (text.trim() === '') return refused('empty', 'The file holds nothing but white space.')
  const reading = looksLikeHtml(text) ? readHtml(text) : readPlain(text)
  return withRepairs(reading, repairs)
}

/** A tag among the first characters; plain text only ever mentions one later. */
const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype|\?xml|html|head|body|title|meta|div|h[1-6]|p|link|style)\b/i.test(
    text.slice(0, 4096),
  )

function readHtml(text: string): Reading {
  notTooManyTags(text)
  if (looksLikeAo3Html(text)) return readAo3Html(text)
  if (looksLikeAo3Page(text)) return readAo3Page(text)
  const turnedDown = refusalOfPage(text)
  if (turnedDown) return turnedDown
  const seems = /<(?:html|body|div|p)\b/i.test(text) ? undefined : seemsByText(text)
  return notRecognised(seems ?? { what: 'a web page, but not of a work we know how to read', remedy: WORKS })
}

const WORKS =
  'Please download the work as HTML or EPUB from the archive it is on. If it is yours, any page and any text is read at /works/import/pages.'

/** Servers that are too busy answer in a line of plain text. */
const SHORT = 2_000

function readPlain(text: string): Reading {
  notTooManyLines(text)
  if (looksLikeAo3Text(text)) return readAo3Text(text)
  const turnedDown = text.length < SHORT ? refusalOfPage(text) : undefined
  if (turnedDown) return turnedDown
  return notRecognised(
    seemsByText(text) ?? { what: 'plain text without the title page of a download', remedy: WORKS },
  )
}

/** What decoding mended belongs in the work's own report. */
function withRepairs(reading: Reading, repairs: readonly string[]): Reading {
  if (reading.outcome !== 'read' || repairs.length === 0 || !reading.record.import) return reading
  const report = reading.record.import
  return {
    ...reading,
    record: { ...reading.record, import: { ...report, repairs: [...repairs, ...report.repairs] } },
  }
}
