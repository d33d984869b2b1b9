import { createHash } from 'node:crypto'
import type { WorkRecord } from './record.ts'

/**
 * A fingerprint of what a work says. How it came here, who may see it and what its source claimed to count are
 * left out: the same text with the same head, brought twice, is the same work.
 */
export function contentHash(record: WorkRecord): Buffer {
  const known = HASHES.get(record) ?? hashOf(record)
  HASHES.set(record, known)
  return known
}

/** Asked thrice while a work is stored; a record is never changed once it is made. */
const HASHES = new WeakMap<WorkRecord, Buffer>()

function hashOf(record: WorkRecord): Buffer {
  const { import: _how, audience: _who, permissions: _may, words, ...content } = record
  return createHash('sha256')
    .update(stableJson({ ...content, words: words.counted }))
    .digest()
}

/** JSON with the keys of every object in order, so that equal values are equal text. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${stableJson(field)}`).join(',')}}`
}
