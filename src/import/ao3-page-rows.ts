import { languageOf } from '../core/languages.ts'
import { attr, classes, type Element, elementsIn, find, findAll, hasClass, plain } from '../prose/index.ts'
import type { Findings } from './authored.ts'
import type { LabelRow } from './labels.ts'
import { rowOf } from './tag-rows.ts'

/** A work page's table as the same rows a download has. By class, since labels there are translated. */
export function pageRows(meta: Element, found: Findings): LabelRow[] {
  const rows: LabelRow[] = []
  for (const value of elementsIn(meta)) {
    const kind = value.tagName === 'dd' ? classes(value).find((name) => LABELS.has(name)) : undefined
    const label = kind && LABELS.get(kind)
    const row = label && (ROWS[label] ?? tagRow)(value, label, found)
    if (row) rows.push(row)
  }
  return rows
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['rating', 'Rating'],
  ['warning', 'Archive Warnings'],
  ['category', 'Categories'],
  ['fandom', 'Fandoms'],
  ['relationship', 'Relationships'],
  ['character', 'Characters'],
  ['freeform', 'Additional Tags'],
  ['language', 'Language'],
  ['series', 'Series'],
  ['collections', 'Collections'],
  ['stats', 'Stats'],
])

type ReadRow = (value: Element, label: string, found: Findings) => LabelRow | undefined

const ROWS: Record<string, ReadRow> = {
  Language: (value, label) => {
    const name = plain(value)
    const text = languageOf(name) ? name : (attr(value, 'lang') ?? name)
    return { label, values: [text], text, hrefs: [] }
  },
  Series: seriesRow,
  Collections: (value, label) => rowOf(label, value),
  Stats: (value, label) => ({ label, values: [], text: statsText(value), hrefs: [] }),
}

/** Readers may have warnings or additional tags hidden; then a "Show" link stands in their place. */
function tagRow(value: Element, label: string, found: Findings): LabelRow | undefined {
  const tags = findAll(value, (e) => e.tagName === 'a' && hasClass(e, 'tag'))
  if (tags.length > 0) {
    const names = tags.map(plain)
    return { label, values: names, text: names.join(', '), hrefs: tags.map((tag) => attr(tag, 'href') ?? '') }
  }
  found.losses.push(`${label.toLowerCase()} were hidden on this page by the preference of who saved it`)
  return undefined
}

/** `Part 2 of <a>Title</a>`, and beside it links to the works before and after. */
function seriesRow(value: Element, label: string): LabelRow | undefined {
  const places = findAll(value, (e) => e.tagName === 'span' && hasClass(e, 'position')).flatMap((place) => {
    const link = findAll(place, (e) => e.tagName === 'a').at(-1)
    const part = /\bPart ([\d,]+)/.exec(plain(place))?.[1]?.replaceAll(',', '')
    return link ? [{ title: plain(link), href: attr(link, 'href') ?? '', part: part ?? '1' }] : []
  })
  return {
    label,
    values: places.map(({ title }) => title),
    text: places.map(({ title, part }) => `Part ${part} of ${title}`).join(', '),
    hrefs: places.map(({ href }) => href),
  }
}

function statsText(value: Element): string {
  const said = (name: string): string => {
    const item = find(value, (e) => e.tagName === 'dd' && hasClass(e, name))
    return item ? plain(item) : ''
  }
  const status = find(value, (e) => e.tagName === 'dt' && hasClass(e, 'status'))
  return [
    said('published') && `Published: ${said('published')}`,
    status && `${plain(status).replace(/:?$/, ':')} ${said('status')}`,
    said('words') && `Words: ${said('words')}`,
    said('chapters') && `Chapters: ${said('chapters')}`,
  ]
    .filter(Boolean)
    .join(' ')
}
