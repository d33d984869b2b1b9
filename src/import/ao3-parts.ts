import { attr, type Element, elementsIn, isElement, type Node, plain } from '../prose/index.ts'

/**
 * A download has three parts, known by where they stand, never by what the text in them looks like:
 * the direct children of body. Since 2019 each is a div with an id; calibre repeats that div in every file
 * it cut; before 2019 only `#chapters` was one, and what stands before and after it is loose.
 */
export interface Parts {
  readonly preface: readonly Node[]
  readonly chapters: readonly Node[]
  readonly afterword: readonly Node[]
  /** `#preface` was there: 2019 and later. */
  readonly wrapped: boolean
  readonly hasChapters: boolean
  readonly hasAfterword: boolean
}

export function partsOf(bodies: readonly (readonly Node[])[]): Parts {
  const parts: Record<'preface' | 'chapters' | 'afterword', Node[]> = {
    preface: [],
    chapters: [],
    afterword: [],
  }
  const seen = new Set<string>()
  for (const node of bodies.flat()) {
    const id = isElement(node) && node.tagName === 'div' ? attr(node, 'id') : undefined
    const known = id === 'preface' || id === 'chapters' || id === 'afterword' ? id : undefined
    if (known) seen.add(known)
    if (known && isElement(node)) push(parts[known], node.childNodes)
    else parts[seen.has('chapters') ? 'afterword' : 'preface'].push(node)
  }
  return {
    ...parts,
    wrapped: seen.has('preface'),
    hasChapters: seen.has('chapters'),
    hasAfterword: seen.has('afterword') || parts.afterword.some(isClosing),
  }
}

/** Not `push(...nodes)`: a chapter list can be longer than an argument list may be. */
function push(list: Node[], nodes: readonly Node[]): void {
  for (const node of nodes) list.push(node)
}

/** "Please drop by the Archive and comment to let the creator know …" */
export const isClosing = (node: Node): boolean =>
  isElement(node) && node.tagName === 'p' && /^Please drop by\b.*\bcomment\b/.test(plain(node))

/** The children of a part with its `div.meta` opened, however often calibre cut it: labels and values, flat. */
export function opened(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => (isElement(node) && isMeta(node) ? node.childNodes : [node]))
}

const INSIDE_META = new Set(['h1', 'dl', 'p', 'blockquote', 'ul', 'div'])

/** Not the byline or the line that points to the end notes: those hold links alone. */
const isMeta = (node: Element): boolean =>
  node.tagName === 'div' &&
  attr(node, 'id') !== 'endnotes' &&
  elementsIn(node).some((child) => INSIDE_META.has(child.tagName))
