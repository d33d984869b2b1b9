import { allocate, blockSize, type Heap, release } from './heap.ts'
import { flagsOf, get, put, putFlags } from './list.ts'
import { FAR, type State } from './state.ts'

/**
 * Ascending slots in a block of the heap, two at least: the first as u32, then in u16 how far each is from the one
 * before. Where some lie 65,536 or further apart the list is a far one (flag FAR), all u32.
 */
const MOST_APART = 0xffff

export const listBytes = (size: number, far: boolean): number => (far ? size * 4 : 2 + size * 2)

export function slotsIn({ u32, u16 }: Heap, at: number, size: number, far: boolean): number[] {
  if (far) return [...u32.subarray(at >>> 2, (at >>> 2) + size)]
  let slot = u32[at >>> 2] ?? 0
  const slots = [slot]
  for (let i = 1; i < size; i++) {
    slot += u16[(at >>> 1) + 1 + i] ?? 0
    slots.push(slot)
  }
  return slots
}

/** Where in a near list a slot belongs, which slot is before it there, and whether the list has to become a far one. */
export function findIn({ u32, u16 }: Heap, at: number, size: number, slot: number) {
  let before = u32[at >>> 2] ?? 0
  if (slot < before) return { place: 0, before: 0, tooFar: before - slot > MOST_APART }
  let place = 1
  for (; place < size; place++) {
    const next = before + (u16[(at >>> 1) + 1 + place] ?? 0)
    if (next > slot) break
    before = next
  }
  return { place, before, tooFar: slot - before > MOST_APART }
}

/** Gives the address, which may be another. A slot that is too far for a near list must not be put in. */
export function insertInto(heap: Heap, at: number, size: number, far: boolean, slot: number): number {
  const list = resized(heap, at, listBytes(size, far), listBytes(size + 1, far))
  const { u32, u16 } = heap
  if (far) {
    const first = list >>> 2
    const place = placeIn(u32, first, size, slot)
    u32.copyWithin(place + 1, place, first + size)
    u32[place] = slot
    return list
  }
  const { place, before } = findIn(heap, list, size, slot)
  const gaps = (list >>> 1) + 1
  const from = gaps + Math.max(1, place)
  u16.copyWithin(from + 1, from, gaps + size)
  if (place === 0) {
    u16[from] = (u32[list >>> 2] ?? 0) - slot
    u32[list >>> 2] = slot
    return list
  }
  if (place < size) u16[from + 1] = (u16[from + 1] ?? 0) - (slot - before)
  u16[from] = slot - before
  return list
}

/** Out of a far list; gives the address, which may be another. */
export function takeFrom(heap: Heap, at: number, size: number, slot: number): number {
  const { u32 } = heap
  const place = placeIn(u32, at >>> 2, size, slot)
  u32.copyWithin(place, place + 1, (at >>> 2) + size)
  return resized(heap, at, listBytes(size, true), listBytes(size - 1, true))
}

function resized(heap: Heap, at: number, was: number, bytes: number): number {
  if (blockSize(was) === blockSize(bytes)) return at
  const other = allocate(heap, bytes)
  heap.u8.copyWithin(other, at, at + Math.min(was, bytes))
  release(heap, at, was)
  return other
}

export function becomeFar(state: State, term: number, size: number): void {
  const at = get(state.postingAt, term)
  const slots = slotsIn(state.heap, at, size, false)
  const list = allocate(state.heap, listBytes(size, true))
  state.heap.u32.set(slots, list >>> 2)
  release(state.heap, at, listBytes(size, false))
  put(state.postingAt, term, list)
  putFlags(state.about, term, flagsOf(state.about, term) | FAR)
}

/** A far list becomes a near one, if no two slots lie too far apart. */
export function becomeNear(state: State, term: number, size: number): void {
  const at = get(state.postingAt, term)
  const far = at >>> 2
  const { u32 } = state.heap
  for (let i = 1; i < size; i++) if ((u32[far + i] ?? 0) - (u32[far + i - 1] ?? 0) > MOST_APART) return
  const list = allocate(state.heap, listBytes(size, false))
  writeNear(state.heap, list, state.heap.u32.subarray(far, far + size))
  release(state.heap, at, listBytes(size, true))
  put(state.postingAt, term, list)
  putFlags(state.about, term, flagsOf(state.about, term) & ~FAR)
}

function writeNear({ u32, u16 }: Heap, at: number, slots: Uint32Array): void {
  u32[at >>> 2] = slots[0] ?? 0
  for (let i = 1; i < slots.length; i++) u16[(at >>> 1) + 1 + i] = (slots[i] ?? 0) - (slots[i - 1] ?? 0)
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
