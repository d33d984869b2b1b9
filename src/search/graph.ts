import { giveUpFinding, recountAround } from './kept.ts'
import { flagsOf, get, put, putFlags, putPaged } from './list.ts'
import { forgetName, noteNames } from './names.ts'
import { lessenBy, widenBy } from './postings.ts'
import { setUses, unrank } from './ranking.ts'
import type { GraphChange, Tag } from './schema.ts'
import { SearchError } from './schema.ts'
import { bitmapBytes, CANONICAL, giveBack, type State, takeBitmap } from './state.ts'
import { stampsFor } from './tally.ts'
import {
  isCanonical,
  kindOf,
  newTerm,
  noteNarrow,
  releaseText,
  setCanon,
  storeText,
  tagTerm,
} from './terms.ts'

/**
 * The graph of tags, read by every question, so that no entry is written when it changes. A synonym points at another
 * tag; those that point, at any remove, at one tag that points at none are its names, and it is their root. Edges
 * from meta-tags down to sub-tags hang on the tag they were made for, and count for the root of its names.
 */

/**
 * Makes a tag known, or changes its name, kind or whether it is canonical. One that is or has a synonym keeps its
 * kind: `other-kind`.
 */
export function setTag(state: State, tag: Tag): GraphChange {
  const kind = state.kinds.findIndex(({ name, of }) => of === 'tag' && name === tag.kind)
  if (kind < 0) throw new SearchError(`tag ${tag.id}: there is no kind ${tag.kind}`)
  let term = tagTerm(state, tag.id)
  if (!term) {
    term = newTerm(state, kind, tag.id, tag.canonical)
    putPaged(state.tagTerms, tag.id, term)
  } else {
    const alone = !get(state.synonymOf, term) && !get(state.firstSynonym, term)
    if (kindOf(state, term) !== kind && !alone) return 'other-kind'
    setKind(state, term, kind, tag.canonical)
    forgetName(state, term)
  }
  releaseText(state, get(state.nameAt, term))
  put(state.nameAt, term, storeText(state, tag.name))
  noteNames(state, rootOf(state, term))
  return 'done'
}

function setKind(state: State, term: number, kind: number, canonical: boolean): void {
  const about = flagsOf(state.about, term)
  const next = (about & ~0x1ff) | kind | (canonical ? CANONICAL : 0)
  if (next === about) return
  recountAround(state, rootOf(state, term), () => {
    unrank(state, term)
    putFlags(state.about, term, next)
    noteNarrow(state, kind, term)
    refreshCanon(state, rootOf(state, term))
    if (canonical) markNames(state, term)
  })
}

/** What holds a tag twice that is not canonical need not be marked, until it becomes canonical. */
function markNames(state: State, term: number): void {
  const names = namesOf(state, term)
  names.forEach((name, i) => {
    if (i > 0) markDoubled(state, names.slice(0, i), [name])
  })
}

export function setSynonym(state: State, tag: number, of: number): GraphChange {
  const term = tagTerm(state, tag)
  const target = tagTerm(state, of)
  if (!term || !target) return 'no-such-tag'
  if (kindOf(state, term) !== kindOf(state, target)) return 'other-kind'
  for (let up = target; up; up = get(state.synonymOf, up)) if (up === term) return 'cycle'
  unlinkSynonym(state, term)
  recountAround(state, term, () => linkSynonym(state, term, target))
  return 'done'
}

/** Splits the tag off: it and the synonyms that point at it stand for themselves again. */
export function unsetSynonym(state: State, tag: number): GraphChange {
  const term = tagTerm(state, tag)
  if (!term) return 'no-such-tag'
  unlinkSynonym(state, term)
  return 'done'
}

export function addMeta(state: State, sub: number, meta: number): GraphChange {
  const below = tagTerm(state, sub)
  const above = tagTerm(state, meta)
  if (!below || !above) return 'no-such-tag'
  if (kindOf(state, below) !== kindOf(state, above)) return 'other-kind'
  if (termsBelow(state, below).includes(above)) return 'cycle'
  giveUpFinding(state, above)
  addEdge(state, state.firstSub, above, below)
  return 'done'
}

export function removeMeta(state: State, sub: number, meta: number): GraphChange {
  giveUpFinding(state, tagTerm(state, meta))
  return removeEdge(state, state.firstSub, tagTerm(state, meta), tagTerm(state, sub))
}

/** A character belongs to a fandom: told to autocomplete, never to filters. */
export function addChild(state: State, child: number, parent: number): GraphChange {
  const below = tagTerm(state, child)
  const above = tagTerm(state, parent)
  if (!below || !above) return 'no-such-tag'
  addEdge(state, state.firstChild, above, below)
  return 'done'
}

export function removeChild(state: State, child: number, parent: number): GraphChange {
  return removeEdge(state, state.firstChild, tagTerm(state, parent), tagTerm(state, child))
}

export function rootOf(state: State, term: number): number {
  let root = term
  for (let up = get(state.synonymOf, root); up; up = get(state.synonymOf, root)) root = up
  return root
}

/** The tag and all that are synonyms of it, at any remove. */
export function namesOf(state: State, root: number): number[] {
  const names = [root]
  for (const name of names)
    for (let one = get(state.firstSynonym, name); one; one = get(state.nextSynonym, one)) names.push(one)
  return names
}

/** Every term that a filter by this tag finds: its names, its sub-tags' names, theirs. */
export function termsBelow(state: State, term: number): number[] {
  const roots = [rootOf(state, term)]
  const seen = new Set(roots)
  const terms: number[] = []
  for (const root of roots)
    for (const name of namesOf(state, root)) {
      terms.push(name)
      for (let edge = get(state.firstSub, name); edge; edge = get(state.edgeNext, edge)) {
        const next = rootOf(state, get(state.edgeTo, edge))
        if (seen.has(next)) continue
        seen.add(next)
        roots.push(next)
      }
    }
  return terms
}

/** Terms that hang on the names of this tag by `addChild`. */
export function childrenOf(state: State, root: number): number[] {
  const children: number[] = []
  for (const name of namesOf(state, root))
    for (let edge = get(state.firstChild, name); edge; edge = get(state.edgeNext, edge))
      children.push(get(state.edgeTo, edge))
  return children
}

function linkSynonym(state: State, term: number, target: number): void {
  const root = rootOf(state, target)
  markDoubled(state, namesOf(state, root), namesOf(state, term))
  put(state.synonymOf, term, target)
  put(state.nextSynonym, term, get(state.firstSynonym, target))
  put(state.firstSynonym, target, term)
  setUses(state, term, 0)
  refreshCanon(state, root)
}

function unlinkSynonym(state: State, term: number): void {
  const target = get(state.synonymOf, term)
  if (target) recountAround(state, term, () => cutSynonym(state, term, target))
}

function cutSynonym(state: State, term: number, target: number): void {
  const root = rootOf(state, target)
  const next = get(state.nextSynonym, term)
  let before = get(state.firstSynonym, target)
  if (before === term) put(state.firstSynonym, target, next)
  else {
    while (get(state.nextSynonym, before) !== term) before = get(state.nextSynonym, before)
    put(state.nextSynonym, before, next)
  }
  put(state.nextSynonym, term, 0)
  put(state.synonymOf, term, 0)
  refreshCanon(state, root)
  refreshCanon(state, term)
  unmarkDoubled(state, namesOf(state, root), namesOf(state, term))
}

/** Says anew what the names of a root count for, and how often they are used. */
function refreshCanon(state: State, root: number): void {
  const canon = isCanonical(state, root) ? root : 0
  let uses = 0
  for (const name of namesOf(state, root)) {
    setCanon(state, name, canon)
    uses += get(state.size, name)
  }
  setUses(state, root, canon ? uses : 0)
  noteNames(state, root)
}

/** Entries with a name of each side will hold one tag twice. */
function markDoubled(state: State, some: readonly number[], others: readonly number[]): void {
  if (state.capacity === 0) return
  const bytes = bitmapBytes(state)
  const both = withBoth(state, some, others)
  state.kernels.or(state.doubledAt, both, bytes)
  state.doubled = state.kernels.count(state.doubledAt, bytes)
  giveBack(state, both)
}

/** After a split, entries with a name of each side are marked only if they hold another tag twice. */
function unmarkDoubled(state: State, some: readonly number[], others: readonly number[]): void {
  if (state.doubled === 0) return
  const { kernels, doubledAt } = state
  const bytes = bitmapBytes(state)
  const both = withBoth(state, some, others)
  kernels.and(both, doubledAt, bytes)
  kernels.andNot(doubledAt, both, bytes)
  const rows = kernels.count(both, bytes)
  const stamps = stampsFor(state, rows)
  kernels.keepDoubles(both, bytes, state.rowsAt, state.canons, state.canonAt, stamps, state.stamp)
  state.stamp += rows
  kernels.or(doubledAt, both, bytes)
  state.doubled = kernels.count(doubledAt, bytes)
  giveBack(state, both)
}

/** A bitmap of the entries that have a term of each; the caller gives it back. */
function withBoth(state: State, some: readonly number[], others: readonly number[]): number {
  const [few, many] = uses(state, some) < uses(state, others) ? [some, others] : [others, some]
  const both = takeBitmap(state)
  for (const term of few) widenBy(state, both, term)
  const rest = takeBitmap(state)
  state.kernels.or(rest, both, bitmapBytes(state))
  for (const term of many) lessenBy(state, rest, term)
  state.kernels.andNot(both, rest, bitmapBytes(state))
  giveBack(state, rest)
  return both
}

const uses = (state: State, terms: readonly number[]): number =>
  terms.reduce((sum, term) => sum + get(state.size, term), 0)

function addEdge(state: State, first: State['firstSub'], above: number, below: number): void {
  for (let edge = get(first, above); edge; edge = get(state.edgeNext, edge))
    if (get(state.edgeTo, edge) === below) return
  const edge = state.freeEdge || state.edges++
  if (edge === state.freeEdge) state.freeEdge = get(state.edgeNext, edge)
  put(state.edgeTo, edge, below)
  put(state.edgeNext, edge, get(first, above))
  put(first, above, edge)
}

function removeEdge(state: State, first: State['firstSub'], above: number, below: number): GraphChange {
  if (!above || !below) return 'no-such-tag'
  let before = 0
  for (let edge = get(first, above); edge; before = edge, edge = get(state.edgeNext, edge)) {
    if (get(state.edgeTo, edge) !== below) continue
    if (before) put(state.edgeNext, before, get(state.edgeNext, edge))
    else put(first, above, get(state.edgeNext, edge))
    put(state.edgeNext, edge, state.freeEdge)
    state.freeEdge = edge
    break
  }
  return 'done'
}
