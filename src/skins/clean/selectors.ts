import {
  type Combinator,
  type CssNode,
  List,
  type PseudoClassSelector,
  type Selector,
  type SelectorList,
  walk,
} from 'css-tree'
import { type CssRefusal, type Looking, refuse } from './css-fault.ts'

/** The box a work stands in, by AO3's name for it. */
const SCOPE = 'workskin'

const CLASSES: ReadonlySet<string> = new Set(
  `active any-link checked default dir disabled empty enabled first-child first-of-type focus focus-visible focus-within has
  hover indeterminate is lang last-child last-of-type link not nth-child nth-last-child nth-last-of-type nth-of-type only-child
  only-of-type open optional read-only required root target visited where`.split(/\s+/),
)
const ELEMENTS: ReadonlySet<string> = new Set(
  'after before first-letter first-line marker placeholder selection'.split(' '),
)
/** Of these nobody types the value, and none of them is an address. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  `align aria-current aria-expanded class colspan dir headers id lang open rel reversed role rowspan scope start type
  data-theme data-face data-size data-width data-spacing data-paragraphs data-align`.split(/\s+/),
)
const MOST_PARTS = 60
const ASKING: ReadonlySet<string> = new Set(['is', 'not', 'where', 'nth-child', 'nth-last-child'])

/** Looks through the selectors of a rule, and puts those of a work skin into the work's box. True: they may be kept. */
export function checkSelectors(looking: Looking, list: SelectorList): boolean {
  const before = looking.faults.length
  walk(list, (node) => {
    const why = partFault(node)
    if (why) refuse(looking, node, why)
  })
  list.children.forEach((selector) => {
    if (selector.type !== 'Selector' || selector.children.first?.type === 'Combinator')
      refuse(looking, selector, 'selector')
    else if (looking.kind === 'work') putInside(looking, selector)
  })
  return looking.faults.length === before
}

function partFault(node: CssNode): CssRefusal | undefined {
  switch (node.type) {
    case 'SelectorList':
    case 'Nth':
    case 'AnPlusB':
    case 'Identifier':
    case 'String':
    case 'Operator':
    case 'ClassSelector':
    case 'IdSelector':
      return undefined
    case 'Selector':
      return node.children.size > MOST_PARTS ? 'too-big' : undefined
    case 'Combinator':
      return [' ', '>', '+', '~'].includes(node.name) ? undefined : 'selector'
    case 'TypeSelector':
      return node.name.includes('|') ? 'selector' : undefined
    case 'AttributeSelector':
      return ATTRIBUTES.has(node.name.name.toLowerCase()) ? undefined : 'attribute'
    case 'PseudoClassSelector':
      return CLASSES.has(node.name.toLowerCase()) || isOldElement(node) ? undefined : 'selector'
    case 'PseudoElementSelector':
      return ELEMENTS.has(node.name.toLowerCase()) && !node.children ? undefined : 'selector'
    default:
      return 'selector'
  }
}

/** `:before` with one colon, as it was written first. */
const isOldElement = ({ name, children }: PseudoClassSelector): boolean =>
  !children && ['after', 'before', 'first-letter', 'first-line'].includes(name.toLowerCase())

/** Its first part is the box itself, or comes to stand below it; nothing in it looks beside the box. */
function putInside(looking: Looking, selector: Selector): void {
  const before = looking.faults.length
  looksOutside(looking, selector)
  if (looking.faults.length > before) return
  const children = selector.children.toArray()
  const end = children.findIndex(({ type }) => type === 'Combinator')
  const first = end < 0 ? children : children.slice(0, end)
  const isBox = first.some((part) => part.type === 'IdSelector' && part.name === SCOPE)
  const next = children[end]
  if (!isBox) {
    selector.children = new List<CssNode>().fromArray([BOX, { ...BELOW }, ...children])
  } else if (next?.type === 'Combinator' && (next.name === '+' || next.name === '~'))
    refuse(looking, selector, 'outside')
}

const BOX = { type: 'IdSelector', name: SCOPE } as const
const BELOW: Combinator = { type: 'Combinator', name: ' ' }

/**
 * What stands in `:is()`, `:not()` or `:where()` is asked of the whole page, so it is one element's own words, without a
 * path to others; and `:has()` asks below its element, not beside it.
 */
function looksOutside(looking: Looking, selector: Selector): void {
  walk(selector, (node) => {
    if (node.type === 'Nth' && node.selector && hasPath(node.selector)) refuse(looking, node, 'outside')
    if (node.type !== 'PseudoClassSelector' || !node.children) return
    const name = node.name.toLowerCase()
    const list = node.children.first
    if (!list) return
    if (ASKING.has(name) && hasPath(list)) refuse(looking, node, 'outside')
    if (name === 'has' && hasPath(list, ['+', '~'])) refuse(looking, node, 'outside')
  })
}

function hasPath(list: CssNode, ways: readonly string[] = [' ', '>', '+', '~']): boolean {
  let found = false
  walk(list, (node) => {
    if (node.type === 'Combinator' && ways.includes(node.name)) found = true
  })
  return found
}
