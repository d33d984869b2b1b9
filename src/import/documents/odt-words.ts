import type { RemarkKind } from './document.ts'
import type { OdtStyle, OdtStyles } from './odt-styles.ts'
import { type FoundPicture, foundPicture, pictureHtml } from './pictures.ts'
import { below, escapeXml, isXml, kid, kids, wordsOf, type XmlElement } from './xml.ts'

/** What is known before, and what was met on the way. */
export interface Met {
  readonly styles: OdtStyles
  readonly counts: Map<RemarkKind, number>
  readonly pictures: string[]
  /** In their places. */
  readonly found: FoundPicture[]
  /** The bytes of what the document calls so; undefined: it holds none of that name. */
  readonly bytesOf: (name: string) => FoundPicture['bytes'] | undefined
  /** Notes as HTML, in the order they are referred to. */
  readonly notes: string[]
}

/** The text of a document as HTML, its notes after it, linked both ways. */
export function writeBody(body: XmlElement, met: Met): string {
  const text = blocks(body, met)
  const notes = met.notes.map(
    (note, at) => `<div id="fn-${at + 1}"><a href="#fnref-${at + 1}"></a>${note}</div>`,
  )
  return text + notes.join('')
}

const count = (met: Met, what: RemarkKind): void => void met.counts.set(what, (met.counts.get(what) ?? 0) + 1)

const blocks = (parent: XmlElement, met: Met): string =>
  kids(parent)
    .map((one) => block(one, met))
    .join('\n')

function block(element: XmlElement, met: Met): string {
  const { name } = element
  if (name === 'text:p' || name === 'text:h') return paragraph(element, met)
  if (name === 'text:list') return list(element, met)
  if (name === 'table:table') return table(element, met)
  if (name === 'text:tracked-changes') {
    const many = kids(element).length
    met.counts.set('changes-accepted', (met.counts.get('changes-accepted') ?? 0) + many)
    return ''
  }
  if (
    /^text:(?:table-of-content|alphabetical-index|bibliography|user-index|illustration-index)$/.test(name)
  ) {
    count(met, 'contents')
    return ''
  }
  if (name === 'text:section' && element.attrs['text:display'] === 'none') {
    count(met, 'hidden')
    return ''
  }
  if (name === 'draw:frame' || name.startsWith('draw:')) return frame(element, met)
  if (OUT.has(name)) return ''
  return blocks(element, met)
}

const OUT: ReadonlySet<string> = new Set([
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'office:forms',
])

const PLAIN: OdtStyle = { name: '' }

function paragraph(element: XmlElement, met: Met): string {
  const key = element.attrs['text:style-name'] ?? ''
  const style = met.styles.get(`paragraph ${key}`) ?? { ...PLAIN, name: key }
  const boxes: string[] = []
  const tag = tagOf(element, style)
  const isHead = /^h/.test(tag)
  const words = inline(element, {
    met,
    boxes,
    around: isHead ? { ...style, bold: true, italic: style.italic ?? false } : PLAIN,
  })
  const looked = isHead ? words : dressed(words, style, PLAIN)
  const align =
    style.align === 'center' ? ' align="center"' : style.align === 'end' && !style.rtl ? ' align="right"' : ''
  const own = `<${tag}${tag === 'h1' && isTitle(style) ? ' class="doc-title"' : ''}${style.rtl ? ' dir="rtl"' : ''}${align}>${looked}</${tag}>`
  const quoted = isQuotation(style) ? `<blockquote>${own}</blockquote>` : own
  return [
    style.pageBefore ? '<hr class="page-break">' : '',
    quoted,
    ...boxes,
    style.pageAfter ? '<hr class="page-break">' : '',
  ].join('')
}

function tagOf(element: XmlElement, style: OdtStyle): string {
  if (isTitle(style)) return 'h1'
  const level =
    Number(element.attrs['text:outline-level'] ?? '') || (element.name === 'text:h' ? 1 : headingIn(style))
  return level > 0 ? `h${Math.min(6, level)}` : 'p'
}

const named = ({ name }: OdtStyle): string => name.replaceAll('_20_', ' ')
const isTitle = (style: OdtStyle): boolean => /^title$/i.test(named(style))
const isQuotation = (style: OdtStyle): boolean => /^(?:quotations|quote|block quotation)$/i.test(named(style))
const headingIn = (style: OdtStyle): number =>
  style.level ?? Number(/^heading ([1-6])$/i.exec(named(style))?.[1] ?? 0)

interface Place {
  readonly met: Met
  /** Boxes anchored in the paragraph stand after it. */
  readonly boxes: string[]
  readonly around: OdtStyle
}

function inline(parent: XmlElement, place: Place): string {
  return parent.children
    .map((child) => (isXml(child) ? phrase(child, place) : escapeXml(child.replace(/\s+/g, ' '))))
    .join('')
}

function phrase(element: XmlElement, place: Place): string {
  const { name, attrs } = element
  const { met, boxes } = place
  if (name === 'text:span') return span(element, place)
  if (name === 'text:a')
    return `<a href="${escapeXml(attrs['xlink:href'] ?? '')}">${inline(element, place)}</a>`
  if (name === 'text:s') return ' '.repeat(Math.min(40, Number(attrs['text:c'] ?? 1) || 1))
  if (name === 'text:tab') return ' '
  if (name === 'text:line-break') return '<br>'
  if (name === 'text:note') return note(element, met)
  if (name === 'office:annotation') {
    count(met, 'comments')
    return ''
  }
  if (name === 'text:ruby') return ruby(element, place)
  if (name === 'text:hidden-text' || name === 'text:hidden-paragraph') {
    count(met, 'hidden')
    return ''
  }
  if (name.startsWith('draw:')) {
    boxes.push(frame(element, met))
    return ''
  }
  if (name === 'text:soft-page-break' || name === 'office:annotation-end') return ''
  return inline(element, place)
}

function span(element: XmlElement, place: Place): string {
  const style = place.met.styles.get(`text ${element.attrs['text:style-name'] ?? ''}`) ?? PLAIN
  if (style.hidden) {
    count(place.met, 'hidden')
    return ''
  }
  const words = inline(element, { ...place, around: { ...place.around, ...style } })
  return dressed(words, style, place.around)
}

/** What the style says more than what is around says already. */
function dressed(words: string, style: OdtStyle, around: OdtStyle): string {
  if (words.trim() === '') return words
  const tags = [
    style.bold && !around.bold && 'strong',
    style.italic && !around.italic && 'em',
    style.underline && !around.underline && 'u',
    style.struck && !around.struck && 's',
    style.raised && style.raised !== around.raised && style.raised,
  ].flatMap((tag) => tag || [])
  const caps = style.smallCaps && !around.smallCaps ? `<span class="small-caps">${words}</span>` : words
  return tags.reduceRight((inside, tag) => `<${tag}>${inside}</${tag}>`, caps)
}

function note(element: XmlElement, met: Met): string {
  const at = met.notes.push('')
  const body = kid(element, 'text:note-body')
  met.notes[at - 1] = body ? blocks(body, met) : ''
  return `<sup><a id="fnref-${at}" href="#fn-${at}">${at}</a></sup>`
}

function ruby(element: XmlElement, place: Place): string {
  const [base, over] = [kid(element, 'text:ruby-base'), kid(element, 'text:ruby-text')]
  return `<ruby>${base ? inline(base, place) : ''}<rp>(</rp><rt>${over ? escapeXml(wordsOf(over)) : ''}</rt><rp>)</rp></ruby>`
}

/** A box of text keeps it; a picture is named. */
function frame(element: XmlElement, met: Met): string {
  const boxes = [...below(element, 'draw:text-box')]
  if (boxes.length)
    return boxes
      .slice(0, 1)
      .map((box) => blocks(box, met))
      .join('')
  if (element.name === 'draw:image' || [...below(element, 'draw:image')].length) {
    return pictureIn(element, met)
  }
  return kids(element)
    .filter(({ name }) => name === 'text:p' || name === 'text:list')
    .map((one) => block(one, met))
    .join('')
}

function pictureIn(element: XmlElement, met: Met): string {
  const about = kid(element, 'svg:desc') ?? kid(element, 'svg:title')
  const alt = about ? wordsOf(about) : ''
  const [image = element] = element.name === 'draw:image' ? [element] : [...below(element, 'draw:image')]
  const name = image.attrs['xlink:href'] ?? ''
  const inside = kid(image, 'office:binary-data')
  const bytes = inside ? async () => Buffer.from(wordsOf(inside), 'base64') : met.bytesOf(name)
  if (!bytes) {
    met.pictures.push(alt || (element.attrs['draw:name'] ?? ''))
    return ''
  }
  const picture = foundPicture({ alt, name: name.slice(name.lastIndexOf('/') + 1), bytes })
  met.found.push(picture)
  return `<p>${pictureHtml(picture)}</p>`
}

function list(element: XmlElement, met: Met): string {
  const isNumbered = /num/i.test(element.attrs['text:style-name'] ?? '')
  const items = kids(element).filter(({ name }) => name === 'text:list-item' || name === 'text:list-header')
  // A heading in a list is how outlines are numbered: it is a heading.
  if (items.some((item) => kids(item).some(({ name }) => name === 'text:h')))
    return items.map((item) => blocks(item, met)).join('\n')
  const tag = isNumbered ? 'ol' : 'ul'
  return `<${tag}>${items.map((item) => `<li>${blocks(item, met)}</li>`).join('')}</${tag}>`
}

function table(element: XmlElement, met: Met): string {
  const rows = [...below(element, 'table:table-row')].map((row) => {
    const cells = kids(row).filter(({ name }) => name === 'table:table-cell')
    const span = ({ attrs }: XmlElement): string =>
      ['column', 'row']
        .flatMap((way) => {
          const many = attrs[`table:number-${way}s-spanned`]
          return many && many !== '1'
            ? [` ${way === 'column' ? 'colspan' : 'rowspan'}="${escapeXml(many)}"`]
            : []
        })
        .join('')
    return `<tr>${cells.map((cell) => `<td${span(cell)}>${blocks(cell, met)}</td>`).join('')}</tr>`
  })
  return `<table>${rows.join('')}</table>`
}
