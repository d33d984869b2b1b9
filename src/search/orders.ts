import { columnOf } from './columns.ts'
import { allocate, type Heap, release } from './heap.ts'
import { slotsInUse, sortedSlots } from './sorting.ts'
import { bit, type State } from './state.ts'
import { compareTexts } from './terms.ts'

/**
 * All entries in the order of one column: blocks of up to 512 slots of three bytes in the heap, ascending by key, then
 * by id. Finding a place is a binary search over blocks, then in one; a full block is cut in two. Not built until first
 * asked for, so that filling an index costs nothing here. Where the order is that of the slots (by id, or by day of
 * posting, as long as nothing comes late) there are no blocks: the bits of what is found are walked as they lie.
 */
export interface Order {
  form: 'none' | 'blocks' | 'slots'
  readonly blocks: number[]
  readonly counts: number[]
}

const BLOCK = 512
/** Bytes of a block. */
export const ORDER_BYTES = BLOCK * 3
/** A new order leaves a little room in each block. */
const FILL = 480
/** Bytes of the bits of so many slots. */
const BLOCK_BITS = BLOCK >>> 3

export const openOrder = (): Order => ({ form: 'none', blocks: [], counts: [] })

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
  if (order.form !== 'none') return order
  const slots = sortedSlots(state, number, (a, b) => compareSlots(state, number, a, b))
  if (isAscending(slots)) order.form = 'slots'
  else writeBlocks(state, order, slots)
  return order
}

function isAscending(slots: Uint32Array): boolean {
  for (let i = 1; i < slots.length; i++) if ((slots[i - 1] ?? 0) > (slots[i] ?? 0)) return false
  return true
}

function writeBlocks(state: State, order: Order, slots: Uint32Array): void {
  order.form = 'blocks'
  for (let from = 0; from < slots.length; from += FILL) {
    const part = slots.subarray(from, from + FILL)
    const block = allocate(state.heap, ORDER_BYTES)
    for (let i = 0; i < part.length; i++) putSlot(state.heap, block, i, part[i] ?? 0)
    order.blocks.push(block)
    order.counts.push(part.length)
  }
}

/** Puts a slot into its place; its key and id must be set. */
export function addToOrder(state: State, number: number, slot: number): void {
  const order = state.orders[number]
  if (!order || order.form === 'none') return
  if (order.form === 'slots') {
    if (slot === state.slots - 1 && (slot === 0 || isAfterLast(state, number, slot))) return
    writeBlocks(state, order, allBut(slotsInUse(state), slot))
  }
  if (order.blocks.length === 0) {
    order.blocks.push(allocate(state.heap, ORDER_BYTES))
    order.counts.push(0)
  }
  let at = blockOf(state, order, number, slot)
  if (order.counts[at] === BLOCK) {
    cut(state, order, at)
    if (compareSlots(state, number, slot, slotIn(state.heap, order.blocks[at + 1] ?? 0, 0)) >= 0) at++
  }
  const block = order.blocks[at] ?? 0
  const count = order.counts[at] ?? 0
  const place = placeIn(state, number, block, count, slot)
  state.heap.u8.copyWithin(block + place * 3 + 3, block + place * 3, block + count * 3)
  putSlot(state.heap, block, place, slot)
  order.counts[at] = count + 1
}

/** Without a function for each: one work dated back makes this of a million slots while a writer waits. */
function allBut(slots: Uint32Array, slot: number): Uint32Array {
  const at = slots.indexOf(slot)
  return at < 0 ? slots : slots.copyWithin(at, at + 1).subarray(0, -1)
}

/** Of a removed entry the key is not known any more. */
const isAfterLast = (state: State, number: number, slot: number): boolean =>
  state.heap.u32[(state.rowsAt >>> 2) + slot - 1] !== 0 && compareSlots(state, number, slot - 1, slot) < 0

/** Takes a slot out; its key and id must still be those it was put in with. */
export function removeFromOrder(state: State, number: number, slot: number): void {
  const order = state.orders[number]
  if (order?.form !== 'blocks') return
  const at = blockOf(state, order, number, slot)
  const block = order.blocks[at] ?? 0
  const count = order.counts[at] ?? 0
  const place = placeIn(state, number, block, count, slot)
  state.heap.u8.copyWithin(block + place * 3, block + place * 3 + 3, block + count * 3)
  order.counts[at] = count - 1
  if (count > 1) return
  release(state.heap, block, ORDER_BYTES)
  order.blocks.splice(at, 1)
  order.counts.splice(at, 1)
}

/** Under 0 when the first stands before the second; ids differ, so never 0 for two slots. */
function compareSlots(state: State, number: number, a: number, b: number): number {
  const { heap, schema } = state
  const column = number - 1
  let by = 0
  if (column >= schema.columns.length) {
    const texts = (state.textsAt[column - schema.columns.length] ?? 0) >>> 2
    by = compareTexts(state, heap.u32[texts + a] ?? 0, heap.u32[texts + b] ?? 0)
  } else if (column >= 0) by = columnOf(state, column, a) - columnOf(state, column, b)
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
  const front = from <= total - end
  const found: number[] = []
  let left = front ? from : total - end
  const blocks = order.form === 'slots' ? Math.ceil(state.slots / BLOCK) : order.blocks.length
  // Where most blocks hold no result, counting them first is quicker than a look at each slot.
  const few = total < blocks * 4
  for (let i = 0; i < blocks && found.length < end - from; i++) {
    const at = front ? i : blocks - 1 - i
    const hits = few || left > 0 ? hitsIn(state, order, bits, at) : 1
    if (hits <= left) left -= hits
    else left = take(state, order, bits, at, front, left, end - from, found)
  }
  return front ? found : found.reverse()
}

function hitsIn({ kernels }: State, order: Order, bits: number, at: number): number {
  if (order.form === 'slots') return kernels.count(bits + at * BLOCK_BITS, BLOCK_BITS)
  return kernels.countSlots(bits, order.blocks[at] ?? 0, order.counts[at] ?? 0)
}

/** Adds what is set in a block, from one end, but for the first `left` of it; gives how many are still to be left out. */
function take(
  state: State,
  order: Order,
  bits: number,
  at: number,
  front: boolean,
  left: number,
  limit: number,
  found: number[],
): number {
  const asSlots = order.form === 'slots'
  const count = asSlots ? BLOCK : (order.counts[at] ?? 0)
  const block = order.blocks[at] ?? 0
  let rest = left
  for (let i = 0; i < count && found.length < limit; i++) {
    const place = front ? i : count - 1 - i
    const slot = asSlots ? at * BLOCK + place : slotIn(state.heap, block, place)
    if (bit(state, bits, slot) && rest-- <= 0) found.push(slot)
  }
  return Math.max(0, rest)
}

const slotIn = ({ u8 }: Heap, block: number, place: number): number => {
  const at = block + place * 3
  return (u8[at] ?? 0) | ((u8[at + 1] ?? 0) << 8) | ((u8[at + 2] ?? 0) << 16)
}

function putSlot({ u8 }: Heap, block: number, place: number, slot: number): void {
  const at = block + place * 3
  u8[at] = slot & 0xff
  u8[at + 1] = (slot >>> 8) & 0xff
  u8[at + 2] = slot >>> 16
}

/** The last block that does not begin after the slot. */
function blockOf(state: State, order: Order, number: number, slot: number): number {
  let low = 0
  let high = order.blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const first = slotIn(state.heap, order.blocks[middle] ?? 0, 0)
    if (first === slot || compareSlots(state, number, first, slot) < 0) low = middle
    else high = middle - 1
  }
  return low
}

function placeIn(state: State, number: number, block: number, count: number, slot: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = slotIn(state.heap, block, middle)
    if (one !== slot && compareSlots(state, number, one, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function cut(state: State, order: Order, at: number): void {
  const block = order.blocks[at] ?? 0
  const second = allocate(state.heap, ORDER_BYTES)
  state.heap.u8.copyWithin(second, block + ORDER_BYTES / 2, block + ORDER_BYTES)
  order.blocks.splice(at + 1, 0, second)
  order.counts.splice(at, 1, BLOCK / 2, BLOCK / 2)
}
