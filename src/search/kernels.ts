import type { Heap } from './heap.ts'

/**
 * The loops that every question runs, over blocks of the heap. Addresses and lengths are in bytes unless said
 * otherwise; the length of a bitmap is a multiple of 64. A list is of u32, `count` of them, ascending.
 */
export interface Kernels {
  and(into: number, bits: number, bytes: number): void
  or(into: number, bits: number, bytes: number): void
  andNot(into: number, bits: number, bytes: number): void
  /** Bits set. */
  count(bits: number, bytes: number): number
  andCount(a: number, b: number, bytes: number): number
  setList(into: number, list: number, count: number): void
  clearList(into: number, list: number, count: number): void
  /** How many of the list are set. */
  countList(bits: number, list: number, count: number): number
  /** The same three of a list whose first slot is a u32 and whose others are in u16 how far they are from the last. */
  setGaps(into: number, list: number, count: number): void
  clearGaps(into: number, list: number, count: number): void
  countGaps(bits: number, list: number, count: number): number
  /** How many are set of a piece of a sort order: slots of three bytes, the lowest first, in any order. */
  countSlots(bits: number, list: number, count: number): number
  /** Clears the bits whose u32 in `column` lies outside low to high (both included, unsigned). */
  range(bits: number, column: number, bytes: number, low: number, high: number): void
  /** The same of columns of u16 and of u8. */
  range16(bits: number, column: number, bytes: number, low: number, high: number): void
  range8(bits: number, column: number, bytes: number, low: number, high: number): void
  /** Writes the set bits as a list; gives how many. */
  extract(bits: number, bytes: number, list: number): number
  /**
   * Adds one to `counts[t]` for every term t under `canons` of the rows of the set bits, and lists in `touched` the
   * counters that were 0 (one more than those may be written). `rows` are the addresses of the rows, `part` 0 the
   * wide terms, 1 all. Gives the length of `touched` after this; `already` is its length before.
   */
  tally(
    bits: number,
    bytes: number,
    rows: number,
    canons: number,
    counts: number,
    touched: number,
    already: number,
    part: number,
  ): number
  /**
   * Adds each touched counter to that of the term's canonical tag and clears it, or only clears it where there is
   * none. Gives the new length of `touched`, which then lists canonical tags only, each once, in any order. `own` has
   * the bits of the terms that are their own canonical tag.
   */
  settle(touched: number, length: number, canon: number, own: number, counts: number): number
  /** Puts those touched whose count is `least` or more before the others; gives how many they are. */
  sift(touched: number, length: number, counts: number, least: number): number
  /** Sets the counters of those touched to 0. */
  clear(touched: number, length: number, counts: number): void
  /**
   * For the rows of the set bits, adds one to `counts[c]` for each further term of a row that counts for the canonical
   * tag c, when one before did, and lists in `touched` the counters that were 0. `stamps` holds the number of the last
   * row that had c; rows are numbered from `first`, which is more than any there. Gives the length of `touched`.
   */
  doubles(
    bits: number,
    bytes: number,
    rows: number,
    canons: number,
    canon: number,
    counts: number,
    touched: number,
    stamps: number,
    first: number,
  ): number
  /** Clears the bits whose row holds no canonical tag twice, with stamps as above. Gives how many are left. */
  keepDoubles(
    bits: number,
    bytes: number,
    rows: number,
    canons: number,
    canon: number,
    stamps: number,
    first: number,
  ): number
  /**
   * For the rows of slots `from` up to `to`: adds one to `sizes[t]` for each of their terms, and to its highest bit when
   * the slot is 65,536 or more from the last one with that term, which `lasts` holds afterwards.
   */
  measure(rows: number, from: number, to: number, sizes: number, lasts: number): void
  /**
   * For the same rows, slots ascending: puts the slot where the term's are gathered, by `forms[t]`: 0 into `places[t]`
   * itself, 1 into the bitmap there, 2 and 3 behind the list of u32 or of distances that is begun there. `lasts` is all
   * ones where no slot was put in.
   */
  spread(rows: number, from: number, to: number, forms: number, places: number, lasts: number): void
}

export type OpenKernels = (heap: Heap) => Kernels
