import type { Bound } from './bounds.ts'
import { namesOf } from './graph.ts'
import { get } from './list.ts'
import { isDense } from './postings.ts'
import { rankingOf } from './ranking.ts'
import { bitmapBytes, type State } from './state.ts'
import { countOf, type Results } from './tally.ts'
import type { Top } from './top.ts'

/** What a step costs in ns, roughly, on the machine of docs/decisions/009. */
const TALLY_RESULT = 70
const TALLY_NARROW = 20
const LIST_SLOT = 0.8
const BITMAP_BYTE = 0.05
const PROBE = 150

/**
 * Results of which going through the rows is cheaper than even the first probes: a fiftieth of all for ten places, and
 * the more places are wanted, the longer probing goes on.
 */
export const tooFewToProbe = (state: State, results: Results, places: number): boolean =>
  places > 10 ? results.total * 270 < state.slots * places : results.total * 50 < state.slots

/**
 * Counts the best of a wide kind without going through the results: the most used tags, one after the other, by
 * their postings, until none that is left can be among the best. False if it gave up, since that would cost more
 * than the budget (in ns) or the ranking ended before.
 */
export function probe(state: State, results: Results, kind: number, top: Top, budget: number): boolean {
  const ranked = rankingOf(state).kinds[kind]
  if (!ranked) return false
  let spent = 0
  for (const term of ranked.terms) {
    if (get(state.uses, term) < top.least()) return true
    spent += probeCost(state, term)
    const count = countOf(state, results.bits, term)
    if (count > 0 && top.takes(term, count)) top.add(term, count)
    if (spent > budget) return false
  }
  return ranked.rest < top.least()
}

/** What probing a kind would cost, in ns, if the least count among the best is this; infinite if it cannot be. */
export function costOfProbing(state: State, kind: number, least: number): number {
  const ranked = rankingOf(state).kinds[kind]
  if (!ranked || least <= ranked.rest) return Number.POSITIVE_INFINITY
  const { terms } = ranked
  let cost = 0
  // A head of tags one by one, then every eighth for all eight.
  for (let i = 0; i < terms.length && get(state.uses, terms[i] ?? 0) >= least; i += i < 32 ? 1 : 8)
    cost += (i < 32 ? 1 : 8) * probeCost(state, terms[i] ?? 0)
  return cost
}

/** The same by what is most frequent on a page that holds all results: seldom more than a hundred to count. */
export function probeBounded(state: State, results: Results, { counts, rest }: Bound, top: Top): boolean {
  for (const { term, count: most } of counts) {
    if (most < top.least()) return true
    const count = countOf(state, results.bits, term)
    if (count > 0 && top.takes(term, count)) top.add(term, count)
  }
  return rest === 0 || rest < top.least()
}

export function costOfBounded(state: State, { counts, rest }: Bound, least: number): number {
  if (rest > 0 && least <= rest) return Number.POSITIVE_INFINITY
  let cost = 0
  for (const { term, count } of counts) {
    if (count < least) break
    cost += probeCost(state, term)
  }
  return cost
}

/** What going through the rows costs, in ns; or through their narrow parts as well, when that is done anyway. */
export const costOfTally = ({ total }: Results, wide = true): number =>
  total * (wide ? TALLY_RESULT : TALLY_NARROW)

export function probeCost(state: State, root: number): number {
  let cost = PROBE
  if (state.doubled > 0 && get(state.firstSynonym, root) > 0) cost += 2 * bitmapBytes(state) * BITMAP_BYTE
  for (const name of namesOf(state, root))
    cost += isDense(state, name) ? bitmapBytes(state) * BITMAP_BYTE : get(state.size, name) * LIST_SLOT
  return cost
}
