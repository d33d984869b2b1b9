import { found } from './evaluate.ts'
import { fold } from './fold.ts'
import { childrenOf, namesOf, rootOf } from './graph.ts'
import { get } from './list.ts'
import { indexMore, nameBegins } from './names.ts'
import { forgetOften, type Led, type Often, oftenIn } from './often.ts'
import { isDense, someSlot } from './postings.ts'
import type { Completing, Completion, Filter } from './schema.ts'
import { sortBy } from './sorting.ts'
import { bitmapBytes, giveBack, type State } from './state.ts'
import { tally } from './tally.ts'
import { isCanonical, kindOf, tagTerm } from './terms.ts'
import { eachIn, type Range, rangeOf, sizeOfRange } from './words.ts'

/** What somebody types is cut after so many characters. */
const LONGEST = 100
/** So many of the most used are kept for a prefix: the reader may not see some, and uses change. */
export const KEPT = 48
/** Words that are gone through rather than the tags within. */
const FEW_WORDS = 1000

/**
 * Canonical tags that have a word beginning so, in their own name or a synonym's: most used first, or most used
 * within the filter. None that no entry the reader sees has, unless it is a child of a tag of `within`.
 */
export function complete(state: State, text: string, how: Completing): readonly Completion[] {
  const prefix = fold(text.slice(0, LONGEST).trim())
  if (prefix === '') return []
  indexMore(state, Number.POSITIVE_INFINITY)
  if (state.words.blocks.length === 0) return []
  const range = rangeOf(state, new TextEncoder().encode(prefix))
  const kind = how.kind === undefined ? -1 : state.kinds.findIndex(({ name }) => name === how.kind)
  return how.within?.length
    ? completeWithin(state, prefix, range, kind, how)
    : completeAll(state, prefix, range, kind, how)
}

function completeAll(
  state: State,
  prefix: string,
  range: Range,
  kind: number,
  how: Completing,
): Completion[] {
  const { limit = 10, reader } = how
  const classes = new Set(reader.sees)
  if (seesLittle(state, classes)) {
    const seen = { limit, reader: { sees: reader.sees } }
    return completeAmong(state, prefix, range, kind, seen, (root) => get(state.uses, root))
  }
  for (let wanted = Math.max(KEPT, limit * 2); ; wanted *= 8) {
    const often = oftenIn(state, prefix, range, kind, wanted)
    const best: Completion[] = []
    for (const led of mostUsed(state, often))
      if (best.length < limit && namesOf(state, led.root).some((name) => isSeen(state, name, classes)))
        best.push(told(state, led, get(state.uses, led.root)))
    if (isCertain(state, often, best, limit)) return best
    if (often.drift < state.drift) {
      forgetOften(state, prefix)
      wanted /= 8
    }
  }
}

function mostUsed(state: State, { tags, drift }: Often): readonly Led[] {
  if (drift === state.drift) return tags
  const uses = ({ root }: Led): number => get(state.uses, root)
  return tags.toSorted((a, b) => uses(b) - uses(a) || get(state.outer, a.root) - get(state.outer, b.root))
}

/** So few entries that their tags are gone through rather than the archive's, most of which the reader does not see. */
const FEW_SEEN = 1000

function seesLittle(state: State, classes: ReadonlySet<number>): boolean {
  let seen = 0
  for (const one of classes) {
    const bits = state.classBitsAt[one]
    if (bits) seen += state.kernels.count(bits, bitmapBytes(state))
  }
  return seen < FEW_SEEN && seen * 16 < state.slots
}

/** Can no tag that is not kept be among them? */
function isCertain(state: State, often: Often, best: readonly Completion[], limit: number): boolean {
  if (often.bound === Number.NEGATIVE_INFINITY) return true
  const more = state.drift - often.drift
  return best.length >= limit && (more === 0 || (best.at(-1)?.uses ?? 0) > often.bound + more)
}

/** The tags of the results within are counted once for all keystrokes, until the entries or the graph change. */
function completeWithin(
  state: State,
  prefix: string,
  range: Range,
  kind: number,
  how: Completing,
): Completion[] {
  return completeAmong(state, prefix, range, kind, how, (_, count) => count)
}

/** What a tag counted so often among the entries is told to be used. */
type Counts = (root: number, count: number) => number

function completeAmong(
  state: State,
  prefix: string,
  range: Range,
  kind: number,
  how: Completing,
  usesOf: Counts,
): Completion[] {
  const { limit = 10 } = how
  const { counts, order } = countedWithin(state, how, usesOf)
  const size = sizeOfRange(state, range)
  if (size <= FEW_WORDS) return completeFew(state, range, kind, counts, limit)
  const bytes = new TextEncoder().encode(prefix)
  const best: Completion[] = []
  // Most found first: when a great part of all words begin so, ten are soon found. Equal ones go by tag.
  const few = Math.min(order.length, Math.max(1000, size >>> 4))
  for (let i = 0; i < few; i++) {
    const root = order[order.length - 1 - i] ?? 0
    const uses = (counts[root] ?? 0) - 1
    if (best.length >= limit && uses < (best[limit - 1]?.uses ?? 0)) return firstOf(best, limit)
    if (!isCanonical(state, root) || (kind >= 0 && kindOf(state, root) !== kind)) continue
    const by = namesOf(state, root).find((name) => nameBegins(state, name, bytes))
    if (by !== undefined) best.push(told(state, { root, by }, uses))
  }
  return few === order.length ? firstOf(best, limit) : completeFew(state, range, kind, counts, limit)
}

const firstOf = (all: Completion[], limit: number): Completion[] =>
  all.sort((a, b) => b.uses - a.uses || a.tag - b.tag).slice(0, limit)

function completeFew(
  state: State,
  range: Range,
  kind: number,
  counts: Uint32Array,
  limit: number,
): Completion[] {
  const by = new Map<number, number>()
  const offer = (term: number): void => {
    const root = rootOf(state, term)
    if (!counts[root] || !isCanonical(state, root) || (kind >= 0 && kindOf(state, root) !== kind)) return
    if (term === root || !by.has(root)) by.set(root, term)
  }
  for (let block = range.from.block; block <= range.to.block; block++) eachIn(state, range, block, offer)
  return firstOf(
    [...by].map(([root, term]) => told(state, { root, by: term }, (counts[root] ?? 1) - 1)),
    limit,
  )
}

/** What was counted within a filter: by canonical tag one more than how often, and those there are, least first. */
export interface Within {
  readonly key: string
  readonly counts: Uint32Array<ArrayBuffer>
  readonly order: Uint32Array<ArrayBuffer>
}

function countedWithin(state: State, { reader, within = [] }: Completing, usesOf: Counts): Within {
  const key = JSON.stringify([state.shape, reader, within])
  if (state.within?.key === key) return state.within
  const filter: Filter = { all: within.map((tag) => ({ tag })) }
  const bits = found(state, reader, filter)
  const results = { bits, total: state.kernels.count(bits, bitmapBytes(state)) }
  const counts = emptyCounts(state)
  const roots: number[] = []
  const put = (root: number, count: number): void => {
    if (!counts[root]) roots.push(root)
    counts[root] = count + 1
  }
  for (const tag of within)
    for (const child of childrenOf(state, rootOf(state, tagTerm(state, tag)))) put(rootOf(state, child), 0)
  tally(state, results, true, new Float64Array(256), (_, root, count) => put(root, usesOf(root, count)))
  giveBack(state, bits)
  state.within = { key, counts, order: sortBy(Uint32Array.from(roots), counts) }
  return state.within
}

/** The last table once more, if it is long enough: a new one is megabytes to be cleared. */
function emptyCounts(state: State): Uint32Array<ArrayBuffer> {
  const { within, canons } = state
  state.within = null
  if (!within || within.counts.length < canons) return new Uint32Array(canons)
  for (let i = 0; i < within.order.length; i++) within.counts[within.order[i] ?? 0] = 0
  return within.counts
}

const told = (state: State, { root, by }: Led, uses: number): Completion => ({
  tag: get(state.outer, root),
  uses,
  by: by === root ? null : get(state.outer, by),
})

/** Is the term on an entry of one of these classes? Nearly always the first one looked at is. */
function isSeen(state: State, term: number, classes: ReadonlySet<number>): boolean {
  if (!isDense(state, term))
    return someSlot(state, term, (slot) => classes.has(state.heap.u8[state.classesAt + slot] ?? 0))
  const at = get(state.postingAt, term)
  return [...classes].some((one) => overlaps(state, at, state.classBitsAt[one] ?? 0))
}

function overlaps(state: State, a: number, b: number): boolean {
  if (!b) return false
  for (let i = 0; i < bitmapBytes(state) >>> 2; i++)
    if ((state.heap.u32[(a >>> 2) + i] ?? 0) & (state.heap.u32[(b >>> 2) + i] ?? 0)) return true
  return false
}
