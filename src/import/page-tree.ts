import {
  attr,
  classes,
  type Element,
  findAll,
  isElement,
  isText,
  type Node,
  type Parent,
  plain,
} from '../prose/index.ts'

/** Small moves on the tree of a page: it was parsed for this and is thrown away after. */

export function drop(node: Node): void {
  const parent = node.parentNode
  if (parent) parent.childNodes = parent.childNodes.filter((child) => child !== node)
}

export function dropAll(root: Parent, matches: (element: Element) => boolean): void {
  for (const element of findAll(root, matches)) drop(element)
}

/** `article`, `#entry`, `.entry-text`: a name, an id, a class. */
export function isOne(element: Element, selector: string): boolean {
  if (selector.startsWith('#')) return attr(element, 'id') === selector.slice(1)
  if (selector.startsWith('.')) return classes(element).includes(selector.slice(1))
  return element.tagName === selector
}

export const isAny = (element: Element, selectors: readonly string[]): boolean =>
  selectors.some((selector) => isOne(element, selector))

/** The first element of the first selector that the page has; only one that holds words or pictures. */
export function firstOf(root: Parent, selectors: readonly string[]): Element | undefined {
  for (const selector of selectors) {
    const found = findAll(root, (element) => isOne(element, selector)).find(holdsSomething)
    if (found) return found
  }
  return undefined
}

export const holdsSomething = (element: Element): boolean =>
  plain(element) !== '' || findAll(element, ({ tagName }) => tagName === 'img').length > 0

const BREAKING = new Set(
  'address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tr ul'.split(
    ' ',
  ),
)

/** The text as a reader sees it, a line for each line: what is in `<p>`, up to each `<br>`. */
export function linesOf(root: Parent, most = 400): string[] {
  const lines: string[] = ['']
  const waiting: (Node | 'break')[] = [...root.childNodes].reverse()
  for (let next = waiting.pop(); next !== undefined && lines.length <= most; next = waiting.pop()) {
    if (next === 'break') lines.push('')
    else if (isText(next)) lines.push(`${lines.pop() ?? ''}${next.value.replace(/\s+/g, ' ')}`)
    else if (isElement(next)) {
      const breaks = BREAKING.has(next.tagName)
      if (breaks) waiting.push('break')
      waiting.push(...[...next.childNodes].reverse())
      if (breaks && next.tagName !== 'br') lines.push('')
    }
  }
  return lines.map((line) => line.trim()).filter((line, at, all) => line !== '' || all[at - 1] !== '')
}

/** What a `<meta>` says, by its name or property. */
export function metaOf(document: Parent, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const said = findAll(
      document,
      (element) =>
        element.tagName === 'meta' &&
        (attr(element, 'property') ?? attr(element, 'name') ?? '').toLowerCase() === name,
    ).map((element) => attr(element, 'content')?.trim() ?? '')
    const first = said.find(Boolean)
    if (first) return first
  }
  return undefined
}
