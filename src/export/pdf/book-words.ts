import { direction } from '../../core/languages.ts'
import {
  attr,
  classes,
  type Element,
  elementsIn,
  findAll,
  hasClass,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
  surelyClean,
  textOf,
} from '../../prose/index.ts'
import { type BookFacts, type BookNode, NO_FACTS, NOTHING } from './book-node.ts'
import { readTable } from './book-table.ts'
import { headingNodes } from './heading-words.ts'

interface Words {
  /** Names of picture files by their addresses in the text. */
  readonly pictures: ReadonlyMap<string, string>
}

/** Typst lays out no deeper than this, many times over; what is deeper keeps its words. */
const DEEPEST = 14

/** A writer's clean HTML as the pages of a book say it. */
export function bookWords(html: string, words: Words): BookNode[] {
  const page = parseHtml(surelyClean(html))
  return inside(page, { ...words, notes: notesIn(page), depth: 0 })
}

interface Place extends Words {
  readonly notes: ReadonlyMap<string, readonly Element[]>
  readonly depth: number
}

function inside(parent: Parent, place: Place): BookNode[] {
  const deeper = { ...place, depth: place.depth + 1 }
  return parent.childNodes.flatMap((node) => readNode(node, deeper))
}

function readNode(node: Node, place: Place): readonly BookNode[] {
  if (isText(node)) {
    const text = node.value.replace(/[ \t\n\f\r]+/g, ' ')
    return text === '' || (text === ' ' && isBetweenBlocks(node)) ? [] : [text]
  }
  if (!isElement(node)) return []
  const read = place.depth > DEEPEST ? undefined : READERS[node.tagName]
  return read ? read(node, place) : inside(node, place)
}

/** The cleaner writes one block a line; that line's end is no word. */
const isBetweenBlocks = (node: Node): boolean =>
  'parentNode' in node && (node.parentNode?.nodeName === '#document-fragment' || isHolder(node.parentNode))
const isHolder = (parent: Parent | null): boolean =>
  parent !== null &&
  isElement(parent) &&
  /^(?:ul|ol|dl|blockquote|table|tbody|thead|tr)$/.test(parent.tagName)

type Reader = (element: Element, place: Place) => readonly BookNode[]

const phrase =
  (name: string): Reader =>
  (element, place) => {
    const kids = inside(element, place)
    return kids.length > 0 ? [[name, NOTHING, kids]] : []
  }

const block =
  (name: string): Reader =>
  (element, place) => {
    const kids = inside(element, place)
    return kids.length > 0 ? [[name, facts(element), kids]] : []
  }

/** How it is aligned, and what language it is in, where it says so. */
function facts(element: Element): BookFacts {
  const lang = /^[a-z]{2,3}(?=-|$)/.exec(attr(element, 'lang') ?? '')?.[0] ?? null
  const given = attr(element, 'dir')
  const dir = given === 'rtl' || given === 'ltr' ? given : lang ? direction(lang) : null
  const align = /^align-(left|right|center)$/
  const aligned = classes(element).flatMap((name) => align.exec(name)?.[1] ?? [])[0] ?? null
  return { lang, dir, align: aligned }
}

const READERS: Readonly<Record<string, Reader>> = {
  p: (element, place) => {
    const kids = inside(element, place)
    const given = facts(element)
    // A picture that stands alone stands in the middle.
    const alone = kids.length > 0 && kids.every((kid) => typeof kid === 'object' && kid[0] === 'picture')
    return kids.length > 0 ? [['p', alone ? { ...given, align: given.align ?? 'center' } : given, kids]] : []
  },
  div: (element, place) =>
    hasClass(element, 'footnotes') && place.notes.size > 0 ? [] : block('block')(element, place),
  blockquote: block('quote'),
  ...each('em i cite var dfn', phrase('em')),
  ...each('strong b', phrase('strong')),
  ...each('u ins', phrase('underline')),
  ...each('s del', phrase('strike')),
  ...each('code kbd samp', phrase('mono')),
  ...each('h1 h2 h3 h4 h5 h6', (element, place) => {
    const kids = inside(element, place)
    const level = Math.min(6, Number(element.tagName.slice(1)) + 1)
    return headingNodes({ ...facts(element), level }, kids)
  }),
  small: phrase('small'),
  sub: phrase('sub'),
  sup: (element, place) => footnote(element, place) ?? phrase('super')(element, place),
  q: phrase('said'),
  span: (element, place) => {
    const kids = inside(element, place)
    if (hasClass(element, 'big')) return [['big', NOTHING, kids]]
    return attr(element, 'lang') || attr(element, 'dir') ? [['span', facts(element), kids]] : kids
  },
  a: (element, place) => {
    const kids = inside(element, place)
    const to = attr(element, 'href') ?? ''
    return /^(?:https?:|mailto:)/.test(to) && kids.length > 0 ? [['link', { to }, kids]] : kids
  },
  br: () => [['br', NOTHING, []]],
  hr: () => [['scene', NOTHING, []]],
  ul: (element, place) => [['list', NOTHING, items(element, place)]],
  ol: (element, place) => {
    const numbering = `${attr(element, 'type') ?? '1'}.`
    const start = Math.max(0, Number(attr(element, 'start') ?? 1))
    return [['enum', { start, numbering }, items(element, place)]]
  },
  dt: phrase('term'),
  dd: phrase('meaning'),
  figcaption: phrase('caption'),
  caption: phrase('caption'),
  summary: phrase('term'),
  pre: (element) => [['typed', NOTHING, typed(textOf(element))]],
  rp: () => [],
  ruby: (element, place) => readRuby(element, place),
  img: (element, place) => picture(element, place),
  table: (element, place) => readTable(element, (one) => inside(one, place)),
  ...each('audio video', (element) => played(element)),
}

function each(names: string, read: Reader): Record<string, Reader> {
  return Object.fromEntries(names.split(' ').map((name) => [name, read]))
}

const items = (list: Element, place: Place): BookNode[] =>
  elementsIn(list).map((item) => ['item', NOTHING, inside(item, place)])

/** Lines and spaces as they were typed. */
const typed = (text: string): BookNode[] =>
  text
    .replace(/\n$/, '')
    .replaceAll('\t', '    ')
    .split('\n')
    .flatMap((line, at): BookNode[] => [
      ...(at > 0 ? [['br', NOTHING, []] as const] : []),
      ...(line ? [line.replaceAll(' ', '\u00a0')] : []),
    ])

/** What stands before each annotation is what it annotates. */
function readRuby(ruby: Element, place: Place): BookNode[] {
  const read: BookNode[] = []
  let base: BookNode[] = []
  for (const node of ruby.childNodes) {
    if (isElement(node) && node.tagName === 'rt') {
      read.push([
        'ruby',
        NOTHING,
        [
          ['span', NO_FACTS, base],
          ['span', NO_FACTS, inside(node, place)],
        ],
      ])
      base = []
    } else base.push(...readNode(node, { ...place, depth: place.depth + 1 }))
  }
  return [...read, ...base]
}

/** Our own pictures are in the book; others are what is said of them, and where they are. */
function picture(element: Element, { pictures }: Place): BookNode[] {
  const source = attr(element, 'src') ?? ''
  const alt = attr(element, 'alt') ?? ''
  const file = pictures.get(source)
  if (file) return [['picture', { file, alt }, []]]
  const says = `[${alt || 'Picture'}]`
  return /^https?:/.test(source) ? [['link', { to: source }, [says]]] : alt ? [says] : []
}

function played(element: Element): BookNode[] {
  const to =
    attr(element, 'src') ??
    findAll(element, ({ tagName }) => tagName === 'source').map((one) => attr(one, 'src'))[0]
  const says = element.tagName === 'audio' ? '[Sound]' : '[Video]'
  return to && /^https?:/.test(to) ? [['link', { to }, [says]]] : []
}

const NOTE = /^text-note-(\d{1,4})$/

/** The notes at the end of a text by their names, where each begins with its own. */
function notesIn(page: Parent): Map<string, readonly Element[]> {
  const notes = new Map<string, Element[]>()
  const block = elementsIn(page).findLast((one) => one.tagName === 'div' && hasClass(one, 'footnotes'))
  let open: Element[] | undefined
  for (const one of block ? elementsIn(block) : []) {
    const [link] = elementsIn(one)
    const id = link?.tagName === 'a' ? (attr(link, 'id') ?? '') : ''
    if (NOTE.test(id)) {
      open = []
      notes.set(id, open)
    }
    if (!open) return new Map()
    open.push(one)
  }
  const marks = findAll(page, ({ tagName }) => tagName === 'sup').flatMap(markOf)
  return new Set(marks).size === notes.size && marks.length === notes.size ? notes : new Map()
}

const markOf = (sup: Element): string[] => {
  const [link, ...others] = elementsIn(sup)
  const to = link?.tagName === 'a' && others.length === 0 ? (attr(link, 'href') ?? '').slice(1) : ''
  return NOTE.test(to) ? [to] : []
}

/** A mark with its note: typst numbers it anew and sets the note at the foot of the page. */
function footnote(sup: Element, place: Place): readonly BookNode[] | undefined {
  const [name] = markOf(sup)
  const note = name === undefined ? undefined : place.notes.get(name)
  if (!note) return undefined
  const kids = note.flatMap((one, at) => {
    const read = inside(one, place)
    const words = at === 0 ? read.slice(1) : read
    return at === 0 ? trimmed(words) : [['p', NO_FACTS, words] as const]
  })
  return [['note', NOTHING, kids]]
}

const trimmed = ([first, ...others]: readonly BookNode[]): readonly BookNode[] =>
  first === undefined ? [] : [typeof first === 'string' ? first.trimStart() : first, ...others]
