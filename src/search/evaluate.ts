import { columnOf, keepRange } from './columns.ts'
import { termsBelow } from './graph.ts'
import { allocate } from './heap.ts'
import { eachBit } from './kernels-plain.ts'
import { get, getPaged } from './list.ts'
import { isDense, lessenBy, widenBy } from './postings.ts'
import { type Filter, type Reader, SearchError } from './schema.ts'
import { bitmapBytes, giveBack, type State, setBit, takeBitmap } from './state.ts'
import { choiceTerm, tagTerm } from './terms.ts'

/** Filters nested deeper than this are a mistake. */
const DEEPEST = 64

/** A bitmap of what the reader may see and the filter lets through; the caller gives it back. */
export function found(state: State, reader: Reader, filter: Filter | undefined): number {
  const bits = visible(state, reader)
  for (const tag of reader.mutedTags ?? []) for (const term of below(state, tag)) lessenBy(state, bits, term)
  for (const creator of reader.mutedCreators ?? [])
    lessenBy(state, bits, getPaged(state.creatorTerms, creator))
  if (filter) narrow(state, bits, filter, 0)
  return bits
}

/** What the reader may see, before any filter of theirs. */
function visible(state: State, reader: Reader): number {
  const bits = takeBitmap(state)
  for (const one of new Set(reader.sees)) {
    const at = state.classBitsAt[one]
    if (at) state.kernels.or(bits, at, bitmapBytes(state))
  }
  setIds(state, bits, reader.also ?? [], true)
  setIds(state, bits, reader.never ?? [], false)
  return bits
}

/** Takes out of `bits` what the filter does not let through. */
function narrow(state: State, bits: number, filter: Filter, depth: number): void {
  if (depth > DEEPEST) throw new SearchError(`a filter is nested deeper than ${DEEPEST}`)
  const bytes = bitmapBytes(state)
  if ('all' in filter) {
    for (const one of [...filter.all].sort((a, b) => cost(a) - cost(b))) narrow(state, bits, one, depth + 1)
  } else if ('none' in filter) {
    for (const one of filter.none) lessen(state, bits, one, depth + 1)
  } else if ('column' in filter) narrowByRange(state, bits, filter)
  else if ('any' in filter || 'ids' in filter) {
    const union = takeBitmap(state)
    if ('any' in filter) for (const one of filter.any) widen(state, union, bits, one, depth + 1)
    else setIds(state, union, filter.ids, true)
    state.kernels.and(bits, union, bytes)
    giveBack(state, union)
  } else keepAny(state, bits, termsOf(state, filter))
}

/** Takes out of `bits` what has none of the terms. */
function keepAny(state: State, bits: number, terms: readonly number[]): void {
  const bytes = bitmapBytes(state)
  const [only, more] = terms
  if (only && more === undefined && isDense(state, only)) {
    state.kernels.and(bits, get(state.postingAt, only), bytes)
    return
  }
  const union = takeBitmap(state)
  for (const term of terms) widenBy(state, union, term)
  state.kernels.and(bits, union, bytes)
  giveBack(state, union)
}

/** Adds to `union` what of `bits` the filter lets through. It may add what is not in `bits`. */
function widen(state: State, union: number, bits: number, filter: Filter, depth: number): void {
  if ('any' in filter) {
    if (depth > DEEPEST) throw new SearchError(`a filter is nested deeper than ${DEEPEST}`)
    for (const one of filter.any) widen(state, union, bits, one, depth + 1)
  } else if ('ids' in filter) setIds(state, union, filter.ids, true)
  else if ('all' in filter || 'none' in filter || 'column' in filter) {
    const some = copyOf(state, bits)
    narrow(state, some, filter, depth)
    state.kernels.or(union, some, bitmapBytes(state))
    giveBack(state, some)
  } else for (const term of termsOf(state, filter)) widenBy(state, union, term)
}

/** Takes out of `bits` what the filter lets through. */
function lessen(state: State, bits: number, filter: Filter, depth: number): void {
  if ('any' in filter) {
    if (depth > DEEPEST) throw new SearchError(`a filter is nested deeper than ${DEEPEST}`)
    for (const one of filter.any) lessen(state, bits, one, depth + 1)
  } else if ('ids' in filter) setIds(state, bits, filter.ids, false)
  else if ('all' in filter || 'none' in filter || 'column' in filter) {
    const some = copyOf(state, bits)
    narrow(state, some, filter, depth)
    state.kernels.andNot(bits, some, bitmapBytes(state))
    giveBack(state, some)
  } else for (const term of termsOf(state, filter)) lessenBy(state, bits, term)
}

type Leaf = Exclude<
  Filter,
  | { readonly all: unknown }
  | { readonly any: unknown }
  | { readonly none: unknown }
  | { readonly column: unknown }
  | { readonly ids: unknown }
>

function termsOf(state: State, leaf: Leaf): readonly number[] {
  if ('tag' in leaf) return leaf.exact ? known(tagTerm(state, leaf.tag)) : below(state, leaf.tag)
  if ('creator' in leaf) return known(getPaged(state.creatorTerms, leaf.creator))
  const choice = state.schema.choices.indexOf(leaf.choice)
  if (choice < 0) throw new SearchError(`there is no choice ${leaf.choice} to filter by`)
  return known(choiceTerm(state, choice, leaf.is, false))
}

const known = (term: number): readonly number[] => (term ? [term] : [])

/** A tag nobody made known finds nothing. */
function below(state: State, tag: number): readonly number[] {
  const term = tagTerm(state, tag)
  return term ? termsBelow(state, term) : []
}

function narrowByRange(
  state: State,
  bits: number,
  filter: Extract<Filter, { readonly column: string }>,
): void {
  const column = state.schema.columns.findIndex(({ name }) => name === filter.column)
  if (column < 0) throw new SearchError(`there is no column ${filter.column} to filter by`)
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter
  const bytes = bitmapBytes(state)
  if (state.schema.columns[column]?.type === 'u32') {
    const low = Math.max(0, Math.ceil(from))
    const high = Math.min(0xffffffff, Math.floor(to))
    if (!(low <= high)) state.heap.u8.fill(0, bits, bits + bytes)
    else keepRange(state, bits, column, low, high)
    return
  }
  eachBit(state.heap, bits, bytes, (slot) => {
    const value = columnOf(state, column, slot)
    if (!(value >= from && value <= to)) setBit(state, bits, slot, false)
  })
}

/** What is cheap first, so that ranges look at fewer entries. */
function cost(filter: Filter): number {
  if ('column' in filter) return 3
  if ('none' in filter || 'all' in filter) return 2
  return 'any' in filter ? 1 : 0
}

function setIds(state: State, bits: number, ids: readonly number[], on: boolean): void {
  for (const id of ids) {
    const slot = getPaged(state.slotOf, id) - 1
    if (slot >= 0) setBit(state, bits, slot, on)
  }
}

function copyOf(state: State, bits: number): number {
  const copy = state.scratch.pop() ?? allocate(state.heap, bitmapBytes(state))
  state.heap.u8.copyWithin(copy, bits, bits + bitmapBytes(state))
  return copy
}
