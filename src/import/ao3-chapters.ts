import {
  attr,
  type Element,
  elementsIn,
  hasClass,
  isComment,
  isElement,
  isText,
  type Node,
  plain,
} from '../prose/index.ts'
import { labelled } from './ao3-preface.ts'
import { authored, authoredNodes, type Findings, filled } from './authored.ts'
import { bylineNames } from './bylines.ts'

/** A chapter as printed. `heading` is undefined where none was: it still has to be told from a title. */
export interface PrintedChapter {
  readonly heading: string | undefined
  readonly summary: string
  readonly notes: string
  readonly endNotes: string
  readonly creators: readonly string[]
  readonly html: string
  /** It links to end notes that are not in the file. */
  readonly dangling: boolean
}

export interface PrintedChapters {
  readonly chapters: readonly PrintedChapter[]
  /** With a head of their own, as works of many chapters have. */
  readonly headed: boolean
  /** One chapter's text lay straight in `#chapters`: before November 2012. */
  readonly straight: boolean
  /** Something stood after the last text, so that text is whole. */
  readonly ended: boolean
}

/**
 * The children of `#chapters`, one after the other:  (head text endnotes?)*  or, for one chapter,  h2? text.
 * What a person wrote is always inside `text`, so these are told apart by their place, and a story that
 * quotes such a page stays whole. In calibre's files a text can be cut in several, and no class is reliable.
 */
export function readChapters(nodes: readonly Node[], mayBeHeaded: boolean, found: Findings): PrintedChapters {
  const elements = found.renamedClasses ? filled(nodes) : nodes.filter(isElement)
  const first = elements[0]
  if (first && mayBeHeaded && isHead(first, found)) return headed(elements, nodes, found)
  const chapters = first || nodes.some(isWords) ? [single(elements, nodes, found)] : []
  return { chapters, headed: false, straight: !isOneDiv(withoutHeading(elements)), ended: false }
}

const isWords = (node: Node): boolean => isText(node) && node.value.trim() !== ''

/** `div.meta.group`, or for calibre a div that begins with a heading it was not told to cut at by the text. */
function isHead(element: Element, found: Findings): boolean {
  if (element.tagName !== 'div' || /^endnotes\d*$/.test(attr(element, 'id') ?? '')) return false
  if (!found.renamedClasses) return hasClass(element, 'meta')
  const heading = elementsIn(element)[0]
  return heading?.tagName === 'h2' && !attr(heading, 'id')?.startsWith('calibre_pb')
}

/** calibre marks the headings AO3 told it to list: such a div is a head even where a text was empty. */
const isMarkedHead = (element: Element): boolean =>
  attr(elementsIn(element)[0] ?? element, 'id')?.startsWith('calibre_toc') ?? false

interface Piece {
  readonly heads: Element[]
  readonly texts: Element[]
  readonly notes: Element[]
}

function headed(elements: readonly Element[], nodes: readonly Node[], found: Findings): PrintedChapters {
  const pieces: Piece[] = []
  for (const element of elements) {
    const piece = pieces.at(-1)
    const begun = piece !== undefined && (piece.texts.length > 0 || isMarkedHead(element))
    if (!piece || (begun && isHead(element, found))) pieces.push({ heads: [element], texts: [], notes: [] })
    else if (/^endnotes\d+$/.test(attr(element, 'id') ?? '')) piece.notes.push(element)
    else if (!begun && found.renamedClasses && continues(piece.heads, element)) piece.heads.push(element)
    else if (element.tagName === 'div') piece.texts.push(element)
  }
  const last = pieces.at(-1)?.texts.at(-1)
  const after = last ? nodes.slice(nodes.indexOf(last) + 1) : []
  return {
    chapters: pieces.map((piece) => printed(piece, found)),
    headed: true,
    straight: false,
    ended: after.some((node) => isElement(node) || isComment(node)),
  }
}

/** A head that calibre cut inside a quotation, at a heading the creator put into the notes. */
const continues = (heads: readonly Element[], element: Element): boolean =>
  !isStory(element) &&
  elementsIn(element)[0]?.tagName === 'blockquote' &&
  lastElement(heads)?.tagName === 'blockquote'

const lastElement = (heads: readonly Element[]): Element | undefined =>
  heads.findLast((head) => head.childNodes.some(isElement))?.childNodes.findLast(isElement)

function printed({ heads, texts, notes }: Piece, found: Findings): PrintedChapter {
  const elements = heads.flatMap(elementsIn)
  const heading = elements.find((e) => e.tagName === 'h2')
  const byline = elements.find((e) => e.tagName === 'p' && /^Chapter by\b/.test(plain(e)))
  return {
    heading: heading ? plain(heading) : undefined,
    summary: labelled(elements, 'Chapter Summary', 'summary', found),
    notes: labelled(elements, 'Chapter Notes', 'notes', found),
    endNotes: labelled(notes.flatMap(elementsIn), 'Chapter End Notes', 'notes', found),
    creators: byline ? bylineNames(byline.childNodes) : [],
    html: authored(texts, 'content', found),
    dangling:
      notes.length === 0 &&
      elements.some((e) => e.tagName === 'div' && /^See the end of the chapter/.test(plain(e))),
  }
}

function single(elements: readonly Element[], nodes: readonly Node[], found: Findings): PrintedChapter {
  const texts = withoutHeading(elements)
  const heading = texts.length < elements.length ? elements[0] : undefined
  const html =
    isOneDiv(texts) && !nodes.some(isWords)
      ? authored(texts, 'content', found)
      : authoredNodes(
          nodes.filter((node) => node !== heading),
          'content',
          found,
        )
  return { heading: undefined, summary: '', notes: '', endNotes: '', creators: [], html, dangling: false }
}

const isOneDiv = (texts: readonly Element[]): boolean =>
  texts.length > 0 && texts.every((e) => e.tagName === 'div' && isStory(e))

/** `div.userstuff`, whatever number calibre put behind it. */
const isStory = (element: Element): boolean =>
  /(?:^|\s)userstuff\d*(?:\s|$)/.test(attr(element, 'class') ?? '')

const withoutHeading = (elements: readonly Element[]): readonly Element[] =>
  elements[0] && elements[0].tagName === 'h2' && hasClass(elements[0], 'toc-heading')
    ? elements.slice(1)
    : elements
