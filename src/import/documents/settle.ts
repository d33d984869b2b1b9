import {
  attr,
  classes,
  cleanHtml,
  type Element,
  elementsIn,
  find,
  hasClass,
  innerHtml,
  isElement,
  isText,
  type Node,
  type Parent,
  parseHtml,
  TooTangled,
  textOf,
} from '../../prose/index.ts'
import { TooMuch } from '../source.ts'
import { isSceneBreak } from '../text-html.ts'
import { notTooManyTags } from '../too-much.ts'
import { type Block, NotRead, type Settled } from './document.ts'
import { liftNotes } from './lift-notes.ts'

/** What a reader made of a document → clean blocks, and the notes their references name. */
export function settle(html: string): Settled {
  try {
    const root = parseHtml(notTooManyTags(html))
    const given = liftNotes(root)
    markSceneBreaks(root)
    const blocks = blocksOf(cleanHtml(innerHtml(root), 'content'))
    const notes = Object.entries(given).map(([key, note]) => [key, cleanHtml(note, 'content')] as const)
    return { blocks, notes: Object.fromEntries(notes) }
  } catch (fault) {
    if (fault instanceof TooMuch) throw new NotRead('too-large')
    if (!(fault instanceof TooTangled)) throw fault
    // Nested deeper than anybody writes: its words stay.
    return { blocks: blocksOf(cleanHtml(html, 'content')), notes: {} }
  }
}

/** Lines of stars, and centred lines with nothing on them. */
function markSceneBreaks(parent: Parent): void {
  for (const one of elementsIn(parent)) {
    if (one.tagName === 'p' || (one.tagName === 'div' && elementsIn(one).every(isPhrase))) {
      const words = textOf(one).trim()
      const isBreak =
        words === '' ? isCentred(one) && !holdsMore(one) : words.length < 60 && isSceneBreak(words)
      if (isBreak) becomeLine(one)
    } else markSceneBreaks(one)
  }
}

const isPhrase = ({ tagName }: Element): boolean =>
  !/^(?:p|div|ul|ol|table|h[1-6]|hr|blockquote|section)$/.test(tagName)
const isCentred = (one: Element): boolean =>
  attr(one, 'align') === 'center' || hasClass(one, 'align-center') || isInCentre(one.parentNode)
const isInCentre = (one: Parent | null): boolean =>
  one !== null && isElement(one) && (one.tagName === 'center' || attr(one, 'align') === 'center')
const holdsMore = (one: Element): boolean =>
  find(one, ({ tagName }) => tagName === 'img' || tagName === 'hr') !== undefined

function becomeLine(one: Element): void {
  one.tagName = 'hr'
  one.nodeName = 'hr'
  one.attrs = []
  one.childNodes = []
}

function blocksOf(clean: string): Block[] {
  const blocks: Block[] = []
  let page = false
  for (const node of flattened(parseHtml(clean), clean.length / 2, [])) {
    const { element } = node
    if (element.tagName === 'hr' && hasClass(element, 'page-break')) {
      page = true
      continue
    }
    const before = blocks.at(-1)
    if (element.tagName !== 'hr' && isNothing(element)) continue
    if (element.tagName === 'hr' && (!before || (before.html === '<hr>' && !page))) continue
    blocks.push({ ...blockOf(node), page })
    page = false
  }
  while (blocks.at(-1)?.html === '<hr>') blocks.pop()
  return blocks
}

/** A paragraph that only kept others apart. */
const isNothing = (element: Element): boolean =>
  textOf(element).trim() === '' && find(element, ({ tagName }) => OBJECTS.has(tagName)) === undefined
const OBJECTS: ReadonlySet<string> = new Set(['img', 'audio', 'video', 'hr', 'a'])

interface Placed {
  readonly element: Element
  /** Boxes it stood in that say how it looks. */
  readonly boxes: readonly Element[]
}

/** Boxes around chapters, or around most of the text, are no part of it. */
function flattened(parent: Parent, most: number, boxes: readonly Element[]): Placed[] {
  return elementsIn(parent).flatMap((element) => {
    const isBox = element.tagName === 'div' && (holdsHeads(element) || innerHtml(element).length > most)
    if (!isBox) return [{ element, boxes }]
    return flattened(element, most, looks(element) ? [...boxes, element] : boxes)
  })
}

const holdsHeads = (box: Element): boolean =>
  find(box, (one) => /^h[1-6]$/.test(one.tagName) || hasClass(one, 'page-break')) !== undefined

const looks = (box: Element): boolean =>
  box.attrs.some(
    ({ name, value }) =>
      name === 'dir' || name === 'lang' || (name === 'class' && value.startsWith('align-')),
  )

function blockOf({ element, boxes }: Placed): Omit<Block, 'page'> {
  const level = /^h[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : 0
  const line = level > 0 || element.tagName === 'p' || element.tagName === 'div' ? lineOf(element) : ''
  const title = hasClass(element, 'doc-title')
  withoutOurs(element)
  const html = boxes.reduceRight((inside, box) => `${openingOf(box)}${inside}</div>`, outer(element))
  return { html, level, line, ...(title ? { title } : {}) }
}

const LONGEST_HEAD = 200

function lineOf(element: Element): string {
  const words = textWithLines(element)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  return words.length <= LONGEST_HEAD ? words : ''
}

function textWithLines(parent: Parent): string {
  return parent.childNodes
    .map((node) => {
      if (isText(node)) return node.value.replaceAll('\n', ' ')
      if (!isElement(node)) return ''
      if (node.tagName === 'br') return '\n'
      // The number of a note is no word of a title.
      return node.tagName === 'sup' && find(node, isNoteLink) ? '' : textWithLines(node)
    })
    .join('')
}

const isNoteLink = (one: Element): boolean => (attr(one, 'href') ?? '').startsWith('#text-note-')

function withoutOurs(element: Element): void {
  const names = classes(element).filter((name) => !name.startsWith('doc-'))
  element.attrs = element.attrs.flatMap((one) =>
    one.name !== 'class' ? [one] : names.length ? [{ name: 'class', value: names.join(' ') }] : [],
  )
}

const outer = (node: Node): string => {
  const holder = parseHtml('')
  holder.childNodes.push(node)
  return innerHtml(holder)
}

const openingOf = (box: Element): string => outer({ ...box, childNodes: [] }).replace(/<\/div>$/, '')
