import { languageName } from '../core/languages.ts'
import { tagKey } from '../tags/index.ts'
import { count, t } from '../web/say.ts'
import { type Answered, address } from './address.ts'
import {
  DAY_PARAMS,
  NUMBER_PARAMS,
  type NumberParam,
  namesTyped,
  type Range,
  typedFields,
} from './question.ts'
import type { ActiveFilter, How } from './works-view.ts'

/** What is set, each with the address that takes it off again: tags as they are asked for, then everything else. */
export function activeFilters(answered: Answered): ActiveFilter[] {
  return [
    ...tags(answered, 'tag', 'want'),
    ...tags(answered, 'any', 'any'),
    ...tags(answered, 'not', 'not'),
    ...limits(answered),
  ]
}

/** Each of these leads to an address with all the others in it; of hundreds, the rest is taken off together. */
const MOST_SHOWN = 40

function tags(
  { question, found, path, search }: Answered,
  how: How,
  says: ActiveFilter['how'],
): ActiveFilter[] {
  const taken = (name: string, written: readonly string[]): ActiveFilter => ({
    ...{ how: says, name },
    without: address(path, search, (query) => withoutNames(query, written)),
  })
  // A tag asked for with its kind and without is one filter.
  const each = [...Map.groupBy(question[how], (one) => found.known.get(one)?.id ?? one).values()]
  const rest = each.slice(MOST_SHOWN)
  return [
    ...each.slice(0, MOST_SHOWN).map((names) => {
      const [first = ''] = names
      return taken(found.known.get(first)?.name ?? first, names)
    }),
    ...(rest.length
      ? [taken(t('{n, plural, one {# more} other {# more}}', { n: rest.length }), rest.flat())]
      : []),
  ]
}

function limits({ question, path, search }: Answered): ActiveFilter[] {
  const { language, complete, crossover, single, title, creator, q, query, numbers, days } = question
  const limit = (params: readonly string[], name: string): ActiveFilter[] => [
    {
      how: 'limit',
      name,
      without: address(path, search, (query) => {
        for (const param of params) query.delete(param)
      }),
    },
  ]
  return [
    ...(language ? limit(['language'], languageName(language)) : []),
    ...(complete ? limit(['complete'], complete === 'yes' ? t('Complete') : t('In progress')) : []),
    ...(crossover
      ? limit(['crossover'], crossover === 'only' ? t('Only crossovers') : t('No crossovers'))
      : []),
    ...(single ? limit(['single'], t('One chapter')) : []),
    ...NUMBER_PARAMS.flatMap((name) => {
      const range = numbers[name]
      return range ? limit([name, `${name}_from`, `${name}_to`], rangeSaid(name, range)) : []
    }),
    ...DAY_PARAMS.flatMap((name) => {
      const when = days[name]?.written
      const said = name === 'updated' ? t('Updated: {when}', { when }) : t('Posted: {when}', { when })
      return when ? limit([name, `${name}_from`, `${name}_to`], said) : []
    }),
    ...(title ? limit(['title'], t('Title: {words}', { words: title })) : []),
    ...(creator ? limit(['creator'], t('Creator: {words}', { words: creator })) : []),
    ...(q && !isOrderAlone(query) ? limit(['q'], t('“{q}”', { q })) : []),
  ]
}

/** It stands in the field of the order, and takes no work away. */
const isOrderAlone = ({ sort, rest }: Answered['question']['query']): boolean => sort !== null && rest === ''

const HOWS = ['tag', 'any', 'not'] as const

/** However it is asked for, also where another way goes before: by itself, or among several typed into a field. */
function withoutNames(query: URLSearchParams, written: readonly string[]): void {
  const gone = new Set(written.map(tagKey))
  for (const how of HOWS) {
    for (const name of query.getAll(how)) if (gone.has(tagKey(name))) query.delete(how, name)
    for (const [field, kind] of typedFields(how)) {
      const rest = query.getAll(field).flatMap((names) => namesTyped(names, kind))
      query.delete(field)
      for (const name of rest) if (!gone.has(tagKey(name))) query.append(how, name)
    }
  }
}

function rangeSaid(name: NumberParam, { from, to }: Range): string {
  const what = NUMBERS[name]()
  if (from !== null && to === null) return t('{range} {what}', { range: `≥ ${count(from)}`, what })
  if (to !== null && to < 0) return t('{range} {what}', { range: `< ${count(to + 1)}`, what })
  const [least, most] = [count(from ?? 0), to === null ? '∞' : count(to)]
  return t('{range} {what}', { range: from !== null && from === to ? least : `${least}–${most}`, what })
}

/** What a number is of, after it. */
const NUMBERS: Readonly<Record<NumberParam, () => string>> = {
  words: () => t('words'),
  kudos: () => t('kudos'),
  hits: () => t('hits'),
  comments: () => t('comments'),
  bookmarks: () => t('bookmarks'),
  chapters: () => t('chapters'),
  fandoms: () => t('fandoms'),
  relationships: () => t('relationships'),
}
