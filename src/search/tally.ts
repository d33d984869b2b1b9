import { rowOf } from './entries.ts'
import { namesOf } from './graph.ts'
import { eachBit } from './kernels-plain.ts'
import { countIn } from './postings.ts'
import { LONG_CODE } from './rows.ts'
import { bitmapBytes, giveBack, type State, takeBitmap } from './state.ts'

/** The results to count, and what to take off: rows with two names of one tag are counted once too often. */
export interface Results {
  readonly bits: number
  readonly total: number
  /** Canonical tag → how much too many its names will be found. */
  readonly doubled: ReadonlyMap<number, number>
}

export function resultsOf(state: State, bits: number, total: number): Results {
  const doubled = new Map<number, number>()
  const bytes = bitmapBytes(state)
  if (state.doubled > 0 && state.kernels.andCount(bits, state.doubledAt, bytes) > 0) {
    const marked = takeBitmap(state)
    state.kernels.or(marked, bits, bytes)
    state.kernels.and(marked, state.doubledAt, bytes)
    eachBit(state.heap, marked, bytes, (slot) => addDoubled(state, rowOf(state, slot) >>> 1, doubled))
    giveBack(state, marked)
  }
  return { bits, total, doubled }
}

/** The canonical tags of the row looked at. */
const inRow: number[] = []

/** Looks for names of one tag among the terms of a row; `row` is an index in u16. */
function addDoubled(state: State, row: number, doubled: Map<number, number>): void {
  const { u16, u32 } = state.heap
  const { data: synonyms } = state.synonymOf
  const end = row + 2 + (u16[row] ?? 0) + (u16[row + 1] ?? 0)
  let length = 0
  let some = false
  for (let at = row + 2; at < end; ) {
    const code = u16[at++] ?? 0
    const term = code >= LONG_CODE ? ((code - LONG_CODE) << 16) | (u16[at++] ?? 0) : code
    const canon = term < state.canons ? (u32[(state.canonAt >>> 2) + term] ?? 0) : 0
    if (canon === 0) continue
    if ((synonyms[term] ?? 0) > 0) some = true
    inRow[length++] = canon
  }
  if (!some) return
  for (let i = 1; i < length; i++) {
    const canon = inRow[i] ?? 0
    if (inRow.indexOf(canon) < i) doubled.set(canon, (doubled.get(canon) ?? 0) + 1)
  }
}

/** How many of the results hold this canonical tag under any of its names. */
export function countOf(state: State, results: Results, root: number): number {
  let found = -(results.doubled.get(root) ?? 0)
  for (const name of namesOf(state, root)) found += countIn(state, results.bits, name)
  return found
}

/**
 * Counts every canonical tag of the results by going through their rows, and calls with each that was found at least
 * `least[kind]` times, and its count. `least` may rise meanwhile. Narrow kinds only when asked for.
 */
export function tally(
  state: State,
  results: Results,
  narrowToo: boolean,
  least: Float64Array,
  on: (kind: number, root: number, count: number) => void,
): void {
  const { countsAt, touchedAt } = state
  const { kernels, canons, canonAt } = state
  const bytes = bitmapBytes(state)
  const terms = kernels.tally(
    results.bits,
    bytes,
    state.rowsAt,
    canons,
    countsAt,
    touchedAt,
    0,
    narrowToo ? 1 : 0,
  )
  const touched = kernels.settle(touchedAt, terms, canonAt, countsAt)
  const { u32 } = state.heap
  const about = state.about.data
  for (const [root, count] of results.doubled) {
    if (!narrowToo && state.kinds[(about[root] ?? 0) & 0xff]?.narrow) continue
    const counter = (countsAt >>> 2) + root
    u32[counter] = (u32[counter] ?? 0) - count
  }
  // Most tags are found once or twice: no look at their kind when every kind has better ones.
  let worst = Math.min(...least)
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + touched; i++) {
    const root = u32[i] ?? 0
    const counter = (countsAt >>> 2) + root
    const count = u32[counter] ?? 0
    u32[counter] = 0
    if (count < worst) continue
    const kind = (about[root] ?? 0) & 0xff
    const needed = least[kind] ?? 0
    if (count < needed) continue
    on(kind, root, count)
    if (least[kind] !== needed) worst = Math.min(...least)
  }
}
