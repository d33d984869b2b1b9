import { crc32, deflateRawSync } from 'node:zlib'

/** A zip written byte by byte, so that tests can make wrong ones: every field may be set to a lie. */
export interface ZipItem {
  readonly name: string
  readonly data?: string | Uint8Array
  readonly deflate?: boolean
  /** Bytes as they lie in the file, instead of data. */
  readonly raw?: Uint8Array
  readonly method?: number
  /** The unpacked size to state. */
  readonly size?: number
  readonly crc?: number
  readonly flags?: number
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  readonly mode?: number
  /** Write no local entry; point at this offset instead. */
  readonly at?: number
}

export function buildZip(items: readonly ZipItem[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const item of items) {
    const fields = fieldsOf(item)
    directory.push(directoryEntry(item, fields, item.at ?? offset))
    if (item.at !== undefined) continue
    const local = Buffer.concat([localHeader(fields), fields.name, fields.packed])
    locals.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(items.length, 8)
  end.writeUInt16LE(items.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, listed, end]))
}

interface Fields {
  readonly name: Buffer
  readonly packed: Uint8Array
  readonly method: number
  readonly size: number
  readonly crc: number
  readonly flags: number
}

function fieldsOf(item: ZipItem): Fields {
  const data = typeof item.data === 'string' ? Buffer.from(item.data) : (item.data ?? new Uint8Array())
  return {
    name: Buffer.from(item.name),
    packed: item.raw ?? (item.deflate ? deflateRawSync(data) : data),
    method: item.method ?? (item.deflate ? 8 : 0),
    size: item.size ?? data.length,
    crc: item.crc ?? crc32(data),
    flags: item.flags ?? 0,
  }
}

function localHeader(fields: Fields): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  common(header, fields, 6)
  return header
}

function directoryEntry(item: ZipItem, fields: Fields, offset: number): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(0x0314, 4)
  header.writeUInt16LE(20, 6)
  common(header, fields, 8)
  header.writeUInt32LE(((item.mode ?? 0o100644) << 16) >>> 0, 38)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, fields.name])
}

function common(header: Buffer, fields: Fields, at: number): void {
  header.writeUInt16LE(fields.flags, at)
  header.writeUInt16LE(fields.method, at + 2)
  header.writeUInt32LE(fields.crc >>> 0, at + 8)
  header.writeUInt32LE(fields.packed.length, at + 12)
  header.writeUInt32LE(fields.size, at + 16)
  header.writeUInt16LE(fields.name.length, at + 20)
}
