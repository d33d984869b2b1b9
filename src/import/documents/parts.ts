import { crc32 } from 'node:zlib'
import { decodeText } from '../decode.ts'
import type { Entries } from '../epub-package.ts'
import { LIMITS } from '../source.ts'
import { UnpackError } from '../unpack.ts'
import { NotRead, type NotReadWhy } from './document.ts'
import { parseXml, type XmlElement } from './xml.ts'

/** The text of a part of an office document; undefined when the file holds none of that name. */
export async function textOfPart(entries: Entries, path: string): Promise<string | undefined> {
  const bytes = await entries.get(path)?.().catch(asNotRead)
  if (bytes && bytes.length > LIMITS.text) throw new NotRead('too-large')
  return bytes && decodeText(bytes).text
}

export async function xmlOfPart(
  entries: Entries,
  path: string,
  prefixes: Readonly<Record<string, string>>,
): Promise<XmlElement | undefined> {
  const text = await textOfPart(entries, path)
  return text === undefined ? undefined : parseXml(text, prefixes)
}

/** What a zip's reader throws, in our words. */
export function asNotRead(fault: unknown): never {
  if (fault instanceof UnpackError) throw new NotRead(whyOf(fault.why, fault.message))
  throw fault
}

export function whyOf(why: string, reason: string): NotReadWhy {
  if (why === 'not-supported') return 'locked'
  if (why === 'too-large') return reason.includes('bomb') ? 'bomb' : 'too-large'
  return 'damaged'
}

/** A zip that packs nothing: what was unpacked within bounds, for a library that wants a zip. */
export function storedZip(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    locals.push(Buffer.from('PK\u0003\u0004'), common, path, data)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, place, path)
    offset += 30 + path.length + data.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listed, Buffer.from('PK\u0005\u0006'), end])
}
