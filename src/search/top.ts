export interface Counted {
  readonly term: number
  readonly count: number
}

/** The so many greatest counts of those added, equal ones by `order`. */
export interface Top {
  /** Would it be among them now? */
  readonly takes: (term: number, count: number) => boolean
  readonly add: (term: number, count: number) => void
  /** The least count that is still among them once there are enough, else 0. What has less is never taken. */
  readonly least: () => number
  readonly sorted: () => readonly Counted[]
}

/** Kept sorted: few are ever added after the first, since what is counted first is used most. */
export function openTop(size: number, order: (a: number, b: number) => number): Top {
  const kept: Counted[] = []
  let least = size === 0 ? Number.POSITIVE_INFINITY : 0
  return {
    takes(term, count) {
      if (count !== least) return count > least
      const last = kept.at(-1)
      return kept.length < size || (last !== undefined && order(term, last.term) < 0)
    },
    add(term, count) {
      let low = 0
      let high = kept.length
      while (low < high) {
        const middle = (low + high) >>> 1
        const one = kept[middle]
        if (one && (one.count > count || (one.count === count && order(one.term, term) < 0))) low = middle + 1
        else high = middle
      }
      kept.splice(low, 0, { term, count })
      if (kept.length > size) kept.pop()
      if (kept.length === size) least = kept.at(-1)?.count ?? 0
    },
    least: () => least,
    sorted: () => kept,
  }
}
