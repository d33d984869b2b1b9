import { type Places, withinBook } from './links.ts'
import type { MarkupNode } from './markup.ts'
import { plainOf } from './xml.ts'

/** A file of the book, named from another: ours are ASCII, in one folder. */
const FILE = /^[\w-]+\.xhtml(?:#|$)/

/**
 * The links of a section that only the other sections can answer: a target it has not itself, a file beside it. Without
 * any, it can be written before the others are known.
 */
export function wantsOf(nodes: readonly MarkupNode[], own: ReadonlySet<string>): readonly string[] {
  const wanted = new Set<string>()
  gather(nodes, own, wanted)
  return [...wanted]
}

function gather(nodes: readonly MarkupNode[], own: ReadonlySet<string>, wanted: Set<string>): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    const written = node.attributes.get('href')
    if (written !== undefined) {
      const href = plainOf(written)
      if (href.startsWith('#') ? !own.has(href.slice(1)) : FILE.test(href)) wanted.add(href)
    }
    gather(node.nodes, own, wanted)
  }
}

/** What became of each of them, in one line: equal lines, equal links. */
export const answersTo = (wants: readonly string[], file: string, places: Places): string =>
  JSON.stringify(wants.map((href) => withinBook(href, { file, places }) ?? null))
