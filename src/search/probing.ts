import { namesOf } from './graph.ts'
import { get } from './list.ts'
import { isDense } from './postings.ts'
import { rankingOf } from './ranking.ts'
import { bitmapBytes, CANONICAL, type State } from './state.ts'
import { countOf, type Results } from './tally.ts'
import type { Top } from './top.ts'

/** What a step costs in ns, roughly, on the machine of docs/decisions/009. */
const TALLY_RESULT = 70
const LIST_SLOT = 0.8
const BITMAP_BYTE = 0.05
const PROBE = 150

/** Results of which going through the rows is cheaper than even the first probes. */
export const tooFewToProbe = (state: State, results: Results): boolean => results.total * 50 < state.slots

/**
 * Counts the best of a wide kind without going through the results: the most used tags, one after the other, by
 * their postings, until none that is left can be among the best. False if it gave up, since that would cost more
 * than the budget (in ns) or the ranking ended before.
 */
export function probe(state: State, results: Results, kind: number, top: Top, budget: number): boolean {
  const ranking = rankingOf(state)
  const ranked = ranking.kinds[kind]
  if (!ranked) return false
  const { terms, uses, rest } = ranked
  const drift = state.drift - ranking.drift
  let spent = 0
  const look = (term: number): void => {
    const about = get(state.about, term)
    if ((about & 0xff) !== kind || (about & CANONICAL) === 0 || get(state.synonymOf, term)) return
    spent += probeCost(state, term)
    const count = countOf(state, results, term)
    if (count > 0 && top.takes(term, count)) top.add(term, count)
  }
  for (const term of ranking.raised) look(term)
  for (let i = 0; i < terms.length; i++) {
    if ((uses[i] ?? 0) + drift < top.least()) return true
    const term = terms[i] ?? 0
    if (!ranking.raised.has(term)) look(term)
    if (spent > budget) return false
  }
  return rest + drift < top.least()
}

/** What probing a kind would cost, in ns, if the least count among the best is this; infinite if it cannot be. */
export function costOfProbing(state: State, kind: number, least: number): number {
  const ranking = rankingOf(state)
  const { terms, uses, rest } = ranking.kinds[kind] ?? { terms: [], uses: [], rest: 0 }
  const bound = least - (state.drift - ranking.drift)
  if (bound <= rest) return Number.POSITIVE_INFINITY
  let cost = 0
  // A head of tags one by one, then every eighth for all eight.
  for (let i = 0; i < terms.length && (uses[i] ?? 0) >= bound; i += i < 32 ? 1 : 8)
    cost += (i < 32 ? 1 : 8) * probeCost(state, terms[i] ?? 0)
  return cost
}

/** What going through the rows costs, in ns. */
export const costOfTally = (results: Results): number => results.total * TALLY_RESULT

function probeCost(state: State, root: number): number {
  let cost = PROBE
  for (const name of namesOf(state, root))
    cost += isDense(state, name) ? bitmapBytes(state) * BITMAP_BYTE : get(state.size, name) * LIST_SLOT
  return cost
}
