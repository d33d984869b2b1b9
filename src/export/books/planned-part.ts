import { createHash } from 'node:crypto'
import { type Part, type PartFacts, packPart } from '../../epub/index.ts'
import type { KeptParts } from './kept-parts.ts'

/** A part of a book that has its place: how long it is is known, its bytes are read when they are sent. */
export interface PlannedPart extends PartFacts {
  /** Bytes that are at hand. */
  readonly held?: Uint8Array
  readonly read: () => Promise<Uint8Array>
}

/** A part that is made for each download, and is often the same as for the last. */
export async function plannedFrom(part: Part, kept: KeptParts): Promise<PlannedPart> {
  const name = createHash('sha256').update(part.bytes).digest('base64')
  const key = part.stored ? undefined : `part ${name}`
  const packed = key ? kept.get(key) : undefined
  if (!packed || !key) {
    const made = await packPart(part)
    if (key) kept.keep(key, withCrc(made.crc, made.packed))
    return held(made, made.packed)
  }
  const facts = { name: part.name, crc: crcOf(packed), size: part.bytes.length, method: 8 as const }
  const bytes = packed.subarray(CRC)
  return held({ ...facts, packedSize: bytes.length }, bytes)
}

export const held = ({ name, crc, size, method, packedSize }: PartFacts, bytes: Uint8Array): PlannedPart => ({
  ...{ name, crc, size, method, packedSize, held: bytes },
  read: async () => bytes,
})

const CRC = 4

function withCrc(crc: number, bytes: Uint8Array): Uint8Array {
  const joined = Buffer.alloc(CRC + bytes.length)
  joined.writeUInt32LE(crc, 0)
  joined.set(bytes, CRC)
  return joined
}

const crcOf = (joined: Uint8Array): number =>
  new DataView(joined.buffer, joined.byteOffset, CRC).getUint32(0, true)
