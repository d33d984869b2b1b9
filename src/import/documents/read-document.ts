import { LIMITS } from '../source.ts'
import { unpackZip } from '../unpack.ts'
import { type FileRead, NotRead, type NotReadWhy, type ReadDocument } from './document.ts'
import { readDocx } from './docx.ts'
import { whyOf } from './parts.ts'
import { settle } from './settle.ts'

export interface FileGiven {
  readonly name: string
  readonly bytes: Uint8Array
}

export type FileOutcome = FileRead | { readonly name: string; readonly why: NotReadWhy }

/** Any file a writer may hand us, by what is in it and not by its name. */
export async function readDocument({ name, bytes }: FileGiven): Promise<FileOutcome> {
  try {
    const { html, about, remarks } = await byContent(bytes, name)
    const settled = settle(html)
    return settled.blocks.length ? { name, about, remarks, ...settled } : { name, why: 'empty' }
  } catch (fault) {
    if (fault instanceof NotRead) return { name, why: fault.why }
    throw fault
  }
}

async function byContent(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  if (bytes.length === 0) throw new NotRead('empty')
  if (isZip(bytes)) return fromZip(bytes)
  void name
  throw new NotRead('not-recognised')
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 8

async function fromZip(bytes: Uint8Array): Promise<ReadDocument> {
  const unpacked = await unpackZip(bytes, LIMITS)
  if (!unpacked.ok) throw new NotRead(whyOf(unpacked.why, unpacked.reason))
  const { entries } = unpacked
  if (entries.has('[Content_Types].xml') && [...entries.keys()].some((name) => name.endsWith('document.xml')))
    return readDocx(entries)
  throw new NotRead('not-recognised')
}
