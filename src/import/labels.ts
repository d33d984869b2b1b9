import { languageOf } from '../core/languages.ts'
import {
  CATEGORIES,
  type Category,
  LIMITS,
  OLDER_VALUES,
  RATINGS,
  type Rating,
  WARNINGS,
  type Warning,
} from '../core/values.ts'
import type { SeriesPlace, WorkRecord } from '../works/index.ts'
import { canonicalAddress } from './addresses.ts'
import { countLetters, firstLetters, shortened } from './letters.ts'
import { readStats } from './stats.ts'

/** One labelled row of a preface as found. */
export interface LabelRow {
  /** Without the colon, as written: `Archive Warnings`. */
  readonly label: string
  /** The values in order: split at links in HTML, at commas in plain text. */
  readonly values: readonly string[]
  /** The whole value as text, white space folded. */
  readonly text: string
  /** Addresses of the links among the values, in order. */
  readonly hrefs: readonly string[]
}

/** What the rows said. Anything not understood is in `losses`, never dropped in silence. */
export type LabelledFields = Pick<
  WorkRecord,
  | 'rating'
  | 'warnings'
  | 'categories'
  | 'fandoms'
  | 'relationships'
  | 'characters'
  | 'additionalTags'
  | 'language'
  | 'series'
  | 'collections'
  | 'published'
  | 'updated'
  | 'completed'
  | 'chapterCount'
> & {
  readonly words: number | null
  /** False when no chapter count was printed: `chapterCount` is then 1/1, as AO3 left it out for those. */
  readonly chaptersStated: boolean
  readonly losses: readonly string[]
}

/** Rows of any era, singular or plural labels, old and new values, thousands separators. */
export function readLabels(rows: readonly LabelRow[]): LabelledFields {
  const losses: string[] = []
  const found = joinedRows(rows, losses)
  const tags = (kind: Kind): string[] => wholeTags(found.get(kind)?.values ?? [], losses)
  const warned = warnings(found.get('warning'), losses)
  const fandoms = tags('fandom')
  if (fandoms.length === 0) losses.push('fandom row missing: the work names no fandom')
  const stats = readStats(found.get('stats')?.text ?? '')
  return {
    rating: rating(found.get('rating'), losses),
    warnings: warned.known,
    categories: categories(found.get('category'), losses),
    fandoms,
    relationships: tags('relationship'),
    characters: tags('character'),
    additionalTags: [...new Set([...tags('freeform'), ...wholeTags(warned.unknown, losses)])],
    language: language(found.get('language'), losses),
    series: series(found.get('series')),
    collections: [...(found.get('collections')?.values ?? [])],
    ...stats,
    losses: [...losses, ...stats.losses],
  }
}

type Kind =
  | 'rating'
  | 'warning'
  | 'category'
  | 'fandom'
  | 'relationship'
  | 'character'
  | 'freeform'
  | 'language'
  | 'series'
  | 'collections'
  | 'stats'

/** Every label AO3 has printed; `Pairing` until 2011, singular with many values from 2019 to 2023. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['rating', 'rating'],
  ['ratings', 'rating'],
  ['archive warning', 'warning'],
  ['archive warnings', 'warning'],
  ['warning', 'warning'],
  ['warnings', 'warning'],
  ['category', 'category'],
  ['categories', 'category'],
  ['fandom', 'fandom'],
  ['fandoms', 'fandom'],
  ['relationship', 'relationship'],
  ['relationships', 'relationship'],
  ['pairing', 'relationship'],
  ['pairings', 'relationship'],
  ['character', 'character'],
  ['characters', 'character'],
  ['additional tag', 'freeform'],
  ['additional tags', 'freeform'],
  ['freeform', 'freeform'],
  ['freeforms', 'freeform'],
  ['language', 'language'],
  ['series', 'series'],
  ['collection', 'collections'],
  ['collections', 'collections'],
  ['stats', 'stats'],
])

const kindOf = (label: string): Kind | undefined =>
  KINDS.get(
    label
      .replace(/\s+/g, ' ')
      .replace(/ ?: ?$/, '')
      .trim()
      .toLowerCase(),
  )

/** Rows of one kind are one row, however often a file repeats the label. */
function joinedRows(rows: readonly LabelRow[], losses: string[]): Map<Kind, LabelRow> {
  const byKind = new Map<Kind, LabelRow[]>()
  for (const row of rows) {
    const kind = kindOf(row.label)
    const same = kind && byKind.get(kind)
    if (!kind) losses.push(`row “${shorten(row.label)}” was not understood: ${shorten(row.text)}`)
    else if (same) same.push(row)
    else byKind.set(kind, [row])
  }
  return new Map([...byKind].map(([kind, same]) => [kind, joined(same)]))
}

const joined = (rows: readonly LabelRow[]): LabelRow => ({
  label: rows[0]?.label ?? '',
  values: rows.flatMap((row) => row.values),
  text: rows.map((row) => row.text).join(' '),
  hrefs: rows.flatMap((row) => row.hrefs),
})

const shorten = (text: string): string => shortened(text, 60)

/** The names in the order given, once each. AO3 never made one longer than its limit, so neither do we. */
function wholeTags(names: readonly string[], losses: string[]): string[] {
  const kept = new Set<string>()
  for (const name of names) {
    const cut = firstLetters(name, LIMITS.tag)
    kept.add(cut === name ? name : cut.trim())
    if (cut !== name)
      losses.push(
        `tag of ${countLetters(name)} characters cut to its first ${LIMITS.tag}: “${firstLetters(name, 40)}…”`,
      )
  }
  return [...kept].filter((name) => name !== '')
}

const current = <T extends string>(names: readonly T[], said: string): T | undefined => {
  const now = (OLDER_VALUES.get(said) ?? said).toLowerCase()
  return names.find((name) => name.toLowerCase() === now)
}

function rating(row: LabelRow | undefined, losses: string[]): Rating {
  if (!row) {
    losses.push('rating row missing: kept as Not Rated')
    return 'Not Rated'
  }
  const said = row.values[0] ?? row.text
  const known = current(RATINGS, said)
  if (!known) losses.push(`rating “${shorten(said)}” is not one we know: kept as Not Rated`)
  return known ?? 'Not Rated'
}

/** Before 2019 a download left the row out when whoever made it had chosen to hide warnings. */
function warnings(
  row: LabelRow | undefined,
  losses: string[],
): { known: readonly Warning[]; unknown: readonly string[] } {
  const nothing: Warning = 'Creator Chose Not To Use Archive Warnings'
  const known = new Set<Warning>()
  const unknown: string[] = []
  for (const said of row?.values ?? []) {
    const warning = current(WARNINGS, said)
    if (warning) known.add(warning)
    else {
      unknown.push(said)
      losses.push(`warning “${shorten(said)}” is not one we know: kept as an additional tag`)
    }
  }
  if (!row) losses.push(`warnings row missing: kept as ${nothing}`)
  return { known: known.size > 0 ? [...known] : [nothing], unknown }
}

function categories(row: LabelRow | undefined, losses: string[]): Category[] {
  const known = new Set<Category>()
  for (const said of row?.values ?? []) {
    const category = current(CATEGORIES, said)
    if (category) known.add(category)
    else losses.push(`category “${shorten(said)}” is not one we know: left out`)
  }
  return [...known]
}

function language(row: LabelRow | undefined, losses: string[]): string {
  if (!row) {
    losses.push('language not stated: kept as unknown')
    return 'und'
  }
  const known = languageOf(row.text)
  if (!known) losses.push(`language “${shorten(row.text)}” is not one we know: kept as unknown`)
  return known?.code ?? 'und'
}

/** `Part 2 of A, with a comma, Part 1 of B`: by the links where there are any, else at each `Part N of`. */
function series(row: LabelRow | undefined): SeriesPlace[] {
  if (!row) return []
  if (row.hrefs.length > 0 && row.hrefs.length === row.values.length) return linkedSeries(row)
  const parts = row.text.split(/(?:^|,\s*)Part (\d+) of\s+/).slice(1)
  const places: SeriesPlace[] = []
  for (let at = 0; at + 1 < parts.length; at += 2)
    places.push({ title: (parts[at + 1] ?? '').trim(), position: Number(parts[at]) })
  return places
}

function linkedSeries(row: LabelRow): SeriesPlace[] {
  let from = 0
  return row.values.map((title, at) => {
    const start = row.text.indexOf(title, from)
    const position = /Part (\d+) of\s*$/.exec(row.text.slice(from, Math.max(start, from)))?.[1]
    if (start >= 0) from = start + title.length
    const url = canonicalAddress(row.hrefs[at] ?? '')
    return { title, position: Number(position ?? 1), ...(url ? { url } : {}) }
  })
}
