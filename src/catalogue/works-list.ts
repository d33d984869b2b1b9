import type { WorkId } from '../core/ids.ts'
import { readAmong } from '../library/index.ts'
import { routes } from '../routes.ts'
import { personalFeedAt } from '../web/feed-link.tsx'
import { blurbs, type Passage } from '../works/index.ts'
import { activeFilters } from './active-filters.ts'
import { address } from './address.ts'
import { type Browsing, browse, PER_PAGE } from './browse.ts'
import { filtersShown } from './filters-shown.ts'
import { feedAddress } from './machines/feed-address.ts'
import { nearTags } from './names/tag-near.ts'
import { notesOn } from './notes.ts'
import type { SortField } from './query/tree.ts'
import { questionIn } from './question.ts'
import { NO_CHOICES } from './saved/choices.ts'
import { type Desk, inForce, liftedIn, readerView } from './saved/reader-view.ts'
import { passages, textQuery } from './text-search.ts'
import { type Scope, usualSort } from './wanted.ts'
import type { WorksListView, WorksOf } from './works-view.ts'

interface Asked extends Browsing {
  readonly scope: Scope
  readonly of: WorksOf
  /** The list's own path. */
  readonly path: string
  readonly search: URLSearchParams
  readonly now: Date
  /** For pages: what is said and offered beside the list. The choices themselves are in `choices`. */
  readonly desk?: Omit<Desk, 'choices' | 'actor'>
}

/** A page of works, ready to be laid out: the same for every list there is. */
export async function worksList({
  scope,
  of,
  path,
  search,
  now,
  desk,
  ...browsing
}: Asked): Promise<WorksListView> {
  const { db, actor, choices = NO_CHOICES } = browsing
  const question = questionIn(search, now, usualSort(scope))
  const found = await browse({ ...browsing, choices: inForce(choices, search) }, scope, question)
  const query = question.hasWords ? await textQuery(db, question.query.tree) : undefined
  const [shown, marked, read] = await Promise.all([
    blurbs(db, actor, found.ids),
    query ? passages(db, query, found.ids) : new Map<WorkId, Passage[]>(),
    readAmong(db, actor, found.ids),
  ])
  const filters = filtersShown({ question, found, path, search })
  const feed = feedAddress(path, search)
  return {
    of: question.query.rest && of.list === 'all' ? { list: 'search' } : of,
    works: shown.map((work) => ({ ...work, passages: marked.get(work.id) ?? [] })),
    ...read,
    total: found.total,
    from: found.total ? (found.page - 1) * PER_PAGE + 1 : 0,
    to: Math.min(found.page * PER_PAGE, found.total),
    pager: {
      page: found.page,
      pages: found.pages,
      at: (page) => address(path, search, (query) => query.set('page', String(page))),
    },
    feed,
    personalFeed: personalFeedAt(actor, feed),
    filters: {
      ...filters,
      sorts: sortsOf(scope, filters.sorts),
      kept: [...filters.kept, ...liftedIn(search)],
    },
    active: activeFilters({ question, found, path, search }),
    clear: path,
    edit: of.list === 'all' || of.list === 'search' ? address(routes.search, search, () => undefined) : null,
    notes: notesOn({ question, found, path, search }, (name) => nearTags(browsing, name)),
    ...(desk ? { reader: readerView({ ...desk, actor, choices }, { path, search, found }) } : {}),
  }
}

function sortsOf(scope: Scope, sorts: readonly SortField[]): readonly SortField[] {
  const usual = usualSort(scope)
  return usual ? [usual, ...sorts] : sorts
}
