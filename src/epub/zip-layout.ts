/** Where each part of a zip stands, before one byte of the parts is read: heads, places, the directory, the size of all. */
export interface PartFacts {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly method: 0 | 8
  readonly packedSize: number
}

export interface ZipLayout {
  /** What stands before each part's bytes. */
  readonly heads: readonly Buffer[]
  /** What stands after the last. */
  readonly directory: Buffer
  readonly size: number
}

export const LARGEST = 0xffff_fffe
export const MOST_PARTS = 0xfffe

export function layZip(parts: readonly PartFacts[], modified: Date): ZipLayout {
  const before = parts.reduce((sum, part) => sum + part.packedSize + part.name.length + HEAD, 0)
  if (before > LARGEST || parts.length > MOST_PARTS)
    throw new Error(`joining a zip of ${parts.length} parts and ${before} bytes: zip64 is not written here`)
  const stamp = dosTime(modified)
  const starts: number[] = []
  let at = 0
  const heads = parts.map((part) => {
    const head = headOf(part, stamp)
    starts.push(at)
    at += head.length + part.packedSize
    return head
  })
  const directory = directoryOf(parts, starts, stamp, at)
  return { heads, directory, size: at + directory.length }
}

const HEAD = 30

export function headOf(part: PartFacts, stamp: DosTime): Buffer {
  const head = Buffer.alloc(HEAD + part.name.length)
  head.writeUInt32LE(0x04034b50, 0)
  head.write(part.name, writeFacts(head, 4, part, stamp), 'latin1')
  return head
}

/** The directory and the end of the zip; `from` is where it begins. */
export function directoryOf(
  parts: readonly PartFacts[],
  starts: readonly number[],
  stamp: DosTime,
  from: number,
): Buffer {
  const size = parts.reduce((sum, part) => sum + 46 + part.name.length, 0)
  const directory = Buffer.alloc(size + 22)
  let at = 0
  for (const [n, part] of parts.entries()) {
    at = directory.writeUInt32LE(0x02014b50, at)
    at = directory.writeUInt16LE(20, at)
    at = writeFacts(directory, at, part, stamp)
    at += 10 // no comment, disk 0, no attributes
    at = directory.writeUInt32LE(starts[n] ?? 0, at)
    at += directory.write(part.name, at, 'latin1')
  }
  at = directory.writeUInt32LE(0x06054b50, at) + 4
  at = directory.writeUInt16LE(parts.length, at)
  at = directory.writeUInt16LE(parts.length, at)
  at = directory.writeUInt32LE(size, at)
  directory.writeUInt32LE(from, at)
  return directory
}

/** The 26 bytes that the local header and the directory share. */
function writeFacts(file: Buffer, start: number, part: PartFacts, stamp: DosTime): number {
  let at = file.writeUInt16LE(part.method ? 20 : 10, start)
  at = file.writeUInt16LE(0, at)
  at = file.writeUInt16LE(part.method, at)
  at = file.writeUInt16LE(stamp.time, at)
  at = file.writeUInt16LE(stamp.date, at)
  at = file.writeUInt32LE(part.crc, at)
  at = file.writeUInt32LE(part.packedSize, at)
  at = file.writeUInt32LE(part.size, at)
  at = file.writeUInt16LE(part.name.length, at)
  return file.writeUInt16LE(0, at)
}

interface DosTime {
  readonly date: number
  readonly time: number
}

/** Zip's clock runs from 1980 to 2107 in steps of two seconds. */
export function dosTime(when: Date): DosTime {
  const year = Number.isNaN(when.getTime()) ? 0 : when.getUTCFullYear()
  if (year < 1980) return { date: (1 << 5) | 1, time: 0 }
  if (year > 2107) return { date: (127 << 9) | (12 << 5) | 31, time: 0 }
  return {
    date: ((year - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  }
}
