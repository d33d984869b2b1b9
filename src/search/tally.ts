import { namesOf } from './graph.ts'
import { allocate } from './heap.ts'
import { get } from './list.ts'
import { countIn, widenBy } from './postings.ts'
import { bitmapBytes, giveBack, type State, takeBitmap } from './state.ts'

/** The results to count. */
export interface Results {
  readonly bits: number
  readonly total: number
}

/** Canonical tag → how much too many its names are found in the rows of the results that hold two of them. */
function doubledIn(state: State, { bits }: Results): ReadonlyMap<number, number> {
  const doubled = new Map<number, number>()
  const bytes = bitmapBytes(state)
  const rows = state.doubled > 0 ? state.kernels.andCount(bits, state.doubledAt, bytes) : 0
  if (rows === 0) return doubled
  const marked = takeBitmap(state)
  state.kernels.or(marked, bits, bytes)
  state.kernels.and(marked, state.doubledAt, bytes)
  addDoubled(state, marked, rows, doubled)
  giveBack(state, marked)
  return doubled
}

/** Looks for names of one tag among the terms of each row marked. */
function addDoubled(state: State, marked: number, rows: number, doubled: Map<number, number>): void {
  const { rowsAt, canons, canonAt, countsAt, touchedAt } = state
  const stamps = stampsFor(state, rows)
  const bytes = bitmapBytes(state)
  const found = state.kernels.doubles(
    marked,
    bytes,
    rowsAt,
    canons,
    canonAt,
    countsAt,
    touchedAt,
    stamps,
    state.stamp,
  )
  state.stamp += rows
  const { u32 } = state.heap
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + found; i++) {
    const counter = (countsAt >>> 2) + (u32[i] ?? 0)
    doubled.set(u32[i] ?? 0, u32[counter] ?? 0)
    u32[counter] = 0
  }
}

/** A table of canonical tags, whose numbers are less than the next so many rows will be given. */
export function stampsFor(state: State, rows: number): number {
  if (state.stampsAt && state.stamp + rows < 2 ** 32) return state.stampsAt
  if (!state.stampsAt) state.stampsAt = allocate(state.heap, state.canons * 4)
  state.heap.u8.fill(0, state.stampsAt, state.stampsAt + state.canons * 4)
  state.stamp = 1
  return state.stampsAt
}

/**
 * How many of the results hold this canonical tag under any of its names. Where entries may hold two of them, the
 * names' postings are laid over each other first: looking through the entries marked would take longer.
 */
export function countOf(state: State, bits: number, root: number): number {
  if (get(state.firstSynonym, root) === 0) return countIn(state, bits, root)
  const names = namesOf(state, root)
  if (state.doubled === 0) return names.reduce((found, name) => found + countIn(state, bits, name), 0)
  const union = takeBitmap(state)
  for (const name of names) widenBy(state, union, name)
  const found = state.kernels.andCount(union, bits, bitmapBytes(state))
  giveBack(state, union)
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
  const doubled = doubledIn(state, results)
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
  const touched = kernels.settle(touchedAt, terms, canonAt, state.ownAt, countsAt)
  const { u32 } = state.heap
  const about = state.about.data
  for (const [root, count] of doubled) {
    if (!narrowToo && state.kinds[(about[root] ?? 0) & 0xff]?.narrow) continue
    const counter = (countsAt >>> 2) + root
    u32[counter] = (u32[counter] ?? 0) - count
  }
  const counters = u32.subarray(countsAt >>> 2, (countsAt >>> 2) + canons)
  let above = Number.POSITIVE_INFINITY
  let from = 0
  for (const level of LEVELS) {
    // Ties are broken by the caller, so what is found as often as the worst is still told.
    if (from === touched || Math.min(...least) >= above) break
    const some = kernels.sift(touchedAt + from * 4, touched - from, countsAt, level)
    const first = (touchedAt >>> 2) + from
    tellAll(state, u32.subarray(first, first + some), counters, least, on)
    from += some
    above = level
  }
  kernels.clear(touchedAt, touched, countsAt)
}

/** Most tags are found once or twice: the frequent are told first, so that the rest are seldom looked at. */
const LEVELS = [64, 16, 8, 4, 2, 1]

function tellAll(
  { about: { data: about } }: State,
  list: Uint32Array,
  counters: Uint32Array,
  least: Float64Array,
  on: (kind: number, root: number, count: number) => void,
): void {
  // Not `for … of`, which takes several times as long over a typed array.
  for (let i = 0; i < list.length; i++) {
    const root = list[i] ?? 0
    const count = counters[root] ?? 0
    const kind = (about[root] ?? 0) & 0xff
    if (count >= (least[kind] ?? 0)) on(kind, root, count)
  }
}
