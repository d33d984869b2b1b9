import { languageName } from '../core/languages.ts'
import type { TagKind } from '../core/values.ts'
import { xmlAttribute, xmlText } from '../epub/index.ts'
import type { WorkRecord } from '../works/index.ts'
import type { DownloadInput } from './download-input.ts'
import { link } from './frame.ts'
import { stats } from './work-facts.ts'

/** `dl.tags` in AO3's order, with AO3's labels: importers know a row by its label. */
export function tagRows(input: DownloadInput): string {
  const { record } = input
  const rows = KINDS.flatMap(([kind, one, many, of]) => {
    const names = of(record)
    if (names.length === 0) return []
    const links = names.map((name) => link(input.tagUrl(kind, name), name))
    return [row(names.length === 1 ? one : many, links.join(', '))]
  })
  rows.push(languageRow(record.language))
  if (record.series.length > 0) rows.push(row('Series', seriesRow(input)))
  if (record.collections.length > 0) rows.push(row('Collections', xmlText(record.collections.join(', '))))
  rows.push(row('Stats', stats(input)))
  return `<dl class="tags">\n${rows.join('\n')}\n</dl>`
}

type Kind = readonly [kind: TagKind, one: string, many: string, of: (record: WorkRecord) => readonly string[]]
const KINDS: readonly Kind[] = [
  ['rating', 'Rating', 'Ratings', (record) => [record.rating]],
  ['warning', 'Archive Warning', 'Archive Warnings', (record) => record.warnings],
  ['category', 'Category', 'Categories', (record) => record.categories],
  ['fandom', 'Fandom', 'Fandoms', (record) => record.fandoms],
  ['relationship', 'Relationship', 'Relationships', (record) => record.relationships],
  ['character', 'Character', 'Characters', (record) => record.characters],
  ['freeform', 'Additional Tag', 'Additional Tags', (record) => record.additionalTags],
]

const row = (label: string, value: string): string => `<dt>${label}:</dt>\n<dd>${value}</dd>`

const languageRow = (code: string): string => {
  const lang = xmlAttribute(code)
  return `<dt>Language:</dt>
<dd lang="${lang}" xml:lang="${lang}">${xmlText(languageName(code))}</dd>`
}

function seriesRow({ record, seriesUrl }: DownloadInput): string {
  const places = record.series.map(({ title, position, url }) => {
    const href = seriesUrl(title) ?? url
    return `Part ${position} of ${href ? link(href, title) : xmlText(title)}`
  })
  return places.join(', ')
}
