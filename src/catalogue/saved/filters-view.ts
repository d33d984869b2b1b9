import { routes } from '../../routes.ts'
import { activeFilters } from '../active-filters.ts'
import { type Browsed, type Browsing, countOf } from '../browse.ts'
import { secondsAt } from '../memory/schema.ts'
import { questionIn } from '../question.ts'
import { wantedBy } from '../wanted.ts'
import type { ActiveFilter } from '../works-view.ts'
import type { Choices } from './choices.ts'
import type { SavedFilter } from './saved-filters.ts'

export interface FilterShown {
  readonly id: SavedFilter['id']
  readonly name: string
  readonly usual: boolean
  readonly href: string
  /** The same list as a feed. */
  readonly feed: string
  readonly says: readonly ActiveFilter[]
  /** Works posted or updated since, among those its list shows; null while the catalogue is being read into memory. */
  readonly fresh: number | null
  readonly since: Date
}

interface Given {
  readonly filters: readonly SavedFilter[]
  readonly choices: Choices
  readonly now: Date
}

export async function filtersView(
  browsing: Browsing,
  { filters, choices, now }: Given,
): Promise<FilterShown[]> {
  const shown: FilterShown[] = []
  for (const filter of filters) shown.push(await filterShown(browsing, filter, choices, now))
  return shown
}

async function filterShown(
  browsing: Browsing,
  { id, name, usual, query, lookedAt }: SavedFilter,
  choices: Choices,
  now: Date,
): Promise<FilterShown> {
  const search = new URLSearchParams(query)
  const question = questionIn(search, now)
  const wanted = await wantedBy(browsing.db, browsing.actor, { scope: { of: 'all' }, question, choices })
  const since = { column: 'updated', from: secondsAt(lookedAt.getTime()) }
  const fresh = { ...wanted, filter: { all: [wanted.filter, since] } }
  const found: Browsed = { ...UNSEEN, known: wanted.known }
  return {
    ...{ id, name, usual, since: lookedAt },
    href: `${routes.works}?${query}`,
    feed: `${routes.worksFeed}?${query}`,
    says: activeFilters({ question, found, path: routes.works, search }),
    fresh: browsing.catalogue.index() ? await countOf(browsing, fresh) : null,
  }
}

const UNSEEN: Browsed = {
  ...{ ids: [], total: 0, page: 1, pages: 1, facets: null, languages: [], unknown: [], known: new Map() },
  ...{ partly: new Set(), taken: { byFilter: 0, byHidden: 0 } },
}

/** As they are written in a form's hidden field, for a filter that is not saved yet. */
export const saysOf = (query: string, now: Date): readonly ActiveFilter[] => {
  const search = new URLSearchParams(query)
  return activeFilters({ question: questionIn(search, now), found: UNSEEN, path: routes.works, search })
}
