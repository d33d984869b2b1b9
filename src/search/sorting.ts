import { numbersOf } from './columns.ts'
import { allocate, release } from './heap.ts'
import { bitmapBytes, giveBack, type State, takeBitmap } from './state.ts'

/**
 * All slots in use, ascending by the key of a sort (numbered as in `state.orders`), then by id. A radix sort over ids,
 * then over the key as one or two u32; of a text the first 8 bytes, and a comparison where those are equal.
 */
export function sortedSlots(
  state: State,
  number: number,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const { heap, schema } = state
  let slots = slotsInUse(state)
  const ids = heap.u32.subarray(state.idsAt >>> 2, (state.idsAt >>> 2) + state.slots)
  slots = sortBy(slots, ids)
  const column = number - 1
  if (column < 0) return slots
  if (schema.columns[column]?.type === 'u32') return sortBy(slots, numbersOf(state, column))
  const high = new Uint32Array(state.slots)
  const low = new Uint32Array(state.slots)
  const at = state.columnsAt[column]
  if (at !== undefined) {
    splitNumbers(heap.f64.subarray(at / 8, at / 8 + state.slots), high, low)
    return sortBy(sortBy(slots, low), high)
  }
  sortLettered(
    { high, low, read: lettersOf(state, column - schema.columns.length, high, low), compare },
    slots,
  )
  return slots
}

/** Ascending. */
export function slotsInUse(state: State): Uint32Array<ArrayBuffer> {
  const used = takeBitmap(state)
  const bytes = bitmapBytes(state)
  for (const bits of state.classBitsAt) if (bits) state.kernels.or(used, bits, bytes)
  const list = allocate(state.heap, Math.max(4, state.slots * 4))
  const count = state.kernels.extract(used, bytes, list)
  const slots = state.heap.u32.slice(list >>> 2, (list >>> 2) + count)
  release(state.heap, list, Math.max(4, state.slots * 4))
  giveBack(state, used)
  return slots
}

/**
 * A stable sort by `keys[slot]`, 11 bits at a time; digits that are all alike cost one pass of counting. By index, not
 * by `for … of`, which takes several times as long over a typed array.
 */
export function sortBy(slots: Uint32Array<ArrayBuffer>, keys: Uint32Array): Uint32Array<ArrayBuffer> {
  let from = slots
  let to = new Uint32Array(slots.length)
  if (isSorted(slots, keys)) return slots
  const starts = new Uint32Array(2049)
  for (const shift of [0, 11, 22]) {
    starts.fill(0)
    for (let i = 0; i < from.length; i++) {
      const digit = (((keys[from[i] ?? 0] ?? 0) >>> shift) & 2047) + 1
      starts[digit] = (starts[digit] ?? 0) + 1
    }
    if (starts.includes(from.length)) continue
    for (let i = 1; i < 2049; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
    for (let i = 0; i < from.length; i++) {
      const slot = from[i] ?? 0
      const digit = ((keys[slot] ?? 0) >>> shift) & 2047
      const place = starts[digit] ?? 0
      to[place] = slot
      starts[digit] = place + 1
    }
    ;[from, to] = [to, from]
  }
  return from
}

function isSorted(slots: Uint32Array, keys: Uint32Array): boolean {
  for (let i = 1; i < slots.length; i++)
    if ((keys[slots[i - 1] ?? 0] ?? 0) > (keys[slots[i] ?? 0] ?? 0)) return false
  return true
}

/** Doubles as two u32 that sort alike: the sign turned, and all else of negative ones. */
function splitNumbers(values: Float64Array, high: Uint32Array, low: Uint32Array): void {
  const one = new Float64Array(1)
  const words = new Uint32Array(one.buffer)
  for (let i = 0; i < values.length; i++) {
    one[0] = (values[i] ?? 0) + 0
    const top = words[1] ?? 0
    const negative = top >>> 31
    high[i] = negative ? ~top : top ^ 0x80000000
    low[i] = negative ? ~(words[0] ?? 0) : (words[0] ?? 0)
  }
}

/** Reads eight bytes of a slot's text as two u32. */
function lettersOf(state: State, text: number, high: Uint32Array, low: Uint32Array) {
  const { u8, u16, u32 } = state.heap
  const texts = (state.textsAt[text] ?? 0) >>> 2
  return (slot: number, skip: number): void => {
    const at = u32[texts + slot] ?? 0
    const end = at ? at + 2 + (u16[at >>> 1] ?? 0) : 0
    let first = at + 2 + skip
    let key = 0
    for (let i = 0; i < 4; i++, first++) key = key * 256 + (first < end ? (u8[first] ?? 0) : 0)
    high[slot] = key
    key = 0
    for (let i = 0; i < 4; i++, first++) key = key * 256 + (first < end ? (u8[first] ?? 0) : 0)
    low[slot] = key
  }
}

/** What is sorted by letters, eight at a time, each by its number in the tables. */
export interface Lettered {
  readonly high: Uint32Array
  readonly low: Uint32Array
  /** Sets both to the eight letters after so many: none are 0. */
  readonly read: (one: number, skip: number) => void
  readonly compare: (a: number, b: number) => number
}

const LETTERS = 8
/** Fewer that begin alike are compared one with the other. */
const FEW = 48

/** What is alike to the end stays in the order it was in. */
function sortLettered(lettered: Lettered, part: Uint32Array<ArrayBuffer>): void {
  sortByLetters(lettered, part, 0)
  for (const [from, to] of runs(lettered, part)) sortFurther(lettered, part.subarray(from, to), LETTERS)
}

export function sortByLetters(
  { high, low, read }: Lettered,
  part: Uint32Array<ArrayBuffer>,
  skip: number,
): void {
  for (let i = 0; i < part.length; i++) read(part[i] ?? 0, skip)
  const sorted = sortBy(sortBy(part, low), high)
  if (sorted !== part) part.set(sorted)
}

/** From where to where more than one are alike. */
export function runs({ high, low }: Lettered, part: Uint32Array): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let start = 0
  for (let i = 1; i <= part.length; i++) {
    const [first, here] = [part[start] ?? 0, part[i] ?? 0]
    if (i < part.length && high[first] === high[here] && low[first] === low[here]) continue
    if (i - start > 1) found.push([start, i])
    start = i
  }
  return found
}

/** Those of `part` are alike in so many letters. */
export function sortFurther(lettered: Lettered, part: Uint32Array<ArrayBuffer>, alike: number): void {
  const { low, compare } = lettered
  if (part.length < FEW) sortFew(part, compare)
  // The last letter is none, so they are alike to the end; a text that holds a 0 itself is compared.
  else if (((low[part[0] ?? 0] ?? 0) & 0xff) === 0) {
    if (!isOrdered(part, compare)) part.sort(compare)
  } else {
    sortByLetters(lettered, part, alike)
    for (const [from, to] of runs(lettered, part))
      sortFurther(lettered, part.subarray(from, to), alike + LETTERS)
  }
}

function isOrdered(part: Uint32Array, compare: Lettered['compare']): boolean {
  for (let i = 1; i < part.length; i++) if (compare(part[i - 1] ?? 0, part[i] ?? 0) > 0) return false
  return true
}

/** By putting one after the other in its place: most runs are of two or three. */
function sortFew(part: Uint32Array, compare: Lettered['compare']): void {
  for (let i = 1; i < part.length; i++) {
    const one = part[i] ?? 0
    let place = i
    for (; place > 0 && compare(part[place - 1] ?? 0, one) > 0; place--) part[place] = part[place - 1] ?? 0
    part[place] = one
  }
}
