import type { WorkId } from '../core/ids.ts'
import { TAG_KINDS } from '../core/values.ts'
import type { FacetCount, FacetQuestion, SearchIndex } from '../search/index.ts'
import type { FoundTag } from '../tags/index.ts'
import type { Facets, Found, Slice } from './browse.ts'
import type { Wanted } from './wanted.ts'

/** Tags of a kind beside a list, besides those that were chosen or excluded. */
export const SHOWN_OF_A_KIND = 10

/**
 * The counts beside a list; what was chosen or excluded is always among them, though its count be 0. One more of each
 * kind than is shown tells whether there are more.
 */
const facetsFor = (chosen: readonly FoundTag[]): FacetQuestion[] => [
  ...TAG_KINDS.map((of) => {
    const always = chosen.filter(({ kind, synonymOf }) => kind === of && !synonymOf).map(({ id }) => id)
    return { of, top: SHOWN_OF_A_KIND + 1 + always.length, always }
  }),
  ...['language', 'complete', 'crossover', 'length', 'year'].map((of) => ({ of, top: 100 })),
]

/** The answer of the catalogue in memory: exact, in one go, and as of now. */
export function askMemory(index: SearchIndex, wanted: Wanted, { offset, limit }: Slice): Found {
  const facets = facetsFor([...wanted.known.values()])
  const { reader, filter, scope } = wanted
  const sort = {
    by: wanted.sort === 'relevance' || wanted.sort === 'visited' ? 'updated' : wanted.sort,
    direction: wanted.direction,
  } as const
  const found = index.ask({ reader, filter, sort, offset, limit, facets })
  const languages = index.ask({ reader, filter: scope, limit: 0, facets: [{ of: 'language', top: 1000 }] })
  return {
    ids: found.ids as readonly WorkId[],
    total: found.total,
    facets: {
      counts: new Map([
        ...facets.map(({ of }, at) => [of, found.facets[at] ?? []] as const),
        ...countsBesides(index, wanted),
      ]),
      nameOf: (tag) => index.nameOfTag(tag) ?? '',
    },
    languages: (languages.facets[0] ?? []).map(({ value }) => String(value)).sort(),
  }
}

function countsBesides(index: SearchIndex, { reader, besides }: Wanted): Facets['counts'] {
  const counts = new Map<string, readonly FacetCount[]>()
  for (const [of, filter] of besides)
    counts.set(of, index.ask({ reader, filter, limit: 0, facets: [{ of, top: 100 }] }).facets[0] ?? [])
  return counts
}
export const countInMemory = (index: SearchIndex, { reader, filter }: Wanted): number =>
  index.ask({ reader, filter, limit: 0 }).total
