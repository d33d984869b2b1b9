import { indexOver, type SearchIndex } from './engine.ts'
import { fastKernels } from './kernels-simd.ts'
import type { Schema } from './schema.ts'
import { openState } from './state.ts'

/** An empty index. */
export const openIndex = (schema: Schema): SearchIndex => indexOver(openState(schema, fastKernels))
