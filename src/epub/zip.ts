import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

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

export interface PackedPart {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly method: 0 | 8
  readonly packed: Uint8Array
  /** Of a part that has been written and is held no more. */
  readonly packedSize?: number
}

const deflate = promisify(deflateRaw)
/** Level 6 packs half a percent tighter for a quarter more time: docs/decisions/005. */
const LEVEL = 5
const LARGEST = 0xffff_fffe
const MOST_PARTS = 0xfffe

export async function packPart(part: Part): Promise<PackedPart> {
  const { name, bytes } = part
  const crc = crc32(bytes)
  if (part.stored) return { name, crc, size: bytes.length, method: 0, packed: bytes }
  const packed = await deflate(bytes, { level: LEVEL })
  return { name, crc, size: bytes.length, method: 8, packed }
}

export function joinParts(parts: readonly PackedPart[], modified: Date): Uint8Array<ArrayBuffer> {
  const total = parts.reduce((sum, part) => sum + part.packed.length + 2 * part.name.length + 76, 22)
  if (total > LARGEST || parts.length > MOST_PARTS) {
    throw new Error(`joining a zip of ${parts.length} parts and ${total} bytes: zip64 is not written here`)
  }
  const file = Buffer.alloc(total)
  const stamp = dosTime(modified)
  const starts: number[] = []
  let at = 0
  for (const part of parts) {
    starts.push(at)
    at = file.writeUInt32LE(0x04034b50, at)
    at = writeFacts(file, at, part, stamp)
    at += file.write(part.name, at, 'latin1')
    file.set(part.packed, at)
    at += part.packed.length
  }
  const directory = at
  for (const [n, part] of parts.entries()) at = writeDirectoryEntry(file, at, part, stamp, starts[n] ?? 0)
  writeEnd(file, at, parts.length, directory)
  return file
}

/** The 26 bytes that the local header and the directory share. */
function writeFacts(file: Buffer, start: number, part: PackedPart, stamp: DosTime): number {
  let at = file.writeUInt16LE(part.method ? 20 : 10, start)
  at = file.writeUInt16LE(0, at)
  at = file.writeUInt16LE(part.method, at)
  at = file.writeUInt16LE(stamp.time, at)
  at = file.writeUInt16LE(stamp.date, at)
  at = file.writeUInt32LE(part.crc, at)
  at = file.writeUInt32LE(part.packedSize ?? part.packed.length, at)
  at = file.writeUInt32LE(part.size, at)
  at = file.writeUInt16LE(part.name.length, at)
  return file.writeUInt16LE(0, at)
}

function writeDirectoryEntry(
  file: Buffer,
  start: number,
  part: PackedPart,
  stamp: DosTime,
  from: number,
): number {
  let at = file.writeUInt32LE(0x02014b50, start)
  at = file.writeUInt16LE(20, at)
  at = writeFacts(file, at, part, stamp)
  at += 10 // no comment, disk 0, no attributes
  at = file.writeUInt32LE(from, at)
  return at + file.write(part.name, at, 'latin1')
}

export interface OpenZip {
  readonly add: (part: Part) => Promise<void>
  /** Writes the directory; how many bytes the whole has. */
  readonly end: () => Promise<number>
}

/** A zip that is written as it grows: of what is in it, only the directory is held. One part after another. */
export function openZip(write: (bytes: Uint8Array) => Promise<unknown>, modified: Date): OpenZip {
  const stamp = dosTime(modified)
  const entries: { readonly part: PackedPart; readonly from: number }[] = []
  let at = 0
  return {
    add: async (given) => {
      const part = await packPart(given)
      const head = Buffer.alloc(30 + part.name.length)
      head.writeUInt32LE(0x04034b50, 0)
      head.write(part.name, writeFacts(head, 4, part, stamp), 'latin1')
      if (at + head.length + part.packed.length > LARGEST || entries.length === MOST_PARTS)
        throw new Error(`writing a zip of ${entries.length} parts: zip64 is not written here`)
      await write(head)
      await write(part.packed)
      entries.push({
        part: { ...part, packed: part.packed.subarray(0, 0), packedSize: part.packed.length },
        from: at,
      })
      at += head.length + part.packed.length
    },
    end: async () => {
      const size = entries.reduce((sum, { part }) => sum + 46 + part.name.length, 22)
      const directory = Buffer.alloc(size)
      let to = 0
      for (const { part, from } of entries) to = writeDirectoryEntry(directory, to, part, stamp, from)
      writeEnd(directory, to, entries.length, at, to)
      await write(directory)
      return at + size
    },
  }
}

function writeEnd(
  file: Buffer,
  start: number,
  count: number,
  directory: number,
  size = start - directory,
): void {
  let at = file.writeUInt32LE(0x06054b50, start) + 4
  at = file.writeUInt16LE(count, at)
  at = file.writeUInt16LE(count, at)
  at = file.writeUInt32LE(size, at)
  file.writeUInt32LE(directory, at)
}

interface DosTime {
  readonly date: number
  readonly time: number
}

/** Zip's clock runs from 1980 to 2107 in steps of two seconds. */
function dosTime(when: Date): DosTime {
  const year = Number.isNaN(when.getTime()) ? 0 : when.getUTCFullYear()
  if (year < 1980) return { date: (1 << 5) | 1, time: 0 }
  if (year > 2107) return { date: (127 << 9) | (12 << 5) | 31, time: 0 }
  return {
    date: ((year - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  }
}
