import { foldSpace } from './characters.ts'
import { attr, type Element } from './dom.ts'
import { isLanguage } from './language-tag.ts'
import { anchorName, cleanLink, cleanMedia, cleanPicture, cleanSource } from './links.ts'
import { MODELS } from './models.ts'
import type { Attrs } from './tree.ts'

export type Field = 'content' | 'notes' | 'summary'
/** Where a text stands: its field, and the page it came from, if its relative pictures are to be found again. */
export interface Place {
  readonly field: Field
  readonly base?: string | undefined
}

type Cleaner = (value: string, place: Place) => string | undefined
type Rules = Readonly<Record<string, Cleaner>>

const ALIGNMENTS: readonly string[] = ['left', 'center', 'right', 'justify'].map((side) => `align-${side}`)
/** Names this cleaner itself writes for elements HTML5 has given up; they stay where other classes may not. */
const OWN_CLASSES: ReadonlySet<string> = new Set([...ALIGNMENTS, 'big'])

const whole: Cleaner = (value) => (/^\d{1,5}$/.test(value) ? String(Number(value)) : undefined)
const count: Cleaner = (value) => (/^[1-9]\d?$/.test(value) ? value : undefined)
const text: Cleaner = (value) => foldSpace(value).trim() || undefined
const there: Cleaner = () => ''
const oneOf =
  (...words: readonly string[]): Cleaner =>
  (value) =>
    words.find((word) => word === value.toLowerCase())
const media: Cleaner = (value, { base }) => cleanMedia(value, base)
const picture: Cleaner = (value, { base }) => cleanPicture(value, base)
const language: Cleaner = (value) => (isLanguage(value) ? value : undefined)

const EVERYWHERE: Rules = {
  dir: oneOf('ltr', 'rtl', 'auto'),
  lang: language,
  title: text,
}

const PLAYED: Rules = { src: media }
const CELL: Rules = { colspan: count, rowspan: count }
const BY_ELEMENT: Readonly<Record<string, Rules>> = {
  a: { href: cleanLink, id: anchorName },
  audio: PLAYED,
  blockquote: { cite: cleanSource },
  col: { span: count },
  colgroup: { span: count },
  details: { open: there },
  img: { src: picture, alt: foldSpace, height: whole, width: whole },
  ol: {
    start: (value) => (/^-?\d{1,6}$/.test(value) ? String(Number(value)) : undefined),
    type: (value) => (/^[1aAiI]$/.test(value) ? value : undefined),
  },
  q: { cite: cleanSource },
  source: { src: media, type: (value) => (/^[a-z]+\/[\w.+-]+$/i.test(value) ? value : undefined) },
  td: CELL,
  th: { ...CELL, abbr: text, scope: oneOf('row', 'col', 'rowgroup', 'colgroup') },
  track: {
    src: media,
    kind: oneOf('subtitles', 'captions', 'descriptions', 'chapters', 'metadata'),
    srclang: language,
    label: text,
    default: there,
  },
  video: PLAYED,
}

const FORCED: Readonly<Record<string, Attrs>> = {
  audio: [
    ['controls', ''],
    ['preload', 'metadata'],
    ['crossorigin', 'anonymous'],
  ],
  video: [
    ['controls', ''],
    ['preload', 'metadata'],
    ['crossorigin', 'anonymous'],
    ['playsinline', ''],
  ],
}

/** The attributes an element may keep, cleaned, in one fixed order; `extra` is the class of an obsolete name. */
export function cleanAttributes(element: Element, name: string, place: Place, extra?: string): Attrs {
  if (element.attrs.length === 0 && !extra && name !== 'img') return FORCED[name] ?? []
  const kept: [string, string][] = []
  const className = classNames(element, name, place, extra)
  if (className) kept.push(['class', className])
  for (const [key, clean] of Object.entries({ ...EVERYWHERE, ...BY_ELEMENT[name] })) {
    const given = attr(element, key) ?? substitute(element, name, key)
    const cleaned = given === undefined ? undefined : clean(given, place)
    if (cleaned !== undefined) kept.push([key, cleaned])
  }
  if (name === 'a' && kept.some(([key]) => key === 'href')) kept.push(['rel', 'nofollow'])
  return [...kept, ...(FORCED[name] ?? [])]
}

/** May the cleaner write this attribute on this element? */
export const mayHave = (element: string, name: string): boolean =>
  name === 'class' ||
  Object.hasOwn(EVERYWHERE, name) ||
  Object.hasOwn(BY_ELEMENT[element] ?? {}, name) ||
  (element === 'a' && name === 'rel') ||
  (FORCED[element] ?? []).some(([forced]) => forced === name)

/** A target may be named the old way; a picture without description is an ornament. */
function substitute(element: Element, name: string, key: string): string | undefined {
  if (key === 'id') return attr(element, 'name')
  return name === 'img' && key === 'alt' ? '' : undefined
}

function classNames(element: Element, name: string, { field }: Place, extra: string | undefined): string {
  const given = (attr(element, 'class') ?? '').split(/[ \t\n\f\r]+/)
  const free = field !== 'summary'
  const names = new Set(given.filter((one) => (free ? /^[a-zA-Z][\w-]+$/.test(one) : OWN_CLASSES.has(one))))
  const aligned = `align-${attr(element, 'align')?.trim().toLowerCase() ?? ''}`
  if (ALIGNMENTS.includes(aligned) && isAligned(name)) names.add(aligned)
  if (extra) names.add(extra)
  return [...names].join(' ')
}

const isAligned = (name: string): boolean =>
  MODELS.get(name)?.role === 'block' && !['col', 'colgroup', 'hr', 'table'].includes(name)
