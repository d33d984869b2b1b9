import { get } from './list.ts'
import type { State } from './state.ts'
import { canonOf, kindOf } from './terms.ts'
import { type Counted, openTop } from './top.ts'
import { eachIn, mostIn, type Range, sizeOfRange } from './words.ts'

/**
 * The canonical tags most used among those that words of a prefix lead to. What many words begin with is typed by
 * everybody, so the best of it are kept: tags only, whose uses are looked up each time. No other tag was used more
 * than `bound` when `drift` was so much.
 */
export interface Often {
  readonly tags: readonly Led[]
  /** Less than any use, when the list has every tag there is. */
  readonly bound: number
  readonly drift: number
}

/** A canonical tag and the name that led to it: its own, if that does. */
export interface Led {
  readonly root: number
  readonly by: number
}

/** Prefix → kind (−1 for all) → the most used. */
export type Tops = Map<string, Map<number, Often>>

/** Ranges of fewer words are gone through each time. */
const FEW = 128
const MOST_KEPT = 4096
const MOST_BLOCKS = 2 ** 20

/** At least so many of the most used, if there are, as far as known without counting anew. */
export function oftenIn(state: State, prefix: string, range: Range, kind: number, wanted: number): Often {
  if (sizeOfRange(state, range) <= FEW) return ledIn(state, range, kind, wanted)
  const kinds = state.tops.get(prefix) ?? new Map<number, Often>()
  const kept = kinds.get(kind)
  if (kept && kept.tags.length >= wanted) return kept
  const often = ledIn(state, range, kind, wanted)
  if (wanted > 1000) return often
  if (state.tops.size >= MOST_KEPT) state.tops.clear()
  state.tops.set(prefix, kinds.set(kind, often))
  return often
}

export function forgetOften(state: State, prefix: string): void {
  state.tops.delete(prefix)
}

/** Blocks with the greatest uses first, until none that is left can hold one of the best. */
function ledIn(state: State, range: Range, kind: number, wanted: number): Often {
  const by = new Map<number, number>()
  const best = openTop(wanted, (a, b) => get(state.outer, a) - get(state.outer, b))
  // What is used too little is most, so nothing more is asked of it than that.
  const look = (term: number): number => {
    const root = canonOf(state, term)
    const uses = get(state.uses, root)
    if (root === 0 || uses < best.least() || (kind >= 0 && kindOf(state, root) !== kind)) return uses
    const known = by.has(root)
    if (!known && !best.takes(root, uses)) return uses
    if (!known || term === root) by.set(root, term)
    if (!known) best.add(root, uses)
    return uses
  }
  const { from, to } = range
  // Sorted as numbers, the greatest use above and the place below: several times faster than by a comparison.
  const keys = new Float64Array(to.block - from.block + 1)
  for (let i = 0; i < keys.length; i++) keys[i] = i - mostIn(state, from.block + i) * MOST_BLOCKS
  for (const key of keys.sort()) {
    const block = from.block + (((key % MOST_BLOCKS) + MOST_BLOCKS) % MOST_BLOCKS)
    const full = best.sorted().length === wanted
    if (full && mostIn(state, block) < best.least()) break
    lookAt(state, range, block, look)
  }
  return told(state, best.sorted(), by, wanted)
}

/** Looks at the words of a block; when they are all of it, its greatest use is known again. */
function lookAt(state: State, range: Range, block: number, look: (term: number) => number): void {
  let most = 0
  let size = 0
  eachIn(state, range, block, (term) => {
    most = Math.max(most, look(term))
    size++
  })
  if (size < (state.words.counts[block] ?? 0)) return
  state.words.most[block] = most
  state.words.stamps[block] = state.drift
}

function told(
  state: State,
  best: readonly Counted[],
  by: ReadonlyMap<number, number>,
  wanted: number,
): Often {
  return {
    tags: best.map(({ term }) => ({ root: term, by: by.get(term) ?? term })),
    bound: best.length < wanted ? Number.NEGATIVE_INFINITY : (best.at(-1)?.count ?? 0),
    drift: state.drift,
  }
}
