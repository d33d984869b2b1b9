import { isBlank, type MarkupElement, type MarkupNode } from './markup.ts'

/**
 * Does an element of parts hold them as the schema wants? Each rule is a pattern over its children's tags,
 * `x` standing for text and for everything that is not a part.
 */
const RULES: ReadonlyMap<string, RegExp> = new Map([
  ['dl', /^(?:(?:dt )+(?:dd )+)*$/],
  ['table', /^(?:caption )?(?:colgroup )*(?:thead )?(?:(?:tbody )*|(?:tr )+)(?:tfoot )?$/],
  ['colgroup', /^(?:col )*$/],
  ['thead', /^(?:tr )*$/],
  ['tbody', /^(?:tr )*$/],
  ['tfoot', /^(?:tr )*$/],
  ['tr', /^(?:td |th )*$/],
  ['details', /^summary (?:x )*$/],
  ['figure', /^(?:(?:figcaption )?(?:x )*|(?:x )*figcaption )$/],
  ['ruby', /^(?:(?:x )+(?:rt |rp rt rp ))+$/],
])
const HAS_NO_TEXT = new Set(['colgroup', 'dl', 'table', 'tbody', 'tfoot', 'thead', 'tr'])
const PARTS = new Set(['caption', 'col', 'colgroup', 'dd', 'dt', 'figcaption', 'rb', 'rp', 'rt', 'rtc'])
for (const tag of ['summary', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr']) PARTS.add(tag)

export function partsInOrder(given: MarkupElement): boolean {
  const rule = RULES.get(given.tag)
  if (!rule) return true
  const shape = given.nodes.filter((node) => !isBlank(node)).map((node) => `${kind(node)} `)
  if (shape.includes('x ') && HAS_NO_TEXT.has(given.tag)) return false
  return rule.test(shape.join('')) && given.nodes.every(isInOrder)
}

const kind = (node: MarkupNode): string => (typeof node !== 'string' && PARTS.has(node.tag) ? node.tag : 'x')

/** Rows and groups of rows have parts of their own; other contents are judged when they are fitted. */
const isInOrder = (node: MarkupNode): boolean =>
  typeof node === 'string' || !HAS_NO_TEXT.has(node.tag) || !PARTS.has(node.tag) || partsInOrder(node)
