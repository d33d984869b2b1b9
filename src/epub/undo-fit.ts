import { element, type MarkupElement, type MarkupNode, readMarkup, writeMarkup } from './markup.ts'
import { WAS } from './well-placed.ts'
import { plainOf } from './xml.ts'

/** What the writer changed to make a valid book, changed back: for whoever reads one of our books in again. */
export function undoFit(markup: string): string {
  if (!markup.includes('data-was')) return markup
  return writeMarkup(undoAll(readMarkup(markup, () => false).nodes))
}

const undoAll = (nodes: readonly MarkupNode[]): MarkupNode[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [node] : undo(node)))

function undo(given: MarkupElement): MarkupNode[] {
  const was = given.attributes.get(WAS)
  if (was === '') return undoAll(given.nodes)
  const inside = given.attributes.get('data-was-inside')
  const isMedia = was !== undefined && MEDIA.has(was)
  const attributes = new Map<string, string>()
  for (const [name, value] of given.attributes) {
    const [, bare] = /^data-was-([a-z]+)$/.exec(name) ?? []
    if (bare === 'id' && value === '') attributes.delete('id')
    else if (bare && bare !== 'inside') attributes.set(bare, value)
    else if (!bare && !isMedia && name !== WAS && name !== 'xml:lang') attributes.set(name, value)
  }
  const tag = was && /^[a-z][a-z0-9]*$/.test(was) ? was : given.tag
  if (!isMedia) return [element(tag, attributes, undoAll(given.nodes))]
  const nodes = inside === undefined ? [] : readMarkup(plainOf(inside), () => false).nodes
  return [element(tag, attributes, nodes)]
}

const MEDIA = new Set(['audio', 'embed', 'iframe', 'img', 'object', 'picture', 'video'])
