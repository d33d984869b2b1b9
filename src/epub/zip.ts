import { promisify } from 'node:util'
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib'
import { directoryOf, dosTime, headOf, LARGEST, layZip, MOST_PARTS, type PartFacts } from './zip-layout.ts'

/**
 * A zip of few, whole, ASCII-named entries: no data descriptors, no extra fields, times from the caller.
 * Each part is packed by itself, on libuv's threads, so packed parts may be kept and joined again.
 */
export interface Part {
  readonly name: string
  readonly bytes: Uint8Array
  /** The `mimetype` of an EPUB may not be compressed. */
  readonly stored?: true
}

export interface PackedPart extends PartFacts {
  readonly packed: Uint8Array
}

const deflate = promisify(deflateRaw)
/** Level 6 packs half a percent tighter for a quarter more time: docs/decisions/005. */
const LEVEL = 5
/** Below this the way to a thread and back takes longer than packing. */
const SMALL = 8_192

export async function packPart(part: Part): Promise<PackedPart> {
  const { name, bytes } = part
  const facts = { name, crc: crc32(bytes), size: bytes.length }
  if (part.stored) return { ...facts, method: 0, packed: bytes, packedSize: bytes.length }
  const small = bytes.length < SMALL
  const packed = small ? deflateRawSync(bytes, { level: LEVEL }) : await deflate(bytes, { level: LEVEL })
  return { ...facts, method: 8, packed, packedSize: packed.length }
}

export function joinParts(parts: readonly PackedPart[], modified: Date): Uint8Array<ArrayBuffer> {
  const { heads, directory, size } = layZip(parts, modified)
  const pieces = parts.flatMap(({ packed }, n) => [heads[n] ?? packed, packed])
  return Buffer.concat([...pieces, directory], size)
}

export interface OpenZip {
  readonly add: (part: Part) => Promise<void>
  /** Writes the directory; how many bytes the whole has. */
  readonly end: () => Promise<number>
}

/** A zip that is written as it grows: of what is in it, only the directory is held. One part after another. */
export function openZip(write: (bytes: Uint8Array) => Promise<unknown>, modified: Date): OpenZip {
  const stamp = dosTime(modified)
  const parts: PartFacts[] = []
  const starts: number[] = []
  let at = 0
  return {
    add: async (given) => {
      const { packed, ...facts } = await packPart(given)
      const head = headOf(facts, stamp)
      if (at + head.length + packed.length > LARGEST || parts.length === MOST_PARTS)
        throw new Error(`writing a zip of ${parts.length} parts: zip64 is not written here`)
      await write(head)
      await write(packed)
      parts.push(facts)
      starts.push(at)
      at += head.length + packed.length
    },
    end: async () => {
      const directory = directoryOf(parts, starts, stamp, at)
      await write(directory)
      return at + directory.length
    },
  }
}
