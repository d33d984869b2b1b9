import { denseBytes } from './growing.ts'
import { allocate, release } from './heap.ts'
import { flagsOf, get, put, putFlags } from './list.ts'
import { becomeFar, becomeNear, findIn, insertInto, listBytes, slotsIn, takeFrom } from './slot-lists.ts'
import { bit, bitmapBytes, DENSE, FAR, type State, setBit } from './state.ts'

/**
 * Which slots a term is in. One slot stands in the table itself; a few are a list (`slot-lists.ts`); many (over a 64th
 * of all) are a bitmap. Docs/decisions/009 has the measurements.
 */

/** The term must not be in the slot yet. */
export function addPosting(state: State, term: number, slot: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  put(state.size, term, size + 1)
  if (isDense(state, term)) setBit(state, at, slot, true)
  else if (size === 0) put(state.postingAt, term, slot)
  else if (size === 1) {
    const list = allocate(state.heap, listBytes(1, true))
    state.heap.u32[list >>> 2] = at
    putFlags(state.about, term, flagsOf(state.about, term) | FAR)
    put(state.postingAt, term, insertInto(state.heap, list, 1, true, slot))
    becomeNear(state, term, 2)
  } else if (size + 1 > state.capacity >>> 6 && size > 8) becomeDense(state, term, size, slot)
  else {
    if (!isFar(state, term) && findIn(state.heap, at, size, slot).tooFar) becomeFar(state, term, size)
    const list = get(state.postingAt, term)
    put(state.postingAt, term, insertInto(state.heap, list, size, isFar(state, term), slot))
    // Seldom enough, and more slots lie nearer.
    if (isFar(state, term) && ((size + 1) & size) === 0) becomeNear(state, term, size + 1)
  }
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
  if (!isFar(state, term)) becomeFar(state, term, size)
  const list = takeFrom(state.heap, get(state.postingAt, term), size, slot)
  put(state.postingAt, term, list)
  if (size === 2) single(state, term, list)
  else becomeNear(state, term, size - 1)
}

export const isDense = (state: State, term: number): boolean => (flagsOf(state.about, term) & DENSE) !== 0

export const isFar = (state: State, term: number): boolean => (flagsOf(state.about, term) & FAR) !== 0

/** Adds the term's slots to a bitmap. */
export function widenBy(state: State, into: number, term: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) state.kernels.or(into, at, bitmapBytes(state))
  else if (size === 1) setBit(state, into, at, true)
  else if (size > 1) state.kernels[isFar(state, term) ? 'setList' : 'setGaps'](into, at, size)
}

/** Takes the term's slots out of a bitmap. */
export function lessenBy(state: State, into: number, term: number): void {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term)) state.kernels.andNot(into, at, bitmapBytes(state))
  else if (size === 1) setBit(state, into, at, false)
  else if (size > 1) state.kernels[isFar(state, term) ? 'clearList' : 'clearGaps'](into, at, size)
}

/** How many of the term's slots are in the bitmap. */
export function countIn(state: State, bits: number, term: number): number {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  const flags = flagsOf(state.about, term)
  if (flags & DENSE) return state.kernels.andCount(bits, at, bitmapBytes(state))
  if (size < 2) return size === 1 ? bit(state, bits, at) : 0
  return flags & FAR ? state.kernels.countList(bits, at, size) : state.kernels.countGaps(bits, at, size)
}

/** Does this hold for any of the slots of a term that is no bitmap? Nearly always for the first. */
export function someSlot(state: State, term: number, holds: (slot: number) => boolean): boolean {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (size < 2) return size === 1 && holds(at)
  const { u32, u16 } = state.heap
  const far = isFar(state, term)
  let slot = u32[at >>> 2] ?? 0
  for (let i = 1; ; i++) {
    if (holds(slot)) return true
    if (i === size) return false
    slot = far ? (u32[(at >>> 2) + i] ?? 0) : slot + (u16[(at >>> 1) + 1 + i] ?? 0)
  }
}

/** Is any of the term's slots in the bitmap? */
export const isIn = (state: State, bits: number, term: number): boolean =>
  isDense(state, term)
    ? countIn(state, bits, term) > 0
    : someSlot(state, term, (slot) => bit(state, bits, slot) === 1)

export function slotsOf(state: State, term: number): number[] {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (size === 0) return []
  if (!isDense(state, term)) return size === 1 ? [at] : slotsIn(state.heap, at, size, isFar(state, term))
  const list = allocate(state.heap, size * 4)
  state.kernels.extract(at, bitmapBytes(state), list)
  const slots = [...state.heap.u32.subarray(list >>> 2, (list >>> 2) + size)]
  release(state.heap, list, size * 4)
  return slots
}

function becomeDense(state: State, term: number, size: number, slot: number): void {
  const bitmap = allocate(state.heap, denseBytes(state, term))
  state.heap.u8.fill(0, bitmap, bitmap + denseBytes(state, term))
  widenBySparse(state, bitmap, term, size)
  setBit(state, bitmap, slot, true)
  release(state.heap, get(state.postingAt, term), listBytes(size, isFar(state, term)))
  put(state.postingAt, term, bitmap)
  putFlags(state.about, term, (flagsOf(state.about, term) | DENSE) & ~FAR)
}

function widenBySparse(state: State, into: number, term: number, size: number): void {
  const at = get(state.postingAt, term)
  if (isFar(state, term)) state.kernels.setList(into, at, size)
  else state.kernels.setGaps(into, at, size)
}

function becomeSparse(state: State, term: number, size: number): void {
  const bitmap = get(state.postingAt, term)
  const list = allocate(state.heap, listBytes(Math.max(1, size), true))
  state.kernels.extract(bitmap, bitmapBytes(state), list)
  release(state.heap, bitmap, denseBytes(state, term))
  putFlags(state.about, term, (flagsOf(state.about, term) & ~DENSE) | FAR)
  put(state.postingAt, term, list)
  if (size < 2) single(state, term, list, size)
  else becomeNear(state, term, size)
}

/** A list of one becomes the slot itself, one of none becomes nothing. */
function single(state: State, term: number, list: number, size = 1): void {
  put(state.postingAt, term, size === 1 ? (state.heap.u32[list >>> 2] ?? 0) : 0)
  putFlags(state.about, term, flagsOf(state.about, term) & ~FAR)
  release(state.heap, list, listBytes(1, true))
}
