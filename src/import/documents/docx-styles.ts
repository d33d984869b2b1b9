import { kid, kids, type XmlElement } from './xml.ts'

/** What a style of Word's means for a text. */
export interface WordStyle {
  /** Of a heading, 1 to 6; 0 of anything else. */
  readonly level: number
  readonly kind: 'text' | 'title' | 'subtitle' | 'quotation' | 'contents'
  readonly italic: boolean
  readonly bold: boolean
  readonly smallCaps: boolean
  readonly align: string
  readonly rtl: boolean
  readonly pageBefore: boolean
}

export const PLAIN_STYLE: WordStyle = {
  level: 0,
  kind: 'text',
  italic: false,
  bold: false,
  smallCaps: false,
  align: '',
  rtl: false,
  pageBefore: false,
}

/** Every style of a document with what it takes from those it is based on. */
export function wordStyles(styles: XmlElement | undefined): ReadonlyMap<string, WordStyle> {
  const given = new Map(
    (styles ? kids(styles) : []).flatMap((style) => {
      const id = style.attrs['w:styleId']
      return style.name === 'w:style' && id ? [[id, style] as const] : []
    }),
  )
  return new Map([...given.keys()].map((id) => [id, resolved(given, id)]))
}

/** A chain of styles is no longer than this; one that bites its tail ends here. */
const LONGEST = 20

function resolved(given: ReadonlyMap<string, XmlElement>, id: string): WordStyle {
  const chain: XmlElement[] = []
  for (let next = given.get(id); next && chain.length < LONGEST; ) {
    chain.unshift(next)
    next = given.get(kid(next, 'w:basedOn')?.attrs['w:val'] ?? '')
  }
  return chain.reduce(withOwn, PLAIN_STYLE)
}

function withOwn(base: WordStyle, style: XmlElement): WordStyle {
  const name = (kid(style, 'w:name')?.attrs['w:val'] ?? '').toLowerCase()
  const [run, paragraph] = [kid(style, 'w:rPr'), kid(style, 'w:pPr')]
  return {
    level: levelOf(name, paragraph) ?? base.level,
    kind: KINDS[name] ?? (/^toc(?: heading| \d)/.test(name) ? 'contents' : base.kind),
    italic: toggled(run, 'w:i') ?? base.italic,
    bold: toggled(run, 'w:b') ?? base.bold,
    smallCaps: toggled(run, 'w:smallCaps') ?? base.smallCaps,
    align: kid(paragraph, 'w:jc')?.attrs['w:val'] ?? base.align,
    rtl: toggled(paragraph, 'w:bidi') ?? base.rtl,
    pageBefore: toggled(paragraph, 'w:pageBreakBefore') ?? base.pageBefore,
  }
}

/** Word keeps the English names of its own styles in every language. */
const KINDS: Readonly<Record<string, WordStyle['kind']>> = {
  title: 'title',
  subtitle: 'subtitle',
  quote: 'quotation',
  quotations: 'quotation',
  'intense quote': 'quotation',
  'block text': 'quotation',
}

function levelOf(name: string, paragraph: XmlElement | undefined): number | undefined {
  const said = /^heading ([1-9])$/.exec(name)?.[1]
  if (said) return Math.min(6, Number(said))
  return outlineOf(paragraph)
}

/** Word counts from 0; 9 is the body text. */
export function outlineOf(paragraph: XmlElement | undefined): number | undefined {
  const outline = kid(paragraph, 'w:outlineLvl')?.attrs['w:val']
  if (outline === undefined || !/^\d$/.test(outline)) return undefined
  return outline === '9' ? 0 : Math.min(6, Number(outline) + 1)
}

/** `<w:i/>` and `<w:i w:val="1"/>` say yes, `<w:i w:val="0"/>` no, nothing leaves it to what is below. */
export function toggled(properties: XmlElement | undefined, name: string): boolean | undefined {
  const found = kid(properties, name)
  return found && !/^(?:0|false|off|none)$/.test(found.attrs['w:val'] ?? '')
}
