import { bitmapBytes, type State } from './state.ts'
import type { Results } from './tally.ts'

const MOST_WINDOWS = 32
const LEAST_WINDOWS = 6
const WANTED = 320
/** Bytes of bitmap in the smallest window: 64 slots. */
const STEP = 8

/**
 * For each kind, how often its so many-th most frequent tag will be found, at a guess: by going through the rows of a
 * few hundred results in windows all over the archive. 0 where the guess is that there are not so many.
 */
export function guessLeast(state: State, results: Results, places: readonly number[]): readonly number[] {
  const { countsAt, touchedAt, kernels } = state
  const bytes = bitmapBytes(state)
  // So many bytes of the bitmap hold the results wanted, if they are spread evenly.
  const enough = Math.ceil((bytes * WANTED) / Math.max(1, results.total) / STEP)
  const windows = Math.min(MOST_WINDOWS, Math.max(LEAST_WINDOWS, enough), bytes / STEP)
  const window = Math.ceil(enough / windows) * STEP
  let touched = 0
  let hits = 0
  for (let i = 0; i < windows; i++) {
    const at = Math.floor((bytes / windows / STEP) * i) * STEP
    const length = Math.min(window, bytes - at)
    const bits = results.bits + at
    touched = kernels.tally(
      bits,
      length,
      state.rowsAt + at * 32,
      state.canons,
      countsAt,
      touchedAt,
      touched,
      0,
    )
    for (let word = bits >>> 2; word < (bits + length) >>> 2; word++) hits += ones(state.heap.u32[word] ?? 0)
  }
  touched = kernels.settle(touchedAt, touched, state.canonAt, state.ownAt, countsAt)
  const { u32 } = state.heap
  const counts: number[][] = state.kinds.map(() => [])
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + touched; i++) {
    const counter = (countsAt >>> 2) + (u32[i] ?? 0)
    const kind = (state.about.data[u32[i] ?? 0] ?? 0) & 0xff
    const count = u32[counter] ?? 0
    u32[counter] = 0
    // Most are found once: a best that is found once is no guess to build on.
    if (count > 1 && (places[kind] ?? 0) > 0) counts[kind]?.push(count)
  }
  return counts.map((list, kind) => {
    const place = list.sort((a, b) => b - a)[(places[kind] ?? 0) - 1] ?? 0
    // One deviation less, since the guess should rather be too low.
    return hits === 0 ? 0 : (Math.max(0, place - Math.sqrt(place)) * results.total) / hits
  })
}

function ones(word: number): number {
  let n = 0
  for (let left = word; left !== 0; left &= left - 1) n++
  return n
}
