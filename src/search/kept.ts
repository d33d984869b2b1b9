import { rowOf } from './entries.ts'
import { namesOf, rootOf, termsBelow } from './graph.ts'
import { get } from './list.ts'
import { slotsOf } from './postings.ts'
import { readRow } from './rows.ts'
import type { Filter, Question } from './schema.ts'
import type { State } from './state.ts'
import { canonOf, kindOf, tagTerm } from './terms.ts'

/**
 * Counts kept for the pages that everybody opens: one tag, or everything, for a set of classes of visibility, and
 * nothing else asked. Each change of an entry takes it out of the lists it is in and puts it in again; a change of the
 * graph does that with the few entries it touches, or has the tags concerned counted when the page is opened next, and
 * gives up the pages that find something else from then on. So they are exact, always.
 */
export interface KeptPage {
  readonly key: string
  /** A bit for each class seen. */
  readonly classes: number
  /** What the tag finds, or null for everything. */
  readonly terms: Set<number> | null
  readonly kinds: Map<number, KeptKind>
  /** Tags that are in no `counts` and below no `bound` until they have been counted again (`bounds.ts`). */
  readonly uncounted: Set<number>
}

export interface KeptKind {
  readonly counts: Map<number, number>
  /** No tag that is not among them was found more often; 0 when they are all there are. */
  bound: number
}

/** How much is kept; tests keep little, so that it is often too little. */
export interface Keeping {
  /** Fewer results are counted as quickly as looked up. */
  readonly from: number
  /** Values of a kind: enough that changes do not soon make them uncertain. Of wide results less, for they cost more. */
  readonly deep: number
  readonly shallow: number
  /** Entries that a change of the graph may touch one by one. */
  readonly entries: number
  /** Fewer results of a kept page are gone through sooner than their best tags are guessed. */
  readonly few: number
}

export const KEEPING: Keeping = { from: 256, deep: 128, shallow: 32, entries: 64, few: 3000 }

/** Pages by key, the one used last at the end; and which of them find a term. */
export interface Kept {
  readonly pages: Map<string, KeptPage>
  readonly byTerm: Map<number, KeptPage[]>
}

const MOST_PAGES = 256
/** With more tags to count again, a page is counted anew. */
const MOST_UNCOUNTED = 32
/** A list that all values fit into may grow to so many, then it is counted anew. */
const MOST_VALUES = 1024

export const openKept = (): Kept => ({ pages: new Map(), byTerm: new Map() })

/** The key of a question whose counts are worth keeping, or null. */
export function keyOf(state: State, { reader, filter }: Question): string | null {
  const { also, never, mutedTags, mutedCreators } = reader
  for (const list of [also, never, mutedTags, mutedCreators]) if (list?.length) return null
  const tag = onlyTag(filter)
  if (tag === undefined || (tag !== null && !tagTerm(state, tag))) return null
  return `${classesOf(reader.sees)} ${tag === null ? '' : rootOf(state, tagTerm(state, tag))}`
}

/** The tag that is all a filter asks for; null when it asks for nothing; undefined when for something else. */
function onlyTag(filter: Filter | undefined): number | null | undefined {
  const parts = filter ? partsOf(filter) : []
  const [part] = parts
  if (parts.length > 1) return undefined
  if (!part) return null
  return 'tag' in part && !part.exact ? part.tag : undefined
}

/** Filters that stand in one `all`, or in one within it. */
const partsOf = (filter: Filter): readonly Filter[] =>
  'all' in filter ? filter.all.flatMap((one) => partsOf(one)) : [filter]

const classesOf = (sees: readonly number[]): number => sees.reduce((bits, one) => bits | (1 << one), 0)

export function keptPage({ kept: { pages } }: State, key: string): KeptPage | undefined {
  const page = pages.get(key)
  if (!page) return undefined
  pages.delete(key)
  pages.set(key, page)
  return page
}

/** Keeps what was counted for a key that `keyOf` gave. */
export function keep(
  state: State,
  key: string,
  { sees }: Question['reader'],
  kinds: KeptPage['kinds'],
): KeptPage {
  const { pages, byTerm } = state.kept
  giveUp(state, pages.get(key))
  if (pages.size >= MOST_PAGES) giveUp(state, pages.values().next().value)
  const root = Number(key.split(' ')[1] ?? 0)
  const terms = root ? new Set(termsBelow(state, root)) : null
  const page = { key, classes: classesOf(sees), terms, kinds, uncounted: new Set<number>() }
  pages.set(key, page)
  for (const term of terms ?? [EVERYTHING]) byTerm.set(term, [...(byTerm.get(term) ?? []), page])
  return page
}

/** Stands for a term that every entry has. */
const EVERYTHING = 0

function giveUp({ kept: { pages, byTerm } }: State, page: KeptPage | undefined): void {
  if (!page || !pages.delete(page.key)) return
  for (const term of page.terms ?? [EVERYTHING]) {
    const rest = byTerm.get(term)?.filter((one) => one !== page) ?? []
    if (rest.length > 0) byTerm.set(term, rest)
    else byTerm.delete(term)
  }
}

/** The entry in this slot is taken out of the counts (−1), before it changes, or put in (1), after. */
export function recount(state: State, slot: number, by: 1 | -1): void {
  const { pages, byTerm } = state.kept
  if (pages.size === 0) return
  const { wide, narrow } = readRow(state.heap, rowOf(state, slot))
  const terms = [...wide, ...narrow]
  const found = new Set(byTerm.get(EVERYTHING))
  for (const term of terms) for (const page of byTerm.get(term) ?? []) found.add(page)
  const seen = 1 << (state.heap.u8[state.classesAt + slot] ?? 0)
  const roots = new Set(terms.map((term) => canonOf(state, term)))
  roots.delete(0)
  for (const page of found) if (page.classes & seen) recountIn(state, page, roots, by)
}

function recountIn(state: State, page: KeptPage, roots: ReadonlySet<number>, by: 1 | -1): void {
  const more = new Set<KeptKind>()
  for (const root of roots) {
    const kind = page.kinds.get(kindOf(state, root))
    if (!kind || page.uncounted.has(root)) continue
    const count = kind.counts.get(root)
    if (count !== undefined) kind.counts.set(root, count + by)
    else if (kind.bound === 0) kind.counts.set(root, by)
    else if (by > 0) more.add(kind)
    if (kind.counts.size > MOST_VALUES) giveUp(state, page)
  }
  // Each of its tags is found once more, so none more often than this.
  for (const kind of more) kind.bound++
}

/** Pages that find this tag find something else from now on. */
export function giveUpFinding(state: State, term: number): void {
  for (const page of state.kept.byTerm.get(term) ?? []) giveUp(state, page)
}

/**
 * Makes a change of the graph that is about the names of one tag, `root`, after which they count for `rootOf(root)`.
 */
export function recountAround(state: State, root: number, change: () => void): void {
  const { pages, byTerm } = state.kept
  const names = pages.size > 0 ? namesOf(state, root) : []
  const entries = names.reduce((sum, name) => sum + get(state.size, name), 0)
  for (const name of names) giveUpFinding(state, name)
  const few = entries <= state.keeping.entries && names.every((name) => get(state.firstSub, name) === 0)
  const slots = new Set(few ? names.flatMap((name) => slotsOf(state, name)) : [])
  for (const slot of slots) recount(state, slot, -1)
  if (!few) countAgain(state, rootOf(state, root))
  change()
  if (pages.size === 0) return
  const into = rootOf(state, root)
  if (!few) countAgain(state, into)
  for (const page of byTerm.get(into) ?? [])
    if (few) for (const name of names) addTerm(state, page, name)
    else giveUp(state, page)
  for (const slot of slots) recount(state, slot, 1)
}

function addTerm({ kept: { byTerm } }: State, page: KeptPage, term: number): void {
  if (page.terms?.has(term)) return
  page.terms?.add(term)
  byTerm.set(term, [...(byTerm.get(term) ?? []), page])
}

/** The pages whose counts the tag is among, or may be, count it again when they are opened next. */
function countAgain(state: State, root: number): void {
  const names = namesOf(state, root)
  for (const page of [...state.kept.pages.values()]) {
    const bound = page.kinds.get(kindOf(state, root))?.bound ?? Number.POSITIVE_INFINITY
    let listed = false
    for (const { counts } of page.kinds.values())
      for (const name of names) if (counts.delete(name)) listed = true
    if (listed || get(state.uses, root) > bound) page.uncounted.add(root)
    if (page.uncounted.size > MOST_UNCOUNTED) giveUp(state, page)
  }
}
