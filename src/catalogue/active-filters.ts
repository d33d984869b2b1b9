import { languageName } from '../core/languages.ts'
import { count, t } from '../web/say.ts'
import { type Answered, address } from './address.ts'
import { DAY_PARAMS, NUMBER_PARAMS, type NumberParam, type Range } from './question.ts'
import type { ActiveFilter, How } from './works-view.ts'

/** What is set, each with the address that takes it off again. */
export function activeFilters({ question, found, path, search }: Answered): ActiveFilter[] {
  const one = (
    how: ActiveFilter['how'],
    name: string,
    change: (query: URLSearchParams) => void,
  ): ActiveFilter => ({ how, name, without: address(path, search, change) })
  const fields = (names: readonly string[], name: string): ActiveFilter =>
    one('want', name, (query) => {
      for (const param of names) query.delete(param)
    })
  const tags = (how: How, says: ActiveFilter['how']): ActiveFilter[] =>
    question[how].map((written) =>
      one(says, found.known.get(written)?.name ?? written, (query) => withoutName(query, how, written)),
    )
  const { language, complete, crossover, single, title, creator, q } = question
  return [
    ...tags('tag', 'want'),
    ...tags('any', 'any'),
    ...tags('not', 'not'),
    ...(language ? [fields(['language'], languageName(language))] : []),
    ...(complete ? [fields(['complete'], complete === 'yes' ? t('Complete') : t('In progress'))] : []),
    ...(crossover
      ? [fields(['crossover'], crossover === 'only' ? t('Only crossovers') : t('No crossovers'))]
      : []),
    ...(single ? [fields(['single'], t('One chapter'))] : []),
    ...NUMBER_PARAMS.flatMap((name) => {
      const range = question.numbers[name]
      return range ? [fields([name, `${name}_from`, `${name}_to`], rangeSaid(name, range))] : []
    }),
    ...DAY_PARAMS.flatMap((name) => {
      const days = question.days[name]
      if (!days) return []
      const said =
        name === 'updated'
          ? t('Updated: {when}', { when: days.written })
          : t('Posted: {when}', { when: days.written })
      return [fields([name, `${name}_from`, `${name}_to`], said)]
    }),
    ...(title ? [fields(['title'], t('Title: {words}', { words: title }))] : []),
    ...(creator ? [fields(['creator'], t('Creator: {words}', { words: creator }))] : []),
    ...(q ? [fields(['q'], t('“{q}”', { q }))] : []),
  ]
}

const TYPED = { tag: 'with', any: 'either', not: 'without' } as const

/** A name by itself, or one among several that were typed into a field. */
function withoutName(query: URLSearchParams, how: How, written: string): void {
  query.delete(how, written)
  const rest = query
    .getAll(TYPED[how])
    .flatMap((field) => field.split(/[,，、]/))
    .map((name) => name.trim())
    .filter((name) => name && name !== written)
  query.delete(TYPED[how])
  if (rest.length) query.set(TYPED[how], rest.join(', '))
}

function rangeSaid(name: NumberParam, { from, to }: Range): string {
  const [least, most] = [count(from ?? 0), to === null ? '∞' : count(to)]
  const range = from !== null && from === to ? least : `${least}–${most}`
  return t('{range} {what}', { range, what: NUMBERS[name]() })
}

/** What a number is of, after it. */
export const NUMBERS: Readonly<Record<NumberParam, () => string>> = {
  words: () => t('words'),
  kudos: () => t('kudos'),
  hits: () => t('hits'),
  comments: () => t('comments'),
  bookmarks: () => t('bookmarks'),
  chapters: () => t('chapters'),
  fandoms: () => t('fandoms'),
  relationships: () => t('relationships'),
}
