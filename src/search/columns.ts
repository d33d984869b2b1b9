import type { Schema } from './schema.ts'
import type { State } from './state.ts'

/**
 * Numbers of entries, each column as wide as its numbers usually are. One that does not fit is told by the greatest
 * number of that width, and stands in a table of its own, by slot.
 */
export interface Greats {
  slots: Uint32Array<ArrayBuffer>
  values: Uint32Array<ArrayBuffer>
  count: number
}

export const openGreats = (): Greats => ({ slots: new Uint32Array(0), values: new Uint32Array(0), count: 0 })

type Column = Schema['columns'][number]

/** Bytes of a number. */
export function widthOf({ type, usually }: Column): 1 | 2 | 4 | 8 {
  if (type === 'f64') return 8
  return usually === 'u8' ? 1 : usually === 'u16' ? 2 : 4
}

export function columnOf(state: State, column: number, slot: number): number {
  const at = state.columnsAt[column] ?? 0
  const { heap } = state
  const width = state.widths[column]
  if (width === 4) return heap.u32[(at >>> 2) + slot] ?? 0
  if (width === 8) return heap.f64[at / 8 + slot] ?? 0
  const value = (width === 2 ? heap.u16[(at >>> 1) + slot] : heap.u8[at + slot]) ?? 0
  return value < mostOf(width ?? 1) ? value : greatOf(state.greats[column], slot)
}

export function writeColumn(state: State, column: number, slot: number, value: number): void {
  const at = state.columnsAt[column] ?? 0
  const { heap } = state
  const width = state.widths[column] ?? 4
  if (width === 4) heap.u32[(at >>> 2) + slot] = value
  else if (width === 8) heap.f64[at / 8 + slot] = value
  else {
    const most = mostOf(width)
    if (value >= most) putGreat(state.greats[column], slot, value)
    const small = Math.min(value, most)
    if (width === 2) heap.u16[(at >>> 1) + slot] = small
    else heap.u8[at + slot] = small
  }
}

/** Clears the bits whose number is not low to high; neither is a fraction. */
export function keepRange(state: State, bits: number, column: number, low: number, high: number): void {
  const at = state.columnsAt[column] ?? 0
  const width = state.widths[column] ?? 4
  const bytes = state.capacity >>> 3
  if (width === 4) {
    state.kernels.range(bits, at, bytes, low, high)
    return
  }
  const most = mostOf(width)
  const kernel = width === 2 ? 'range16' : 'range8'
  state.kernels[kernel](bits, at, bytes, Math.min(low, most), Math.min(high, most))
  const greats = state.greats[column]
  if (high < most || !greats || (low <= most && high === 0xffffffff)) return
  for (let i = 0; i < greats.count; i++) {
    const value = greats.values[i] ?? 0
    const slot = greats.slots[i] ?? 0
    if ((value < low || value > high) && isGreat(state, column, slot)) {
      const word = (bits >>> 2) + (slot >>> 5)
      state.heap.u32[word] = (state.heap.u32[word] ?? 0) & ~(1 << (slot & 31))
    }
  }
}

/** All numbers of a column of whole numbers, by slot. */
export function numbersOf(state: State, column: number): Uint32Array {
  const at = state.columnsAt[column] ?? 0
  const { heap, slots } = state
  const width = state.widths[column]
  if (width === 4) return heap.u32.subarray(at >>> 2, (at >>> 2) + slots)
  const numbers = Uint32Array.from(
    width === 2 ? heap.u16.subarray(at >>> 1, (at >>> 1) + slots) : heap.u8.subarray(at, at + slots),
  )
  const greats = state.greats[column] ?? openGreats()
  for (let i = 0; i < greats.count; i++) {
    const slot = greats.slots[i] ?? 0
    if (isGreat(state, column, slot)) numbers[slot] = greats.values[i] ?? 0
  }
  return numbers
}

const mostOf = (width: number): number => (width === 2 ? 0xffff : 0xff)

/** A slot stays in the table when its number has become small again. */
function isGreat(state: State, column: number, slot: number): boolean {
  const at = state.columnsAt[column] ?? 0
  return state.widths[column] === 2
    ? state.heap.u16[(at >>> 1) + slot] === 0xffff
    : state.heap.u8[at + slot] === 0xff
}

const greatOf = (greats: Greats | undefined, slot: number): number =>
  greats?.values[placeOf(greats, slot)] ?? 0

function putGreat(greats: Greats | undefined, slot: number, value: number): void {
  if (!greats) return
  const place = placeOf(greats, slot)
  if (place === greats.count || greats.slots[place] !== slot) {
    if (greats.count === greats.slots.length) grow(greats)
    greats.slots.copyWithin(place + 1, place, greats.count)
    greats.values.copyWithin(place + 1, place, greats.count)
    greats.slots[place] = slot
    greats.count++
  }
  greats.values[place] = value
}

function grow(greats: Greats): void {
  for (const list of ['slots', 'values'] as const) {
    const more = new Uint32Array(Math.ceil(greats.count * 1.125) + 16)
    more.set(greats[list])
    greats[list] = more
  }
}

/** Where the slot stands or would stand. */
function placeOf({ slots, count }: Greats, slot: number): number {
  if (count === 0 || (slots[count - 1] ?? 0) < slot) return count
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((slots[middle] ?? 0) < slot) low = middle + 1
    else high = middle
  }
  return low
}
