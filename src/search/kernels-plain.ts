import type { Heap } from './heap.ts'
import type { Kernels } from './kernels.ts'
import { eachTerm, readRow } from './rows.ts'
import { slotsIn } from './slot-lists.ts'

/** The kernels in plain JavaScript: the measure of the others, and what runs where WebAssembly has no SIMD. */
export function plainKernels(heap: Heap): Kernels {
  const has = (bits: number, slot: number): number =>
    ((heap.u32[(bits >>> 2) + (slot >>> 5)] ?? 0) >>> (slot & 31)) & 1
  return {
    and: (into, bits, bytes) => merge(heap, into, bits, bytes, (a, b) => a & b),
    or: (into, bits, bytes) => merge(heap, into, bits, bytes, (a, b) => a | b),
    andNot: (into, bits, bytes) => merge(heap, into, bits, bytes, (a, b) => a & ~b),
    count: (bits, bytes) => countBoth(heap, bits, bits, bytes),
    andCount: (a, b, bytes) => countBoth(heap, a, b, bytes),
    setList(into, list, count) {
      for (const slot of slotsIn(heap, list, count, true)) turn(heap, into, slot, true)
    },
    clearList(into, list, count) {
      for (const slot of slotsIn(heap, list, count, true)) turn(heap, into, slot, false)
    },
    countList(bits, list, count) {
      let found = 0
      for (let i = list >>> 2; i < (list >>> 2) + count; i++) found += has(bits, heap.u32[i] ?? 0)
      return found
    },
    setGaps(into, list, count) {
      for (const slot of slotsIn(heap, list, count, false)) turn(heap, into, slot, true)
    },
    clearGaps(into, list, count) {
      for (const slot of slotsIn(heap, list, count, false)) turn(heap, into, slot, false)
    },
    countGaps: (bits, list, count) =>
      slotsIn(heap, list, count, false).reduce((found, slot) => found + has(bits, slot), 0),
    countSlots(bits, list, count) {
      const { u8 } = heap
      let found = 0
      for (let at = list; at < list + count * 3; at += 3)
        found += has(bits, (u8[at] ?? 0) | ((u8[at + 1] ?? 0) << 8) | ((u8[at + 2] ?? 0) << 16))
      return found
    },
    range: (bits, column, bytes, low, high) =>
      keepWithin(heap, bits, bytes, low, high, (slot) => heap.u32[(column >>> 2) + slot] ?? 0),
    range16: (bits, column, bytes, low, high) =>
      keepWithin(heap, bits, bytes, low, high, (slot) => heap.u16[(column >>> 1) + slot] ?? 0),
    range8: (bits, column, bytes, low, high) =>
      keepWithin(heap, bits, bytes, low, high, (slot) => heap.u8[column + slot] ?? 0),
    extract(bits, bytes, list) {
      let count = 0
      eachBit(heap, bits, bytes, (slot) => {
        heap.u32[(list >>> 2) + count++] = slot
      })
      return count
    },
    tally(bits, bytes, rows, canons, counts, touched, already, part) {
      const { u32 } = heap
      let found = already
      const add = (term: number): void => {
        if (term >= canons) return
        const counter = (counts >>> 2) + term
        const before = u32[counter] ?? 0
        if (before === 0) u32[(touched >>> 2) + found++] = term
        u32[counter] = before + 1
      }
      eachBit(heap, bits, bytes, (slot) => {
        const row = u32[(rows >>> 2) + slot] ?? 0
        eachTerm(heap, row, 0, add)
        if (part) eachTerm(heap, row, 1, add)
      })
      return found
    },
    sift(touched, length, counts, least) {
      const { u32 } = heap
      const first = touched >>> 2
      let front = first
      for (let at = first; at < first + length; at++) {
        const term = u32[at] ?? 0
        if ((u32[(counts >>> 2) + term] ?? 0) < least) continue
        u32[at] = u32[front] ?? 0
        u32[front++] = term
      }
      return front - first
    },
    clear(touched, length, counts) {
      for (const term of heap.u32.subarray(touched >>> 2, (touched >>> 2) + length))
        heap.u32[(counts >>> 2) + term] = 0
    },
    doubles(bits, bytes, rows, canons, canon, counts, touched, stamps, first) {
      const { u32 } = heap
      let found = 0
      let stamp = first
      const look = (term: number): void => {
        const root = term < canons ? (u32[(canon >>> 2) + term] ?? 0) : 0
        if (root === 0) return
        const counter = (counts >>> 2) + root
        if (u32[(stamps >>> 2) + root] === stamp) {
          const before = u32[counter] ?? 0
          if (before === 0) u32[(touched >>> 2) + found++] = root
          u32[counter] = before + 1
        } else u32[(stamps >>> 2) + root] = stamp
      }
      eachBit(heap, bits, bytes, (slot) => {
        const row = u32[(rows >>> 2) + slot] ?? 0
        eachTerm(heap, row, 0, look)
        eachTerm(heap, row, 1, look)
        stamp++
      })
      return found
    },
    keepDoubles(bits, bytes, rows, canons, canon, stamps, first) {
      const { u32 } = heap
      let kept = 0
      let stamp = first
      eachBit(heap, bits, bytes, (slot) => {
        const { wide, narrow } = readRow(heap, u32[(rows >>> 2) + slot] ?? 0)
        const twice = [...wide, ...narrow].some((term) => {
          const root = term < canons ? (u32[(canon >>> 2) + term] ?? 0) : 0
          if (root === 0) return false
          if (u32[(stamps >>> 2) + root] === stamp) return true
          u32[(stamps >>> 2) + root] = stamp
          return false
        })
        stamp++
        if (twice) kept++
        else turn(heap, bits, slot, false)
      })
      return kept
    },
    measure(rows, from, to, sizes, lasts) {
      eachTermOf(heap, rows, from, to, (term, slot) => {
        const { u32 } = heap
        const size = u32[(sizes >>> 2) + term] ?? 0
        const far = size !== 0 && slot - (u32[(lasts >>> 2) + term] ?? 0) > 0xffff
        u32[(sizes >>> 2) + term] = far ? (size + 1) | 0x80000000 : size + 1
        u32[(lasts >>> 2) + term] = slot
      })
    },
    spread(rows, from, to, forms, places, lasts) {
      eachTermOf(heap, rows, from, to, (term, slot) => {
        const { u16, u32 } = heap
        const form = u32[(forms >>> 2) + term]
        const place = u32[(places >>> 2) + term] ?? 0
        const last = u32[(lasts >>> 2) + term] ?? 0
        if (form === 0) u32[(places >>> 2) + term] = slot
        if (form === 1) turn(heap, place, slot, true)
        if (form === 0 || form === 1) return
        const near = form === 3 && last !== 0xffffffff
        if (near) u16[place >>> 1] = slot - last
        else u32[place >>> 2] = slot
        u32[(places >>> 2) + term] = place + (near ? 2 : 4)
        u32[(lasts >>> 2) + term] = slot
      })
    },
    settle(touched, length, canon, own, counts) {
      const { u32 } = heap
      const first = touched >>> 2
      let end = first + length
      for (let at = first; at < end; ) {
        const term = u32[at] ?? 0
        if (has(own, term)) {
          at++
          continue
        }
        const root = u32[(canon >>> 2) + term] ?? 0
        const count = u32[(counts >>> 2) + term] ?? 0
        u32[(counts >>> 2) + term] = 0
        const before = root ? (u32[(counts >>> 2) + root] ?? 0) : 1
        if (root) u32[(counts >>> 2) + root] = before + count
        if (before === 0) u32[at++] = root
        else u32[at] = u32[--end] ?? 0
      }
      return end - first
    },
  }
}

function eachTermOf(
  heap: Heap,
  rows: number,
  from: number,
  to: number,
  on: (term: number, slot: number) => void,
): void {
  for (let slot = from; slot < to; slot++)
    for (const part of [0, 1] as const)
      eachTerm(heap, heap.u32[(rows >>> 2) + slot] ?? 0, part, (term) => on(term, slot))
}

function turn({ u32 }: Heap, bits: number, slot: number, on: boolean): void {
  const word = (bits >>> 2) + (slot >>> 5)
  const mask = 1 << (slot & 31)
  u32[word] = on ? (u32[word] ?? 0) | mask : (u32[word] ?? 0) & ~mask
}

function keepWithin(
  heap: Heap,
  bits: number,
  bytes: number,
  low: number,
  high: number,
  valueIn: (slot: number) => number,
): void {
  eachBit(heap, bits, bytes, (slot) => {
    const value = valueIn(slot)
    if (value < low || value > high) turn(heap, bits, slot, false)
  })
}

function merge(heap: Heap, into: number, bits: number, bytes: number, of: (a: number, b: number) => number) {
  const { u32 } = heap
  for (let i = 0; i < bytes >>> 2; i++)
    u32[(into >>> 2) + i] = of(u32[(into >>> 2) + i] ?? 0, u32[(bits >>> 2) + i] ?? 0)
}

function countBoth({ u32 }: Heap, a: number, b: number, bytes: number): number {
  let found = 0
  for (let i = 0; i < bytes >>> 2; i++) {
    let word = (u32[(a >>> 2) + i] ?? 0) & (u32[(b >>> 2) + i] ?? 0)
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    found += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return found
}

/** Calls with every set bit, ascending. */
export function eachBit({ u32 }: Heap, bits: number, bytes: number, on: (slot: number) => void): void {
  for (let i = 0; i < bytes >>> 2; i++) {
    let word = u32[(bits >>> 2) + i] ?? 0
    while (word !== 0) {
      on((i << 5) + 31 - Math.clz32(word & -word))
      word &= word - 1
    }
  }
}
