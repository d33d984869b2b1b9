import { indexOver, type SearchIndex } from './engine.ts'
import { fastKernels } from './kernels-simd.ts'
import type { Schema } from './schema.ts'
import { loadState, type SnapshotFault } from './snapshot.ts'
import { openState } from './state.ts'

/** An empty index. */
export const openIndex = (schema: Schema): SearchIndex => indexOver(openState(schema, fastKernels))

/** The index of a snapshot, or why it cannot be had: then it is built anew. The bytes are not needed afterwards. */
export function loadIndex(bytes: Uint8Array, schema: Schema): SearchIndex | SnapshotFault {
  const state = loadState(bytes, schema, fastKernels)
  return typeof state === 'string' ? state : indexOver(state)
}
