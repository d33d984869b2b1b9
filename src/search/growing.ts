import { allocate, blockSize, type Heap, MOST_BYTES, release } from './heap.ts'
import { SearchError } from './schema.ts'
import { bitmapBytes, DENSE, type State } from './state.ts'

/**
 * Room for more slots. Every block of `capacity` is copied into a greater one: all at once when asked to, or when
 * there is little to copy; else some after each entry from a while before the room is used up, so that nobody waits.
 * A block that is greater already is used as if it were not until all are.
 */
export interface Growing {
  readonly capacity: number
  /** Columns and the like done; terms under `term` done. */
  fixed: number
  term: number
}

/** Sort orders have slots of three bytes. */
export const MOST_SLOTS = 2 ** 24
/** Slots left when growing in steps begins: more than there are steps. */
const MARGIN = 4096
/** Fewer than this are grown at once. */
const FEW = 65_536
const TERMS_A_STEP = 20_000
const BYTES_A_STEP = 1 << 20

/** No archive's work has taken less of the heap, with its row, lists, strings and orders. */
const LEAST_BYTES = 200

/** Refuses at the start what would fail half-way. */
export function checkRoom({ capacity, heap }: State, slots: number): void {
  const most = Math.min(MOST_SLOTS, capacity + Math.floor((MOST_BYTES - heap.top) / LEAST_BYTES))
  if (slots > most)
    throw new SearchError(`making room for ${slots} entries: an index has at most 4 GB, so ${most} of them`)
}

export function reserve(state: State, slots: number): void {
  if (slots <= state.capacity) return
  // So much more that growing does not begin before all of them are in.
  const wanted = slots > FEW ? slots + MARGIN : slots
  const capacity = Math.max(capacityFor(state, wanted), state.growing?.capacity ?? 0)
  if (state.growing && state.growing.capacity < capacity) {
    finish(state, state.growing)
    if (slots <= state.capacity) return
  }
  finish(state, state.growing ?? { capacity, fixed: 0, term: 1 })
}

/** After each entry that took a new slot. */
export function growSome(state: State): void {
  if (!state.growing) {
    if (state.capacity < FEW || state.slots + MARGIN < state.capacity) return
    state.growing = { capacity: capacityFor(state, state.capacity + MARGIN), fixed: 0, term: 1 }
  }
  const { growing } = state
  if (growing.fixed < fixedBlocks(state)) growFixed(state, growing)
  else growTerms(state, growing, BYTES_A_STEP)
  if (growing.term >= state.terms) finish(state, growing)
}

/** Bytes of a dense term's bitmap: greater when it has grown and the rest has not. */
export const denseBytes = (state: State, term: number): number =>
  state.growing && term < state.growing.term ? state.growing.capacity >>> 3 : bitmapBytes(state)

function capacityFor({ capacity: was }: State, slots: number): number {
  const wanted = Math.max(slots, 512, was > 1024 ? was * 1.125 : was * 2)
  return blockSize(Math.ceil(wanted / 512) * 64) * 8
}

const fixedBlocks = ({ schema }: State): number => 3 + schema.columns.length + schema.texts.length

function finish(state: State, growing: Growing): void {
  state.growing = growing
  while (growing.fixed < fixedBlocks(state)) growFixed(state, growing)
  while (growing.term < state.terms) growTerms(state, growing, Number.POSITIVE_INFINITY)
  const was = state.capacity
  for (const bitmap of state.scratch.splice(0)) release(state.heap, bitmap, was >>> 3)
  const bigger = (at: number): number => grown(state.heap, at, was >>> 3, growing.capacity >>> 3)
  state.doubledAt = bigger(state.doubledAt)
  state.classBitsAt.forEach((at, i) => {
    if (at) state.classBitsAt[i] = bigger(at)
  })
  state.capacity = growing.capacity
  state.growing = null
}

function growFixed(state: State, growing: Growing): void {
  const { heap, schema, capacity: was } = state
  const bigger = (at: number, bytes: number): number => grown(heap, at, was * bytes, growing.capacity * bytes)
  const i = growing.fixed++
  const column = i - 3
  const text = column - schema.columns.length
  if (i === 0) state.idsAt = bigger(state.idsAt, 4)
  else if (i === 1) state.rowsAt = bigger(state.rowsAt, 4)
  else if (i === 2) state.classesAt = bigger(state.classesAt, 1)
  else if (text >= 0) state.textsAt[text] = bigger(state.textsAt[text] ?? 0, 4)
  else {
    const bytes = state.widths[column] ?? 4
    state.columnsAt[column] = bigger(state.columnsAt[column] ?? 0, bytes)
  }
}

function growTerms(state: State, growing: Growing, budget: number): void {
  const { heap, about, postingAt } = state
  const end = Math.min(state.terms, growing.term + TERMS_A_STEP)
  let left = budget
  for (; growing.term < end && left > 0; growing.term++) {
    if (((about.data[growing.term] ?? 0) & DENSE) === 0) continue
    const at = postingAt.data[growing.term] ?? 0
    postingAt.data[growing.term] = grown(heap, at, bitmapBytes(state), growing.capacity >>> 3)
    left -= growing.capacity >>> 3
  }
}

/** A greater block with what the old one had, and zeros; the old one is given back. */
function grown(heap: Heap, at: number, was: number, bytes: number): number {
  const more = allocate(heap, bytes)
  heap.u8.fill(0, more + (at ? was : 0), more + bytes)
  if (at) heap.u8.copyWithin(more, at, at + was)
  if (at) release(heap, at, was)
  return more
}
