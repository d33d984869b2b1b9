import {
  attr,
  type Element,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
} from '../../prose/index.ts'

/*
 * A text as paragraphs of words, to be compared: what stands in markup is a word with the markup it stands in. A
 * comparison shows these, not the markup itself.
 */

/** How a word is shown where it is compared. */
export type Mark = 'em' | 'strong' | 's' | 'u' | 'a' | 'sup' | 'sub' | 'code' | 'picture'

/** A word, a sign, a picture or a line's end. */
export interface Piece {
  readonly text: string
  /** A space stands before it. */
  readonly spaced: boolean
  readonly marks: readonly Mark[]
  /** Everything in which two of them may differ, but for the space. */
  readonly key: string
}

export type BlockKind = 'paragraph' | 'heading' | 'quote' | 'item' | 'lines' | 'rule'

export interface Block {
  readonly kind: BlockKind
  readonly pieces: readonly Piece[]
  readonly key: string
}

interface Standing {
  readonly kind: BlockKind
  readonly marks: readonly Mark[]
  /** Names of the markup around, with what makes it different: an address, a class. */
  readonly within: string
}

interface Reading {
  readonly blocks: Block[]
  pieces: Piece[]
  kind: BlockKind
  spaced: boolean
}

export function blocksOf(html: string): Block[] {
  const reading: Reading = { blocks: [], pieces: [], kind: 'paragraph', spaced: false }
  readInside(parseHtml(html), { kind: 'paragraph', marks: [], within: '' }, reading)
  endBlock(reading)
  return reading.blocks
}

/** Clean text is nested 512 deep at most. */
function readInside(parent: Parent, standing: Standing, reading: Reading): void {
  for (const node of parent.childNodes) readNode(node, standing, reading)
}

function readNode(node: Node, standing: Standing, reading: Reading): void {
  if (isText(node)) addText(node.value, standing, reading)
  if (!isElement(node)) return
  const kind = KINDS.get(node.tagName)
  if (node.tagName === 'br') add('\n', standing, reading)
  else if (node.tagName === 'hr') addRule(reading)
  else if (PICTURES.has(node.tagName)) addPicture(node, standing, reading)
  else if (kind) readBlock(node, kind, standing, reading)
  else readInside(node, inPhrase(node, standing), reading)
}

/** A paragraph of a quotation is part of the quotation; all else is what it is itself. */
function readBlock(node: Element, own: BlockKind, standing: Standing, reading: Reading): void {
  const kind = own === 'paragraph' ? standing.kind : own
  endBlock(reading)
  reading.kind = kind
  readInside(node, { ...standing, kind }, reading)
  endBlock(reading)
  reading.kind = standing.kind
}

const BLOCK_NAMES: readonly (readonly [BlockKind, string])[] = [
  [
    'paragraph',
    'p div address figure figcaption details summary table caption tr td th ul ol dl tbody thead tfoot',
  ],
  ['heading', 'h1 h2 h3 h4 h5 h6'],
  ['quote', 'blockquote'],
  ['item', 'li dt dd'],
  ['lines', 'pre'],
]
const KINDS: ReadonlyMap<string, BlockKind> = new Map(
  BLOCK_NAMES.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
)
const PICTURES = new Set(['img', 'audio', 'video', 'iframe', 'embed', 'object'])
const MARKS: ReadonlyMap<string, Mark> = new Map([
  ...(['em', 'strong', 's', 'u', 'a', 'sup', 'sub', 'code'] as const).map((name) => [name, name] as const),
  ...([
    ['i', 'em'],
    ['b', 'strong'],
    ['cite', 'em'],
    ['del', 's'],
    ['ins', 'u'],
    ['kbd', 'code'],
    ['samp', 'code'],
  ] as const),
])

function inPhrase(node: Element, standing: Standing): Standing {
  const mark = MARKS.get(node.tagName)
  const told = ['href', 'class', 'dir', 'lang', 'title'].map((name) => attr(node, name) ?? '').join(' ')
  return {
    ...standing,
    marks: mark && !standing.marks.includes(mark) ? [...standing.marks, mark] : standing.marks,
    within: `${standing.within}<${node.tagName} ${told}>`,
  }
}

const WORD = /\s+|[\p{L}\p{M}\p{N}\p{Pc}'’‑-]+|./gsu
/** Written without spaces: each of these is a word. */
const SINGLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

function addText(text: string, standing: Standing, reading: Reading): void {
  const lines = standing.kind === 'lines'
  for (const [word] of text.matchAll(WORD)) {
    if (word.trim() === '') {
      if (lines && word.includes('\n')) add('\n', standing, reading)
      reading.spaced = true
    } else if (SINGLE.test(word)) for (const sign of word) add(sign, standing, reading)
    else add(word, standing, reading)
  }
}

function add(text: string, { marks, within }: Standing, reading: Reading): void {
  reading.pieces.push({ text, spaced: reading.spaced, marks, key: `${within}${text}` })
  reading.spaced = false
}

function addPicture(node: Element, standing: Standing, reading: Reading): void {
  const within = `${standing.within}<${node.tagName} ${attr(node, 'src') ?? ''}>`
  const marks: readonly Mark[] = [...standing.marks, 'picture']
  add(attr(node, 'alt') ?? attr(node, 'title') ?? '', { ...standing, marks, within }, reading)
}

function addRule(reading: Reading): void {
  endBlock(reading)
  reading.blocks.push({ kind: 'rule', pieces: [], key: 'rule' })
}

function endBlock(reading: Reading): void {
  const { pieces, kind } = reading
  if (pieces.length > 0)
    reading.blocks.push({ kind, pieces, key: `${kind} ${pieces.map(({ key }) => key).join(' ')}` })
  reading.pieces = []
  reading.spaced = false
}
