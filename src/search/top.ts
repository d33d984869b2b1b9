export interface Counted {
  readonly term: number
  readonly count: number
}

/** The so many greatest counts of those added, equal ones by `order`. */
export interface Top {
  /** Would it be among them now? */
  readonly takes: (term: number, count: number) => boolean
  readonly add: (term: number, count: number) => void
  /** The least count that is still among them once there are enough, else 0. */
  readonly least: () => number
  readonly sorted: () => readonly Counted[]
}

export function openTop(size: number, order: (a: number, b: number) => number): Top {
  const before = (a: Counted, b: Counted): number => b.count - a.count || order(a.term, b.term)
  const kept: Counted[] = []
  /** The last of those that stay: what comes after it need not be kept. */
  let last: Counted | undefined
  const settle = (): void => {
    kept.sort(before)
    kept.length = Math.min(kept.length, size)
    last = kept.length === size ? kept.at(-1) : undefined
  }
  return {
    takes: (term, count) =>
      size > 0 && (!last || count > last.count || (count === last.count && order(term, last.term) < 0)),
    add(term, count) {
      kept.push({ term, count })
      if (kept.length >= 2 * size || (!last && kept.length >= size)) settle()
    },
    least: () => last?.count ?? 0,
    sorted() {
      settle()
      return kept
    },
  }
}
