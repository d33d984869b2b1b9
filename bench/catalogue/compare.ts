import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../../src/search/index.ts'

/** Where two answers differ in the total, the first ids or a count; undefined when they do not. */
export function differenceOf(
  ours: Omit<Answer, 'facetSizes'>,
  theirs: Omit<Answer, 'facetSizes'>,
): string | undefined {
  if (ours.total !== theirs.total) return `found ${theirs.total}, we ${ours.total}`
  if (!isDeepStrictEqual([...ours.ids], [...theirs.ids]))
    return `lists ${theirs.ids.join(' ')}, we ${ours.ids.join(' ')}`
  for (const [i, facet] of ours.facets.entries()) {
    const other = theirs.facets[i] ?? []
    for (const [place, { value, count }] of facet.entries()) {
      const { value: theirValue, count: theirCount } = other[place] ?? { value: 'nothing', count: 0 }
      if (theirValue !== value || theirCount !== count)
        return `facet ${i} place ${place}: tag ${theirValue} × ${theirCount}, we tag ${value} × ${count}`
    }
    if (other.length !== facet.length) return `facet ${i} has ${other.length} tags, ours ${facet.length}`
  }
  return undefined
}
