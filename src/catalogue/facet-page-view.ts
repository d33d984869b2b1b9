import { TAG_KINDS, type TagKind } from '../core/values.ts'
import type { SearchIndex } from '../search/index.ts'
import { address } from './address.ts'
import type { Browsing } from './browse.ts'
import { facetValues, namesBeside } from './facets-shown.ts'
import { type HowAsked, type Question, questionIn, typedFields } from './question.ts'
import { NO_CHOICES } from './saved/choices.ts'
import { inForce } from './saved/reader-view.ts'
import { type Scope, usualSort, type Wanted, wantedBy } from './wanted.ts'
import type { FacetValue, WorksFilters, WorksOf } from './works-view.ts'

/** All tags of one kind that the works found have, a page of them: `facet=fandom&facet_q=holm&facet_page=2`. */
export interface FacetPageView {
  readonly of: WorksOf
  readonly kind: TagKind
  /** The list's own path. */
  readonly action: string
  readonly q: string
  /** Works found. */
  readonly works: number
  /** Tags to page through; null while the catalogue is being read into memory. */
  readonly size: number | null
  readonly chosen: readonly FacetValue[]
  readonly values: readonly FacetValue[]
  readonly page: number
  readonly pages: number
  /** Everything else that is asked of the list. */
  readonly kept: WorksFilters['kept']
  /** The list as it was asked for. */
  readonly back: string
}

interface FacetAsked {
  readonly kind: TagKind
  readonly q: string
  readonly page: number
}

const FACET_PARAMS = ['facet', 'facet_q', 'facet_page']
const VALUES_A_PAGE = 50
const LONGEST = 150

/** Which facet's page is asked for, if any: the last word counts, so that a button can say "none, the list". */
export function facetAsked(search: URLSearchParams): FacetAsked | null {
  const written = search.getAll('facet').at(-1)
  const kind = TAG_KINDS.find((one) => one === written)
  if (!kind) return null
  const page = Number(/^\d{1,9}$/.exec(search.get('facet_page') ?? '')?.[0] ?? 1)
  const q = (search.get('facet_q') ?? '').toWellFormed().replaceAll('\u0000', '').trim().slice(0, LONGEST)
  return { kind, q, page: Math.max(1, page) }
}

/** The same list without any facet's page in its address. */
export const withoutFacet = (path: string, search: URLSearchParams): string =>
  address(path, search, (query) => {
    for (const param of FACET_PARAMS) query.delete(param)
  })

interface Asked extends Browsing {
  readonly scope: Scope
  readonly of: WorksOf
  readonly path: string
  readonly search: URLSearchParams
  readonly now: Date
}

export async function facetPageView(
  { db, catalogue, actor, choices = NO_CHOICES, scope, of, path, search, now }: Asked,
  asked: FacetAsked,
): Promise<FacetPageView> {
  const question = questionIn(search, now, usualSort(scope))
  const wanted = await wantedBy(db, actor, { scope, question, choices: inForce(choices, search) })
  const index = catalogue.index()
  const counted = index ? counts(index, wanted, question, asked) : NOT_COUNTED
  const shown = new Set([...counted.chosen, ...counted.values].map(({ value }) => value))
  return {
    ...{ of, kind: asked.kind, action: path, q: asked.q, ...counted },
    kept: [...namesBeside({ question, found: wanted }, shown), ...otherFields(search)],
    back: withoutFacet(path, search),
  }
}

type Counted = Pick<FacetPageView, 'works' | 'size' | 'chosen' | 'values' | 'page' | 'pages'>
const NOT_COUNTED: Counted = { works: 0, size: null, chosen: [], values: [], page: 1, pages: 1 }

function counts(
  index: SearchIndex,
  wanted: Wanted,
  question: Question,
  { kind, q, page: askedPage }: FacetAsked,
): Counted {
  const { reader, filter, known } = wanted
  const always = [...known.values()].filter((tag) => tag.kind === kind && !tag.synonymOf).map(({ id }) => id)
  const ask = (page: number) => {
    const skip = (page - 1) * VALUES_A_PAGE
    const facet = { of: kind, top: VALUES_A_PAGE, skip, search: q, always, sized: true }
    return index.ask({ reader, filter, limit: 0, facets: [facet] })
  }
  // How far the pages go is asked first when somebody asks for one that can hardly be there.
  const first = ask(askedPage > MANY_PAGES ? 1 : askedPage)
  const size = first.facetSizes[0] ?? 0
  const pages = Math.max(1, Math.ceil(size / VALUES_A_PAGE))
  const page = Math.min(askedPage, pages)
  const found = page === askedPage && askedPage <= MANY_PAGES ? first : ask(page)
  const asking = { question, found: { known } }
  const { chosen, others } = facetValues(
    asking,
    kind,
    found.facets[0] ?? [],
    (tag) => index.nameOfTag(tag) ?? '',
  )
  return { works: found.total, size, chosen, values: others, page, pages }
}

const MANY_PAGES = 200

const HOWS: readonly HowAsked[] = ['tag', 'any', 'not']
const TAG_PARAMS = new Set([
  ...HOWS.flatMap((how) => [how, ...typedFields(how).map(([field]) => field)]),
  ...['page', ...FACET_PARAMS],
])

const otherFields = (search: URLSearchParams): WorksFilters['kept'] =>
  [...search]
    .filter(([name, value]) => value && !TAG_PARAMS.has(name))
    .map(([name, value]) => ({ name, value }))
