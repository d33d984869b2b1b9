import {
  attr,
  type Element,
  elementsIn,
  hasClass,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
} from '../prose/index.ts'

/** A piece of a text that stands by itself: lines (where the writer broke them), and how far in it stands. */
export interface TextBlock {
  readonly lines: readonly string[]
  readonly indent: number
  /** Before its first line: a list's sign. */
  readonly sign: string
  /** Its lines stay as they are. */
  readonly asTyped: boolean
}

const SCENE_BREAK = '* * *'
const QUOTED = 4

/** Clean HTML as blocks of plain words. Pictures are their descriptions, annotations stand in brackets. */
export function textBlocks(html: string): TextBlock[] {
  const page: Page = { blocks: [], open: undefined }
  readInside(page, parseHtml(html), { indent: 0, asTyped: false })
  close(page)
  return page.blocks
}

interface Page {
  readonly blocks: TextBlock[]
  open: { lines: string[]; place: Place; sign: string } | undefined
}

interface Place {
  readonly indent: number
  readonly asTyped: boolean
}

/** Calls itself through the elements: the cleaner has capped their depth. */
function readInside(page: Page, parent: Parent, place: Place): void {
  for (const node of parent.childNodes) readNode(page, node, place)
}

function readNode(page: Page, node: Node, place: Place): void {
  if (isText(node)) write(page, node.value, place)
  else if (isElement(node)) READERS[node.tagName]?.(page, node, place) ?? readInside(page, node, place)
}

type Reader = (page: Page, element: Element, place: Place) => true

const block =
  (change: Partial<Place> = {}, inwards = 0): Reader =>
  (page, element, place) => {
    close(page)
    readInside(page, element, { ...place, ...change, indent: place.indent + inwards })
    close(page)
    return true
  }

const plain = block()
const quoted = block({}, QUOTED)

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(
    'p div h1 h2 h3 h4 h5 h6 address details summary figure figcaption table caption thead tbody tfoot dt'
      .split(' ')
      .map((name) => [name, plain]),
  ),
  blockquote: (page, element, place) =>
    (hasClass(element, 'userstuff') ? plain : quoted)(page, element, place),
  dd: quoted,
  pre: block({ asTyped: true }),
  ul: readList,
  ol: readList,
  tr: readRow,
  dl: (page, element, place) => (hasClass(element, 'tags') ? readTags : plain)(page, element, place),
  hr: (page, _element, place) => {
    close(page)
    page.blocks.push({ lines: [SCENE_BREAK], indent: place.indent, sign: '', asTyped: true })
    return true
  },
  br: (page, _element, place) => {
    opened(page, place).lines.push('')
    return true
  },
  img: (page, element, place) => {
    const says = attr(element, 'alt')
    if (says) write(page, `[${says}]`, place)
    return true
  },
  rt: (page, element, place) => bracketed(page, element, place, ['(', ')']),
  rp: () => true,
  sup: (page, element, place) => {
    const note = elementsIn(element).some((one) => /^#(?:text-)?note-\d+$/.test(attr(one, 'href') ?? ''))
    return bracketed(page, element, place, note ? ['[', ']'] : ['', ''])
  },
}

function bracketed(
  page: Page,
  element: Element,
  place: Place,
  [before, after]: readonly [string, string],
): true {
  write(page, before, place)
  readInside(page, element, place)
  write(page, after, place)
  return true
}

function readList(page: Page, list: Element, place: Place): true {
  close(page)
  let number = Number(attr(list, 'start') ?? 1)
  for (const item of elementsIn(list)) {
    const sign = list.tagName === 'ol' ? `${number++}. ` : '- '
    const inside = { ...place, indent: place.indent + sign.length }
    page.open = { lines: [''], place: inside, sign }
    readInside(page, item, inside)
    close(page)
  }
  return true
}

/** The rows of a title page: each label with what it says, in one line. */
function readTags(page: Page, list: Element, place: Place): true {
  close(page)
  for (const one of elementsIn(list)) {
    const { lines } = opened(page, place)
    if (one.tagName === 'dt' && lines.at(-1) !== '') lines.push('')
    if (one.tagName === 'dd') write(page, ' ', place)
    for (const node of one.childNodes) readNode(page, node, place)
  }
  close(page)
  return true
}

function readRow(page: Page, row: Element, place: Place): true {
  close(page)
  for (const [at, cell] of elementsIn(row).entries()) {
    if (at > 0) write(page, ' | ', place)
    for (const node of cell.childNodes) readNode(page, node, place)
  }
  close(page)
  return true
}

function opened(page: Page, place: Place): { lines: string[] } {
  page.open ??= { lines: [''], place, sign: '' }
  return page.open
}

function write(page: Page, text: string, place: Place): void {
  if (!page.open && text.trim() === '') return
  const { lines } = opened(page, place)
  const [first = '', ...others] = place.asTyped ? text.split('\n') : [text.replace(/[ \t\n\f\r]+/g, ' ')]
  const before = lines.at(-1) ?? ''
  const joined = !place.asTyped && /^$| $/.test(before) ? first.trimStart() : first
  lines[lines.length - 1] = before + joined
  lines.push(...others)
}

function close(page: Page): void {
  const { open } = page
  page.open = undefined
  if (!open) return
  const lines = open.lines.map((line) => line.replaceAll('\u00a0', ' ').trimEnd())
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  if (lines.length === 0) return
  page.blocks.push({ lines, indent: open.place.indent, sign: open.sign, asTyped: open.place.asTyped })
}
