import { markName, startsOfName } from './names.ts'
import { type Lettered, runs, sortByLetters, sortFurther } from './sorting.ts'
import type { State } from './state.ts'
import { addBlock, BLOCK, headAt, textOf, writeWord } from './word-blocks.ts'
import { compareWords, refreshBlock } from './words.ts'

/**
 * All words at once, when none is in yet: several times faster than one after the other, and the blocks are nearly
 * full. In steps, between which anything may be asked or changed: what touches words has it finished first.
 */
export function* fillWords(state: State): Generator<string, void> {
  const found: Found = { terms: new Uint32Array(4096), starts: new Uint16Array(4096), count: 0 }
  const end = state.terms
  for (let term = 1; term < end; term++) {
    if (markName(state, term)) for (const start of startsOfName(state, term)) add(found, term, start)
    if (term % TERMS === 0) yield 'words'
  }
  const sorting = openSorting(state, found)
  for (const step of sortAll(sorting)) yield step
  writeBlocks(state, sorting)
  state.words.upTo = end
  state.words.filling = null
  state.version++
}

/** Terms whose names are looked through in a step, and words sorted in one. */
const TERMS = 5000
const WORDS = 20_000
/** New blocks leave a little room. */
const FILL = BLOCK - 16

interface Found {
  terms: Uint32Array<ArrayBuffer>
  starts: Uint16Array<ArrayBuffer>
  count: number
}

/** By term and start, ascending: what is sorted further stays so among equals. */
function add(found: Found, term: number, start: number): void {
  if (found.count === found.terms.length) {
    const [terms, starts] = [new Uint32Array(found.count * 2), new Uint16Array(found.count * 2)]
    terms.set(found.terms)
    starts.set(found.starts)
    Object.assign(found, { terms, starts })
  }
  found.terms[found.count] = term
  found.starts[found.count++] = start
}

interface Sorting extends Lettered {
  readonly terms: Uint32Array
  /** Addresses of the words. */
  readonly at: Uint32Array
  /** Places in the tables above, in the order that is wanted. */
  readonly order: Uint32Array<ArrayBuffer>
}

function openSorting(state: State, { terms, starts, count }: Found): Sorting {
  const [at, high, low] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
  for (let i = 0; i < count; i++) at[i] = textOf(state, terms[i] ?? 0) + 2 + (starts[i] ?? 0)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  const read = (word: number, skip: number): void => {
    high[word] = headAt(state.heap, at[word] ?? 0, skip)
    low[word] = headAt(state.heap, at[word] ?? 0, skip + 4)
  }
  const compare = (a: number, b: number): number =>
    compareWords(state, at[a] ?? 0, terms[a] ?? 0, at[b] ?? 0, terms[b] ?? 0)
  return { terms, at, high, low, order, read, compare }
}

function* sortAll(sorting: Sorting): Generator<string, void> {
  const { order } = sorting
  sortByLetters(sorting, order, 0)
  yield 'words'
  let since = 0
  for (const [from, to] of runs(sorting, order)) {
    sortFurther(sorting, order.subarray(from, to), 8)
    since += to - from
    if (since < WORDS) continue
    since = 0
    yield 'words'
  }
}

function writeBlocks(state: State, { terms, at, order }: Sorting): void {
  const { words } = state
  for (let from = 0; from < order.length; from += FILL) {
    const block = words.blocks.length
    addBlock(state, block)
    const count = Math.min(FILL, order.length - from)
    for (let i = 0; i < count; i++) {
      const word = order[from + i] ?? 0
      const term = terms[word] ?? 0
      writeWord(state, words.blocks[block] ?? 0, i, term, (at[word] ?? 0) - textOf(state, term) - 2)
    }
    words.counts[block] = count
    words.heads[block] = headAt(state.heap, at[order[from] ?? 0] ?? 0)
    refreshBlock(state, block)
  }
}
