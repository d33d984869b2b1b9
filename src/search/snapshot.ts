import { crc32 } from 'node:zlib'
import { type Heap, openHeap } from './heap.ts'
import type { OpenKernels } from './kernels.ts'
import type { Numbers, Paged } from './list.ts'
import type { Schema } from './schema.ts'
import { openState, type State } from './state.ts'
import { headAt, type Words } from './words.ts'

/**
 * A snapshot: eight bytes of name, u32 version, u32 length of the contents, u32 sum of them, then the contents as
 * JSON, then every table and the heap as they lie in memory, each at a multiple of 8 with a CRC-32 in the contents.
 * A snapshot is of one machine and one version: anything else is refused, and the caller builds anew.
 */
const NAME = 'PALIMIDX'
const VERSION = 2
const HEAD = 24

export type SnapshotFault = 'not-a-snapshot' | 'other-version' | 'other-schema' | 'damaged'

interface Contents {
  readonly schema: string
  readonly numbers: Record<string, number>
  readonly parts: readonly { readonly name: string; readonly bytes: number; readonly sum: number }[]
  readonly heap: {
    readonly top: number
    readonly idle: number
    readonly piece: number
    readonly pieceEnd: number
    readonly greats: number
    readonly free: readonly (readonly [number, number])[]
  }
  readonly freeSlots: readonly number[]
  readonly scratch: readonly number[]
  readonly lists: Record<string, readonly number[]>
  readonly choiceTerms: readonly (readonly (readonly [string, number])[])[]
  readonly bandTerms: readonly (readonly number[])[]
  readonly narrowTerms: readonly (readonly number[])[]
  readonly built: readonly boolean[]
  readonly words: Pick<Words, 'upTo' | 'blocks' | 'counts' | 'most' | 'stamps'>
}

const NUMBERS = [
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
  'edges',
  'freeEdge',
  'canonAt',
  'canons',
  'countsAt',
  'touchedAt',
] as const
const TABLES = [
  'outer',
  'about',
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
const PAGED = ['slotOf', 'tagTerms', 'creatorTerms', 'folded'] as const
const LISTS = ['columnsAt', 'textsAt', 'classBitsAt'] as const

export function saveState(state: State): Uint8Array<ArrayBuffer> {
  const parts = [
    ...TABLES.map((name) => ({ name, data: bytesOf(state[name].data) })),
    ...PAGED.map((name) => ({ name, data: bytesOf(flat(state[name])) })),
    ...state.orders.map(({ blocks, counts }, i) => ({
      name: `order ${i}`,
      data: bytesOf(Uint32Array.from([...blocks, ...counts])),
    })),
    { name: 'heap', data: state.heap.u8.subarray(0, state.heap.top) },
  ]
  const contents: Contents = {
    schema: JSON.stringify(state.schema),
    numbers: Object.fromEntries(NUMBERS.map((name) => [name, state[name]])),
    parts: parts.map(({ name, data }) => ({ name, bytes: data.length, sum: crc32(data) })),
    heap: {
      top: state.heap.top,
      idle: state.heap.idle,
      piece: state.heap.piece,
      pieceEnd: state.heap.pieceEnd,
      greats: state.heap.greats,
      free: [...state.heap.free],
    },
    freeSlots: state.freeSlots,
    scratch: state.scratch,
    lists: Object.fromEntries(LISTS.map((name) => [name, state[name]])),
    choiceTerms: state.choiceTerms.map((terms) => [...terms]),
    bandTerms: state.bandTerms,
    narrowTerms: state.narrowTerms,
    built: state.orders.map(({ built }) => built),
    words: state.words,
  }
  const json = new TextEncoder().encode(JSON.stringify(contents))
  const length = HEAD + padded(json.length) + parts.reduce((sum, { data }) => sum + padded(data.length), 0)
  const bytes = new Uint8Array(length)
  bytes.set(new TextEncoder().encode(NAME))
  new Uint32Array(bytes.buffer, 8, 3).set([VERSION, json.length, crc32(json)])
  bytes.set(json, HEAD)
  let at = HEAD + padded(json.length)
  for (const { data } of parts) {
    bytes.set(data, at)
    at += padded(data.length)
  }
  return bytes
}

export function loadState(given: Uint8Array, schema: Schema, kernels: OpenKernels): State | SnapshotFault {
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given)
  if (bytes.length < HEAD || new TextDecoder().decode(bytes.subarray(0, 8)) !== NAME) return 'not-a-snapshot'
  const [version = 0, length = 0, sum = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset + 8, 3)
  if (version !== VERSION) return 'other-version'
  const json = bytes.subarray(HEAD, HEAD + length)
  if (json.length !== length || crc32(json) !== sum) return 'damaged'
  const contents: Contents = JSON.parse(new TextDecoder().decode(json))
  if (contents.schema !== JSON.stringify(schema)) return 'other-schema'
  const parts = new Map<string, Uint8Array>()
  let at = HEAD + padded(length)
  for (const part of contents.parts) {
    const data = bytes.subarray(at, at + part.bytes)
    if (data.length !== part.bytes || crc32(data) !== part.sum) return 'damaged'
    parts.set(part.name, data)
    at += padded(part.bytes)
  }
  return stateOf(contents, parts, schema, kernels)
}

function stateOf(
  contents: Contents,
  parts: ReadonlyMap<string, Uint8Array>,
  schema: Schema,
  kernels: OpenKernels,
): State {
  const heap = heapOf(contents, parts.get('heap') ?? new Uint8Array(0))
  const state = openState(schema, kernels, heap)
  for (const name of NUMBERS) state[name] = contents.numbers[name] ?? 0
  for (const name of TABLES) setTable(state[name], parts.get(name))
  for (const name of PAGED) unflatten(state[name], wordsOf(parts.get(name)))
  for (const name of LISTS) state[name].splice(0, state[name].length, ...(contents.lists[name] ?? []))
  state.freeSlots.push(...contents.freeSlots)
  state.scratch.push(...contents.scratch)
  contents.choiceTerms.forEach((terms, i) => {
    for (const [value, term] of terms) state.choiceTerms[i]?.set(value, term)
  })
  contents.bandTerms.forEach((terms, i) => void state.bandTerms[i]?.push(...terms))
  contents.narrowTerms.forEach((terms, i) => void state.narrowTerms[i]?.push(...terms))
  contents.built.forEach((built, i) => {
    const order = state.orders[i]
    const words = wordsOf(parts.get(`order ${i}`))
    if (!order) return
    order.built = built
    for (const word of words.subarray(0, words.length / 2)) order.blocks.push(word)
    for (const word of words.subarray(words.length / 2)) order.counts.push(word)
  })
  state.words.upTo = contents.words.upTo
  for (const name of ['blocks', 'counts', 'most', 'stamps'] as const)
    for (const one of contents.words[name]) state.words[name].push(one)
  for (const block of state.words.blocks)
    state.words.heads.push(headAt(state, state.heap.u32[(block >>> 2) + 1] ?? 0))
  return state
}

function heapOf(contents: Contents, data: Uint8Array): Heap {
  const heap = openHeap(contents.heap.top + 1024)
  heap.u8.set(data)
  heap.top = contents.heap.top
  heap.idle = contents.heap.idle
  heap.piece = contents.heap.piece
  heap.pieceEnd = contents.heap.pieceEnd
  heap.greats = contents.heap.greats
  for (const [size, at] of contents.heap.free) heap.free.set(size, at)
  return heap
}

const padded = (length: number): number => Math.ceil(length / 8) * 8

const bytesOf = (words: Uint32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)

const wordsOf = (bytes: Uint8Array = new Uint8Array(0)): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)

function setTable(table: Numbers, bytes: Uint8Array | undefined): void {
  table.data = new Uint32Array(wordsOf(bytes))
}

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

function unflatten(pages: Paged, words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 1025)
    pages.set(words[at] ?? 0, new Uint32Array(words.subarray(at + 1, at + 1025)))
}
