import { flagsOf, get, put } from './list.ts'
import { CANONICAL, type State } from './state.ts'

/**
 * The most used canonical tags of every wide kind, most used first, so that counting can stop early. It is exact
 * after every change: a tag used once more or less changes places with the first or last of those used as often, which
 * two searches find; only a change of the graph moves tags further.
 */
export interface Ranking {
  readonly kinds: readonly Ranked[]
  /** Slots when it was made: at twice as many, so few of a kind would not be used more than `rest` any more. */
  readonly slots: number
}

interface Ranked {
  /** Just the tags used more often than `rest`. */
  readonly terms: number[]
  readonly placeOf: Map<number, number>
  readonly rest: number
}

const MOST_RANKED = 8192

export function rankingOf(state: State): Ranking {
  const { ranking, slots } = state
  if (ranking && slots <= ranking.slots * 2 + 512) return ranking
  const rest = Math.max(3, Math.floor(slots / 5000))
  const found: number[][] = state.kinds.map(() => [])
  const { data: uses } = state.uses
  for (let term = 1; term < uses.length; term++) {
    if ((uses[term] ?? 0) <= rest) continue
    const about = flagsOf(state.about, term)
    if (about & CANONICAL && !state.kinds[about & 0xff]?.narrow) found[about & 0xff]?.push(term)
  }
  state.ranking = { kinds: found.map((terms) => ranked(state, terms, rest)), slots }
  return state.ranking
}

function ranked(state: State, terms: number[], rest: number): Ranked {
  terms.sort((a, b) => get(state.uses, b) - get(state.uses, a))
  const cut = terms[MOST_RANKED]
  const least = cut === undefined ? rest : get(state.uses, cut)
  let length = Math.min(terms.length, MOST_RANKED)
  while (length > 0 && get(state.uses, terms[length - 1] ?? 0) <= least) length--
  terms.length = length
  return { terms, placeOf: new Map(terms.map((term, place) => [term, place])), rest: least }
}

/** Every change of how often a tag is used goes through here, so that its place is right. */
export function setUses(state: State, term: number, uses: number): void {
  const list = state.ranking?.kinds[flagsOf(state.about, term) & 0xff]
  const was = get(state.uses, term)
  if (!list || was === uses) {
    put(state.uses, term, uses)
    return
  }
  const place = list.placeOf.get(term)
  if (place !== undefined && uses > list.rest && Math.abs(uses - was) === 1) {
    const other = uses > was ? firstNotAbove(state, list, was) : firstNotAbove(state, list, was - 1) - 1
    put(state.uses, term, uses)
    swap(list, place, other)
    return
  }
  takeOut(list, term, was)
  put(state.uses, term, uses)
  if (uses > list.rest && isRanked(state, term)) putIn(state, list, term, uses)
}

/** Before the kind of a tag changes, or whether it is canonical: `setUses` puts it in again. */
export function unrank(state: State, term: number): void {
  setUses(state, term, 0)
}

const isRanked = (state: State, term: number): boolean => {
  const about = flagsOf(state.about, term)
  return (about & CANONICAL) !== 0 && !state.kinds[about & 0xff]?.narrow
}

function swap({ terms, placeOf }: Ranked, a: number, b: number): void {
  const [one = 0, other = 0] = [terms[a], terms[b]]
  terms[a] = other
  terms[b] = one
  placeOf.set(other, a).set(one, b)
}

function takeOut(list: Ranked, term: number, was: number): void {
  const { terms, placeOf, rest } = list
  // Those used least may be many, but in any order.
  if (was === rest + 1 && placeOf.has(term)) swap(list, placeOf.get(term) ?? 0, terms.length - 1)
  const place = placeOf.get(term)
  if (place === undefined) return
  placeOf.delete(term)
  terms.splice(place, 1)
  for (let i = place; i < terms.length; i++) placeOf.set(terms[i] ?? 0, i)
}

function putIn(state: State, list: Ranked, term: number, uses: number): void {
  const place = firstNotAbove(state, list, uses)
  list.terms.splice(place, 0, term)
  for (let i = place; i < list.terms.length; i++) list.placeOf.set(list.terms[i] ?? 0, i)
}

/** The first place whose tag is used no more than this. */
function firstNotAbove(state: State, { terms }: Ranked, uses: number): number {
  let low = 0
  let high = terms.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (get(state.uses, terms[middle] ?? 0) > uses) low = middle + 1
    else high = middle
  }
  return low
}
