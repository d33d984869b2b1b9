import { markupText } from './xml.ts'

/**
 * A light tree of closed markup. It never fails: whatever comes in, what is written out is well-formed.
 *
 *   node      = text as written | element
 *   element   = tag, attributes with values as written between double quotes, nodes
 */
export interface MarkupElement {
  tag: string
  readonly attributes: Map<string, string>
  readonly nodes: MarkupNode[]
  /** Some element below it is not phrasing. */
  holdsBlock: boolean
}
export type MarkupNode = string | MarkupElement

/** Linear on any input: neither a comment nor a tag looks past the next place where one could start. */
const TAG =
  /<(?:!--(?:(?!<!--)[\s\S])*?-->|(\/?)([a-zA-Z][a-zA-Z0-9:-]*)(?![a-zA-Z0-9:-])((?:"[^"<]*"|'[^'<]*'|[^'"<>])*)>)/g
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param'])
for (const tag of ['source', 'track', 'wbr']) VOID.add(tag)
/** Nesting deeper than this is dropped and its text kept: no reading system survives it. */
const DEEPEST = 200

export const isBlank = (node: MarkupNode): boolean => typeof node === 'string' && node.trim() === ''

export const element = (
  tag: string,
  attributes: Iterable<readonly [string, string]> = [],
  nodes: MarkupNode[] = [],
): MarkupElement => ({ tag, attributes: new Map(attributes), nodes, holdsBlock: false })

/** `isBlock` tells which tags mark their ancestors as holding a block. */
export function readMarkup(markup: string, isBlock: (tag: string) => boolean): MarkupElement {
  const root = element('')
  const stack: MarkupElement[] = [root]
  let from = 0
  for (const match of markup.matchAll(TAG)) {
    const [whole, slash, tag, given] = match
    const parent = stack.at(-1) ?? root
    addText(parent, markup, from, match.index)
    from = match.index + whole.length
    if (tag === undefined) parent.nodes.push(comment(whole))
    else if (slash) close(stack, tag.toLowerCase())
    else open(stack, parent, tag.toLowerCase(), given ?? '', isBlock)
  }
  addText(stack.at(-1) ?? root, markup, from, markup.length)
  return root
}

export function writeMarkup(nodes: readonly MarkupNode[]): string {
  let markup = ''
  for (const node of nodes) {
    if (typeof node === 'string') {
      markup += node
      continue
    }
    markup += `<${node.tag}`
    for (const [name, value] of node.attributes) markup += ` ${name}="${value}"`
    if (VOID.has(node.tag)) markup += '/>'
    else markup += `>${writeMarkup(node.nodes)}</${node.tag}>`
  }
  return markup
}

function addText(parent: MarkupElement, markup: string, from: number, to: number): void {
  if (to > from) parent.nodes.push(markupText(markup.slice(from, to)))
}

const comment = (whole: string): string =>
  `<!--${markupText(whole.slice(4, -3)).replace(/-(?=-|$)/g, '- ')}-->`

function open(
  stack: MarkupElement[],
  parent: MarkupElement,
  tag: string,
  given: string,
  isBlock: (tag: string) => boolean,
): void {
  const isVoid = VOID.has(tag)
  if (stack.length > DEEPEST) {
    if (!isVoid && !given.endsWith('/')) stack.push({ ...parent, tag })
    return
  }
  const added = element(tag, given === '' ? [] : readAttributes(given))
  parent.nodes.push(added)
  if (isBlock(tag)) markHolders(stack)
  if (!isVoid && !given.endsWith('/')) stack.push(added)
}

function* readAttributes(given: string): Generator<readonly [string, string]> {
  for (const [, name = '', double, single, bare] of given.matchAll(ATTRIBUTE)) {
    const value = markupText(double ?? single ?? bare ?? '').replaceAll('"', '&quot;')
    yield [name.toLowerCase(), value]
  }
}

function markHolders(stack: readonly MarkupElement[]): void {
  for (let n = stack.length - 1; n > 0; n--) {
    const holder = stack[n]
    if (!holder || holder.holdsBlock) return
    holder.holdsBlock = true
  }
}

/** An end tag without its start is dropped; one that skips others closes them too. */
function close(stack: MarkupElement[], tag: string): void {
  const furthest = Math.max(1, stack.length - DEEPEST)
  for (let n = stack.length - 1; n >= furthest; n--) {
    if (stack[n]?.tag !== tag) continue
    stack.length = n
    return
  }
}
