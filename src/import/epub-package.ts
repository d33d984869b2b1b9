import {
  attr,
  type Element,
  findAll,
  isElement,
  type Node,
  type Parent,
  parseHtml,
  plain,
} from '../prose/index.ts'
import { decodeText } from './decode.ts'
import { LIMITS } from './source.ts'
import { notTooManyTags } from './too-much.ts'
import { UnpackError } from './unpack.ts'
import { expandSelfClosing } from './xhtml.ts'

export type Entries = ReadonlyMap<string, () => Promise<Uint8Array>>

/** What an EPUB's package says: the files in the order they are read, and its metadata. */
export interface EpubPackage {
  readonly spine: readonly string[]
  readonly language: string
  readonly metadata: Parent
}

export async function readPackage(entries: Entries): Promise<EpubPackage | undefined> {
  const path = await packagePath(entries)
  const text = path === undefined ? undefined : await textAt(entries, path)
  if (path === undefined || text === undefined) return undefined
  const opf = parseHtml(expandSelfClosing(text))
  const items = new Map(named(opf, 'item').map((item) => [attr(item, 'id') ?? '', attr(item, 'href') ?? '']))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const spine = named(opf, 'itemref').flatMap((ref) => {
    const href = items.get(attr(ref, 'idref') ?? '')
    return href ? [resolved(folder, href)] : []
  })
  return {
    // A file may be named once (EPUB 3.3 §5.7.1); a bomb would name one a million times.
    spine: [...new Set(spine)],
    language: named(opf, 'language').map(plain)[0] ?? '',
    metadata: named(opf, 'metadata')[0] ?? opf,
  }
}

/** A page of the cover and nothing else. */
export const isCover = (body: readonly Node[]): boolean =>
  body.some((node) => isElement(node) && attr(node, 'epub:type') === 'cover')

/** A file's bytes, undefined when the zip does not hold it. */
export async function bytesAt(entries: Entries, path: string, most: number): Promise<Uint8Array | undefined> {
  const bytes = await entries.get(path)?.()
  if (bytes && bytes.length > most)
    throw new UnpackError('too-large', 'The text in this EPUB is larger than we take.')
  return bytes
}

async function textAt(entries: Entries, path: string): Promise<string | undefined> {
  const bytes = await bytesAt(entries, path, LIMITS.package)
  const text = bytes && decodeText(bytes).text
  return text === undefined ? undefined : notTooManyTags(text, LIMITS.entries * 10)
}

/** By the name after the prefix: `opf:item` is `item`. */
export const named = (root: Parent, name: string): Element[] =>
  findAll(root, (e) => e.tagName === name || e.tagName.endsWith(`:${name}`))

async function packagePath(entries: Entries): Promise<string | undefined> {
  const container = await textAt(entries, 'META-INF/container.xml')
  const named_ =
    container && /<(?:\w+:)?rootfile\b[^<>]*\bfull-path\s*=\s*["']([^"']+)["']/.exec(container)?.[1]
  return named_ && entries.has(named_) ? named_ : [...entries.keys()].find((name) => name.endsWith('.opf'))
}

function resolved(folder: string, href: string): string {
  const base = `file:///${folder}`
  const path = URL.canParse(href, base) ? new URL(href, base).pathname.slice(1) : href
  return /%(?![0-9a-f]{2})/i.test(path) ? path : decodeURIComponent(path)
}
