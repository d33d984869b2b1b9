import { diffArrays } from 'diff'
import type { Block } from './compare-blocks.ts'

/** What may still be spent on one comparison; `coarse`: it was not enough somewhere. */
export interface Effort {
  left: number
  coarse: boolean
}

/** Steps of one comparison: about a fifth of a second. */
const STEPS = 1_500_000
export const newEffort = (): Effort => ({ left: STEPS, coarse: false })
/** For what no counting foresees. */
const LONGEST_MS = 250

export interface Hunk<T> {
  readonly same: boolean
  readonly before: readonly T[]
  readonly after: readonly T[]
}

/** Between what stands once in both, in the same order, each gap is matched by itself. */
export function matched(before: readonly Block[], after: readonly Block[], effort: Effort): Hunk<Block>[] {
  const hunks = between(before, after, anchors(before, after)).flatMap((hunk) =>
    hunk.same ? [hunk] : changes(hunk.before, hunk.after, effort),
  )
  return joined(hunks)
}

/** The longest row of places, rising on both sides, of paragraphs that are there exactly once on each. */
function anchors(before: readonly Block[], after: readonly Block[]): (readonly [number, number])[] {
  const [once, there] = [placesOnce(before), placesOnce(after)]
  const pairs = [...once].flatMap(([key, left]) => {
    const right = there.get(key)
    return right === undefined ? [] : [{ left, right }]
  })
  return rising(pairs)
}

function placesOnce(blocks: readonly Block[]): Map<string, number> {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  for (const [at, { key }] of blocks.entries()) {
    if (places.has(key)) twice.add(key)
    places.set(key, at)
  }
  for (const key of twice) places.delete(key)
  return places
}

interface Pair {
  readonly left: number
  readonly right: number
}

/** `pairs` rise on the left; what is kept rises on the right too (piles of patience). */
function rising(pairs: readonly Pair[]): (readonly [number, number])[] {
  const tops: number[] = []
  const former: number[] = []
  for (const [at, { right }] of pairs.entries()) {
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tops[middle] ?? 0]?.right ?? 0) < right) low = middle + 1
      else high = middle
    }
    former[at] = low > 0 ? (tops[low - 1] ?? -1) : -1
    tops[low] = at
  }
  const found: (readonly [number, number])[] = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = former[at] ?? -1) {
    const pair = pairs[at]
    if (pair) found.push([pair.left, pair.right])
  }
  return found.reverse()
}

/**
 * What went, came and stayed, within what effort is left; else all of it went and came. Only what is there on both sides
 * is worth looking at.
 */
export function changes<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
  effort: Effort,
): Hunk<T>[] {
  const places = [before, after].map((items) => new Map(items.map(({ key }, at) => [key, at] as const)))
  const shared = (items: readonly T[]): { readonly at: number; readonly known: number }[] =>
    items.flatMap(({ key }, at) => {
      const [there, known] = places.map((side) => side.get(key))
      return there === undefined || known === undefined ? [] : [{ at, known }]
    })
  const [left, right] = [shared(before), shared(after)]
  const most = Math.floor(Math.sqrt(2 * effort.left))
  const limits = { maxEditLength: most, timeout: LONGEST_MS }
  const steps = diffArrays(
    left.map(({ known }) => known),
    right.map(({ known }) => known),
    limits,
  )
  const edits = steps?.reduce((sum, one) => sum + (one.added || one.removed ? one.count : 0), 0) ?? most
  effort.left = Math.max(0, effort.left - (edits * edits) / 2)
  if (!steps) effort.coarse = true
  const same = samePlaces(steps ?? []).flatMap(([one, other]) => {
    const [from, to] = [left[one], right[other]]
    return from && to ? [[from.at, to.at] as const] : []
  })
  return between(before, after, same)
}

interface Step {
  readonly added?: boolean
  readonly removed?: boolean
  readonly count: number
}

function samePlaces(steps: readonly Step[]): (readonly [number, number])[] {
  let [left, right] = [0, 0]
  return steps.flatMap(({ added, removed, count }) => {
    const stayed = !added && !removed
    const pairs = stayed ? Array.from({ length: count }, (_, at) => [left + at, right + at] as const) : []
    if (!added) left += count
    if (!removed) right += count
    return pairs
  })
}

/** What stands in the same places, and what lies between. */
function between<T>(
  before: readonly T[],
  after: readonly T[],
  same: readonly (readonly [number, number])[],
): Hunk<T>[] {
  const hunks: Hunk<T>[] = []
  let [from, to] = [0, 0]
  for (const [left, right] of [...same, [before.length, after.length] as const]) {
    if (from < left || to < right)
      hunks.push({ same: false, before: before.slice(from, left), after: after.slice(to, right) })
    if (left < before.length)
      hunks.push({ same: true, before: before.slice(left, left + 1), after: after.slice(right, right + 1) })
    from = left + 1
    to = right + 1
  }
  return joined(hunks)
}

/** Neighbours of one kind are one. */
export function joined<T>(hunks: readonly Hunk<T>[]): Hunk<T>[] {
  const all: { same: boolean; before: T[]; after: T[] }[] = []
  for (const { same, before, after } of hunks) {
    const last = all.at(-1)
    if (last?.same === same) {
      for (const one of before) last.before.push(one)
      for (const one of after) last.after.push(one)
    } else all.push({ same, before: [...before], after: [...after] })
  }
  return all
}
