import type { Heap } from './heap.ts'
import type { Kernels } from './kernels.ts'
import { LONG_CODE, readRow } from './rows.ts'

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
      const { u32 } = heap
      for (let i = list >>> 2; i < (list >>> 2) + count; i++) {
        const slot = u32[i] ?? 0
        const word = (into >>> 2) + (slot >>> 5)
        u32[word] = (u32[word] ?? 0) | (1 << (slot & 31))
      }
    },
    clearList(into, list, count) {
      const { u32 } = heap
      for (let i = list >>> 2; i < (list >>> 2) + count; i++) {
        const slot = u32[i] ?? 0
        const word = (into >>> 2) + (slot >>> 5)
        u32[word] = (u32[word] ?? 0) & ~(1 << (slot & 31))
      }
    },
    keepList(into, bits, list, count) {
      const { u32 } = heap
      for (let i = list >>> 2; i < (list >>> 2) + count; i++) {
        const slot = u32[i] ?? 0
        const word = (into >>> 2) + (slot >>> 5)
        u32[word] = (u32[word] ?? 0) | (has(bits, slot) << (slot & 31))
      }
    },
    countList(bits, list, count) {
      let found = 0
      for (let i = list >>> 2; i < (list >>> 2) + count; i++) found += has(bits, heap.u32[i] ?? 0)
      return found
    },
    range(bits, column, bytes, low, high) {
      eachBit(heap, bits, bytes, (slot) => {
        const value = heap.u32[(column >>> 2) + slot] ?? 0
        if (value >= low && value <= high) return
        const word = (bits >>> 2) + (slot >>> 5)
        heap.u32[word] = (heap.u32[word] ?? 0) & ~(1 << (slot & 31))
      })
    },
    extract(bits, bytes, list) {
      let count = 0
      eachBit(heap, bits, bytes, (slot) => {
        heap.u32[(list >>> 2) + count++] = slot
      })
      return count
    },
    tally(bits, bytes, rows, canons, counts, touched, already, part) {
      const { u16, u32 } = heap
      let found = already
      eachBit(heap, bits, bytes, (slot) => {
        let at = (u32[(rows >>> 2) + slot] ?? 0) >>> 1
        const end = at + 2 + (u16[at] ?? 0) + (part ? (u16[at + 1] ?? 0) : 0)
        at += 2
        while (at < end) {
          let term = u16[at++] ?? 0
          if (term >= LONG_CODE) term = ((term - LONG_CODE) << 16) | (u16[at++] ?? 0)
          if (term >= canons) continue
          const counter = (counts >>> 2) + term
          const before = u32[counter] ?? 0
          if (before === 0) u32[(touched >>> 2) + found++] = term
          u32[counter] = before + 1
        }
      })
      return found
    },
    doubles(bits, bytes, rows, canons, canon, counts, touched, stamps, first) {
      const { u16, u32 } = heap
      let found = 0
      let stamp = first
      eachBit(heap, bits, bytes, (slot) => {
        let at = (u32[(rows >>> 2) + slot] ?? 0) >>> 1
        const end = at + 2 + (u16[at] ?? 0) + (u16[at + 1] ?? 0)
        at += 2
        while (at < end) {
          let term = u16[at++] ?? 0
          if (term >= LONG_CODE) term = ((term - LONG_CODE) << 16) | (u16[at++] ?? 0)
          const root = term < canons ? (u32[(canon >>> 2) + term] ?? 0) : 0
          if (root === 0) continue
          const counter = (counts >>> 2) + root
          if (u32[(stamps >>> 2) + root] === stamp) {
            const before = u32[counter] ?? 0
            if (before === 0) u32[(touched >>> 2) + found++] = root
            u32[counter] = before + 1
          } else u32[(stamps >>> 2) + root] = stamp
        }
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
        else u32[(bits >>> 2) + (slot >>> 5)] = (u32[(bits >>> 2) + (slot >>> 5)] ?? 0) & ~(1 << (slot & 31))
      })
      return kept
    },
    settle(touched, length, canon, counts) {
      const { u32 } = heap
      const first = touched >>> 2
      let end = first + length
      for (let at = first; at < end; ) {
        const term = u32[at] ?? 0
        const root = u32[(canon >>> 2) + term] ?? 0
        if (root === term) {
          at++
          continue
        }
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
