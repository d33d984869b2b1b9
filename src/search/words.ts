import { get } from './list.ts'
import type { State } from './state.ts'
import { canonOf } from './terms.ts'
import {
  addBlock,
  BLOCK,
  cut,
  headAt,
  lower,
  moveWords,
  removeBlock,
  termIn,
  textOf,
  wordIn,
  writeWord,
} from './word-blocks.ts'

/**
 * Every word of every name that leads to a canonical tag, in the order of what follows from there on, in blocks
 * (`word-blocks.ts`). A name is put in or taken out by a few searches, and a snapshot holds it all.
 */

/** Between which words: `from` is the first, `to` the first after. */
export interface Range {
  readonly from: Place
  readonly to: Place
}

interface Place {
  readonly block: number
  readonly at: number
}

export function insertWord(state: State, term: number, at: number): void {
  const { words } = state
  if (words.blocks.length === 0) addBlock(state, 0)
  let { block, at: place } = placeOf(state, term, at)
  if (words.counts[block] === BLOCK) {
    cut(state, block)
    if (place > BLOCK / 2) {
      block++
      place -= BLOCK / 2
    }
  }
  const first = words.blocks[block] ?? 0
  const count = words.counts[block] ?? 0
  moveWords(state, first, place, count, 1)
  writeWord(state, first, place, term, at - textOf(state, term) - 2)
  words.counts[block] = count + 1
  if (place === 0) words.heads[block] = headAt(state.heap, at)
  raiseBlock(state, block, term)
}

export function removeWord(state: State, term: number, at: number): void {
  const { words, heap } = state
  const { block, at: place } = placeOf(state, term, at)
  const count = words.counts[block] ?? 0
  if (place >= count || termIn(state, block, place) !== term)
    throw new Error(`word of term ${term} is not where it should be`)
  moveWords(state, words.blocks[block] ?? 0, place, count, -1)
  words.counts[block] = count - 1
  if (count === 1 && words.blocks.length > 1) removeBlock(state, block)
  else if (place === 0 && count > 1) words.heads[block] = headAt(heap, wordIn(state, block, 0))
}

/** The tag that the word leads to is used more: its block must know. */
export function raiseWord(state: State, term: number, at: number): void {
  raiseBlock(state, placeOf(state, term, at).block, term)
}

/** The words that begin with the folded prefix. */
export function rangeOf(state: State, prefix: Uint8Array): Range {
  return { from: edge(state, prefix, false), to: edge(state, prefix, true) }
}

export function sizeOfRange({ words }: State, { from, to }: Range): number {
  let size = to.at - from.at
  for (let block = from.block; block < to.block; block++) size += words.counts[block] ?? 0
  return size
}

/** Calls with the terms of a range's words in one block. */
export function eachIn(state: State, { from, to }: Range, block: number, on: (term: number) => void): void {
  const start = block === from.block ? from.at : 0
  const end = block === to.block ? to.at : (state.words.counts[block] ?? 0)
  for (let i = start; i < end; i++) on(termIn(state, block, i))
}

/** No word of the block leads to a tag used more than this. */
export const mostIn = ({ words, drift }: State, block: number): number =>
  (words.most[block] ?? 0) + drift - (words.stamps[block] ?? 0)

/** Looks at all words of a block to know its greatest use anew. */
export function refreshBlock(state: State, block: number): void {
  const { words } = state
  let most = 0
  for (let i = 0; i < (words.counts[block] ?? 0); i++)
    most = Math.max(most, usesOf(state, termIn(state, block, i)))
  words.most[block] = most
  words.stamps[block] = state.drift
}

/** A few blocks after each entry, so that none is long out of date. */
export function refreshSome(state: State): void {
  const { words } = state
  for (let i = 0; i < Math.min(4, words.blocks.length); i++) {
    words.next = words.next + 1 < words.blocks.length ? words.next + 1 : 0
    refreshBlock(state, words.next)
  }
}

const usesOf = (state: State, term: number): number => get(state.uses, canonOf(state, term))

/** The word against a folded prefix: 0 when it begins so. */
export function compareTo({ heap: { u8 } }: State, at: number, prefix: Uint8Array): number {
  for (let i = 0; i < prefix.length; i++) {
    const by = lower(u8[at + i] ?? 0) - (prefix[i] ?? 0)
    if (by) return by
  }
  return 0
}

/** The first word against the second, by their letters to the end of the name, then by term and place. */
export function compareWords(
  { heap: { u8 } }: State,
  at: number,
  term: number,
  at2: number,
  term2: number,
): number {
  for (let i = 0; ; i++) {
    const by = lower(u8[at + i] ?? 0) - lower(u8[at2 + i] ?? 0)
    if (by) return by
    if (!u8[at + i]) return term - term2 || at - at2
  }
}

/** Where the word stands or would stand. No function is made here: this is most of the time of a start. */
function placeOf(state: State, term: number, at: number): Place {
  const { words } = state
  const head = headAt(state.heap, at)
  let low = 0
  let high = words.blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    const by = (words.heads[middle] ?? 0) - head
    if (by < 0 || (by === 0 && compareAt(state, middle, 0, at, term) <= 0)) low = middle
    else high = middle - 1
  }
  let first = 0
  let end = words.counts[low] ?? 0
  while (first < end) {
    const middle = (first + end) >>> 1
    if (compareAt(state, low, middle, at, term) < 0) first = middle + 1
    else end = middle
  }
  return { block: low, at: first }
}

/** The word at a place of a block against another. */
function compareAt(state: State, block: number, i: number, at: number, term: number): number {
  const other = wordIn(state, block, i)
  return other === at ? 0 : compareWords(state, other, termIn(state, block, i), at, term)
}

function edge(state: State, prefix: Uint8Array, after: boolean): Place {
  const { words } = state
  const before = (block: number, i: number): boolean => {
    const by = compareTo(state, wordIn(state, block, i), prefix)
    return by < 0 || (after && by === 0)
  }
  const block = Math.max(0, firstNot((i) => before(i, 0), words.blocks.length) - 1)
  return { block, at: firstNot((i) => before(block, i), words.counts[block] ?? 0) }
}

/** The first of 0 to `count` for which it does not hold, when it holds for all before. */
function firstNot(holds: (i: number) => boolean, count: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function raiseBlock(state: State, block: number, term: number): void {
  const { words, drift } = state
  const uses = usesOf(state, term) - (drift - (words.stamps[block] ?? 0))
  if (uses > (words.most[block] ?? 0)) words.most[block] = uses
}
