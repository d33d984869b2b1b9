/** So many within so long, from the first of them on. */
interface Allowance {
  readonly most: number
  readonly withinMs: number
}

export interface Counter {
  /** Counts one more (or `cost` more) of this key and answers 0; or counts nothing and answers the seconds to wait. */
  readonly take: (key: string, now: Date, cost?: number) => number
  /** What was taken turned out to be harmless. */
  readonly giveBack: (key: string) => void
}

/** Keys may be made up by strangers: more than these are not remembered, nor more of each. */
const KEYS = 20_000
const KEY_LENGTH = 100

/**
 * Counts what may be done only so often. In this program's memory: an archive is served by one program, and who can
 * start it anew needs no patience.
 */
export function counterOf({ most, withinMs }: Allowance): Counter {
  const counted = new Map<string, { count: number; readonly until: number }>()
  return {
    take: (given, now, cost = 1) => {
      const key = given.slice(0, KEY_LENGTH)
      const there = counted.get(key)
      const current = there && there.until > now.getTime() ? there : undefined
      if ((current?.count ?? 0) + cost > most)
        return Math.max(1, Math.ceil(((current?.until ?? 0) - now.getTime()) / 1_000))
      if (current) current.count += cost
      else remember(key, { count: cost, until: now.getTime() + withinMs })
      return 0
    },
    giveBack: (given) => {
      const there = counted.get(given.slice(0, KEY_LENGTH))
      if (there && there.count > 0) there.count--
    },
  }

  /** The newest stands last, so the first ends first. */
  function remember(key: string, count: { count: number; readonly until: number }): void {
    counted.delete(key)
    counted.set(key, count)
    const [oldest] = counted.size > KEYS ? counted.keys() : []
    if (oldest !== undefined) counted.delete(oldest)
  }
}
