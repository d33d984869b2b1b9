import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { LIMITS, type Refusal } from './source.ts'

/**
 * A zip from a stranger. Everything that can be known from its directory is checked before a byte is inflated;
 * sizes are checked again while inflating, since a directory may lie. Entries are inflated one at a time, when
 * asked for, and never written anywhere.
 */
type Unpacked =
  | { readonly ok: true; readonly entries: Map<string, () => Promise<Uint8Array>> }
  | { readonly ok: false; readonly why: Refusal; readonly reason: string }

export interface ZipLimits {
  readonly file: number
  readonly unpacked: number
  readonly entries: number
  readonly ratio: number
}

/** What an entry's reader throws: the caller answers with `why` and the message. */
export class UnpackError extends Error {
  readonly why: Refusal
  constructor(why: Refusal, reason: string) {
    super(reason)
    this.name = 'UnpackError'
    this.why = why
  }
}

export async function unpackZip(bytes: Uint8Array, limits: ZipLimits = LIMITS): Promise<Unpacked> {
  try {
    return { ok: true, entries: await readDirectory(bytes, limits) }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (error instanceof UnpackError) return { ok: false, why: error.why, reason: said }
    if (said.includes('encryption')) return { ok: false, why: 'not-supported', reason: LOCKED }
    if (said.startsWith('End of central directory')) return { ok: false, why: 'damaged', reason: CUT_OFF }
    return { ok: false, why: 'damaged', reason: `The zip cannot be read: ${said.replace(/\.$/, '')}.` }
  }
}

const CUT_OFF =
  'The end of the zip or EPUB is missing: it was cut off on its way. Please download or copy it again.'
const LOCKED = 'The zip is locked with a password. Please unpack it and try again.'

const refuse = (why: Refusal, reason: string): never => {
  throw new UnpackError(why, reason)
}

async function readDirectory(
  bytes: Uint8Array,
  limits: ZipLimits,
): Promise<Map<string, () => Promise<Uint8Array>>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const zip = await fromBufferPromise(buffer)
  if (zip.entryCount > limits.entries) refuse('too-large', tooMany(zip.entryCount, limits.entries))
  const budget = { left: limits.unpacked }
  const entries = new Map<string, () => Promise<Uint8Array>>()
  const places: Place[] = []
  let declared = 0
  for await (const entry of zip.eachEntry()) {
    const name = checkedName(entry)
    checkKind(entry, name)
    places.push(await placeOf(zip, entry, name))
    if (name.endsWith('/')) continue
    if (entries.has(name)) refuse('damaged', `The zip holds two files of the name “${name}”.`)
    declared += entry.uncompressedSize
    if (declared > limits.unpacked) refuse('too-large', tooBig(limits.unpacked))
    entries.set(name, inflater(zip, entry, name, budget, limits))
  }
  checkOverlaps(places)
  return entries
}

const tooMany = (count: number, limit: number): string =>
  `The zip holds ${count.toLocaleString('en')} files; ${limit.toLocaleString('en')} are the most. Please divide it.`
const tooBig = (limit: number): string =>
  `The zip unpacks to more than ${Math.floor(limit / 1024 / 1024)} MB. Please divide it.`

/** The entry's name as UTF-8 where its bytes are that, whether the flag says so or not. */
function checkedName(entry: Entry): string {
  const raw = new Uint8Array(entry.fileNameRaw)
  let name = entry.fileName
  try {
    if (raw.some((byte) => byte > 127)) name = new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    name = entry.fileName // not UTF-8: what yauzl made of it by code page 437
  }
  name = name.replaceAll('\\', '/')
  const climbs = name.split('/').includes('..')
  if (climbs || name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name === '')
    refuse('damaged', `The zip names a file outside itself (“${name.slice(0, 80)}”).`)
  return name
}

const KIND = 0o170000
const FOLDER = 0o040000
const FILE = 0o100000

function checkKind(entry: Entry, name: string): void {
  const kind = (entry.externalFileAttributes >>> 16) & KIND
  if (kind !== 0 && kind !== FILE && kind !== FOLDER)
    refuse('damaged', `“${name}” in the zip is a link or a device, not a file.`)
  if (entry.isEncrypted()) refuse('not-supported', LOCKED)
  if (!entry.canDecodeFileData())
    refuse('not-supported', `“${name}” is packed in a way we do not read. Please zip it again.`)
}

interface Place {
  readonly name: string
  readonly start: number
  readonly end: number
}

async function placeOf(zip: ZipFile, entry: Entry, name: string): Promise<Place> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return { name, start: entry.relativeOffsetOfLocalHeader, end: fileDataStart + entry.compressedSize }
}

/** Two entries over the same bytes: how a small file becomes a huge one (Fifield 2019). */
function checkOverlaps(places: Place[]): void {
  places.sort((a, b) => a.start - b.start || a.end - b.end)
  let end = 0
  for (const place of places) {
    if (place.start < end) refuse('damaged', `“${place.name}” lies over another file in the zip.`)
    end = place.end
  }
}

const RATIO_FROM = 1024 * 1024

function inflater(zip: ZipFile, entry: Entry, name: string, budget: { left: number }, limits: ZipLimits) {
  let paid = 0
  return async (): Promise<Uint8Array> => {
    const chunks: Buffer[] = []
    let size = 0
    let sum = 0
    const most = entry.compressedSize * limits.ratio
    for await (const chunk of await streamOf(zip, entry, name)) {
      size += chunk.length
      if (size > limits.file) refuse('too-large', `“${name}” unpacks to more than we take.`)
      if (size > RATIO_FROM && size > most) refuse('too-large', `“${name}” is packed like a bomb: refused.`)
      if (size > paid) {
        budget.left -= size - paid
        paid = size
      }
      if (budget.left < 0) refuse('too-large', tooBig(limits.unpacked))
      sum = crc32(chunk, sum)
      chunks.push(chunk)
    }
    if (sum !== entry.crc32) refuse('damaged', `“${name}” in the zip is damaged: its checksum is wrong.`)
    return Buffer.concat(chunks, size)
  }
}

async function* streamOf(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer> {
  try {
    yield* await zip.openReadStreamPromise(entry)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const why: Refusal = said.startsWith('too many bytes') ? 'too-large' : 'damaged'
    throw new UnpackError(why, `“${name}” in the zip cannot be read: ${said}.`)
  }
}
