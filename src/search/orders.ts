import { allocate, release } from './heap.ts'
import { sortedSlots } from './sorting.ts'
import { bit, type State } from './state.ts'
import { textAt } from './terms.ts'

/**
 * All entries in the order of one column: blocks of up to 512 slots in the heap, ascending by key, then by id. Finding
 * a place is a binary search over blocks, then in one; a full block is cut in two. Not built until first asked for, so
 * that filling an index costs nothing here.
 */
export interface Order {
  built: boolean
  readonly blocks: number[]
  readonly counts: number[]
}

const BLOCK = 512
/** A new order leaves a little room in each block. */
const FILL = 480

export const openOrder = (): Order => ({ built: false, blocks: [], counts: [] })

/** Number of a sort in `state.orders`, or −1. */
export function orderNamed({ schema }: State, name: string): number {
  if (name === 'id') return 0
  const column = schema.columns.findIndex((one) => one.name === name)
  if (column >= 0) return 1 + column
  const text = schema.texts.indexOf(name)
  return text < 0 ? -1 : 1 + schema.columns.length + text
}

export function builtOrder(state: State, number: number): Order {
  const order = state.orders[number] ?? openOrder()
  if (order.built) return order
  const slots = sortedSlots(state, number, (a, b) => compareSlots(state, number, a, b))
  for (let from = 0; from < slots.length; from += FILL) {
    const part = slots.subarray(from, from + FILL)
    const block = allocate(state.heap, BLOCK * 4)
    state.heap.u32.set(part, block >>> 2)
    order.blocks.push(block)
    order.counts.push(part.length)
  }
  order.built = true
  return order
}

/** Puts a slot into its place; its key and id must be set. */
export function addToOrder(state: State, number: number, slot: number): void {
  const order = state.orders[number]
  if (!order?.built) return
  if (order.blocks.length === 0) {
    order.blocks.push(allocate(state.heap, BLOCK * 4))
    order.counts.push(0)
  }
  let at = blockOf(state, order, number, slot)
  if (order.counts[at] === BLOCK) {
    cut(state, order, at)
    const second = state.heap.u32[(order.blocks[at + 1] ?? 0) >>> 2] ?? 0
    if (compareSlots(state, number, slot, second) >= 0) at++
  }
  const first = (order.blocks[at] ?? 0) >>> 2
  const count = order.counts[at] ?? 0
  const place = placeIn(state, number, first, count, slot)
  state.heap.u32.copyWithin(place + 1, place, first + count)
  state.heap.u32[place] = slot
  order.counts[at] = count + 1
}

/** Takes a slot out; its key and id must still be those it was put in with. */
export function removeFromOrder(state: State, number: number, slot: number): void {
  const order = state.orders[number]
  if (!order?.built) return
  const at = blockOf(state, order, number, slot)
  const first = (order.blocks[at] ?? 0) >>> 2
  const count = order.counts[at] ?? 0
  const place = placeIn(state, number, first, count, slot)
  state.heap.u32.copyWithin(place, place + 1, first + count)
  order.counts[at] = count - 1
  if (count > 1) return
  release(state.heap, order.blocks[at] ?? 0, BLOCK * 4)
  order.blocks.splice(at, 1)
  order.counts.splice(at, 1)
}

/** Under 0 when the first stands before the second; ids differ, so never 0 for two slots. */
export function compareSlots(state: State, number: number, a: number, b: number): number {
  const { heap, schema } = state
  const column = number - 1
  let by = 0
  if (column >= schema.columns.length) {
    const texts = (state.textsAt[column - schema.columns.length] ?? 0) >>> 2
    by = compareBytes(textAt(state, heap.u32[texts + a] ?? 0), textAt(state, heap.u32[texts + b] ?? 0))
  } else if (column >= 0) {
    const at = state.columnsAt[column] ?? 0
    by =
      schema.columns[column]?.type === 'u32'
        ? (heap.u32[(at >>> 2) + a] ?? 0) - (heap.u32[(at >>> 2) + b] ?? 0)
        : (heap.f64[at / 8 + a] ?? 0) - (heap.f64[at / 8 + b] ?? 0)
  }
  const ids = state.idsAt >>> 2
  return by || (heap.u32[ids + a] ?? 0) - (heap.u32[ids + b] ?? 0)
}

/** The slots set in `bits`, `total` of them, from place `from` to place `to` of the ascending order. */
export function slice(
  state: State,
  number: number,
  bits: number,
  total: number,
  from: number,
  to: number,
): number[] {
  const end = Math.min(to, total)
  if (from >= end) return []
  const order = builtOrder(state, number)
  return from <= total - end
    ? fromFront(state, order, bits, from, end - from)
    : fromBack(state, order, bits, total - end, end - from)
}

function fromFront(state: State, order: Order, bits: number, skip: number, limit: number): number[] {
  const found: number[] = []
  let left = skip
  for (let at = 0; at < order.blocks.length && found.length < limit; at++) {
    const block = order.blocks[at] ?? 0
    const count = order.counts[at] ?? 0
    const hits = left > 0 ? state.kernels.countList(bits, block, count) : 0
    if (left > 0 && hits <= left) {
      left -= hits
      continue
    }
    for (let i = 0; i < count && found.length < limit; i++) {
      const slot = state.heap.u32[(block >>> 2) + i] ?? 0
      if (bit(state, bits, slot) && left-- <= 0) found.push(slot)
    }
  }
  return found
}

function fromBack(state: State, order: Order, bits: number, skip: number, limit: number): number[] {
  const found: number[] = []
  let left = skip
  for (let at = order.blocks.length - 1; at >= 0 && found.length < limit; at--) {
    const block = order.blocks[at] ?? 0
    const count = order.counts[at] ?? 0
    const hits = left > 0 ? state.kernels.countList(bits, block, count) : 0
    if (left > 0 && hits <= left) {
      left -= hits
      continue
    }
    for (let i = count - 1; i >= 0 && found.length < limit; i--) {
      const slot = state.heap.u32[(block >>> 2) + i] ?? 0
      if (bit(state, bits, slot) && left-- <= 0) found.push(slot)
    }
  }
  return found.reverse()
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const by = (a[i] ?? 0) - (b[i] ?? 0)
    if (by) return by
  }
  return a.length - b.length
}

/** The last block that does not begin after the slot. */
function blockOf(state: State, order: Order, number: number, slot: number): number {
  let low = 0
  let high = order.blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const first = state.heap.u32[(order.blocks[middle] ?? 0) >>> 2] ?? 0
    if (first === slot || compareSlots(state, number, first, slot) < 0) low = middle
    else high = middle - 1
  }
  return low
}

function placeIn(state: State, number: number, first: number, count: number, slot: number): number {
  let low = first
  let high = first + count
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = state.heap.u32[middle] ?? 0
    if (one !== slot && compareSlots(state, number, one, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function cut(state: State, order: Order, at: number): void {
  const block = order.blocks[at] ?? 0
  const second = allocate(state.heap, BLOCK * 4)
  const half = BLOCK / 2
  state.heap.u32.copyWithin(second >>> 2, (block >>> 2) + half, (block >>> 2) + BLOCK)
  order.blocks.splice(at + 1, 0, second)
  order.counts.splice(at, 1, half, half)
}
