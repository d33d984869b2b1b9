import { crc32 } from 'node:zlib'
import { type Heap, openHeap } from './heap.ts'
import type { Keeping } from './kept.ts'
import type { OpenKernels } from './kernels.ts'
import type { Paged } from './list.ts'
import type { Schema } from './schema.ts'
import {
  type Contents,
  END_NAME,
  HEAD,
  LISTS,
  NAME,
  NUMBERS,
  PAGED,
  padded,
  TABLES,
  TAIL,
  VERSION,
} from './snapshot.ts'
import { openState, type State } from './state.ts'
import { headAt, wordIn } from './word-blocks.ts'

export type SnapshotFault = 'not-a-snapshot' | 'other-version' | 'other-schema' | 'damaged'

/** A snapshot on its way in, in pieces of any size. */
interface LoadingState {
  /** False when no further piece can help: `end` says why. */
  readonly add: (piece: Uint8Array) => boolean
  readonly end: () => State | SnapshotFault
}

/** Where bytes go, one target after the other, and what to do when it is full. */
interface Target {
  readonly into: Uint8Array
  readonly after: () => SnapshotFault | readonly Target[]
}

/** Nothing of a snapshot is believed before its sum is right, but lengths in contents whose own sum is. */
export function openLoading(schema: Schema, kernels: OpenKernels, keeping?: Keeping): LoadingState {
  let fault: SnapshotFault | null = null
  let state: State | null = null
  let sum = 0
  let filled = 0
  const head = new Uint8Array(HEAD)
  const targets: Target[] = [{ into: head, after: afterHead }]

  function afterHead(): SnapshotFault | readonly Target[] {
    if (new TextDecoder().decode(head.subarray(0, 8)) !== NAME) return 'not-a-snapshot'
    const [version = 0, length = 0, jsonSum = 0] = new Uint32Array(head.buffer, 8, 3)
    if (version !== VERSION) return 'other-version'
    // A wrong length would ask for any memory; contents are a few MB at most.
    if (length > 1 << 28) return 'damaged'
    const json = new Uint8Array(padded(length))
    return [{ into: json, after: () => afterJson(json.subarray(0, length), jsonSum) }]
  }

  function afterJson(json: Uint8Array, jsonSum: number): SnapshotFault | readonly Target[] {
    if (crc32(json) !== jsonSum) return 'damaged'
    const contents: Contents = JSON.parse(new TextDecoder().decode(json))
    if (contents.schema !== JSON.stringify(schema)) return 'other-schema'
    const heap = heapOf(contents)
    const targets: Target[] = []
    const parts = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const { name, bytes } of contents.parts) {
      const into = name === 'heap' ? heap.u8.subarray(0, padded(bytes)) : new Uint8Array(padded(bytes))
      targets.push({ into, after: () => [] })
      parts.set(name, into.subarray(0, bytes))
    }
    const tail = new Uint8Array(TAIL)
    return [...targets, { into: tail, after: () => afterAll(contents, parts, heap, tail) }]
  }

  function afterAll(contents: Contents, parts: Parts, heap: Heap, tail: Uint8Array<ArrayBuffer>) {
    const right = new TextDecoder().decode(tail.subarray(0, 8)) === END_NAME
    if (!right || new Uint32Array(tail.buffer)[2] !== sum) return 'damaged'
    state = stateOf(contents, parts, openState(schema, kernels, heap, keeping))
    return []
  }

  function add(piece: Uint8Array): boolean {
    let rest = piece
    while (!fault && targets[0]) {
      const { into, after } = targets[0]
      const some = rest.subarray(0, into.length - filled)
      into.set(some, filled)
      // The last target holds the sum of all before it.
      if (targets.length > 1 || !isTail(into)) sum = crc32(some, sum)
      filled += some.length
      rest = rest.subarray(some.length)
      if (filled < into.length) return true
      filled = 0
      targets.shift()
      const next = after()
      if (typeof next === 'string') fault = next
      else targets.unshift(...next)
    }
    if (rest.length > 0) fault ??= 'damaged'
    return !fault
  }

  const isTail = (into: Uint8Array): boolean => into.length === TAIL && targets.length === 1
  return {
    add,
    end: () => fault ?? state ?? (targets[0]?.into === head ? 'not-a-snapshot' : 'damaged'),
  }
}

type Parts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

function stateOf(contents: Contents, parts: Parts, state: State): State {
  for (const name of NUMBERS) state[name] = contents.numbers[name] ?? 0
  for (const name of TABLES) state[name].data = wordsIn(parts.get(name))
  const about = parts.get('about') ?? new Uint8Array(0)
  state.about.data = new Uint16Array(about.buffer, about.byteOffset, about.length >>> 1)
  for (const name of PAGED) unflatten(state[name], wordsIn(parts.get(name)))
  for (const name of LISTS) fill(state[name], contents.lists[name])
  fill(state.freeSlots, contents.freeSlots)
  fill(state.scratch, contents.scratch)
  contents.choiceTerms.forEach((terms, i) => {
    for (const [value, term] of terms) state.choiceTerms[i]?.set(value, term)
  })
  contents.bandTerms.forEach((terms, i) => void fill(state.bandTerms[i], terms))
  contents.narrowTerms.forEach((terms, i) => void fill(state.narrowTerms[i], terms))
  state.greats.forEach((greats, i) => {
    greats.slots = wordsIn(parts.get(`great slots ${i}`))
    greats.values = wordsIn(parts.get(`great values ${i}`))
    greats.count = greats.slots.length
  })
  contents.forms.forEach((form, i) => {
    const order = state.orders[i]
    const words = wordsIn(parts.get(`order ${i}`))
    if (!order) return
    order.form = form
    for (const word of words.subarray(0, words.length / 2)) order.blocks.push(word)
    for (const word of words.subarray(words.length / 2)) order.counts.push(word)
  })
  state.growing = contents.growing
  setWords(state, contents)
  return state
}

/** Not by a call with all of them as arguments, which fails above 120,000. */
function fill(list: number[] = [], values: readonly number[] = []): void {
  list.length = 0
  for (const value of values) list.push(value)
}

function setWords(state: State, { words }: Contents): void {
  state.words.upTo = words.upTo
  for (const name of ['blocks', 'counts', 'most', 'stamps'] as const)
    for (const one of words[name]) state.words[name].push(one)
  state.words.blocks.forEach((_, block) => {
    state.words.heads.push(headAt(state.heap, wordIn(state, block, 0)))
  })
}

function heapOf({ heap: { top, idle, piece, pieceEnd, greats, free } }: Contents): Heap {
  const heap = openHeap(top + 1024)
  Object.assign(heap, { top, idle, piece, pieceEnd, greats })
  for (const [size, at] of free) heap.free.set(size, at)
  return heap
}

const wordsIn = (bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)): Uint32Array<ArrayBuffer> =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)

function unflatten(pages: Paged, words: Uint32Array): void {
  for (let at = 0; at + 1024 < words.length; at += 1025)
    pages.set(words[at] ?? 0, new Uint32Array(words.subarray(at + 1, at + 1025)))
}
