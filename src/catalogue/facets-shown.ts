import type { TagId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import type { FacetCount } from '../search/index.ts'
import { type Answered, address } from './address.ts'
import { SHOWN_OF_A_KIND } from './ask-memory.ts'
import type { Facets } from './browse.ts'
import type { FacetGroup, FacetValue, How, WorksFilters } from './works-view.ts'

/** As AO3 puts them, so that hands find them. */
const KINDS_IN_ORDER: readonly TagKind[] = [
  'rating',
  'warning',
  'category',
  'fandom',
  'character',
  'relationship',
  'freeform',
]

/** What was asked, with the tags that its names are. */
interface Asked {
  readonly question: Answered['question']
  readonly found: Pick<Answered['found'], 'known'>
}

/** The most used tags of each kind; before them what is asked for or excluded, whatever its number. */
export function facetGroups(answered: Answered, facets: Facets): FacetGroup[] {
  return KINDS_IN_ORDER.flatMap((kind) => {
    const { chosen, others } = facetValues(answered, kind, facets.counts.get(kind) ?? [], facets.nameOf)
    const values = [...chosen, ...others.slice(0, SHOWN_OF_A_KIND)]
    const more = others.length > SHOWN_OF_A_KIND ? moreOf(answered, kind) : null
    return values.length ? [{ kind, values, more }] : []
  })
}

export function facetValues(
  asking: Asked,
  kind: TagKind,
  counts: readonly FacetCount[],
  nameOf: Facets['nameOf'],
): { readonly chosen: readonly FacetValue[]; readonly others: readonly FacetValue[] } {
  const asked = askedFor(asking)
  const values = counts.map(({ value, count }): FacetValue => {
    const name = nameOf(Number(value))
    return { value: `${kind}:${name}`, name, works: count, how: asked.get(Number(value) as TagId) ?? null }
  })
  return {
    chosen: values.filter(({ how }) => how),
    others: values.filter(({ how, works }) => !how && works > 0),
  }
}

/** Tags asked for that none of the rows shows: other names of tags, and names that no tag has. */
export function namesBeside(asking: Asked, shown: ReadonlySet<string>): WorksFilters['kept'] {
  return HOWS.flatMap((how) =>
    asking.question[how]
      .filter((written) => !shown.has(valueNamed(asking.found, written) ?? written))
      .map((value) => ({ name: how, value })),
  )
}

const HOWS: readonly How[] = ['tag', 'any', 'not']

/** What a tag that was asked for is called in the rows. A name of another tag is in none of them. */
function valueNamed({ known }: Pick<Answered['found'], 'known'>, written: string): string | undefined {
  const tag = known.get(written)
  return tag && !tag.synonymOf ? `${tag.kind}:${tag.name}` : undefined
}

const moreOf = ({ path, search }: Answered, kind: TagKind): string =>
  address(path, search, (query) => query.set('facet', kind))

function askedFor({ question, found }: Asked): Map<TagId, How> {
  const asked = new Map<TagId, How>()
  for (const how of HOWS)
    for (const written of question[how]) {
      const tag = found.known.get(written)
      if (tag) asked.set(tag.id, how)
    }
  return asked
}
