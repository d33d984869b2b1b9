import { type Greats, openGreats, widthOf } from './columns.ts'
import type { Within } from './complete.ts'
import type { Filling } from './filling.ts'
import type { Growing } from './growing.ts'
import { allocate, type Heap, openHeap, release } from './heap.ts'
import { KEEPING, type Keeping, type Kept, openKept } from './kept.ts'
import type { Kernels, OpenKernels } from './kernels.ts'
import { type Flags, flags, type Numbers, numbers, type Paged } from './list.ts'
import type { Tops } from './often.ts'
import { type Order, openOrder } from './orders.ts'
import type { Ranking } from './ranking.ts'
import { type Schema, SearchError } from './schema.ts'
import { openWords, type Words } from './word-blocks.ts'

/** A kind of term: what can be counted, and the creators, who are only filtered by. */
interface Kind {
  readonly name: string
  readonly of: 'tag' | 'choice' | 'band' | 'creator'
  /** Its terms stand in the narrow part of a row and are counted by their bitmaps. */
  readonly narrow: boolean
}

/**
 * Everything an index knows. Entries have slots (0, 1, …; a removed entry's is used again), what they hold has terms
 * (1, 2, …: tags, creators, values of choices, bands); both number the tables here. Names ending in `At` are
 * addresses of blocks in the heap, of `capacity` slots each.
 */
export interface State {
  readonly schema: Schema
  readonly heap: Heap
  readonly kernels: Kernels
  readonly kinds: readonly Kind[]
  /** Raised by every change. */
  version: number
  /** Raised by every change but one of columns alone. */
  shape: number
  /** No tag's uses grow by more than this does, but by a change of the graph. */
  drift: number

  /** Slots ever used; capacity is a multiple of 512. */
  slots: number
  capacity: number
  growing: Growing | null
  /** What is left to do of many entries at once (`filling.ts`). */
  filling: Filling | null
  readonly freeSlots: number[]
  /** Entry id → slot + 1. */
  readonly slotOf: Paged
  idsAt: number
  rowsAt: number
  /** Class of each slot's visibility, one byte. */
  classesAt: number
  readonly columnsAt: number[]
  /** Bytes of a number of each column, and the numbers too great for that. */
  readonly widths: readonly number[]
  readonly greats: readonly Greats[]
  /** For each text, address of the slot's bytes (their length in u16 first), 0 for none. */
  readonly textsAt: number[]
  /** Bitmap of each class in use, or 0. */
  readonly classBitsAt: number[]
  /** Rows that may hold two names of one tag: counted with care. */
  doubledAt: number
  doubled: number
  /** Idle bitmaps of `capacity`. */
  readonly scratch: number[]
  /** One for `id`, then one for each column and each text. */
  readonly orders: Order[]

  terms: number
  /** Terms under LOW_TERMS are of narrow kinds, so that a row has them in a byte each; the next of them. */
  lowTerms: number
  readonly tagTerms: Paged
  readonly creatorTerms: Paged
  readonly choiceTerms: Map<string, number>[]
  readonly bandTerms: number[][]
  /** Kind → every term that was ever of it, for narrow kinds. */
  readonly narrowTerms: number[][]
  /** Term → id of tag or creator, or number of choice value or band. */
  readonly outer: Numbers
  /** Term → kind in the low byte, and the flags below. */
  readonly about: Flags
  /** Term → how many entries, and where: one slot in `postingAt` itself, a list, or a bitmap (flag DENSE). */
  readonly size: Numbers
  readonly postingAt: Numbers
  readonly nameAt: Numbers
  readonly synonymOf: Numbers
  readonly firstSynonym: Numbers
  readonly nextSynonym: Numbers
  /** Tag → its first edge downwards; edge → term below, next edge. Edge 0 is none. */
  readonly firstSub: Numbers
  readonly firstChild: Numbers
  readonly edgeTo: Numbers
  readonly edgeNext: Numbers
  edges: number
  freeEdge: number
  /** Table of u32 in the heap: term → its canonical tag, 0 if it has none. */
  canonAt: number
  canons: number
  /** A bit for each term: is it its own canonical tag? Most of those counted are, and this stays near the processor. */
  ownAt: number
  /** Canonical tag → uses of all its names (an entry with two names counts twice). */
  readonly uses: Numbers
  ranking: Ranking | null
  /** For autocomplete: words, names that had to be folded (term → text), and what is kept between questions. */
  readonly words: Words
  readonly folded: Paged
  readonly tops: Tops
  within: Within | null
  readonly keeping: Keeping
  readonly kept: Kept
  /** Counters and list of counters touched, `canons` each; all counters are 0 between questions. */
  countsAt: number
  touchedAt: number
  /** For canonical tags, the number of the row that was last found to have it; and the next number. 0 until needed. */
  stampsAt: number
  stamp: number
}

export const LOW_TERMS = 224
export const CANONICAL = 0x100
export const DENSE = 0x200
/** Its slots are a list of u32: some lie too far apart for the usual one. */
export const FAR = 0x800
/** Its name is among `folded`, too. */
export const FOLDED = 0x1000
/** The words of its name are among `words`. */
export const INDEXED = 0x400

export function openState(
  schema: Schema,
  kernels: OpenKernels,
  heap: Heap = openHeap(),
  keeping: Keeping = KEEPING,
): State {
  checkSchema(schema)
  return {
    schema,
    heap,
    kernels: kernels(heap),
    kinds: kindsOf(schema),
    version: 0,
    shape: 0,
    drift: 0,
    slots: 0,
    capacity: 0,
    growing: null,
    filling: null,
    freeSlots: [],
    slotOf: new Map(),
    idsAt: 0,
    rowsAt: 0,
    classesAt: 0,
    columnsAt: schema.columns.map(() => 0),
    widths: schema.columns.map(widthOf),
    greats: schema.columns.map(openGreats),
    textsAt: schema.texts.map(() => 0),
    classBitsAt: new Array<number>(32).fill(0),
    doubledAt: 0,
    doubled: 0,
    scratch: [],
    orders: ['id', ...schema.columns, ...schema.texts].map(() => openOrder()),
    terms: LOW_TERMS,
    lowTerms: 1,
    tagTerms: new Map(),
    creatorTerms: new Map(),
    choiceTerms: schema.choices.map(() => new Map()),
    bandTerms: schema.bands.map(() => []),
    narrowTerms: kindsOf(schema).map(() => []),
    outer: numbers(),
    about: flags(),
    size: numbers(),
    postingAt: numbers(),
    nameAt: numbers(),
    synonymOf: numbers(),
    firstSynonym: numbers(),
    nextSynonym: numbers(),
    firstSub: numbers(),
    firstChild: numbers(),
    edgeTo: numbers(),
    edgeNext: numbers(),
    edges: 1,
    freeEdge: 0,
    canonAt: 0,
    canons: 0,
    ownAt: 0,
    uses: numbers(),
    ranking: null,
    words: openWords(),
    folded: new Map(),
    tops: new Map(),
    within: null,
    keeping,
    kept: openKept(),
    countsAt: 0,
    touchedAt: 0,
    stampsAt: 0,
    stamp: 1,
  }
}

const kindsOf = (schema: Schema): Kind[] => [
  ...schema.kinds.map(({ name, narrow }) => ({ name, of: 'tag' as const, narrow: narrow ?? false })),
  ...schema.choices.map((name) => ({ name, of: 'choice' as const, narrow: true })),
  ...schema.bands.map(({ name }) => ({ name, of: 'band' as const, narrow: true })),
  { name: 'creator', of: 'creator', narrow: true },
]

function checkSchema(schema: Schema): void {
  const sorts = ['id', ...schema.columns.map(({ name }) => name), ...schema.texts]
  const kinds = kindsOf(schema).map(({ name }) => name)
  if (new Set(sorts).size < sorts.length || new Set(kinds).size < kinds.length)
    throw new SearchError('opening an index: two columns, texts or kinds have one name')
  if (kinds.length > 255) throw new SearchError('opening an index: more than 255 kinds')
  for (const { name, column } of schema.bands)
    if (!schema.columns.some((one) => one.name === column))
      throw new SearchError(`opening an index: band ${name} is of column ${column}, which there is not`)
}

/** Bytes of a bitmap of all slots. */
export const bitmapBytes = (state: State): number => state.capacity >>> 3

/** An empty bitmap, to be given back with `giveBack`. */
export function takeBitmap(state: State): number {
  const at = state.scratch.pop() ?? allocate(state.heap, bitmapBytes(state))
  state.heap.u8.fill(0, at, at + bitmapBytes(state))
  return at
}

export function giveBack(state: State, bitmap: number): void {
  state.scratch.push(bitmap)
}

/** Room in the table of canonical tags for this term. */
export function reserveCanon(state: State, term: number): void {
  if (term < state.canons) return
  const was = state.canons
  // A last one that no term has: `tally` may write one past those it lists.
  const canons = Math.max(1024, Math.ceil((term + 2) * 1.125))
  const grow = (at: number, bytesFor = (terms: number): number => terms * 4): number => {
    const more = allocate(state.heap, bytesFor(canons))
    state.heap.u8.fill(0, more, more + bytesFor(canons))
    if (at) state.heap.u8.copyWithin(more, at, at + bytesFor(was))
    if (at) release(state.heap, at, bytesFor(was))
    return more
  }
  state.canonAt = grow(state.canonAt)
  state.countsAt = grow(state.countsAt)
  state.touchedAt = grow(state.touchedAt)
  state.ownAt = grow(state.ownAt, ownBytes)
  if (state.stampsAt) release(state.heap, state.stampsAt, was * 4)
  state.stampsAt = 0
  state.canons = canons
}

/** Bytes of the bits of `ownAt`. */
export const ownBytes = (terms: number): number => ((terms >>> 5) + 1) * 4

export const bit = ({ heap }: State, bitmap: number, slot: number): number =>
  ((heap.u32[(bitmap >>> 2) + (slot >>> 5)] ?? 0) >>> (slot & 31)) & 1

export function setBit({ heap }: State, bitmap: number, slot: number, on: boolean): void {
  const word = (bitmap >>> 2) + (slot >>> 5)
  const mask = 1 << (slot & 31)
  heap.u32[word] = on ? (heap.u32[word] ?? 0) | mask : (heap.u32[word] ?? 0) & ~mask
}
