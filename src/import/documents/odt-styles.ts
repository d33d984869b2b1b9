import { below, kids, type XmlElement } from './xml.ts'

/** What a style of OpenDocument means for a text; undefined: it leaves it to what is around. */
export interface OdtStyle {
  readonly name: string
  readonly italic?: boolean
  readonly bold?: boolean
  readonly smallCaps?: boolean
  readonly underline?: boolean
  readonly struck?: boolean
  readonly raised?: 'sup' | 'sub' | ''
  readonly align?: string
  readonly rtl?: boolean
  readonly pageBefore?: boolean
  readonly pageAfter?: boolean
  readonly hidden?: boolean
  readonly level?: number
}

export type OdtStyles = ReadonlyMap<string, OdtStyle>

/** Every style by its family and name, with what it takes from its parents. Later trees stand before earlier ones. */
export function odtStyles(trees: readonly XmlElement[]): OdtStyles {
  const given = new Map(
    trees.flatMap((tree) => [...below(tree, 'style:style')].map((style) => [keyOf(style), style] as const)),
  )
  return new Map([...given.keys()].map((key) => [key, resolved(given, key)]))
}

const keyOf = ({ attrs }: XmlElement): string => `${attrs['style:family']} ${attrs['style:name']}`

/** A chain of styles is no longer than this; one that bites its tail ends here. */
const LONGEST = 20

function resolved(given: ReadonlyMap<string, XmlElement>, key: string): OdtStyle {
  const chain: XmlElement[] = []
  for (let next = given.get(key); next && chain.length < LONGEST; ) {
    chain.unshift(next)
    next = given.get(`${next.attrs['style:family']} ${next.attrs['style:parent-style-name']}`)
  }
  return Object.assign({ name: '' }, ...chain.map(ownOf))
}

function ownOf(style: XmlElement): Partial<OdtStyle> {
  const said: Record<string, string> = {}
  for (const part of kids(style)) if (/-properties$/.test(part.name)) Object.assign(said, part.attrs)
  const { attrs } = style
  const level = Number(attrs['style:default-outline-level'] ?? '')
  // The names that programs give their own styles; an automatic one has only a number.
  const shown = attrs['style:display-name'] ?? attrs['style:name'] ?? ''
  return present({
    name: /^[A-Z]+\d+$/.test(shown) ? undefined : shown,
    italic: is(said['fo:font-style'], /italic|oblique/),
    bold: is(said['fo:font-weight'], /bold|[6-9]00/),
    smallCaps: is(said['fo:font-variant'], /small-caps/),
    underline: is(said['style:text-underline-style'], /^(?!none)/),
    struck: is(said['style:text-line-through-style'], /^(?!none)/),
    raised: raisedBy(said['style:text-position']),
    align: said['fo:text-align'],
    rtl: is(said['style:writing-mode'], /^rl/),
    pageBefore: is(said['fo:break-before'], /page/) ?? (attrs['style:master-page-name'] ? true : undefined),
    pageAfter: is(said['fo:break-after'], /page/),
    hidden: is(said['text:display'], /none/),
    level: level > 0 ? level : undefined,
  })
}

const present = (all: { readonly [Key in keyof OdtStyle]?: OdtStyle[Key] | undefined }): Partial<OdtStyle> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))

const is = (value: string | undefined, sign: RegExp): boolean | undefined =>
  value === undefined ? undefined : sign.test(value)

function raisedBy(position: string | undefined): 'sup' | 'sub' | '' | undefined {
  if (position === undefined) return undefined
  if (/^(?:super|[1-9])/.test(position)) return 'sup'
  return /^(?:sub|-)/.test(position) ? 'sub' : ''
}
