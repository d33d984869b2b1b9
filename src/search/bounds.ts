import { found } from './evaluate.ts'
import { rootOf } from './graph.ts'
import { type KeptPage, keptPage, keyOf } from './kept.ts'
import type { Filter, Question } from './schema.ts'
import { giveBack, type State } from './state.ts'
import { countOf } from './tally.ts'
import { canonOf, kindOf, tagTerm } from './terms.ts'
import type { Counted } from './top.ts'

/**
 * A second bound for what filters leave of a page that is kept: no tag is found more often among the results than on
 * the page of a tag that all of them have. So only the page's most frequent need be counted, instead of the archive's.
 */
export interface Bound {
  /** Most frequent on the page first, with how often at most. */
  readonly counts: readonly Counted[]
  /** No other tag is found more often than this. */
  readonly rest: number
}

/** The kept pages that all results of the question are on, and how many results may be on none (the reader's own). */
export interface Pages {
  readonly pages: readonly KeptPage[]
  readonly also: number
}

export const NO_PAGES: Pages = { pages: [], also: 0 }

export function pagesOver(state: State, { reader, filter }: Question): Pages {
  const { sees, also = [] } = reader
  if (state.kept.pages.size === 0) return NO_PAGES
  const pages: KeptPage[] = []
  for (const root of new Set(tagsOfAll(filter).map((tag) => rootOf(state, tagTerm(state, tag))))) {
    const question = { reader: { sees }, filter: { tag: state.outer.data[root] ?? 0 } }
    const key = root ? keyOf(state, question) : null
    const page = key === null ? undefined : keptPage(state, key)
    if (!page) continue
    if (page.uncounted.size > 0) {
      const bits = found(state, question.reader, question.filter)
      countLeft(state, page, bits)
      giveBack(state, bits)
    }
    pages.push(page)
  }
  return { pages, also: also.length }
}

/** Counts what changes of the graph have left to count, in all that the page finds. */
export function countLeft(state: State, page: KeptPage, bits: number): void {
  if (page.uncounted.size === 0) return
  for (const root of new Set([...page.uncounted].map((term) => rootOf(state, term)))) {
    const kind = page.kinds.get(kindOf(state, root))
    if (!kind) continue
    const count = canonOf(state, root) === root ? countOf(state, bits, root) : 0
    if (count > kind.bound) kind.counts.set(root, count)
    else kind.counts.delete(root)
  }
  page.uncounted.clear()
}

/** Tags that everything the filter lets through has. */
function tagsOfAll(filter: Filter | undefined, depth = 0): readonly number[] {
  if (!filter || depth > 8) return []
  if ('tag' in filter) return [filter.tag]
  return 'all' in filter ? filter.all.flatMap((one) => tagsOfAll(one, depth + 1)) : []
}

/** The best bound there is for a kind: of several pages that whose so many-th count is the least. */
export function boundOf({ pages, also }: Pages, kind: number, places: number): Bound | null {
  let best: Bound | null = null
  for (const page of pages) {
    const kept = page.kinds.get(kind)
    if (!kept) continue
    const counts = [...kept.counts].map(([term, count]) => ({ term, count: count + also }))
    counts.sort((a, b) => b.count - a.count)
    const least = (one: Bound): number => one.counts[places - 1]?.count ?? one.rest
    const bound = { counts, rest: kept.bound + also }
    if (best === null || least(bound) < least(best)) best = bound
  }
  return best
}
