import { allocate, type Heap, release } from './heap.ts'

/**
 * An entry's terms, as it was written: in u16, the length of the wide part, the length of the narrow part, and the
 * codes of both. A term under 0xe000 is its own code; a greater one is `0xe000 | term >> 16` and the low half. Terms
 * are numbered as they become known, so most are one code when the most used were told first.
 */
export const LONG_CODE = 0xe000
/** Wide and narrow parts are each at most so many codes; beyond about 30,000 tags an entry is refused. */
export const MOST_CODES = 65535

export function writeRow(heap: Heap, wide: readonly number[], narrow: readonly number[]): number {
  const lengths = [codes(wide), codes(narrow)] as const
  const row = allocate(heap, (2 + lengths[0] + lengths[1]) * 2)
  const { u16 } = heap
  let at = row >>> 1
  u16[at++] = lengths[0]
  u16[at++] = lengths[1]
  // Ascending, so that a loop over them goes from short to long codes once.
  for (const terms of [wide, narrow])
    for (const term of isAscending(terms) ? terms : terms.toSorted((a, b) => a - b)) {
      if (term >= LONG_CODE) u16[at++] = LONG_CODE | (term >>> 16)
      u16[at++] = term & 0xffff
    }
  return row
}

function isAscending(terms: readonly number[]): boolean {
  for (let i = 1; i < terms.length; i++) if ((terms[i - 1] ?? 0) > (terms[i] ?? 0)) return false
  return true
}

export function releaseRow(heap: Heap, row: number): void {
  release(heap, row, (2 + (heap.u16[row >>> 1] ?? 0) + (heap.u16[(row >>> 1) + 1] ?? 0)) * 2)
}

export function readRow(heap: Heap, row: number): { readonly wide: number[]; readonly narrow: number[] } {
  const at = row >>> 1
  const wide = at + 2 + (heap.u16[at] ?? 0)
  return {
    wide: decode(heap, at + 2, wide),
    narrow: decode(heap, wide, wide + (heap.u16[at + 1] ?? 0)),
  }
}

export function codes(terms: readonly number[]): number {
  let length = terms.length
  for (const term of terms) if (term >= LONG_CODE) length++
  return length
}

function decode({ u16 }: Heap, from: number, to: number): number[] {
  const terms: number[] = []
  let at = from
  while (at < to) {
    const code = u16[at++] ?? 0
    terms.push(code >= LONG_CODE ? ((code - LONG_CODE) << 16) | (u16[at++] ?? 0) : code)
  }
  return terms
}
