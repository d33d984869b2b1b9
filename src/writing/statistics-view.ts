import type { MonthFigures, WorkFigures } from '../works/index.ts'

const COLUMNS = ['date', 'title', 'words', 'chapters', 'hits', 'kudos', 'comments', 'bookmarks'] as const
export type Column = (typeof COLUMNS)[number]
export const GROUPS = ['fandom', 'series', 'none'] as const
export type Group = (typeof GROUPS)[number]

export interface Asked {
  readonly year: number | null
  readonly column: Column
  readonly down: boolean
  readonly group: Group
}

/** What an address asks for; AO3's own names are understood. */
export function askedIn(query: (name: string) => string | undefined): Asked {
  const year = Number(query('year') ?? '')
  const column = COLUMNS.find((one) => one === (query('sort_column') ?? '').replace(/_count$/, '')) ?? 'date'
  const direction = query('sort_direction')?.toUpperCase()
  const group = query('flat_view') === 'true' ? 'none' : GROUPS.find((one) => one === query('group'))
  return {
    year: Number.isInteger(year) && year >= 1900 && year <= 9999 ? year : null,
    column,
    down: direction ? direction === 'DESC' : column !== 'title',
    group: group ?? 'fandom',
  }
}

interface Grouped {
  readonly title: string | null
  readonly works: readonly WorkFigures[]
}

/** A work of several fandoms stands under each; the groups by their names, works of none last. */
export function grouped(works: readonly WorkFigures[], { column, down, group }: Asked): readonly Grouped[] {
  const sorted = works.toSorted((a, b) => (down ? -1 : 1) * compare(a, b, column) || b.id - a.id)
  if (group === 'none') return [{ title: null, works: sorted }]
  const namesOf = ({ fandoms, series }: WorkFigures) => (group === 'fandom' ? fandoms : series)
  const names = [...new Set(sorted.flatMap(namesOf))].toSorted((a, b) => a.localeCompare(b))
  const without = sorted.filter((work) => namesOf(work).length === 0)
  const groups = names.map((title) => ({
    title,
    works: sorted.filter((work) => namesOf(work).includes(title)),
  }))
  return without.length > 0 ? [...groups, { title: null, works: without }] : groups
}

function compare(a: WorkFigures, b: WorkFigures, column: Column): number {
  if (column === 'title') return a.title.localeCompare(b.title)
  return column === 'date' ? a.date.getTime() - b.date.getTime() : a[column] - b[column]
}

const COUNTED = ['words', 'chapters', 'hits', 'kudos', 'comments', 'bookmarks'] as const
type Totals = Readonly<Record<(typeof COUNTED)[number], number>> & { readonly works: number }

export function totalsOf(works: readonly WorkFigures[]): Totals {
  const sums = Object.fromEntries(
    COUNTED.map((name) => [name, works.reduce((sum, work) => sum + work[name], 0)]),
  ) as Record<(typeof COUNTED)[number], number>
  return { works: works.length, ...sums }
}

/** What spreadsheets take for a formula is only text in them. */
const cell = (value: string | number): string => {
  const text = String(value)
  const plain = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

/** RFC 4180, with a mark that says it is UTF-8; the works, then the months. */
export function csvOf(works: readonly WorkFigures[], months: readonly MonthFigures[]): string {
  const rows = works.map((work) =>
    line([
      ...[work.id, work.title, work.date.toISOString().slice(0, 10), work.fandoms.join('; ')],
      ...[work.series.join('; '), ...COUNTED.map((name) => work[name])],
    ]),
  )
  const ofMonths = months.map((one) =>
    line([one.month, one.words, one.hits, one.kudos, one.comments, one.bookmarks]),
  )
  return [
    '\uFEFF',
    line(['id', 'title', 'date', 'fandoms', 'series', ...COUNTED]),
    ...rows,
    '\r\n',
    line(['month', 'words', 'hits', 'kudos', 'comments', 'bookmarks']),
    ...ofMonths,
  ].join('')
}
