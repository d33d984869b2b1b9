import { rowOf } from './entries.ts'
import { namesOf, rootOf } from './graph.ts'
import { eachBit } from './kernels-plain.ts'
import { countIn } from './postings.ts'
import { readRow } from './rows.ts'
import { bitmapBytes, giveBack, type State, takeBitmap } from './state.ts'
import { isCanonical } from './terms.ts'

/** The results cut in two: rows without and with two names of one tag, the latter counted already. */
export interface Results {
  readonly bits: number
  readonly total: number
  /** The results that need no care: another bitmap, or `bits` itself. */
  readonly plain: number
  readonly plainTotal: number
  /** Canonical tag → entries among the others. */
  readonly doubled: ReadonlyMap<number, number>
}

export function cutResults(state: State, bits: number, total: number): Results {
  const bytes = bitmapBytes(state)
  if (state.doubled === 0 || state.kernels.andCount(bits, state.doubledAt, bytes) === 0)
    return { bits, total, plain: bits, plainTotal: total, doubled: new Map() }
  const careful = takeBitmap(state)
  state.kernels.or(careful, bits, bytes)
  state.kernels.and(careful, state.doubledAt, bytes)
  const doubled = new Map<number, number>()
  let counted = 0
  eachBit(state.heap, careful, bytes, (slot) => {
    counted++
    const { wide, narrow } = readRow(state.heap, rowOf(state, slot))
    const roots = new Set<number>()
    for (const term of wide) roots.add(rootOf(state, term))
    for (const term of narrow) roots.add(rootOf(state, term))
    for (const root of roots) if (isCanonical(state, root)) doubled.set(root, (doubled.get(root) ?? 0) + 1)
  })
  const plain = takeBitmap(state)
  state.kernels.or(plain, bits, bytes)
  state.kernels.andNot(plain, careful, bytes)
  giveBack(state, careful)
  return { bits, total, plain, plainTotal: total - counted, doubled }
}

export function giveBackResults(state: State, results: Results): void {
  if (results.plain !== results.bits) giveBack(state, results.plain)
}

/** How many of the results hold this canonical tag under any of its names. */
export function countOf(state: State, results: Results, root: number): number {
  let found = results.doubled.get(root) ?? 0
  for (const name of namesOf(state, root)) found += countIn(state, results.plain, name)
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
  let touched = state.kernels.tally(
    results.plain,
    bitmapBytes(state),
    state.rowsAt,
    state.canonAt,
    state.canons,
    countsAt,
    touchedAt,
    0,
    narrowToo ? 1 : 0,
  )
  const { u32 } = state.heap
  const about = state.about.data
  for (const [root, count] of results.doubled) {
    if (!narrowToo && state.kinds[(about[root] ?? 0) & 0xff]?.narrow) continue
    const counter = (countsAt >>> 2) + root
    const before = u32[counter] ?? 0
    if (before === 0) u32[(touchedAt >>> 2) + touched++] = root
    u32[counter] = before + count
  }
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + touched; i++) {
    const root = u32[i] ?? 0
    const counter = (countsAt >>> 2) + root
    const count = u32[counter] ?? 0
    u32[counter] = 0
    const kind = (about[root] ?? 0) & 0xff
    if (count >= (least[kind] ?? 0)) on(kind, root, count)
  }
}
