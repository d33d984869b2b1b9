import { rootOf } from './graph.ts'
import { get } from './list.ts'
import { CANONICAL, type State } from './state.ts'

/**
 * The most used canonical tags of every wide kind, most used first, so that counting can stop early: no tag after a
 * place is used more than the tag there was, when ranked, plus what was added since. Ranked again after some
 * hundreds of changes; a tag that a change of the graph made great at once is listed apart until then.
 */
export interface Ranking {
  readonly kinds: readonly Ranked[]
  /** `state.drift` when ranked. */
  readonly drift: number
  readonly raised: Set<number>
}

export interface Ranked {
  readonly terms: Uint32Array
  readonly uses: Uint32Array
  /** No tag that is not ranked was used more often. */
  readonly rest: number
}

const MOST_RAISED = 64
const MOST_RANKED = 8192

export function rankingOf(state: State): Ranking {
  const { ranking, drift, slots } = state
  const most = 16 + slots / 2000
  if (ranking && drift - ranking.drift <= most && ranking.raised.size <= MOST_RAISED) return ranking
  const rest = Math.max(3, Math.floor(slots / 5000))
  const found: number[][] = state.kinds.map(() => [])
  const { data: uses } = state.uses
  for (let term = 1; term < uses.length; term++) {
    if ((uses[term] ?? 0) <= rest) continue
    const about = get(state.about, term)
    if (about & CANONICAL) found[about & 0xff]?.push(term)
  }
  const kinds = found.map((terms, kind) => {
    if (state.kinds[kind]?.narrow) return { terms: new Uint32Array(0), uses: new Uint32Array(0), rest: 0 }
    terms.sort((a, b) => get(state.uses, b) - get(state.uses, a))
    const ranked = Uint32Array.from(terms.slice(0, MOST_RANKED))
    const cut = terms[MOST_RANKED]
    return {
      terms: ranked,
      uses: ranked.map((term) => get(state.uses, term)),
      rest: cut === undefined ? rest : get(state.uses, cut),
    }
  })
  state.ranking = { kinds, drift, raised: new Set() }
  return state.ranking
}

/** The graph changed around this tag: it, or what it is a name of, may be used far more than when it was ranked. */
export function raise(state: State, term: number): void {
  state.ranking?.raised.add(rootOf(state, term))
}
