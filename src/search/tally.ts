import { rowOf } from './entries.ts'
import { rootOf } from './graph.ts'
import { eachBit } from './kernels-plain.ts'
import { get } from './list.ts'
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

/**
 * Counts every canonical tag of the results by going through their rows, and calls with each that was found and its
 * count. Costs about 60 ns a result; narrow kinds only when asked for.
 */
export function tally(
  state: State,
  results: Results,
  narrowToo: boolean,
  on: (root: number, count: number) => void,
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
  for (const [root, count] of results.doubled) {
    if (!narrowToo && state.kinds[get(state.about, root) & 0xff]?.narrow) continue
    const counter = (countsAt >>> 2) + root
    const before = u32[counter] ?? 0
    if (before === 0) u32[(touchedAt >>> 2) + touched++] = root
    u32[counter] = before + count
  }
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + touched; i++) {
    const root = u32[i] ?? 0
    const counter = (countsAt >>> 2) + root
    on(root, u32[counter] ?? 0)
    u32[counter] = 0
  }
}
