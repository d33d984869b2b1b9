import { isImageAddress } from '../core/image-address.ts'
import { undoFit } from '../epub/index.ts'
import {
  attr,
  cleanHtml,
  cleanParsed,
  type Element,
  elementsIn,
  type Field,
  innerHtml,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
  type TextNode,
} from '../prose/index.ts'
import { notTooLong } from './too-much.ts'

/** What is found out while reading, for the report. */
export interface Findings {
  readonly losses: string[]
  readonly repairs: string[]
  /** Pictures that lay in the file or beside it, not on the web. */
  pictures: number
  /** What was written before cleaning changed it, by what it became. */
  readonly given: Map<string, string>
  /** Of our own downloads: pictures in the file, by their address; written out, or a path in the book. */
  readonly stored: Map<string, { readonly alt: string; readonly source: string }>
  /** One of our own downloads: what our writer changed to fit the format is changed back. */
  readonly ours: boolean
  /** calibre renames every class and adds its own, so no class in the text is the creator's. */
  readonly renamedClasses: boolean
}

export const findings = (renamedClasses = false, ours = false): Findings => ({
  losses: [],
  repairs: [],
  pictures: 0,
  given: new Map(),
  stored: new Map(),
  ours,
  renamedClasses,
})

/** What a person wrote, made safe: the insides of these elements, one after the other. */
export function authored(parts: readonly Parent[], field: Field, found: Findings): string {
  for (const part of parts) prepare(part, found)
  const written = notTooLong(parts.map(innerHtml).join('').trim())
  const given = found.ours ? undoFit(written) : written
  const [only] = parts
  const clean = (
    only && parts.length === 1 && given === written
      ? cleanParsed(only, given, field)
      : cleanHtml(given, field)
  ).trim()
  // The tree was parsed for this: what is written goes, so that one chapter is in memory twice and never the work.
  for (const part of parts) part.childNodes = []
  if (clean !== given && clean) found.given.set(clean, given)
  return clean
}

/** The same for loose nodes, as in the downloads that had no element around the text. */
export function authoredNodes(nodes: readonly Node[], field: Field, found: Findings): string {
  const holder = parseHtml('')
  for (const node of nodes) holder.childNodes.push(node)
  return authored([holder], field, found)
}

/** Changes the tree in place: it was parsed for this and is thrown away after. */
function prepare(root: Parent, found: Findings): void {
  const waiting: Parent[] = [root]
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    for (const child of elementsIn(parent)) {
      if (found.renamedClasses) dropCalibre(child)
      if (found.ours) takeOwnPicture(child, found)
      if (!isLost(child, found)) waiting.push(child)
    }
    if (parent.childNodes.some((node) => isLost(node, found))) leaveAlts(parent, found)
  }
}

function dropCalibre(element: Element): void {
  element.attrs = element.attrs.filter(
    ({ name, value }) => name !== 'class' && !(name === 'id' && value.startsWith('calibre_')),
  )
}

const isLocal = (src: string | undefined): boolean => !/^\s*(?:https?:)?\/\//i.test(src ?? '')

const isLost = (node: Node, { stored }: Findings): node is Element =>
  isElement(node) &&
  node.tagName === 'img' &&
  isLocal(attr(node, 'src')) &&
  !stored.has(attr(node, 'src') ?? '')

/** A picture in a download of ours gets its address back; what it is made of is set aside, and not read as text. */
function takeOwnPicture(element: Element, { stored }: Findings): void {
  const address = element.tagName === 'img' ? attr(element, 'data-was-src') : undefined
  if (address === undefined || attr(element, 'data-was') !== undefined) return
  const source = attr(element, 'src') ?? ''
  const others = element.attrs.filter(({ name }) => name !== 'src' && name !== 'data-was-src')
  const within = isLocal(source) && isImageAddress(address)
  if (within) stored.set(address, { source, alt: attr(element, 'alt') ?? '' })
  element.attrs = [{ name: 'src', value: within ? address : source }, ...others]
}

/** In the place of each picture its description. One pass: a parent may hold a million. */
function leaveAlts(parent: Parent, found: Findings): void {
  parent.childNodes = parent.childNodes.flatMap((node): Node[] => {
    if (!isLost(node, found)) return [node]
    found.pictures += 1
    const alt = attr(node, 'alt')?.trim()
    const words: TextNode = { nodeName: '#text', value: `[${alt}]`, parentNode: parent }
    return alt ? [words] : []
  })
}

/** The element children that hold something: calibre leaves empty ones where it cuts a file. */
export const filled = (nodes: readonly Node[]): Element[] =>
  nodes.filter(isElement).filter((e) => !isHollow(e))

const isHollow = (element: Element): boolean =>
  element.tagName === 'div' &&
  element.childNodes.every((child) =>
    isElement(child) ? isHollow(child) : !isText(child) || child.value.trim() === '',
  )
