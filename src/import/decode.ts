import { guessEncoding } from './guess-encoding.ts'
import { restoreMojibake } from './mojibake.ts'

/**
 * Bytes to text, for files whose labels cannot be trusted. In this order:
 * a byte order mark · UTF-16 by its zeros · not text at all · the encoding asked for · UTF-8 where it is valid
 * · the encoding declared · a guess. UTF-8 is looked at before a declaration because other encodings hardly
 * ever make valid UTF-8 by chance, and files are saved again more often than their headers are corrected.
 */
export interface DecodedText {
  readonly text: string
  /** WHATWG name, or `binary` for what is not text; the text is empty then. */
  readonly encoding: string
  /** What was changed, in plain words. */
  readonly repairs: string[]
}

/**
 * Never throws. `asked` is an encoding a person chose by hand; it wins over all but a byte order mark. `served` is
 * what the server declared; like in browsers it stands before what the page says of itself.
 */
export function decodeText(bytes: Uint8Array, asked?: string, served?: string): DecodedText {
  const repairs: string[] = []
  const found = strip(decode(bytes, { asked, served }, repairs))
  if (found.encoding === 'binary') return { text: '', encoding: 'binary', repairs }
  const mended = asked ? undefined : restoreMojibake(found.text)
  if (mended) repairs.push(`undid ${mended.times === 1 ? 'a' : 'a repeated'} wrong re-encoding (â€œ → “)`)
  const text = withoutNuls(mended?.text ?? found.text, repairs)
  const lost = countUnread(text)
  if (lost > 0)
    repairs.push(`${lost} ${lost === 1 ? 'character' : 'characters'} could not be read: shown as �`)
  return { text, encoding: found.encoding, repairs }
}

interface Found {
  readonly text: string
  readonly encoding: string
}

interface Said {
  readonly asked: string | undefined
  readonly served: string | undefined
}

function decode(bytes: Uint8Array, { asked, served }: Said, repairs: string[]): Found {
  const marked = byMark(bytes)
  if (marked) return as(bytes, marked)
  const sample = bytes.subarray(0, 64 * 1024)
  const wide = wideByZeros(sample)
  if (wide) {
    repairs.push(`read as ${wide}, which the file does not say`)
    return as(bytes, wide)
  }
  if (looksBinary(sample)) return { text: '', encoding: 'binary' }
  const chosen = asked ? known(asked) : undefined
  if (chosen) return as(bytes, chosen)
  return byContent(bytes, (served && known(served)) || declaredEncoding(bytes), repairs)
}

function byContent(bytes: Uint8Array, declared: string | undefined, repairs: string[]): Found {
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== undefined) return validUtf8(bytes, utf8, declared, repairs)
  const cut = cutShort(bytes)
  if (cut !== undefined) return { text: cut, encoding: 'utf-8' }
  const stray = mostlyUtf8(bytes)
  if (stray) {
    repairs.push(`${stray.repaired} stray Windows-1252 bytes in UTF-8 were read as what they stand for`)
    return { text: stray.text, encoding: 'utf-8' }
  }
  const text = declared && declared !== 'utf-8' ? strictly(bytes, declared) : undefined
  if (declared && text !== undefined) return { text, encoding: declared }
  const guess = guessEncoding(bytes)
  repairs.push(
    `read as ${guess}, ${declared ? `though the file says ${declared}` : 'which the file does not say'}`,
  )
  return as(bytes, guess)
}

function validUtf8(bytes: Uint8Array, utf8: string, declared: string | undefined, repairs: string[]): Found {
  if (!declared || declared === 'utf-8') return { text: utf8, encoding: 'utf-8' }
  const escaped = declared === 'iso-2022-jp' && utf8.includes('\x1b')
  if (escaped) return as(bytes, declared)
  if (utf8.length !== bytes.length) repairs.push(`read as utf-8, though the file says ${declared}`)
  return { text: utf8, encoding: 'utf-8' }
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Latin text in UTF-16 has a zero in every other byte; even Chinese has them at each space and line end. */
function wideByZeros(sample: Uint8Array): string | undefined {
  if (sample.length < 4 || !sample.includes(0)) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (odd > half * 0.3 && even < odd / 20) return 'utf-16le'
  if (even > half * 0.3 && odd < even / 20) return 'utf-16be'
  return undefined
}

/** Characters that text has no use for; of bytes as Latin-1, where looking for them is quickest. */
const NOT_OF_TEXT = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g

function looksBinary(sample: Uint8Array): boolean {
  const odd = Buffer.from(sample.buffer, sample.byteOffset, sample.length)
    .toString('latin1')
    .match(NOT_OF_TEXT)
  return (odd?.length ?? 0) > Math.max(2, sample.length * 0.01)
}

/** What the first kilobytes say of themselves: `<meta charset>`, `<?xml encoding>`. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const said = /<\?xml[^>]{0,80}encoding=["']([\w-]{1,40})|<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i.exec(
    head,
  )
  const name = said ? known(said[1] ?? said[2] ?? '') : undefined
  // the file was read as bytes of ASCII to find this, so it cannot be UTF-16
  return name?.startsWith('utf-16') ? 'utf-8' : name
}

function known(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return undefined // an unknown label is as good as none
  }
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // not valid in this encoding: the caller tries the next
  }
}

const as = (bytes: Uint8Array, encoding: string): Found => ({
  text: new TextDecoder(encoding).decode(bytes),
  encoding,
})

/** UTF-8 whose last character was cut in two; `é` at the end of Windows-1252 looks the same but comes alone. */
function cutShort(bytes: Uint8Array): string | undefined {
  for (let short = 1; short <= 3 && short < bytes.length; short++) {
    if ((bytes[bytes.length - short] ?? 0) < 0xc2) continue
    const text = strictly(bytes.subarray(0, -short), 'utf-8')
    return text !== undefined && text.length < bytes.length - short ? `${text}\uFFFD` : undefined
  }
  return undefined
}

/** UTF-8 with a few bytes pasted from elsewhere: more good sequences than bad bytes. */
function mostlyUtf8(bytes: Uint8Array): { text: string; repaired: number } | undefined {
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) bad++
    if (length > 1) good++
    at += Math.max(1, length)
  }
  if (good <= bad * 2) return undefined
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(withStrays(bytes, bad)), repaired: bad }
}

/** The same bytes with each that is no part of a UTF-8 sequence spelt out, as Windows-1252 reads it. */
function withStrays(bytes: Uint8Array, bad: number): Uint8Array {
  const spelt = new Uint8Array(bytes.length + 2 * bad)
  let end = 0
  let from = 0
  const put = (some: Uint8Array): void => {
    spelt.set(some, end)
    end += some.length
  }
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) {
      put(bytes.subarray(from, at))
      put(STRAYS[(bytes[at] ?? 0) - 0x80] ?? new Uint8Array())
      from = at + 1
    }
    at += Math.max(1, length)
  }
  put(bytes.subarray(from))
  return spelt.subarray(0, end)
}

const STRAYS: readonly Uint8Array[] = Array.from({ length: 128 }, (_, i) =>
  new TextEncoder().encode(new TextDecoder('windows-1252').decode(new Uint8Array([0x80 + i]))),
)

/** The length of the UTF-8 sequence at `at`, 0 if there is none (RFC 3629, table of well-formed sequences). */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0
    if (next < (i === 1 ? least : 0x80) || next > (i === 1 ? most : 0xbf)) return 0
  }
  return length
}

const strip = (found: Found): Found => ({ ...found, text: found.text.replace(/^\uFEFF+/, '') })

function countUnread(text: string): number {
  let count = 0
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++
  return count
}

function withoutNuls(text: string, repairs: string[]): string {
  const clean = text.replaceAll('\0', '')
  if (clean.length < text.length) repairs.push(`left out ${text.length - clean.length} zero bytes`)
  return clean
}
