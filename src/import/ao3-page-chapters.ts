import { attr, type Element, elementsIn, hasClass, plain } from '../prose/index.ts'
import type { FoundChapter } from './assemble.ts'
import { authored, type Findings } from './authored.ts'
import { bylineNames } from './bylines.ts'

/**
 * The children of a work page's `#chapters`: `div.chapter#chapter-N` each, or one text alone. Inside a chapter
 * its head and its end notes are both `div.chapter.preface`, so only direct children are looked at.
 */
export function readPageChapters(chapters: Element, found: Findings): FoundChapter[] {
  const boxes = elementsIn(chapters).filter((e) => /^chapter-\d+$/.test(attr(e, 'id') ?? ''))
  if (boxes.length > 0) return boxes.map((box, at) => readBox(box, at, found))
  const text = elementsIn(chapters).find(isText)
  if (!text) return []
  const html = authored([withoutLandmark(text)], 'content', found)
  return [{ position: 1, title: '', summary: '', notes: '', endNotes: '', html }]
}

const isText = (element: Element): boolean => element.tagName === 'div' && hasClass(element, 'userstuff')

function readBox(box: Element, at: number, found: Findings): FoundChapter {
  const parts = elementsIn(box)
  const text = parts.find(isText)
  const sides = parts.filter((e) => hasClass(e, 'preface')).flatMap(elementsIn)
  const ends = sides.filter((e) => hasClass(e, 'end') || /_endnotes$/.test(attr(e, 'id') ?? ''))
  const front = sides.filter((e) => !ends.includes(e))
  const byline = front.find((e) => hasClass(e, 'byline'))
  const creators = byline ? bylineNames(byline.childNodes) : []
  const title = front.find((e) => hasClass(e, 'title'))
  return {
    position: Number(/(?<!\d)\d+$/.exec(attr(box, 'id') ?? '')?.[0] ?? at + 1),
    title: title ? plain(title).replace(/^Chapter [\d,]+\s*:?\s*/, '') : '',
    summary: quoted(front, 'summary', 'summary', found),
    notes: quoted(front, 'notes', 'notes', found),
    endNotes: quoted(ends, 'notes', 'notes', found),
    ...(creators.length > 0 ? { creators } : {}),
    html: text ? authored([withoutLandmark(text)], 'content', found) : '',
  }
}

/** The quotation in the module of this class. */
export function quoted(
  modules: readonly Element[],
  name: string,
  field: 'summary' | 'notes',
  found: Findings,
): string {
  const box = modules.find((e) => hasClass(e, name))
  const quote = box && elementsIn(box).find((e) => e.tagName === 'blockquote')
  return quote ? authored([quote], field, found) : ''
}

/** `<h3 class="landmark">Chapter Text</h3>` is AO3's, for screen readers. */
function withoutLandmark(text: Element): Element {
  const first = elementsIn(text)[0]
  if (first?.tagName === 'h3' && hasClass(first, 'landmark'))
    text.childNodes.splice(text.childNodes.indexOf(first), 1)
  return text
}
