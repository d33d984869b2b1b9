import { DAY_PARAMS, NUMBER_PARAMS, type Question, questionIn, type Range } from '../question.ts'

/** A parameter of the address, and its value. */
export type Within = readonly ['tag' | 'language', string]

/**
 * The question of an address in one way of writing, however it was typed: only what was understood, sorted, without
 * page and without what is lifted. Two addresses that ask the same are the same saved filter.
 */
export function normalQuery(search: URLSearchParams, now: Date, within?: Within): string {
  const question = questionIn(search, now)
  const pairs = [...asked(question), ...(within ? [within] : [])]
  if (!pairs.length) return ''
  const distinct = new Map([...pairs, ...ordered(question, search)].map((pair) => [pair.join('\0'), pair]))
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1))
  return new URLSearchParams(sorted.map(([, [name, value]]): [string, string] => [name, value])).toString()
}

type Pair = readonly [name: string, value: string]

function asked(question: Question): Pair[] {
  const { tag, any, not, language, complete, crossover, single, title, creator, q, numbers, days } = question
  const all = (name: string, values: readonly string[]): Pair[] => values.map((value) => [name, value])
  const one = (name: string, value: string | undefined): Pair[] => (value ? [[name, value]] : [])
  return [
    ...all('tag', tag),
    ...all('any', any),
    ...all('not', not),
    ...one('language', language),
    ...one('complete', complete),
    ...one('crossover', crossover),
    ...one('single', single ? 'yes' : ''),
    ...one('title', title),
    ...one('creator', creator),
    ...one('q', q),
    ...NUMBER_PARAMS.flatMap((name) => one(name, numbers[name] && written(numbers[name]))),
    ...DAY_PARAMS.flatMap((name) => one(name, days[name]?.written)),
  ]
}

const written = ({ from, to }: Range): string => `${from ?? ''}-${to ?? ''}`

/** The order belongs to the filter where it was chosen, and is no filter by itself. */
const ordered = (question: Question, search: URLSearchParams): Pair[] => [
  ...(search.get('sort') === question.sort ? [['sort', question.sort] as const] : []),
  ...(search.get('order') === question.order && question.order ? [['order', question.order] as const] : []),
]
