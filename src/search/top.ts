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

/** More places than this are hardly ever all taken: then everything is kept, and sorted once at the end. */
const MANY = 2048

export function openTop(size: number, order: (a: number, b: number) => number): Top {
  return size > MANY ? openAll(size, order) : openFew(size, order)
}

function openAll(size: number, order: (a: number, b: number) => number): Top {
  const kept: Counted[] = []
  return {
    takes: () => true,
    add: (term, count) => void kept.push({ term, count }),
    least: () => 0,
    sorted: () => kept.sort((a, b) => b.count - a.count || order(a.term, b.term)).slice(0, size),
  }
}

/** Kept sorted: few are ever added after the first, since what is counted first is used most. */
function openFew(size: number, order: (a: number, b: number) => number): Top {
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
