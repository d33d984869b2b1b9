import { fold, wordStarts } from './fold.ts'
import { namesOf, rootOf } from './graph.ts'
import { get, type Numbers, numbers, put } from './list.ts'
import { sortBy } from './sorting.ts'
import type { State } from './state.ts'
import { isCanonical, kindOf, nameOf } from './terms.ts'

/**
 * Every word of every name that leads to a canonical tag, in the order of what follows from there on, with a tree of
 * the greatest uses above it: level 0 has the uses of each word's canonical tag, each level above the greatest of 16.
 * Names that changed since it was made are kept apart, folded, and looked through one by one.
 */
export interface Words {
  /** Folded names in UTF-8, a zero after each. */
  readonly pool: Uint8Array
  /** Place → where its word begins in the pool, and the term whose name it is. */
  readonly begins: Uint32Array
  readonly owners: Uint32Array
  readonly levels: readonly Uint32Array[]
  /** Term → the number of its first word + 1; word → its place. Words of a name have following numbers. */
  readonly firstWord: Numbers
  readonly places: Uint32Array
  readonly changed: Map<number, readonly string[]>
  /** Canonical tags whose uses changed since the tree was last put right. */
  readonly dirty: Set<number>
}

const MOST_CHANGED = 1024

export function wordsOf(state: State): Words {
  if (!state.words || state.words.changed.size > MOST_CHANGED) state.words = makeWords(state)
  else refresh(state, state.words)
  return state.words
}

/** A name, or what it leads to, changed: told by the graph. */
export function noteName(state: State, term: number, renamed: boolean): void {
  if (!state.words) return
  for (const name of renamed ? [term] : namesOf(state, rootOf(state, term))) {
    if (renamed || !get(state.words.firstWord, name))
      state.words.changed.set(name, tailsOf(fold(nameOf(state, name))))
    else state.words.dirty.add(name)
  }
}

/** Places of the words that begin with the folded prefix: from, and to but not including. */
export function placesOf(words: Words, prefix: string): readonly [from: number, to: number] {
  const bytes = new TextEncoder().encode(prefix)
  const first = (after: boolean): number => {
    let low = 0
    let high = words.begins.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const by = compareTo(words.pool, words.begins[middle] ?? 0, bytes)
      if (by < 0 || (after && by === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
  return [first(false), first(true)]
}

/** Does a name of the term, as indexed, have a word at one of these places? */
export function hasWordIn(words: Words, term: number, from: number, to: number): boolean {
  const first = get(words.firstWord, term)
  if (!first || words.changed.has(term)) return false
  for (let word = first - 1; word < words.places.length; word++) {
    const place = words.places[word] ?? 0
    if (words.owners[place] !== term) return false
    if (place >= from && place < to) return true
  }
  return false
}

export const usesOf = (state: State, term: number): number => {
  const root = rootOf(state, term)
  return isCanonical(state, root) ? get(state.uses, root) : 0
}

/** The name from each of its words on. */
export const tailsOf = (folded: string): readonly string[] => wordStarts(folded).map((at) => folded.slice(at))

function makeWords(state: State): Words {
  const encoder = new TextEncoder()
  let pool = new Uint8Array(1 << 16)
  let end = 0
  const begins: number[] = []
  const terms: number[] = []
  const firstWord = numbers()
  for (let term = 1; term < state.terms; term++) {
    if (state.kinds[kindOf(state, term)]?.of !== 'tag' || !isCanonical(state, rootOf(state, term))) continue
    const folded = fold(nameOf(state, term))
    if (pool.length < end + folded.length * 3 + 1) {
      const more = new Uint8Array(pool.length * 2 + folded.length * 3)
      more.set(pool)
      pool = more
    }
    const starts = wordStarts(folded)
    if (starts.length > 0) put(firstWord, term, begins.length + 1)
    for (const at of starts) {
      begins.push(end + (at === 0 ? 0 : Buffer.byteLength(folded.slice(0, at))))
      terms.push(term)
    }
    end += encoder.encodeInto(folded, pool.subarray(end)).written + 1
  }
  const sorted = sortWords(pool, begins)
  const places = new Uint32Array(begins.length)
  sorted.forEach((word, place) => {
    places[word] = place
  })
  const owners = sorted.map((word) => terms[word] ?? 0)
  const levels = [owners.map((term) => usesOf(state, term))]
  for (let level = levels[0]; level && level.length > 16; level = levels.at(-1)) {
    const above = new Uint32Array(Math.ceil(level.length / 16))
    for (let i = 0; i < above.length; i++) above[i] = greatest(level, i)
    levels.push(above)
  }
  const beginsSorted = sorted.map((word) => begins[word] ?? 0)
  return {
    pool: pool.slice(0, end),
    begins: beginsSorted,
    owners,
    levels,
    firstWord,
    places,
    changed: new Map(),
    dirty: new Set(),
  }
}

function sortWords(pool: Uint8Array, begins: readonly number[]): Uint32Array {
  const key = (skip: number): Uint32Array =>
    Uint32Array.from(begins, (at) => {
      let word = 0
      let ended = false
      for (let i = 0; i < skip + 4; i++) {
        const byte = ended ? 0 : (pool[at + i] ?? 0)
        if (byte === 0) ended = true
        if (i >= skip) word = (word << 8) | byte
      }
      return word >>> 0
    })
  let sorted = Uint32Array.from(begins, (_, i) => i)
  for (const skip of [12, 8, 4, 0]) sorted = sortBy(sorted, key(skip))
  // 16 bytes alike: compared to the end.
  const compare = (a: number, b: number): number => compareTails(pool, begins[a] ?? 0, begins[b] ?? 0)
  let start = 0
  for (let i = 1; i <= sorted.length; i++) {
    const first = begins[sorted[start] ?? 0] ?? 0
    if (i < sorted.length && sameHead(pool, first, begins[sorted[i] ?? 0] ?? 0)) continue
    if (i - start > 1) sorted.subarray(start, i).sort(compare)
    start = i
  }
  return sorted
}

function refresh(state: State, words: Words): void {
  for (const root of words.dirty)
    for (const term of namesOf(state, root)) {
      const first = get(words.firstWord, term)
      if (!first) continue
      const value = usesOf(state, term)
      for (let word = first - 1; word < words.places.length; word++) {
        const place = words.places[word] ?? 0
        if (words.owners[place] !== term) break
        raiseTo(words, place, value)
      }
    }
  words.dirty.clear()
}

function raiseTo({ levels }: Words, place: number, value: number): void {
  let at = place
  let now = value
  for (const [i, level] of levels.entries()) {
    if (level[at] === now) return
    level[at] = now
    at >>>= 4
    if (i + 1 < levels.length) now = greatest(level, at)
  }
}

function greatest(level: Uint32Array, group: number): number {
  let most = 0
  for (let i = group * 16; i < Math.min(level.length, group * 16 + 16); i++)
    most = Math.max(most, level[i] ?? 0)
  return most
}

/** The name at a place of the pool against a prefix: 0 when it begins so. */
function compareTo(pool: Uint8Array, at: number, prefix: Uint8Array): number {
  for (let i = 0; i < prefix.length; i++) {
    const by = (pool[at + i] ?? 0) - (prefix[i] ?? 0)
    if (by) return by
  }
  return 0
}

function compareTails(pool: Uint8Array, a: number, b: number): number {
  for (let i = 0; ; i++) {
    const by = (pool[a + i] ?? 0) - (pool[b + i] ?? 0)
    if (by) return by
    if (!pool[a + i]) return 0
  }
}

function sameHead(pool: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; i < 16; i++) {
    if (pool[a + i] !== pool[b + i]) return false
    if (!pool[a + i]) return true
  }
  return true
}
