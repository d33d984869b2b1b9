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
  const list = u32.subarray(touchedAt >>> 2, (touchedAt >>> 2) + touched)
  const counters = u32.subarray(countsAt >>> 2, (countsAt >>> 2) + canons)
  let above = Number.POSITIVE_INFINITY
  for (const level of LEVELS) {
    // Ties are broken by the caller, so what is found as often as the worst is still told.
    if (Math.min(...least) >= above) break
    tellLevel(state, list, counters, [level, above], least, on)
    above = level
  }
  for (const root of list) counters[root] = 0
}

/** Most tags are found once or twice: the frequent are told first, so that the rest are seldom looked at. */
const LEVELS = [64, 8, 2, 1]

function tellLevel(
  { about: { data: about } }: State,
  list: Uint32Array,
  counters: Uint32Array,
  [from, below]: readonly [number, number],
  least: Float64Array,
  on: (kind: number, root: number, count: number) => void,
): void {
  for (const root of list) {
    const count = counters[root] ?? 0
    if (count < from || count >= below) continue
    const kind = (about[root] ?? 0) & 0xff
    if (count >= (least[kind] ?? 0)) on(kind, root, count)
  }
}
