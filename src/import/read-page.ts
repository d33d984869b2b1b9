import { TooTangled } from '../prose/index.ts'
import { readAnyPage } from './any-page.ts'
import { decodeText } from './decode.ts'
import type { PageRead } from './page-record.ts'
import { readSource } from './recognise.ts'
import { isZip, seemsByBytes, seemsByText } from './seems.ts'
import { type Reading, TooMuch } from './source.ts'

interface FoundBytes {
  /** An address or a file's name: what messages call it. */
  readonly name: string
  /** Where it was asked for; null for a file. */
  readonly address: string | null
  /** Where it was in the end. */
  readonly base?: string
  readonly bytes: Uint8Array
  readonly charset?: string | undefined
}

/** A work an archive made a file or page of is read as that; anything else as the page it is. */
export type PageReading =
  | ({ readonly as: 'page' } & PageRead)
  | { readonly as: 'work'; readonly reading: Extract<Reading, { outcome: 'read' }> }
  | {
      readonly as: 'refused'
      readonly why: 'empty' | 'no-work' | 'no-text' | 'other'
      readonly reason: string
    }

export async function readPageBytes(found: FoundBytes, encoding: string | undefined): Promise<PageReading> {
  const { address, base, name, charset } = found
  if (found.bytes.length === 0) return refuse('empty')
  const isText = !isZip(found.bytes) && !seemsByBytes(found.bytes)
  const text = isText ? decodeText(found.bytes, encoding, charset).text : ''
  if (isText && text === '') return refuse('no-text')
  const bytes = isText ? new TextEncoder().encode(text) : found.bytes
  const reading = await readSource({ name, bytes })
  if (reading.outcome === 'read') return { as: 'work', reading }
  if (reading.why === 'empty') return refuse('empty')
  if (reading.why !== 'not-recognised') return { as: 'refused', why: 'other', reason: reading.reason }
  if (!isText || isOtherData(text)) return { as: 'refused', why: 'no-text', reason: reading.reason }
  return readGently(text, base ?? address ?? undefined, address)
}

const refuse = (why: 'empty' | 'no-work' | 'no-text'): PageReading => ({ as: 'refused', why, reason: '' })

/** XHTML begins like XML and is a page. */
const isOtherData = (text: string): boolean =>
  !/<html\b/i.test(text.slice(0, 4096)) && seemsByText(text) !== undefined

function readGently(text: string, base: string | undefined, address: string | null): PageReading {
  try {
    const page = readAnyPage(text, base)
    return page ? { as: 'page', page, address } : refuse('no-work')
  } catch (error) {
    if (error instanceof TooTangled) return refuse('no-work')
    if (error instanceof TooMuch) return { as: 'refused', why: 'other', reason: error.message }
    throw error
  }
}
