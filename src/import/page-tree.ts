import {
  attr,
  classes,
  descendants,
  type Element,
  find,
  findAll,
  isElement,
  isText,
  type Node,
  type Parent,
} from '../prose/index.ts'

/** Small moves on the tree of a page: it was parsed for this and is thrown away after. */

/** Each parent is gone through once, however many of its children go. */
export function drop(nodes: readonly Node[]): void {
  const gone = new Set(nodes)
  for (const parent of new Set(nodes.map(({ parentNode }) => parentNode)))
    if (parent) parent.childNodes = parent.childNodes.filter((child) => !gone.has(child))
}

export const dropAll = (root: Parent, matches: (element: Element) => boolean): void =>
  drop(findAll(root, matches))

/** `article`, `#entry`, `.entry-text`: a name, an id, a class. */
function isOne(element: Element, selector: string): boolean {
  if (selector.startsWith('#')) return attr(element, 'id') === selector.slice(1)
  if (selector.startsWith('.')) return classes(element).includes(selector.slice(1))
  return element.tagName === selector
}

export const isAny = (element: Element, selectors: readonly string[]): boolean =>
  selectors.some((selector) => isOne(element, selector))

/** The first element of the first selector that the page has; only one that holds words or pictures. */
export function firstOf(root: Parent, selectors: readonly string[]): Element | undefined {
  const holding = holdingSomething(root)
  for (const selector of selectors) {
    const found = find(root, (element) => isOne(element, selector) && holding.has(element))
    if (found) return found
  }
  return undefined
}

/** Found from words and pictures upwards: elements may be nested, and each looked through would be too often. */
function holdingSomething(root: Parent): ReadonlySet<Parent> {
  const holding = new Set<Parent>()
  for (const element of descendants(root)) {
    const holds =
      element.tagName === 'img' || element.childNodes.some((node) => isText(node) && /\S/.test(node.value))
    for (let at: Parent | null = element; holds && at && !holding.has(at); at = parentOf(at)) holding.add(at)
  }
  return holding
}

const parentOf = (node: Parent): Parent | null => ('parentNode' in node ? node.parentNode : null)

/**
 * `plain`, of a node that says no more than so many letters; undefined for any other, without going through all of it:
 * who asks this of every element asks it of those around it, too.
 */
export function shortText(root: Node, most: number): string | undefined {
  let text = ''
  let steps = most * STEPS
  const open: Iterator<Node>[] = [[root].values()]
  for (let last = open.at(-1); last && --steps > 0; last = open.at(-1)) {
    const { value: node, done } = last.next()
    if (done) open.pop()
    else if (isText(node)) text += node.value
    else if ('childNodes' in node) open.push(node.childNodes.values())
    if (text.length > most * STEPS) return undefined
  }
  const said = text.replace(/\s+/g, ' ').trim()
  return steps > 0 && said.length <= most ? said : undefined
}

/** White space and tags there may be for every letter. */
const STEPS = 20

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
      // Not `push(...nodes)`: a page can have more tags than an argument list may be long.
      for (const child of next.childNodes.toReversed()) waiting.push(child)
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
