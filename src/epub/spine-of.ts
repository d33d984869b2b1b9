import { inflateRawSync } from 'node:zlib'

/**
 * The files of a book in reading order, as its package says. Of books this program wrote: a zip of few entries without
 * comment or extra fields (zip.ts), whose package names each file in one element.
 */
export function spineOf(book: Uint8Array): readonly string[] {
  const opf = fileIn(Buffer.from(book.buffer, book.byteOffset, book.length), /\.opf$/)
  const files = new Map(elements(opf, 'item').map((item) => [item.get('id'), item.get('href') ?? '']))
  return elements(opf, 'itemref').flatMap((item) => files.get(item.get('idref')) ?? [])
}

const DIRECTORY_ENTRY = 0x02014b50

/** The text of the first entry with such a name; empty when there is none. */
function fileIn(zip: Buffer, name: RegExp): string {
  const end = zip.length - 22
  let at = end < 0 ? 0 : zip.readUInt32LE(end + 16)
  while (at + 46 <= end && zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const length = zip.readUInt16LE(at + 28)
    if (name.test(zip.toString('latin1', at + 46, at + 46 + length))) return unpacked(zip, at)
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return ''
}

function unpacked(zip: Buffer, entry: number): string {
  const [method, packed, from] = [
    zip.readUInt16LE(entry + 10),
    zip.readUInt32LE(entry + 20),
    zip.readUInt32LE(entry + 42),
  ]
  const start = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28)
  const bytes = zip.subarray(start, start + packed)
  return (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8')
}

function elements(xml: string, name: string): ReadonlyMap<string, string>[] {
  return xml
    .split(`<${name} `)
    .slice(1)
    .map((rest) => {
      const written = rest.slice(0, rest.indexOf('>'))
      return new Map(
        [...written.matchAll(/\b(id|href|idref)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
      )
    })
}
