import { type DefaultTreeAdapterTypes, parse, parseFragment, serialize } from 'parse5'
import { limitedTo } from './parse.ts'

/** A thin reading layer over parse5's tree: the same tree a browser would build from the same bytes. */
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type Parent = DefaultTreeAdapterTypes.ParentNode
export type TextNode = DefaultTreeAdapterTypes.TextNode
type CommentNode = DefaultTreeAdapterTypes.CommentNode

/** Throws TooTangled for markup made to exhaust us, which these readers, unlike the cleaner, need not make sense of. */
export const parseDocument = (html: string): DefaultTreeAdapterTypes.Document =>
  parse(html, { treeAdapter: limitedTo(html) })
export const parseHtml = (html: string): DefaultTreeAdapterTypes.DocumentFragment =>
  parseFragment(html, { treeAdapter: limitedTo(html) })
/** The markup inside a node. */
export const innerHtml = (node: Parent): string => serialize(node)

export const isElement = (node: Node | Parent): node is Element => 'tagName' in node
export const isText = (node: Node | Parent): node is TextNode => node.nodeName === '#text'
export const isComment = (node: Node | Parent): node is CommentNode => node.nodeName === '#comment'

export const attr = (element: Element, name: string): string | undefined =>
  element.attrs.find((a) => a.name === name)?.value

export const classes = (element: Element): readonly string[] =>
  attr(element, 'class')?.split(/\s+/).filter(Boolean) ?? []

export const hasClass = (element: Element, name: string): boolean => classes(element).includes(name)

export const elementsIn = (parent: Parent): Element[] => parent.childNodes.filter(isElement)

/** Every element below a node, in document order. Iterative: hostile nesting must not end the stack. */
export function* descendants(root: Parent): Generator<Element> {
  const stack: Element[] = elementsIn(root).reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next
    for (const child of elementsIn(next).reverse()) stack.push(child)
  }
}

export function find(root: Parent, matches: (element: Element) => boolean): Element | undefined {
  for (const element of descendants(root)) if (matches(element)) return element
  return undefined
}

export function findAll(root: Parent, matches: (element: Element) => boolean): Element[] {
  return [...descendants(root)].filter(matches)
}

export const byId = (root: Parent, id: string): Element | undefined => find(root, (e) => attr(e, 'id') === id)

/** All text below a node, as it stands, entities resolved, nothing trimmed. */
export function textOf(root: Parent | Node): string {
  if (isText(root)) return root.value
  if (!('childNodes' in root)) return ''
  let text = ''
  const stack: Node[] = [...root.childNodes].reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (isText(next)) text += next.value
    else if ('childNodes' in next) for (const child of [...next.childNodes].reverse()) stack.push(child)
  }
  return text
}

/** textOf, with runs of white space made one space and the ends trimmed. */
export const plain = (root: Parent | Node): string => textOf(root).replace(/\s+/g, ' ').trim()
