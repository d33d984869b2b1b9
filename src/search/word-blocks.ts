import { allocate, type Heap, release } from './heap.ts'
import { flagsOf, get, getPaged } from './list.ts'
import { FOLDED, type State } from './state.ts'

/**
 * Blocks of up to 256 words in the heap, in the order that `words.ts` keeps. A word is the term whose name it is in and
 * where it begins in that name: for each a u32 of the term in 28 bits and the upper four of the beginning, then for
 * each a byte of the rest.
 *
 * Of each block the greatest use of its words is known, as it was at a time: since then no tag is used more than that
 * and what `state.drift` has grown by.
 */
export interface Words {
  /** Terms below have been put in; those after when somebody first asks, or in steps before (`prepare.ts`). */
  upTo: number
  readonly blocks: number[]
  readonly counts: number[]
  /** First four letters of each block's first word. */
  readonly heads: number[]
  readonly most: number[]
  readonly stamps: number[]
  /** The block whose greatest use is looked at next. */
  next: number
  /** All words on their way in at once (`word-filling.ts`). */
  filling: Generator<string, void> | null
}

export const BLOCK = 256
export const WORD_BYTES = 5
const BYTES = BLOCK * WORD_BYTES
/** A word that begins further on is not found: no tag is so long. */
export const LAST_START = 0xfff

export const openWords = (): Words => ({
  upTo: 1,
  blocks: [],
  counts: [],
  heads: [],
  most: [],
  stamps: [],
  next: 0,
  filling: null,
})

export const termIn = ({ words, heap }: State, block: number, i: number): number =>
  (heap.u32[((words.blocks[block] ?? 0) >>> 2) + i] ?? 0) & 0xfffffff

/** Address of the word's first letter. */
export function wordIn(state: State, block: number, i: number): number {
  const { words, heap } = state
  const first = words.blocks[block] ?? 0
  const word = heap.u32[(first >>> 2) + i] ?? 0
  const start = ((word >>> 28) << 8) | (heap.u8[first + BLOCK * 4 + i] ?? 0)
  return textOf(state, word & 0xfffffff) + 2 + start
}

/** The name that is compared: of ASCII as it is, any other folded. */
export const textOf = (state: State, term: number): number =>
  flagsOf(state.about, term) & FOLDED ? getPaged(state.folded, term) : get(state.nameAt, term)

export function writeWord({ heap }: State, block: number, i: number, term: number, start: number): void {
  heap.u32[(block >>> 2) + i] = (term | ((start >>> 8) << 28)) >>> 0
  heap.u8[block + BLOCK * 4 + i] = start & 0xff
}

/** Moves the words from a place on, `count` in all, by one place up or down. */
export function moveWords({ heap }: State, block: number, place: number, count: number, by: 1 | -1): void {
  const first = block >>> 2
  const rest = block + BLOCK * 4
  const from = by > 0 ? place : place + 1
  heap.u32.copyWithin(first + from + by, first + from, first + count)
  heap.u8.copyWithin(rest + from + by, rest + from, rest + count)
}

export function addBlock(state: State, place: number): void {
  const { words } = state
  words.blocks.splice(place, 0, allocate(state.heap, BYTES))
  words.counts.splice(place, 0, 0)
  words.heads.splice(place, 0, 0)
  words.most.splice(place, 0, 0)
  words.stamps.splice(place, 0, state.drift)
}

export function removeBlock({ words, heap }: State, place: number): void {
  release(heap, words.blocks[place] ?? 0, BYTES)
  for (const list of [words.blocks, words.counts, words.heads, words.most, words.stamps])
    list.splice(place, 1)
}

export function cut(state: State, place: number): void {
  const { words } = state
  addBlock(state, place + 1)
  const half = BLOCK / 2
  const [from, to] = [words.blocks[place] ?? 0, words.blocks[place + 1] ?? 0]
  state.heap.u8.copyWithin(to, from + half * 4, from + BLOCK * 4)
  state.heap.u8.copyWithin(to + BLOCK * 4, from + BLOCK * 4 + half, from + BYTES)
  words.counts[place] = half
  words.counts[place + 1] = half
  words.heads[place + 1] = headAt(state.heap, wordIn(state, place + 1, 0))
  words.most[place + 1] = words.most[place] ?? 0
  words.stamps[place + 1] = words.stamps[place] ?? 0
}

/** Four letters, the first unless told, as a number that sorts as they do. */
export function headAt({ u8 }: Heap, at: number, skip = 0): number {
  let head = 0
  let ended = false
  for (let i = 0; i < skip + 4; i++) {
    const byte = ended ? 0 : lower(u8[at + i] ?? 0)
    if (byte === 0) ended = true
    if (i >= skip) head = head * 256 + byte
  }
  return head
}

/** Names of ASCII are compared where they lie; all others are kept folded (`names.ts`). */
export function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}
