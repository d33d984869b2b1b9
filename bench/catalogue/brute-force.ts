import type { Answer, Filter, Question } from '../../src/search/index.ts'
import type { Flat } from './flat.ts'
import { facetsOf, wholeFilter } from './sql.ts'

/** What an answer should be, by looking at every work; it shares nothing with the engine or with a peer. */
export function bruteForce(flat: Flat, question: Question): Omit<Answer, 'facetSizes'> {
  const filter = wholeFilter(question)
  const key = flat[question.sort?.by === 'kudos' ? 'kudos' : 'revised']
  const found: number[] = []
  for (let at = 0; at < flat.works; at++) if (flat.visible[at] && matches(flat, at, filter)) found.push(at)
  found.sort((a, b) => key[b]! - key[a]! || b - a)
  const { offset = 0, limit = 20, facets } = question
  return {
    total: found.length,
    ids: found.slice(offset, offset + limit).map((at) => at + 1),
    facets: facets?.length ? counted(flat, found) : [],
  }
}

function matches(flat: Flat, at: number, filter: Filter): boolean {
  if ('all' in filter) return filter.all.every((one) => matches(flat, at, one))
  if ('any' in filter) return filter.any.some((one) => matches(flat, at, one))
  if ('none' in filter) return !filter.none.some((one) => matches(flat, at, one))
  if ('tag' in filter) {
    const { starts, items } = flat.filters
    for (let i = starts[at]!; i < starts[at + 1]!; i++) if (items[i] === filter.tag) return true
    return false
  }
  if ('choice' in filter)
    return filter.choice === 'language'
      ? flat.languages[flat.language[at]!] === filter.is
      : flat.complete[at] === (filter.is === 'yes' ? 1 : 0)
  if ('column' in filter) {
    const value =
      flat[filter.column === 'words' ? 'words' : filter.column === 'kudos' ? 'kudos' : 'revised'][at]!
    return value >= (filter.from ?? 0) && value <= (filter.to ?? Infinity)
  }
  throw new Error(`no benchmark asks this: ${JSON.stringify(filter)}`)
}

function counted({ facets: { starts, items } }: Flat, found: readonly number[]) {
  const counts = new Map<number, number>()
  for (const at of found)
    for (let i = starts[at]!; i < starts[at + 1]!; i++)
      counts.set(items[i]!, (counts.get(items[i]!) ?? 0) + 1)
  return facetsOf(counts).map((kind) => kind.slice(0, 10))
}
