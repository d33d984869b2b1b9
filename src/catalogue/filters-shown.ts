import type { TagId } from '../core/ids.ts'
import { TAG_KINDS, type TagKind } from '../core/values.ts'
import { count, t } from '../web/say.ts'
import { type Answered, address } from './address.ts'
import type { Facets } from './browse.ts'
import { FIRST_YEAR, WORD_BANDS } from './memory/schema.ts'
import type { SortField } from './query/tree.ts'
import { DAY_PARAMS, NUMBER_PARAMS, SORTS } from './question.ts'
import type { Bar, FacetGroup, FacetValue, How, WorksFilters } from './works-view.ts'

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
    ranges: NUMBER_PARAMS.map((name) => {
      const range = question.numbers[name]
      return { name, from: range?.from?.toString() ?? '', to: range?.to?.toString() ?? '' }
    }),
    days: DAY_PARAMS.map((name) => ({ name, written: question.days[name]?.written ?? '' })),
    years: bars(answered, 'year', yearBar),
    lengths: bars(answered, 'length', lengthBar),
    kept: HOWS.flatMap((how) =>
      question[how]
        .filter((written) => !shown.has(valueNamed(answered, written) ?? written))
        .map((value) => ({ name: how, value })),
    ),
  }
}

const HOWS: readonly How[] = ['tag', 'any', 'not']

function languagesShown({ found, question }: Answered): WorksFilters['languages'] {
  const counts = found.facets?.counts.get('language')
  const works = new Map(counts?.map(({ value, count }) => [String(value), count]))
  const codes = new Set([...found.languages, ...(question.language ? [question.language] : [])])
  return [...codes].map((code) => ({ code, works: counts ? (works.get(code) ?? 0) : null }))
}

/** What a tag that was asked for is called in the groups. A name of another tag is in none of them. */
function valueNamed({ found }: Answered, written: string): string | undefined {
  const tag = found.known.get(written)
  return tag && !tag.synonymOf ? `${tag.kind}:${tag.name}` : undefined
}

function facetGroups(answered: Answered, facets: Facets): FacetGroup[] {
  const asked = askedFor(answered)
  return TAG_KINDS.flatMap((kind) => {
    const values = (facets.counts.get(kind) ?? []).map(({ value, count }): FacetValue => {
      const name = facets.nameOf(Number(value))
      return { value: `${kind}:${name}`, name, works: count, how: asked.get(Number(value) as TagId) ?? null }
    })
    return values.length ? [{ kind, values, more: moreOf(answered, kind, values.length) }] : []
  })
}

const SHOWN = 10

function moreOf({ path, search }: Answered, kind: TagKind, shown: number): string | null {
  return shown < SHOWN ? null : address(path, search, (query) => query.set('facet', kind))
}

function askedFor({ question, found }: Answered): Map<TagId, How> {
  const asked = new Map<TagId, How>()
  for (const how of HOWS)
    for (const written of question[how]) {
      const tag = found.known.get(written)
      if (tag) asked.set(tag.id, how)
    }
  return asked
}

type BarOf = (place: number) => { readonly label: string; readonly param: string; readonly value: string }

function bars({ found, path, search }: Answered, of: string, barOf: BarOf): Bar[] {
  return [...(found.facets?.counts.get(of) ?? [])]
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map(({ value, count: works }) => {
      const { label, param, value: narrowed } = barOf(Number(value))
      const here = address(path, search, (query) => {
        for (const name of [param, `${param}_from`, `${param}_to`]) query.delete(name)
        query.set(param, narrowed)
      })
      return { label, works, href: search.get(param) === narrowed ? null : here }
    })
}

const yearBar: BarOf = (place) => {
  const year = String(FIRST_YEAR + place)
  return { label: year, param: 'updated', value: place ? year : `..${year}` }
}

const lengthBar: BarOf = (place) => {
  const [from, next] = [WORD_BANDS[place] ?? 0, WORD_BANDS[place + 1]]
  if (next === undefined)
    return { label: t('{n} and more', { n: count(from) }), param: 'words', value: `${from}-` }
  const label = from ? `${count(from)}–${count(next)}` : t('under {n}', { n: count(next) })
  return { label, param: 'words', value: `${from}-${next - 1}` }
}
