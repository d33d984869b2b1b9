import { denseBytes } from './growing.ts'
import { allocate, blockSize, release } from './heap.ts'
import { get, put } from './list.ts'
import { bit, bitmapBytes, DENSE, type State, setBit } from './state.ts'

/**
 * Which slots a term is in. One slot stands in the table itself; a few are a sorted list of u32; many (over a 64th
 * of all) are a bitmap, which then is no greater than twice the list. Docs/decisions/009 has the measurements.
 */

/** The term must not be in the slot yet. */
export function addPosting(state: State, term: number, slot: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  put(state.size, term, size + 1)
  if (isDense(state, term)) setBit(state, at, slot, true)
  else if (size === 0) put(state.postingAt, term, slot)
  else if (size === 1) {
    const list = allocate(state.heap, 8)
    state.heap.u32[list >>> 2] = Math.min(at, slot)
    state.heap.u32[(list >>> 2) + 1] = Math.max(at, slot)
    put(state.postingAt, term, list)
  } else if (size + 1 > state.capacity >>> 6 && size > 8) becomeDense(state, term, size, slot)
  else insert(state, term, at, size, slot)
}

/** The term must be in the slot. */
export function removePosting(state: State, term: number, slot: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  put(state.size, term, size - 1)
  if (isDense(state, term)) {
    setBit(state, at, slot, false)
    if (size - 1 < state.capacity >>> 7) becomeSparse(state, term, size - 1)
    return
  }
  if (size === 1) {
    put(state.postingAt, term, 0)
    return
  }
  const { u32 } = state.heap
  const list = at >>> 2
  const place = placeIn(u32, list, size, slot)
  u32.copyWithin(place, place + 1, list + size)
  if (size === 2) {
    put(state.postingAt, term, u32[list] ?? 0)
    release(state.heap, at, 8)
  } else if (blockSize((size - 1) * 4) !== blockSize(size * 4)) {
    const less = allocate(state.heap, (size - 1) * 4)
    state.heap.u8.copyWithin(less, at, at + (size - 1) * 4)
    release(state.heap, at, size * 4)
    put(state.postingAt, term, less)
  }
}

export const isDense = (state: State, term: number): boolean => (get(state.about, term) & DENSE) !== 0

/** Adds the term's slots to a bitmap. */
export function widenBy(state: State, into: number, term: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) state.kernels.or(into, at, bitmapBytes(state))
  else if (size === 1) setBit(state, into, at, true)
  else if (size > 1) state.kernels.setList(into, at, size)
}

/** Takes the term's slots out of a bitmap. */
export function lessenBy(state: State, into: number, term: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) state.kernels.andNot(into, at, bitmapBytes(state))
  else if (size === 1) setBit(state, into, at, false)
  else if (size > 1) state.kernels.clearList(into, at, size)
}

/** How many of the term's slots are in the bitmap. */
export function countIn(state: State, bits: number, term: number): number {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) return state.kernels.andCount(bits, at, bitmapBytes(state))
  if (size === 1) return bit(state, bits, at)
  return size === 0 ? 0 : state.kernels.countList(bits, at, size)
}

/** Is any of the term's slots in the bitmap? */
export function isIn(state: State, bits: number, term: number): boolean {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) return countIn(state, bits, term) > 0
  if (size < 2) return size === 1 && bit(state, bits, at) === 1
  for (let i = at >>> 2; i < (at >>> 2) + size; i++) if (bit(state, bits, state.heap.u32[i] ?? 0)) return true
  return false
}

export function slotsOf(state: State, term: number): number[] {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (size === 0) return []
  if (size === 1 && !isDense(state, term)) return [at]
  if (!isDense(state, term)) return [...state.heap.u32.subarray(at >>> 2, (at >>> 2) + size)]
  const list = allocate(state.heap, size * 4)
  state.kernels.extract(at, bitmapBytes(state), list)
  const slots = [...state.heap.u32.subarray(list >>> 2, (list >>> 2) + size)]
  release(state.heap, list, size * 4)
  return slots
}

function insert(state: State, term: number, at: number, size: number, slot: number): void {
  let list = at
  if (blockSize(size * 4) < (size + 1) * 4) {
    list = allocate(state.heap, (size + 1) * 4)
    state.heap.u8.copyWithin(list, at, at + size * 4)
    release(state.heap, at, size * 4)
    put(state.postingAt, term, list)
  }
  const { u32 } = state.heap
  const first = list >>> 2
  if ((u32[first + size - 1] ?? 0) < slot) {
    u32[first + size] = slot
    return
  }
  const place = placeIn(u32, first, size, slot)
  u32.copyWithin(place + 1, place, first + size)
  u32[place] = slot
}

function becomeDense(state: State, term: number, size: number, slot: number): void {
  const at = get(state.postingAt, term)
  const bitmap = allocate(state.heap, denseBytes(state, term))
  state.heap.u8.fill(0, bitmap, bitmap + denseBytes(state, term))
  state.kernels.setList(bitmap, at, size)
  setBit(state, bitmap, slot, true)
  release(state.heap, at, size * 4)
  put(state.postingAt, term, bitmap)
  put(state.about, term, get(state.about, term) | DENSE)
}

function becomeSparse(state: State, term: number, size: number): void {
  const bitmap = get(state.postingAt, term)
  const list = size > 1 ? allocate(state.heap, size * 4) : allocate(state.heap, 8)
  state.kernels.extract(bitmap, bitmapBytes(state), list)
  release(state.heap, bitmap, denseBytes(state, term))
  put(state.about, term, get(state.about, term) & ~DENSE)
  if (size > 1) {
    put(state.postingAt, term, list)
    return
  }
  put(state.postingAt, term, size === 1 ? (state.heap.u32[list >>> 2] ?? 0) : 0)
  release(state.heap, list, 8)
}

/** Index in u32 of the first of the sorted list that is not less than the slot. */
function placeIn(u32: Uint32Array, first: number, size: number, slot: number): number {
  let low = first
  let high = first + size
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((u32[middle] ?? 0) < slot) low = middle + 1
    else high = middle
  }
  return low
}
