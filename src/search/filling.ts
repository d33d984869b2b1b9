import { denseBytes } from './growing.ts'
import { allocate, release } from './heap.ts'
import { flagsOf, put, putFlags, trim } from './list.ts'
import { listBytes } from './slot-lists.ts'
import { bitmapBytes, DENSE, FAR, giveBack, type State, takeBitmap } from './state.ts'
import { stampsFor } from './tally.ts'
import { canonOf } from './terms.ts'

/**
 * Many entries at once, into an index that has none and was told how many come (`reserve`): only their rows, columns
 * and strings are written as they come. Which slots each term is in, and all that follows from it, is made in one go
 * before anything is asked or changed: terms are counted, every list gets the room it needs, and the slots are spread.
 */
export interface Filling {
  readonly steps: Generator<string, void>
  /** Then what comes must wait until it is done. */
  begun: boolean
}

export function beginFilling(state: State): void {
  if (state.slots > 0 || state.filling) return
  state.filling = { steps: fill(state), begun: false }
  // An order of nothing is that of the slots.
  for (const order of state.orders) order.form = 'none'
}

export function finishFilling(state: State): void {
  while (fillSome(state));
}

/** A step of it; false when there is nothing left. */
export function fillSome({ filling }: State): boolean {
  if (!filling) return false
  filling.begun = true
  return !filling.steps.next().done
}

/** Slots, or terms, of a step. */
const A_STEP = 50_000

/** Tables of u32 by term, in the heap for as long as it takes. */
interface Tables {
  /** How many slots, then in what form (`kernels.ts`). */
  readonly sizes: number
  readonly places: number
  readonly lasts: number
  readonly bytes: number
}

function* fill(state: State): Generator<string, void> {
  const tables = openTables(state)
  for (let from = 0; from < state.slots; from += A_STEP) {
    const to = Math.min(state.slots, from + A_STEP)
    state.kernels.measure(state.rowsAt, from, to, tables.sizes, tables.lasts)
    yield 'lists'
  }
  // At once as long as needed: they would be copied again and again as they grow.
  for (const list of [state.size, state.postingAt]) list.data = new Uint32Array(state.terms)
  state.heap.u8.fill(0xff, tables.lasts, tables.lasts + tables.bytes)
  for (let term = 1; term < state.terms; term++) {
    openPosting(state, tables, term)
    if (term % A_STEP === 0) yield 'lists'
  }
  for (let from = 0; from < state.slots; from += A_STEP) {
    const to = Math.min(state.slots, from + A_STEP)
    state.kernels.spread(state.rowsAt, from, to, tables.sizes, tables.places, tables.lasts)
    yield 'lists'
  }
  takeSingles(state, tables)
  for (const table of [tables.sizes, tables.places, tables.lasts]) release(state.heap, table, tables.bytes)
  countUses(state)
  markDoubled(state)
  trimTables(state)
  state.filling = null
}

function openTables(state: State): Tables {
  const bytes = state.terms * 4
  const table = (): number => {
    const at = allocate(state.heap, bytes)
    state.heap.u8.fill(0, at, at + bytes)
    return at
  }
  return { sizes: table(), places: table(), lasts: table(), bytes }
}

const SINGLE = 0
const BITMAP = 1
const FAR_LIST = 2
const NEAR_LIST = 3

function openPosting(state: State, { sizes, places }: Tables, term: number): void {
  const measured = state.heap.u32[(sizes >>> 2) + term] ?? 0
  const size = measured & 0x7fffffff
  const far = measured > size
  state.size.data[term] = size
  let form = SINGLE
  if (size > 1) {
    form = size > 9 && size > state.capacity >>> 6 ? BITMAP : far ? FAR_LIST : NEAR_LIST
    const bytes = form === BITMAP ? denseBytes(state, term) : listBytes(size, far)
    const at = allocate(state.heap, bytes)
    if (form === BITMAP) state.heap.u8.fill(0, at, at + bytes)
    state.postingAt.data[term] = at
    state.heap.u32[(places >>> 2) + term] = at
    const flag = form === BITMAP ? DENSE : form === FAR_LIST ? FAR : 0
    if (flag) putFlags(state.about, term, flagsOf(state.about, term) | flag)
  }
  state.heap.u32[(sizes >>> 2) + term] = form
}

function takeSingles(state: State, { places }: Tables): void {
  for (let term = 1; term < state.terms; term++)
    if (state.size.data[term] === 1) state.postingAt.data[term] = state.heap.u32[(places >>> 2) + term] ?? 0
}

function countUses(state: State): void {
  state.uses.data.fill(0)
  let all = 0
  for (let term = 1; term < state.terms; term++) {
    const size = state.size.data[term] ?? 0
    const canon = canonOf(state, term)
    if (canon && size) put(state.uses, canon, (state.uses.data[canon] ?? 0) + size)
    all += size
  }
  state.ranking = null
  state.drift += all
}

function markDoubled(state: State): void {
  if (state.slots === 0 || state.synonymOf.data.length === 0) return
  const { kernels, doubledAt } = state
  const bytes = bitmapBytes(state)
  const marked = takeBitmap(state)
  for (const bits of state.classBitsAt) if (bits) kernels.or(marked, bits, bytes)
  const kept = state.stampsAt
  const stamps = stampsFor(state, state.slots)
  state.doubled = kernels.keepDoubles(
    marked,
    bytes,
    state.rowsAt,
    state.canons,
    state.canonAt,
    stamps,
    state.stamp,
  )
  state.stamp += state.slots
  state.heap.u8.copyWithin(doubledAt, marked, marked + bytes)
  giveBack(state, marked)
  if (kept) return
  // Most questions never need them.
  release(state.heap, stamps, state.canons * 4)
  state.stampsAt = 0
}

/** Entries come by the thousand afterwards, not by the million. */
function trimTables(state: State): void {
  for (const list of [state.size, state.postingAt, state.outer, state.about, state.nameAt])
    trim(list, state.terms)
  for (const list of [state.synonymOf, state.nextSynonym, state.firstSynonym, state.uses, state.firstSub])
    trim(list, lastOf(list.data) + 1)
  trim(state.edgeTo, state.edges)
  trim(state.edgeNext, state.edges)
}

function lastOf(data: Uint32Array): number {
  let last = data.length - 1
  while (last > 0 && data[last] === 0) last--
  return last
}
