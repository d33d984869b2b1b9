import { rowOf } from './entries.ts'
import { denseBytes } from './growing.ts'
import { blockSize } from './heap.ts'
import { get, type Paged } from './list.ts'
import { ORDER_BYTES } from './orders.ts'
import { isDense, isFar } from './postings.ts'
import { rowBytes } from './rows.ts'
import { listBytes } from './slot-lists.ts'
import { bitmapBytes, LOW_TERMS, ownBytes, type State } from './state.ts'
import { textBytes } from './terms.ts'
import { BLOCK, WORD_BYTES } from './word-blocks.ts'

/** Bytes by part, and counts. `total` is the heap, the tables and what autocomplete keeps. */
export interface Stats {
  readonly entries: number
  readonly terms: number
  readonly total: number
  /** What of the total is the entries' own; the rest is that of tags, creators and their names. */
  readonly ofEntries: number
  readonly parts: Readonly<Record<string, number>>
}

export function statsOf(state: State): Stats {
  const { heap, schema, capacity } = state
  let lists = 0
  let bitmaps = 0
  let names = 0
  for (let term = 1; term < state.terms; term++) {
    const size = get(state.size, term)
    if (isDense(state, term)) bitmaps += denseBytes(state, term)
    else if (size > 1) lists += blockSize(listBytes(size, isFar(state, term)))
    const name = get(state.nameAt, term)
    if (name) names += blockSize(textBytes(heap.u16[name >>> 1] ?? 0))
  }
  let folded = 0
  for (const page of state.folded.values())
    for (const text of page) if (text) folded += blockSize(textBytes(heap.u16[text >>> 1] ?? 0))
  let rows = 0
  let texts = 0
  for (let slot = 0; slot < state.slots; slot++) {
    const row = rowOf(state, slot)
    if (row) rows += blockSize(rowBytes(heap, row))
    for (const at of state.textsAt) {
      const text = heap.u32[(at >>> 2) + slot] ?? 0
      if (text) texts += blockSize(textBytes(heap.u16[text >>> 1] ?? 0))
    }
  }
  const {
    about,
    outer,
    size,
    postingAt,
    nameAt,
    synonymOf,
    firstSynonym,
    nextSynonym,
    firstSub,
    firstChild,
    edgeTo,
    edgeNext,
    uses,
  } = state
  const tables = [
    about,
    outer,
    size,
    postingAt,
    nameAt,
    synonymOf,
    firstSynonym,
    nextSynonym,
    firstSub,
    firstChild,
    edgeTo,
    edgeNext,
    uses,
  ]
  const columns = state.widths.reduce((sum, width) => sum + width, 0)
  const { words } = state
  const parts = {
    rows: rows + capacity * 4,
    lists,
    bitmaps,
    columns: columns * capacity + state.greats.reduce((sum, { slots }) => sum + slots.length * 8, 0),
    'ids, classes, marks':
      capacity * 4 + capacity + (state.classBitsAt.filter(Boolean).length + 1) * bitmapBytes(state),
    'strings to sort by': texts + schema.texts.length * capacity * 4,
    'sort orders': state.orders.reduce((sum, { blocks }) => sum + blocks.length * (ORDER_BYTES + 16), 0),
    'names of tags': names,
    'tables of terms': tables.reduce((sum, { data }) => sum + data.byteLength, 0),
    'counters and canon': state.canons * (state.stampsAt ? 16 : 12) + ownBytes(state.canons),
    'ids to slots': paged(state.slotOf),
    'ids to terms': paged(state.tagTerms) + paged(state.creatorTerms),
    scratch: state.scratch.length * bitmapBytes(state),
    'free blocks': heap.idle,
    autocomplete: words.blocks.length * (BLOCK * WORD_BYTES + 40) + paged(state.folded) + folded,
  }
  const entries = state.slots - state.freeSlots.length
  const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0)
  return {
    entries,
    terms: state.terms - LOW_TERMS + state.lowTerms - 1,
    total: sum(Object.values(parts)),
    ofEntries: sum(OF_ENTRIES.map((name) => parts[name])),
    parts,
  }
}

const OF_ENTRIES = [
  'rows',
  'lists',
  'bitmaps',
  'columns',
  'ids, classes, marks',
  'strings to sort by',
  'sort orders',
  'ids to slots',
] as const

const paged = (pages: Paged): number => pages.size * (4096 + 100)
