/** What was used lately, in memory, the least lately used going first. */
export interface LatelyUsed<Value> {
  readonly get: (key: string) => Value | undefined
  readonly keep: (key: string, value: Value, bytes: number) => void
  readonly drop: (key: string) => void
  readonly clear: () => void
}

export function latelyUsed<Value>(mostBytes: number): LatelyUsed<Value> {
  const held = new Map<string, { readonly value: Value; readonly bytes: number }>()
  let bytes = 0
  const drop = (key: string): void => {
    bytes -= held.get(key)?.bytes ?? 0
    held.delete(key)
  }
  return {
    drop,
    get: (key) => {
      const found = held.get(key)
      if (!found) return undefined
      held.delete(key)
      held.set(key, found)
      return found.value
    },
    keep: (key, value, size) => {
      // One that would push out much of the rest is better made again.
      if (size > mostBytes / 8) return
      drop(key)
      held.set(key, { value, bytes: size })
      bytes += size
      for (const [oldest] of held) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
    clear: () => {
      held.clear()
      bytes = 0
    },
  }
}
