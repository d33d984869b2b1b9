import { bitmapBytes, type State } from './state.ts'
import type { Results } from './tally.ts'

const WINDOWS = 32
const WANTED = 320

/**
 * For each kind, how often its so many-th most frequent tag will be found, at a guess: by going through the rows of a
 * few hundred results in windows all over the archive. 0 where the guess is that there are not so many.
 */
export function guessLeast(state: State, results: Results, places: readonly number[]): readonly number[] {
  const { countsAt, touchedAt, kernels } = state
  const bytes = bitmapBytes(state)
  const window = Math.max(8, Math.ceil((bytes * WANTED) / Math.max(1, results.total) / WINDOWS / 8) * 8)
  let touched = 0
  let hits = 0
  for (let i = 0; i < WINDOWS; i++) {
    const at = Math.floor((bytes / WINDOWS / 8) * i) * 8
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
  touched = kernels.settle(touchedAt, touched, state.canonAt, countsAt)
  const { u32 } = state.heap
  const counts: number[][] = state.kinds.map(() => [])
  for (let i = touchedAt >>> 2; i < (touchedAt >>> 2) + touched; i++) {
    const counter = (countsAt >>> 2) + (u32[i] ?? 0)
    const kind = (state.about.data[u32[i] ?? 0] ?? 0) & 0xff
    if ((places[kind] ?? 0) > 0) counts[kind]?.push(u32[counter] ?? 0)
    u32[counter] = 0
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
