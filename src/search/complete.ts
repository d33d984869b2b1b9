import { found } from './evaluate.ts'
import { fold } from './fold.ts'
import { childrenOf, namesOf, rootOf } from './graph.ts'
import { get } from './list.ts'
import { isDense } from './postings.ts'
import type { Completing, Completion, Filter } from './schema.ts'
import { bitmapBytes, giveBack, type State } from './state.ts'
import { resultsOf, tally } from './tally.ts'
import { isCanonical, kindOf, tagTerm } from './terms.ts'
import { hasWordIn, placesOf, usesOf, type Words, wordsOf } from './words.ts'

/** What somebody types is cut after so many characters. */
const LONGEST = 100

/**
 * Canonical tags that have a word beginning so, in their own name or a synonym's: most used first, or most used
 * within the filter. None that no entry the reader sees has, unless it is a child of a tag of `within`.
 */
export function complete(state: State, text: string, how: Completing): readonly Completion[] {
  const prefix = fold(text.slice(0, LONGEST).trim())
  if (prefix === '') return []
  const words = wordsOf(state)
  const kind = how.kind === undefined ? -1 : state.kinds.findIndex(({ name }) => name === how.kind)
  const fits = (root: number): boolean =>
    isCanonical(state, root) && (kind < 0 || kindOf(state, root) === kind)
  return how.within?.length
    ? completeWithin(state, words, prefix, how, fits)
    : completeAll(state, words, prefix, how, fits)
}

function completeAll(
  state: State,
  words: Words,
  prefix: string,
  how: Completing,
  fits: (root: number) => boolean,
): Completion[] {
  const { limit = 10, reader } = how
  const classes = new Set(reader.sees)
  const seen = new Set<number>()
  const best: Completion[] = []
  const offer = (term: number): void => {
    const root = rootOf(state, term)
    if (seen.has(root) || !fits(root)) return
    seen.add(root)
    if (!namesOf(state, root).some((name) => isSeen(state, name, classes))) return
    best.push(told(state, root, term, get(state.uses, root)))
  }
  for (const [term, tails] of words.changed) if (tails.some((tail) => tail.startsWith(prefix))) offer(term)
  const apart = best.splice(0)
  const [from, to] = placesOf(words, prefix)
  for (const place of mostUsed(words, from, to)) {
    const term = words.owners[place] ?? 0
    if (usesOf(state, term) === 0) break
    if (!words.changed.has(term)) offer(term)
    if (best.length >= limit) break
  }
  return [...best, ...apart].sort(byUse).slice(0, limit)
}

/** The tags of the results within are counted once for all keystrokes, until the index changes. */
function completeWithin(
  state: State,
  words: Words,
  prefix: string,
  how: Completing,
  fits: (root: number) => boolean,
): Completion[] {
  const { limit = 10 } = how
  const [from, to] = placesOf(words, prefix)
  const counted = countedWithin(state, how)
  if (to - from < 1000) return completeFew(state, words, prefix, [from, to], counted, limit, fits)
  const best: Completion[] = []
  for (const [root, count] of counted) {
    if (best.length >= limit) break
    if (!fits(root)) continue
    const by = namesOf(state, root).find(
      (name) =>
        hasWordIn(words, name, from, to) || words.changed.get(name)?.some((tail) => tail.startsWith(prefix)),
    )
    if (by !== undefined) best.push(told(state, root, by, count))
  }
  return best
}

/** Few words begin so: it is quicker to look at those than at the tags within. */
function completeFew(
  state: State,
  words: Words,
  prefix: string,
  [from, to]: readonly [number, number],
  counted: ReadonlyMap<number, number>,
  limit: number,
  fits: (root: number) => boolean,
): Completion[] {
  const by = new Map<number, number>()
  const offer = (term: number): void => {
    const root = rootOf(state, term)
    if (counted.has(root) && fits(root) && (term === root || !by.has(root))) by.set(root, term)
  }
  for (const [term, tails] of words.changed) if (tails.some((tail) => tail.startsWith(prefix))) offer(term)
  for (const term of words.owners.subarray(from, to)) if (!words.changed.has(term)) offer(term)
  const all = [...by].map(([root, term]) => told(state, root, term, counted.get(root) ?? 0))
  return all.sort(byUse).slice(0, limit)
}

/** Canonical tag → results within that have it, most first. */
function countedWithin(state: State, { reader, within = [] }: Completing): ReadonlyMap<number, number> {
  const key = JSON.stringify([state.version, reader, within])
  if (state.within?.key === key) return state.within.tags
  const filter: Filter = { all: within.map((tag) => ({ tag })) }
  const bits = found(state, reader, filter)
  const results = resultsOf(state, bits, state.kernels.count(bits, bitmapBytes(state)))
  const counts = new Map<number, number>()
  for (const tag of within)
    for (const child of childrenOf(state, rootOf(state, tagTerm(state, tag))))
      counts.set(rootOf(state, child), 0)
  tally(state, results, true, new Float64Array(256), (_, root, count) => void counts.set(root, count))
  giveBack(state, bits)
  const order = ([a, x]: readonly [number, number], [b, y]: readonly [number, number]): number =>
    y - x || get(state.outer, a) - get(state.outer, b)
  const tags = new Map([...counts].sort(order))
  state.within = { key, tags }
  return tags
}

const told = (state: State, root: number, term: number, uses: number): Completion => ({
  tag: get(state.outer, root),
  uses,
  by: term === root ? null : get(state.outer, term),
})

const byUse = (a: Completion, b: Completion): number => b.uses - a.uses || a.tag - b.tag

/** Is the term on an entry of one of these classes? Nearly always the first one looked at is. */
function isSeen(state: State, term: number, classes: ReadonlySet<number>): boolean {
  const size = get(state.size, term)
  const at = get(state.postingAt, term)
  if (isDense(state, term))
    return [...classes].some((one) => overlaps(state, at, state.classBitsAt[one] ?? 0))
  for (let i = 0; i < size; i++) {
    const slot = size === 1 ? at : (state.heap.u32[(at >>> 2) + i] ?? 0)
    if (classes.has(state.heap.u8[state.classesAt + slot] ?? 0)) return true
  }
  return false
}

function overlaps(state: State, a: number, b: number): boolean {
  if (!b) return false
  for (let i = 0; i < bitmapBytes(state) >>> 2; i++)
    if ((state.heap.u32[(a >>> 2) + i] ?? 0) & (state.heap.u32[(b >>> 2) + i] ?? 0)) return true
  return false
}

interface Node {
  readonly level: number
  readonly at: number
  readonly uses: number
}

/** Places from `from` to `to`, most used first: always the most promising group is opened. */
function* mostUsed({ levels }: Words, from: number, to: number): Generator<number> {
  const heap: Node[] = []
  const add = (level: number, at: number): void => {
    const uses = levels[level]?.[at] ?? 0
    let child = heap.push({ level, at, uses }) - 1
    while (child > 0) {
      const parent = (child - 1) >>> 1
      if ((heap[parent]?.uses ?? 0) >= uses) break
      swap(heap, child, parent)
      child = parent
    }
  }
  if (from < to) add(levels.length - 1, 0)
  for (let i = 1; i < (levels.at(-1)?.length ?? 0) && from < to; i++) add(levels.length - 1, i)
  while (heap.length > 0) {
    const { level, at } = takeFirst(heap)
    if (level === 0) yield at
    else {
      const shift = 4 * (level - 1)
      const first = Math.max(at * 16, from >>> shift)
      const last = Math.min(at * 16 + 15, (to - 1) >>> shift, (levels[level - 1]?.length ?? 0) - 1)
      for (let i = first; i <= last; i++) add(level - 1, i)
    }
  }
}

function takeFirst(heap: Node[]): Node {
  const first = heap[0] ?? { level: 0, at: 0, uses: 0 }
  const last = heap.pop()
  if (heap.length === 0 || !last) return first
  heap[0] = last
  for (let parent = 0; ; ) {
    let child = parent * 2 + 1
    if (child >= heap.length) return first
    if ((heap[child + 1]?.uses ?? -1) > (heap[child]?.uses ?? 0)) child++
    if ((heap[child]?.uses ?? 0) <= (heap[parent]?.uses ?? 0)) return first
    swap(heap, parent, child)
    parent = child
  }
}

function swap(heap: Node[], a: number, b: number): void {
  const one = heap[a]
  const other = heap[b]
  if (!one || !other) return
  heap[a] = other
  heap[b] = one
}
