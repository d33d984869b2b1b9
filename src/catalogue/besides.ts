import type { Filter } from '../search/index.ts'
import { plainFilter } from './filter-of.ts'
import type { Plain } from './query/tree.ts'
import type { Question } from './question.ts'

/**
 * What one of several can be chosen of (a language, a year) is counted as if nothing of it were chosen: each number
 * then says how many works that choice would show, and another can be taken without taking off the first.
 */
export function besides(filter: Filter, question: Question): readonly (readonly [string, Filter])[] {
  return chosen(question).map(([facet, leaf]) => [facet, without(filter, plainFilter(leaf))] as const)
}

function chosen({ language, complete, crossover, numbers, days }: Question): (readonly [string, Plain])[] {
  return [
    ...(language ? [['language', { is: 'language', code: language }] as const] : []),
    ...(complete ? [['complete', { is: 'flag', field: 'complete', yes: complete === 'yes' }] as const] : []),
    ...(crossover
      ? [['crossover', { is: 'flag', field: 'crossover', yes: crossover === 'only' }] as const]
      : []),
    ...(numbers.words ? [['length', { is: 'number', field: 'words', ...numbers.words }] as const] : []),
    ...(days.updated
      ? [['year', { is: 'date', field: 'updated', from: days.updated.from, to: days.updated.to }] as const]
      : []),
  ]
}

/** The form's fields stand side by side in one `all`. What the search box says besides stays, be it the same. */
function without(filter: Filter, part: Filter): Filter {
  if (!('all' in filter)) return filter
  const same = JSON.stringify(part)
  const at = filter.all.findIndex((one) => JSON.stringify(one) === same)
  return { all: filter.all.filter((_, place) => place !== at) }
}
