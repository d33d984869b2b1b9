import { allocate, type Heap, release } from './heap.ts'
import { LOW_TERMS } from './state.ts'

/**
 * An entry's terms, as it was written: two u16, how many codes the wide part has and how many bytes the narrow part,
 * then both. A wide term under 0xe000 is its own u16; a greater one is `0xe000 | term >> 16` and the low half. Terms
 * are numbered as they become known, so most are one code when the most used were told first. A narrow term under 224
 * is its own byte; a greater one (a creator) is `224 | term >> 24` and three bytes, the lowest first.
 */
const LONG_CODE = 0xe000
/** Wide and narrow parts are each at most so many codes or bytes; beyond about 30,000 tags an entry is refused. */
export const MOST_CODES = 65535

export function writeRow(heap: Heap, wide: readonly number[], narrow: readonly number[]): number {
  const length = codes(wide)
  const bytes = bytesOf(narrow)
  const row = allocate(heap, 4 + length * 2 + bytes)
  const { u16, u8 } = heap
  let at = row >>> 1
  u16[at++] = length
  u16[at++] = bytes
  // Ascending, so that a loop over them goes from short to long codes once.
  for (const term of ascending(wide)) {
    if (term >= LONG_CODE) u16[at++] = LONG_CODE | (term >>> 16)
    u16[at++] = term & 0xffff
  }
  let byte = at << 1
  for (const term of ascending(narrow)) {
    if (term < LOW_TERMS) u8[byte++] = term
    else {
      u8[byte++] = LOW_TERMS | (term >>> 24)
      u8[byte++] = term & 0xff
      u8[byte++] = (term >>> 8) & 0xff
      u8[byte++] = (term >>> 16) & 0xff
    }
  }
  return row
}

function ascending(terms: readonly number[]): readonly number[] {
  for (let i = 1; i < terms.length; i++)
    if ((terms[i - 1] ?? 0) > (terms[i] ?? 0)) return terms.toSorted((a, b) => a - b)
  return terms
}

export const rowBytes = ({ u16 }: Heap, row: number): number =>
  4 + (u16[row >>> 1] ?? 0) * 2 + (u16[(row >>> 1) + 1] ?? 0)

export const releaseRow = (heap: Heap, row: number): void => release(heap, row, rowBytes(heap, row))

export function readRow(heap: Heap, row: number): { readonly wide: number[]; readonly narrow: number[] } {
  const wide: number[] = []
  const narrow: number[] = []
  eachTerm(heap, row, 0, (term) => void wide.push(term))
  eachTerm(heap, row, 1, (term) => void narrow.push(term))
  return { wide, narrow }
}

/** Calls with each term of one part: 0 the wide one, 1 the narrow one. */
export function eachTerm({ u16, u8 }: Heap, row: number, part: 0 | 1, on: (term: number) => void): void {
  const wideEnd = (row >>> 1) + 2 + (u16[row >>> 1] ?? 0)
  if (part === 0) {
    for (let at = (row >>> 1) + 2; at < wideEnd; ) {
      const code = u16[at++] ?? 0
      on(code >= LONG_CODE ? ((code - LONG_CODE) << 16) | (u16[at++] ?? 0) : code)
    }
    return
  }
  const end = wideEnd * 2 + (u16[(row >>> 1) + 1] ?? 0)
  for (let at = wideEnd * 2; at < end; ) {
    const code = u8[at++] ?? 0
    if (code < LOW_TERMS) on(code)
    else {
      on(((code - LOW_TERMS) << 24) | ((u8[at + 2] ?? 0) << 16) | ((u8[at + 1] ?? 0) << 8) | (u8[at] ?? 0))
      at += 3
    }
  }
}

export function codes(terms: readonly number[]): number {
  let length = terms.length
  for (const term of terms) if (term >= LONG_CODE) length++
  return length
}

export function bytesOf(narrow: readonly number[]): number {
  let length = narrow.length
  for (const term of narrow) if (term >= LOW_TERMS) length += 3
  return length
}
