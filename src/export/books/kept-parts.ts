import { latelyUsed } from './lately-used.ts'

/** What was packed lately, in memory. A key names the very bytes. */
export interface KeptParts {
  readonly get: (key: string) => Uint8Array | undefined
  readonly keep: (key: string, bytes: Uint8Array) => void
}

export function keptParts(mostBytes: number): KeptParts {
  const parts = latelyUsed<Uint8Array>(mostBytes)
  return { get: parts.get, keep: (key, bytes) => parts.keep(key, bytes, bytes.length) }
}
