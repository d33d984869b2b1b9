import {
  attr,
  type Element,
  elementsIn,
  find,
  findAll,
  innerHtml,
  isElement,
  type Node,
  type Parent,
  parseDocument,
  parseHtml,
  plain,
  TooTangled,
  textOf,
} from '../../prose/index.ts'
import { notTooManyTags } from '../too-much.ts'
import { expandSelfClosing } from '../xhtml.ts'
import { NOTHING_ABOUT, type ReadDocument, type Remark } from './document.ts'
import { type Declared, declaredOf, type Sheet, sheetOf } from './looks.ts'
import { type FoundPicture, foundPicture, pictureHtml } from './pictures.ts'

/** A page: as a browser saved it, or as Word, Google Docs, LibreOffice and others export it. */
export function readHtmlText(text: string): ReadDocument {
  const html = notTooManyTags(
    /^\s*<\?xml|<html\b[^<>]*\bxmlns/i.test(text.slice(0, 2000)) ? expandSelfClosing(text) : text,
  )
  const root = asDocument(html)
  // Nested deeper than anybody writes: the cleaner keeps its words.
  if (!root) return { html, about: NOTHING_ABOUT, remarks: [] }
  const page = find(root, ({ tagName }) => tagName === 'html')
  const [head, body] = ['head', 'body'].map((name) => find(root, ({ tagName }) => tagName === name))
  const css = findAll(root, ({ tagName }) => tagName === 'style').map(textOf)
  const read = readBody(body ?? root, sheetOf(css.join('\n')))
  const title = head && find(head, ({ tagName }) => tagName === 'title')
  return {
    html: read.html,
    about: {
      ...NOTHING_ABOUT,
      title: title ? plain(title) : '',
      language: (page && (attr(page, 'lang') ?? attr(page, 'xml:lang'))) ?? '',
    },
    remarks: read.remarks,
    pictures: read.pictures,
  }
}

function asDocument(html: string): Parent | undefined {
  try {
    return parseDocument(html)
  } catch (fault) {
    if (!(fault instanceof TooTangled)) throw fault
    return undefined
  }
}

/** The bytes that an address within the document leads to; undefined: none that it holds. */
export type BytesAt = (address: string) => FoundPicture['bytes'] | undefined

interface Met {
  readonly sheet: Sheet
  readonly bytesAt: BytesAt
  readonly pictures: string[]
  readonly found: FoundPicture[]
  hidden: number
}

/** The text of a page, with what its styles say made markup. */
export function readBody(
  body: Parent,
  sheet: Sheet,
  bytesAt: BytesAt = dataAt,
): { html: string; remarks: readonly Remark[]; pictures: readonly FoundPicture[] } {
  const met: Met = { sheet, bytesAt, pictures: [], found: [], hidden: 0 }
  rewrite(body, met, new Set())
  const { pictures, hidden } = met
  return {
    html: innerHtml(body),
    pictures: met.found,
    remarks: [
      ...(pictures.length ? [{ what: 'pictures' as const, many: pictures.length, names: pictures }] : []),
      ...(hidden ? [{ what: 'hidden' as const, many: hidden }] : []),
    ],
  }
}

const PHRASES: ReadonlySet<string> = new Set([
  'span',
  'font',
  'a',
  'em',
  'i',
  'b',
  'strong',
  'u',
  's',
  'sub',
  'sup',
])
const OUT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'nav', 'title'])

function rewrite(parent: Parent, met: Met, around: ReadonlySet<string>): void {
  const rewritten: Node[] = []
  for (const node of parent.childNodes) {
    if (!isElement(node)) rewritten.push(node)
    else rewritten.push(...rewrittenElement(node, met, around))
  }
  parent.childNodes = rewritten
  for (const node of rewritten) node.parentNode = parent
}

function rewrittenElement(element: Element, met: Met, around: ReadonlySet<string>): Node[] {
  const { tagName } = element
  if (OUT.has(tagName)) return []
  const said = declaredOf(element, met.sheet)
  if (said['mso-element'] === 'comment-list') return []
  if (said.display === 'none' || said['mso-hide'] === 'all') {
    if (plain(element)) met.hidden++
    return []
  }
  if (tagName === 'img' && !/^https?:/i.test(attr(element, 'src') ?? '')) return picture(element, met)
  const wraps = wrapsOf(element, said).filter((name) => !around.has(name))
  rewrite(element, met, new Set([...around, ...wraps, NAMES[tagName] ?? tagName]))
  for (const name of wraps.filter(() => element.childNodes.length > 0)) wrapInside(element, name)
  arrange(element, said)
  return withPages(isBare(element) ? element.childNodes : [element], said)
}

function picture(element: Element, met: Met): Node[] {
  const alt = attr(element, 'alt') ?? ''
  const address = attr(element, 'src') ?? ''
  const bytes = met.bytesAt(address)
  if (!bytes) {
    met.pictures.push(alt)
    return []
  }
  const isData = address.startsWith('data:')
  const found = foundPicture({ alt, name: isData ? '' : address.slice(address.lastIndexOf('/') + 1), bytes })
  met.found.push(found)
  return parseHtml(pictureHtml(found)).childNodes
}

/** `data:image/png;base64,…`: the only pictures a page carries with it. */
export const dataAt: BytesAt = (address) => {
  const comma = address.indexOf(',')
  const head = address.slice(0, Math.min(Math.max(comma, 0), 100)).toLowerCase()
  return head.startsWith('data:image/') && head.endsWith(';base64')
    ? async () => Buffer.from(address.slice(comma + 1), 'base64')
    : undefined
}

const NAMES: Readonly<Record<string, string>> = { i: 'em', b: 'strong' }

function wrapsOf({ tagName }: Element, said: Declared): string[] {
  const isHead = /^h[1-6]$/.test(tagName)
  const lines = `${said['text-decoration'] ?? ''} ${said['text-decoration-line'] ?? ''}`
  const caps = `${said['font-variant'] ?? ''} ${said['font-variant-caps'] ?? ''}`
  const raised = said['vertical-align'] ?? ''
  return [
    /^(?:italic|oblique)/.test(said['font-style'] ?? '') && !isHead && 'em',
    /^(?:bold|[6-9]00)/.test(said['font-weight'] ?? '') && !isHead && 'strong',
    lines.includes('underline') && tagName !== 'a' && 'u',
    lines.includes('line-through') && 's',
    caps.includes('small-caps') && 'small-caps',
    PHRASES.has(tagName) && raised === 'super' && 'sup',
    PHRASES.has(tagName) && raised === 'sub' && 'sub',
  ].flatMap((name) => name || [])
}

const BLOCK =
  /^(?:address|article|blockquote|center|dd|div|dl|dt|figure|h[1-6]|hr|li|main|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)$/

/** A phrase holds no blocks: those inside are wrapped one by one. */
function wrapInside(element: Element, name: string): void {
  const holdsBlocks = elementsIn(element).some(({ tagName }) => BLOCK.test(tagName))
  if (holdsBlocks) {
    for (const child of elementsIn(element)) if (BLOCK.test(child.tagName)) wrapInside(child, name)
    return
  }
  const holder = parseHtml(name === 'small-caps' ? '<span class="small-caps"></span>' : `<${name}></${name}>`)
  const [made] = elementsIn(holder)
  if (!made) return
  made.childNodes = element.childNodes
  for (const child of made.childNodes) child.parentNode = made
  element.childNodes = [made]
  made.parentNode = element
}

/** Attributes a text keeps; classes of programs that export say nothing to anybody. */
function arrange(element: Element, said: Declared): void {
  const align = said['text-align']
  const kept = element.attrs.filter(
    ({ name, value }) => name !== 'style' && !(name === 'class' && isOfProgram(value)),
  )
  if (BLOCK.test(element.tagName)) {
    if (align === 'center' || (align === 'right' && said.direction !== 'rtl'))
      kept.push({ name: 'align', value: align })
    if (said.direction === 'rtl' && !attr(element, 'dir')) kept.push({ name: 'dir', value: 'rtl' })
    if (/^(?:MsoTitle|title|doc-title)$/.test(attr(element, 'class') ?? '') && element.tagName === 'p') {
      element.tagName = 'h1'
      element.nodeName = 'h1'
      kept.push({ name: 'class', value: 'doc-title' })
    }
  }
  element.attrs = kept
}

const isOfProgram = (names: string): boolean =>
  names
    .split(/\s+/)
    .every((name) =>
      /^(?:Mso\w*|c\d+|calibre_?\d*|western|sd|(?:Word)?Section\d+|title|subtitle|[pstPST]\d+|Apple-\S+|msonormal)$/.test(
        name,
      ),
    )

const isBare = ({ tagName, attrs }: Element): boolean =>
  (tagName === 'span' || tagName === 'font') &&
  attrs.every(
    ({ name }) => name !== 'class' && name !== 'lang' && name !== 'dir' && name !== 'title' && name !== 'id',
  )

function withPages(nodes: Node[], said: Declared): Node[] {
  const breaks = (side: 'before' | 'after'): Node[] =>
    /^(?:always|page|left|right)$/.test(said[`page-break-${side}`] ?? said[`break-${side}`] ?? '')
      ? parseHtml('<hr class="page-break">').childNodes
      : []
  return [...breaks('before'), ...nodes, ...breaks('after')]
}
