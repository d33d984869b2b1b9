import { crc32 } from 'node:zlib'
import type { Heap } from './heap.ts'
import type { Paged } from './list.ts'
import { finishWords } from './names.ts'
import type { Order } from './orders.ts'
import type { State } from './state.ts'
import type { Words } from './word-blocks.ts'

/**
 * A snapshot: eight bytes of name, u32 version, u32 length of the contents, u32 sum of them, u32 0, then the contents
 * as JSON, then every table and the heap as they lie in memory, each at a multiple of 8; at the end eight bytes of
 * name, the CRC-32 of all before, u32 0. A snapshot is of one machine and one version: anything else is refused
 * (`loading.ts`), and the caller builds anew.
 */
export const NAME = 'PALIMIDX'
export const END_NAME = 'PALIMEND'
export const VERSION = 6
export const HEAD = 24
export const TAIL = 16

export interface Contents {
  readonly schema: string
  readonly numbers: Record<string, number>
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
  readonly heap: Pick<Heap, 'top' | 'idle' | 'piece' | 'pieceEnd' | 'greats'> & {
    readonly free: readonly (readonly [number, number])[]
  }
  readonly freeSlots: readonly number[]
  readonly scratch: readonly number[]
  readonly lists: Record<string, readonly number[]>
  readonly choiceTerms: readonly (readonly (readonly [string, number])[])[]
  readonly bandTerms: readonly (readonly number[])[]
  readonly narrowTerms: readonly (readonly number[])[]
  readonly forms: readonly Order['form'][]
  readonly words: Pick<Words, 'upTo' | 'blocks' | 'counts' | 'most' | 'stamps'>
  readonly growing: State['growing']
}

export const NUMBERS = [
  'version',
  'drift',
  'slots',
  'capacity',
  'idsAt',
  'rowsAt',
  'classesAt',
  'doubledAt',
  'doubled',
  'terms',
  'lowTerms',
  'edges',
  'freeEdge',
  'canonAt',
  'canons',
  'ownAt',
  'countsAt',
  'touchedAt',
  'stampsAt',
  'stamp',
] as const
export const TABLES = [
  'outer',
  'size',
  'postingAt',
  'nameAt',
  'synonymOf',
  'firstSynonym',
  'nextSynonym',
  'firstSub',
  'firstChild',
  'edgeTo',
  'edgeNext',
  'uses',
] as const
export const PAGED = ['slotOf', 'tagTerms', 'creatorTerms', 'folded'] as const
export const LISTS = ['columnsAt', 'textsAt', 'classBitsAt'] as const

const PIECE = 1 << 20

interface Part {
  readonly name: string
  readonly data: Uint8Array
}

/**
 * The snapshot in pieces of at most 1 MB, each a copy. When anything changed since the first, or a question had to
 * take memory, it ends without the last piece and gives false: the pieces are of no use then.
 */
export function* piecesOf(state: State): Generator<Uint8Array<ArrayBuffer>, boolean> {
  finishWords(state)
  const { heap, version } = state
  const { changes } = heap
  const parts = partsOf(state)
  const head = headOf(state, parts)
  let sum = crc32(head)
  yield head
  for (const { data } of parts)
    for (let from = 0; from < data.length; from += PIECE) {
      if (state.version !== version || heap.changes !== changes) return false
      const piece = copyOf(data.subarray(from, from + PIECE))
      sum = crc32(piece, sum)
      yield piece
    }
  if (state.version !== version || heap.changes !== changes) return false
  const tail = new Uint8Array(TAIL)
  tail.set(new TextEncoder().encode(END_NAME))
  new Uint32Array(tail.buffer)[2] = sum
  yield tail
  return true
}

/** The whole snapshot at once. */
export function saveState(state: State): Uint8Array<ArrayBuffer> {
  const pieces = [...piecesOf(state)]
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function partsOf(state: State): Part[] {
  return [
    ...TABLES.map((name) => ({ name, data: bytesOf(state[name].data) })),
    { name: 'about', data: bytesOf(state.about.data) },
    ...PAGED.map((name) => ({ name, data: bytesOf(flat(state[name])) })),
    ...state.orders.map(({ blocks, counts }, i) => ({
      name: `order ${i}`,
      data: bytesOf(Uint32Array.from([...blocks, ...counts])),
    })),
    ...state.greats.flatMap(({ slots, values, count }, i) => [
      { name: `great slots ${i}`, data: bytesOf(slots.subarray(0, count)) },
      { name: `great values ${i}`, data: bytesOf(values.subarray(0, count)) },
    ]),
    // Views of the heap are replaced when it grows, but then it has changed.
    { name: 'heap', data: state.heap.u8.subarray(0, state.heap.top) },
  ]
}

function headOf(state: State, parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(contentsOf(state, parts)))
  const head = new Uint8Array(HEAD + padded(json.length))
  head.set(new TextEncoder().encode(NAME))
  new Uint32Array(head.buffer, 8, 3).set([VERSION, json.length, crc32(json)])
  head.set(json, HEAD)
  return head
}

function contentsOf(state: State, parts: readonly Part[]): Contents {
  const { top, idle, piece, pieceEnd, greats, free } = state.heap
  const { upTo, blocks, counts, most, stamps } = state.words
  return {
    schema: JSON.stringify(state.schema),
    numbers: Object.fromEntries(NUMBERS.map((name) => [name, state[name]])),
    parts: parts.map(({ name, data }) => ({ name, bytes: data.length })),
    heap: { top, idle, piece, pieceEnd, greats, free: [...free] },
    freeSlots: state.freeSlots,
    scratch: state.scratch,
    lists: Object.fromEntries(LISTS.map((name) => [name, state[name]])),
    choiceTerms: state.choiceTerms.map((terms) => [...terms]),
    bandTerms: state.bandTerms,
    narrowTerms: state.narrowTerms,
    forms: state.orders.map(({ form }) => form),
    words: { upTo, blocks, counts, most, stamps },
    growing: state.growing,
  }
}

export const padded = (length: number): number => Math.ceil(length / 8) * 8

function copyOf(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(padded(data.length))
  copy.set(data)
  return copy
}

const bytesOf = (words: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)

/** Pages one after the other, each as its number and 1,024 words. */
function flat(pages: Paged): Uint32Array {
  const words = new Uint32Array(pages.size * 1025)
  let at = 0
  for (const [number, page] of pages) {
    words[at] = number
    words.set(page, at + 1)
    at += 1025
  }
  return words
}
