import {
  type Element,
  innerHtml,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
} from '../../prose/index.ts'

/*
 * What mammoth does not carry over is written into the text before it reads, by characters that no text holds
 * (Unicode's noncharacters), and becomes markup after it.
 */
const MARKS = {
  page: '\uFDD0',
  center: '\uFDD1',
  right: '\uFDD2',
  rtl: '\uFDD3',
  title: '\uFDD4',
  subtitle: '\uFDD5',
  quotation: '\uFDD6',
  pageAfter: '\uFDD7',
  h1: '\uFDE1',
  h2: '\uFDE2',
  h3: '\uFDE3',
  h4: '\uFDE4',
  h5: '\uFDE5',
  h6: '\uFDE6',
} as const
export type Mark = keyof typeof MARKS

const ANY = /[\uFDD0-\uFDEF]/g
const NAMES = new Map(Object.entries(MARKS).map(([name, sign]) => [sign as string, name]))

export const written = (marks: readonly Mark[]): string => marks.map((mark) => MARKS[mark]).join('')
export const unmarked = (text: string): string => text.replace(ANY, '')

const [BEFORE_PICTURE, AFTER_PICTURE] = ['\uFDEA', '\uFDEB']

/** The place of a picture, by its number. */
export const pictureMark = (at: number): string => `${BEFORE_PICTURE}${at}${AFTER_PICTURE}`

/** Their places made markup; before the other marks are. */
export const settlePictures = (html: string, written: (at: number) => string): string =>
  html.replace(/\uFDEA(\d{1,6})\uFDEB/g, (_, at: string) => written(Number(at)))

const BLOCKS: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th'])

/** The HTML with its marks made markup. */
export function settleMarks(html: string): string {
  const root = parseHtml(html)
  walk(root, undefined)
  return innerHtml(root)
}

function walk(parent: Parent, block: Element | undefined): void {
  for (const node of [...parent.childNodes]) {
    if (isText(node) && /[\uFDD0-\uFDEF]/.test(node.value)) {
      const marks = [...node.value.matchAll(ANY)].flatMap(([sign]) => NAMES.get(sign) ?? [])
      node.value = unmarked(node.value)
      if (block) for (const mark of marks) settle(block, mark)
    } else if (isElement(node)) walk(node, BLOCKS.has(node.tagName) ? node : block)
  }
}

function settle(block: Element, mark: string): void {
  const set = (name: string, value: string): void => void block.attrs.push({ name, value })
  if (mark === 'center' || mark === 'right') set('align', mark)
  else if (mark === 'rtl') set('dir', 'rtl')
  else if (mark === 'page') beside(block, 0)
  else if (mark === 'pageAfter') beside(block, 1)
  else if (block.tagName !== 'p') return
  else if (mark === 'title') rename(block, 'h1', 'doc-title')
  else if (mark === 'subtitle') set('class', 'doc-subtitle')
  else if (mark === 'quotation') rename(block, 'blockquote')
  else rename(block, mark)
}

function rename(block: Element, name: string, className?: string): void {
  block.tagName = name
  block.nodeName = name
  if (className) block.attrs.push({ name: 'class', value: className })
}

/** A break of the page before the block, or after it; inside of a list or table there is none. */
function beside(block: Element, after: 0 | 1): void {
  if (block.tagName !== 'p' || !block.parentNode) return
  const around: Parent = block.parentNode
  const line: Node | undefined = parseHtml('<hr class="page-break">').childNodes[0]
  if (line) around.childNodes.splice(around.childNodes.indexOf(block) + after, 0, line)
}
