import { languageName } from '../core/languages.ts'
import { type Answered, address } from './address.ts'
import { lengthBars, tongueBars, yearBars } from './bars-shown.ts'
import { facetGroups, namesBeside } from './facets-shown.ts'
import type { SortField } from './query/tree.ts'
import { DAY_PARAMS, type DayParam, NUMBER_PARAMS, type NumberParam, SORTS } from './question.ts'
import { typedBack } from './typed-back.ts'
import type { DayField, DayPreset, RangeField, Tally, WorksFilters } from './works-view.ts'

/** The form beside a list: everything as it was asked, and what the works found hold. */
export function filtersShown(answered: Answered): WorksFilters {
  const { question, found, path } = answered
  const facets = found.facets && facetGroups(answered, found.facets)
  const shown = new Set(facets?.flatMap(({ values }) => values.map(({ value }) => value)))
  const { q: _q, query, sort, order, language, complete, crossover, single, title, creator } = question
  return {
    action: path,
    q: query.rest,
    ...{ sort, order, language, complete, crossover, single, title, creator, facets },
    sorts: question.hasWords ? ['relevance' as SortField, ...SORTS] : SORTS,
    languages: languagesShown(answered),
    completion: tally(answered, 'complete'),
    crossing: tally(answered, 'crossover'),
    ranges: NUMBER_PARAMS.map((name) => rangeField(answered, name)),
    days: DAY_PARAMS.map((name) => dayField(answered, name)),
    years: yearBars(answered),
    lengths: lengthBars(answered),
    tongues: tongueBars(answered),
    kept: [...namesBeside(answered, shown), ...withoutField({ title, creator })],
  }
}

/** The whole search has fields for these; what is asked here besides must not lose them. */
const withoutField = (asked: Readonly<Record<string, string>>): WorksFilters['kept'] =>
  Object.entries(asked).flatMap(([name, value]) => (value ? [{ name, value }] : []))

function rangeField(answered: Answered, name: NumberParam): RangeField {
  const unclear = typedBack(answered, name)
  if (unclear) return { name, from: unclear.from, to: unclear.to, unclear: true }
  const { from, to } = answered.question.numbers[name] ?? {}
  return { name, from: from?.toString() ?? '', to: to?.toString() ?? '', unclear: false }
}

/** Most used first, as far as they are counted. */
function languagesShown({ found, question }: Answered): WorksFilters['languages'] {
  const counts = found.facets?.counts.get('language')
  const works = new Map(counts?.map(({ value, count }) => [String(value), count]))
  const codes = new Set([...found.languages, ...(question.language ? [question.language] : [])])
  return [...codes]
    .map((code) => ({ code, works: counts ? (works.get(code) ?? 0) : null }))
    .sort((a, b) => languageName(a.code).localeCompare(languageName(b.code)))
}

function tally({ found }: Answered, of: string): Tally | null {
  const counts = found.facets?.counts.get(of)
  if (!counts) return null
  const works = (is: string): number => counts.find(({ value }) => value === is)?.count ?? 0
  return { yes: works('yes'), no: works('no') }
}

const SINCE = [
  ['week', 'last 7 days'],
  ['month', 'last 1 month'],
  ['year', 'last 1 year'],
] as const

function dayField(answered: Answered, name: DayParam): DayField {
  const { question, path, search } = answered
  const back = typedBack(answered, name)
  const written = question.days[name]?.written ?? back?.whole ?? ''
  const since = SINCE.map(([unit, value]): DayPreset => {
    const on = written === value
    const href = address(path, search, (query) => {
      for (const param of [name, `${name}_from`, `${name}_to`]) query.delete(param)
      if (!on) query.set(name, value)
    })
    return { unit, value, href, on }
  })
  return { name, written, unclear: back !== null, since }
}
