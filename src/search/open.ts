import { indexOver, type SearchIndex } from './engine.ts'
import { openHeap } from './heap.ts'
import type { Keeping } from './kept.ts'
import { fastKernels } from './kernels-simd.ts'
import { openLoading, type SnapshotFault } from './loading.ts'
import type { Schema } from './schema.ts'
import { openState, type State } from './state.ts'

/** An empty index. */
export const openIndex = (schema: Schema, keeping?: Keeping): SearchIndex =>
  indexOver(openState(schema, fastKernels, openHeap(), keeping))

/** The index of a snapshot, or why it cannot be had: then it is built anew. The bytes are not needed afterwards. */
export function loadIndex(bytes: Uint8Array, schema: Schema, keeping?: Keeping): SearchIndex | SnapshotFault {
  const { add, end } = loadIndexInPieces(schema, keeping)
  add(bytes)
  return end()
}

/** A snapshot coming in as pieces of any size, as a file is read. */
interface Loading {
  /** False when no further piece can help: `end` says why. */
  readonly add: (piece: Uint8Array) => boolean
  readonly end: () => SearchIndex | SnapshotFault
}

export function loadIndexInPieces(schema: Schema, keeping?: Keeping): Loading {
  const { add, end } = openLoading(schema, fastKernels, keeping)
  return { add, end: () => indexOr(end()) }
}

const indexOr = (state: State | SnapshotFault): SearchIndex | SnapshotFault =>
  typeof state === 'string' ? state : indexOver(state)
