import type { RemarkKind } from './document.ts'
import { type Mark, pictureMark, unmarked, written } from './docx-marks.ts'
import { outlineOf, PLAIN_STYLE, toggled, type WordStyle } from './docx-styles.ts'
import { below, isXml, kid, kids, wordsOf, type XmlElement, type XmlNode } from './xml.ts'

/** What was met on the way. */
export interface Seen {
  readonly counts: Map<RemarkKind, number>
  /** What pictures show, as far as they say. */
  readonly pictures: string[]
  /** Where a part's pictures are in the file, by the names it has for them. */
  readonly files: ReadonlyMap<string, string>
  /** In their places, which are marked by their number here. */
  readonly found: { readonly file: string; readonly alt: string }[]
  /** Letters by language. */
  readonly languages: Map<string, number>
}

type Styles = ReadonlyMap<string, WordStyle>

/** A text of Word's as mammoth can read it whole: what it does not know is marked, what is no text is out. */
export function markWords(part: XmlElement, styles: Styles, seen: Seen): XmlElement {
  return { ...part, children: marked(part.children, { styles, seen, around: PLAIN_STYLE }) }
}

interface Place {
  readonly styles: Styles
  readonly seen: Seen
  /** The style of the paragraph it stands in. */
  readonly around: WordStyle
}

const marked = (nodes: readonly XmlNode[], place: Place): XmlNode[] =>
  nodes.flatMap((node) => (isXml(node) ? markedElement(node, place) : [unmarked(node)]))

function markedElement(element: XmlElement, place: Place): XmlNode[] {
  const { name, children } = element
  const within = (): XmlElement => ({ ...element, children: marked(children, place) })
  const count = (what: RemarkKind): void =>
    void place.seen.counts.set(what, (place.seen.counts.get(what) ?? 0) + 1)
  if (name === 'w:p') return paragraph(element, place)
  if (name === 'w:r') return run(element, place)
  if (name === 'mc:AlternateContent') {
    const choice = kid(element, 'mc:Fallback') ?? kid(element, 'mc:Choice')
    return choice ? marked(choice.children, place) : []
  }
  if (name === 'w:drawing' || name === 'w:pict' || name === 'w:object') return picture(element, place)
  if (name === 'w:ins' || name === 'w:del' || name === 'w:moveTo' || name === 'w:moveFrom') {
    count('changes-accepted')
    return name === 'w:del' || name === 'w:moveFrom' ? [] : marked(children, place)
  }
  if (name === 'w:commentReference') count('comments')
  if (name === 'm:oMath' || name === 'm:oMathPara') {
    count('formulas')
    return [textRun([...below(element, 'm:t')].map(wordsOf).join(''))]
  }
  if (name === 'w:sdt' && isContents(element)) {
    count('contents')
    return []
  }
  return [within()]
}

const textRun = (text: string): XmlElement => ({
  name: 'w:r',
  attrs: {},
  children: [{ name: 'w:t', attrs: {}, children: [text] }],
})

const isContents = (sdt: XmlElement): boolean =>
  [...below(sdt, 'w:docPartGallery')].some((one) => /Table of Contents/i.test(one.attrs['w:val'] ?? ''))

/** A box with words keeps them; a picture is named. */
function picture(element: XmlElement, place: Place): XmlNode[] {
  const boxes = [...below(element, 'w:txbxContent')]
  if (boxes.length)
    return boxes.slice(0, 1).map((box) => ({
      name: 'w:pict',
      attrs: {},
      children: [{ ...box, children: marked(box.children, place) }],
    }))
  const line = [...below(element, 'v:rect')].some((one) => one.attrs['o:hr'] === 't')
  if (line) return [{ name: 'w:t', attrs: {}, children: ['* * *'] }]
  const [about] = [...below(element, 'wp:docPr'), ...below(element, 'v:shape')]
  const alt = about?.attrs.descr || about?.attrs.title || about?.attrs.alt || ''
  const file = place.seen.files.get(linkIn(element) ?? '')
  if (file === undefined) place.seen.pictures.push(alt || about?.attrs.name || '')
  return file === undefined
    ? []
    : [{ name: 'w:t', attrs: {}, children: [pictureMark(place.seen.found.push({ file, alt }) - 1)] }]
}

/** What the element calls its picture: of DrawingML, or of the older VML. */
function linkIn(element: XmlElement): string | undefined {
  if (element.name.endsWith(':blip')) return element.attrs['r:embed']
  if (element.name === 'v:imagedata') return element.attrs['r:id']
  return kids(element).map(linkIn).find(Boolean)
}

function paragraph(element: XmlElement, place: Place): XmlNode[] {
  const own = kid(element, 'w:pPr')
  const style = place.styles.get(kid(own, 'w:pStyle')?.attrs['w:val'] ?? '') ?? PLAIN_STYLE
  if (style.kind === 'contents') {
    place.seen.counts.set('contents', 1)
    return []
  }
  const level = outlineOf(own) ?? style.level
  const isHead = level > 0 || style.kind === 'title'
  const words = marked(
    element.children.filter((child) => child !== own),
    { ...place, around: isHead ? PLAIN_STYLE : style },
  )
  const marks = textRun(written(marksOf(own, style, level)))
  // The number of a numbered heading is no item of a list, and its style would make it one.
  const properties =
    own && (isHead ? { ...own, children: kids(own).filter((one) => one.name === 'w:rPr') } : own)
  return [{ ...element, children: [...(properties ? [properties] : []), marks, ...words] }]
}

function marksOf(own: XmlElement | undefined, style: WordStyle, level: number): Mark[] {
  const align = kid(own, 'w:jc')?.attrs['w:val'] ?? style.align
  const heading = ([undefined, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const)[level]
  const rtl = toggled(own, 'w:bidi') ?? style.rtl
  const section = kid(own, 'w:sectPr')
  const marks: (Mark | false | undefined)[] = [
    heading ?? (style.kind === 'text' || style.kind === 'contents' ? undefined : style.kind),
    align === 'center' && 'center',
    // In a right-to-left paragraph Word's "right" is the end of a line, not its right.
    (align === 'right' || align === 'end') && !rtl && 'right',
    rtl && 'rtl',
    (toggled(own, 'w:pageBreakBefore') ?? style.pageBefore) && 'page',
    section && kid(section, 'w:type')?.attrs['w:val'] !== 'continuous' && 'pageAfter',
  ]
  return marks.flatMap((mark) => mark || [])
}

function run(element: XmlElement, place: Place): XmlNode[] {
  const own = kid(element, 'w:rPr')
  if (toggled(own, 'w:vanish')) {
    if (wordsOf(element).trim()) place.seen.counts.set('hidden', (place.seen.counts.get('hidden') ?? 0) + 1)
    return []
  }
  const style = place.styles.get(kid(own, 'w:rStyle')?.attrs['w:val'] ?? '') ?? PLAIN_STYLE
  countLetters(element, own, place)
  const added = (['w:i', 'w:b', 'w:smallCaps'] as const).filter((name) => {
    const key = ({ 'w:i': 'italic', 'w:b': 'bold', 'w:smallCaps': 'smallCaps' } as const)[name]
    return toggled(own, name) === undefined && style[key] !== place.around[key]
  })
  const rest = marked(
    element.children.filter((child) => child !== own),
    place,
  )
  const looks = [...kidsBut(own, 'w:rStyle'), ...added.map((name) => ({ name, attrs: {}, children: [] }))]
  return [{ ...element, children: [{ name: 'w:rPr', attrs: {}, children: looks }, ...rest] }]
}

/** What a style says is said already. */
const kidsBut = (of: XmlElement | undefined, name: string): XmlElement[] =>
  of ? kids(of).filter((one) => one.name !== name) : []

function countLetters(element: XmlElement, own: XmlElement | undefined, { seen }: Place): void {
  const said = kid(own, 'w:lang')
  const language = said?.attrs[kid(own, 'w:rtl') ? 'w:bidi' : 'w:val']
  if (!language) return
  const letters = kids(element).reduce((sum, one) => sum + wordsOf(one).length, 0)
  seen.languages.set(language, (seen.languages.get(language) ?? 0) + letters)
}
