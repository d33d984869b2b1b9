/** What was packed lately, in memory, the least lately used going first. A key names the very bytes. */
export interface KeptParts {
  readonly get: (key: string) => Uint8Array | undefined
  readonly keep: (key: string, bytes: Uint8Array) => void
}

export function keptParts(mostBytes: number): KeptParts {
  const parts = new Map<string, Uint8Array>()
  let held = 0
  const drop = (key: string): void => {
    held -= parts.get(key)?.length ?? 0
    parts.delete(key)
  }
  return {
    get: (key) => {
      const bytes = parts.get(key)
      if (!bytes) return undefined
      parts.delete(key)
      parts.set(key, bytes)
      return bytes
    },
    keep: (key, bytes) => {
      // One that would push out much of the rest is better read again.
      if (bytes.length > mostBytes / 8) return
      drop(key)
      parts.set(key, bytes)
      held += bytes.length
      for (const [oldest] of parts) {
        if (held <= mostBytes) break
        drop(oldest)
      }
    },
  }
}
