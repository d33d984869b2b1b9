import {
  DROPPED,
  FLOW,
  isBlock,
  LISTS,
  MEDIA,
  PARTS,
  PHRASING,
  PHRASING_BLOCKS,
  SUCCESSORS,
} from './content-model.ts'
import { element, isBlank, type MarkupElement, type MarkupNode, readMarkup } from './markup.ts'
import { partsInOrder } from './parts-in-order.ts'
import { picture, pictureWithin, type Within } from './pictures.ts'

/**
 * Readers' markup made to fit EPUB's schema. What an element was stays on it: `data-was` names the tag it had
 * (empty: it is ours altogether), `data-was-x` the attribute x it had. `undoFit` puts all of it back.
 */
export const WAS = 'data-was'

interface Place {
  readonly within: Within
  readonly phrasing: boolean
  readonly inLink: boolean
}

/** A section's markup as a tree in which every element stands where it may. */
export function wellPlaced(markup: string, within: Within): MarkupNode[] {
  const root = readMarkup(markup, isBlock)
  return settleAll(root.nodes, { within, phrasing: false, inLink: false })
}

function settleAll(nodes: readonly MarkupNode[], place: Place): MarkupNode[] {
  const fitted: MarkupNode[] = []
  for (const node of nodes) {
    if (typeof node === 'string') fitted.push(node)
    else if (!DROPPED.has(node.tag)) fitted.push(settle(node, place))
  }
  return fitted
}

function settle(given: MarkupElement, place: Place): MarkupElement {
  if (MEDIA.has(given.tag)) return pictureWithin(given, place.within) ?? picture(given, place.inLink)
  const successor = SUCCESSORS.get(given.tag)
  const tag = successor ?? given.tag
  if (tag === 'a' && place.inLink) return become('span', given, place)
  if (tag === 'hr') return place.phrasing ? become('span', given, place) : given
  if (tag === 'br' || tag === 'wbr') return element(tag, given.attributes)
  if (PHRASING.has(tag)) return settlePhrasing(tag, given, place)
  if (place.phrasing) return become('span', given, place)
  if (FLOW.has(tag) || PHRASING_BLOCKS.has(tag) || LISTS.has(tag)) return settleBlock(tag, given, place)
  return become(given.holdsBlock || PARTS.has(tag) ? 'div' : 'span', given, place)
}

/** The element under another name, its contents fitted to that name. */
function become(tag: string, given: MarkupElement, place: Place): MarkupElement {
  const phrasing = tag !== 'div' && tag !== 'a' && tag !== 'ins' && tag !== 'del'
  const inLink = place.inLink || tag === 'a'
  const nodes = settleAll(given.nodes, { ...place, phrasing: phrasing || place.phrasing, inLink })
  if (tag === given.tag) return element(tag, given.attributes, nodes)
  return element(tag, [...given.attributes, [WAS, given.tag]], nodes)
}

function settlePhrasing(tag: string, given: MarkupElement, place: Place): MarkupElement {
  if (tag === 'ruby' && !partsInOrder(given)) return become('span', given, place)
  if (tag === 'ruby') return ownParts(given, place, { ...place, phrasing: true })
  const transparent = tag === 'a' || tag === 'ins' || tag === 'del'
  if (transparent || place.phrasing || !given.holdsBlock) return become(tag, given, place)
  return become('div', given, place)
}

function settleBlock(tag: string, given: MarkupElement, place: Place): MarkupElement {
  if (PHRASING_BLOCKS.has(tag)) {
    return element(tag, given.attributes, settleAll(given.nodes, { ...place, phrasing: true }))
  }
  if (tag === 'ul' || tag === 'ol') return settleList(tag, given, place)
  if (tag === 'dl' || tag === 'table' || tag === 'details' || tag === 'figure') {
    const fits = partsInOrder(given) && !(tag === 'details' && place.inLink)
    return fits ? ownParts(given, place, place) : become('div', given, place)
  }
  const nodes = settleAll(given.nodes, place)
  return element(tag, tag === given.tag ? given.attributes : [...given.attributes, [WAS, given.tag]], nodes)
}

const HOLDS_PHRASING = new Set(['caption', 'dt', 'rp', 'rt', 'summary', 'th'])
const HOLDS_PARTS = new Set(['colgroup', 'tbody', 'tfoot', 'thead', 'tr'])

/** Children that are parts stay; their contents are fitted as the part allows. */
function ownParts(given: MarkupElement, place: Place, others: Place): MarkupElement {
  const nodes = given.nodes.flatMap((node) => {
    if (typeof node === 'string') return [node]
    if (!PARTS.has(node.tag)) return settleAll([node], others)
    if (HOLDS_PARTS.has(node.tag)) return [ownParts(node, place, others)]
    const phrasing = HOLDS_PHRASING.has(node.tag)
    return [element(node.tag, node.attributes, settleAll(node.nodes, { ...place, phrasing }))]
  })
  return element(given.tag, given.attributes, nodes)
}

/** Only `li` may stand in a list: runs of anything else get one of ours around them. */
function settleList(tag: string, given: MarkupElement, place: Place): MarkupElement {
  const items: MarkupNode[] = []
  let run: MarkupNode[] | undefined
  for (const node of given.nodes) {
    if (typeof node !== 'string' && node.tag === 'li') {
      items.push(element('li', node.attributes, settleAll(node.nodes, place)))
      run = undefined
    } else if (!run && (isBlank(node) || isComment(node))) {
      items.push(node)
    } else {
      if (!run) {
        run = []
        items.push(element('li', [[WAS, '']], run))
      }
      run.push(...settleAll([node], place))
    }
  }
  return element(tag, tag === given.tag ? given.attributes : [...given.attributes, [WAS, given.tag]], items)
}

const isComment = (node: MarkupNode): boolean => typeof node === 'string' && node.startsWith('<!--')
