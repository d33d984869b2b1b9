import { t } from '../../web/say.ts'
import { activeFilters } from '../active-filters.ts'
import { address } from '../address.ts'
import { type Browsing, browse, PER_PAGE } from '../browse.ts'
import { notesOn } from '../notes.ts'
import { type Question, questionIn } from '../question.ts'
import { type Scope, usualSort } from '../wanted.ts'
import type { Acquisition } from './catalog.ts'
import { facetsOf } from './facets.ts'
import { publications } from './publications.ts'

interface Asked extends Browsing {
  readonly scope: Scope
  readonly path: string
  readonly search: URLSearchParams
  readonly now: Date
  /** What the list is called when nothing is asked of it; absent: by its order. */
  readonly title?: string | undefined
}

/** A list of works as a catalogue of files: the same question as the page's, without what may not be downloaded. */
export async function worksCatalog(asked: Asked): Promise<Acquisition> {
  const { scope, path, search, now, title, ...browsing } = asked
  const question = questionIn(search, now, usualSort(scope))
  const found = await browse(browsing, scope, question)
  const answered = { question, found, path, search }
  const [works, facets] = await Promise.all([
    publications(browsing.db, browsing.actor, found.ids),
    found.facets ? facetsOf({ browsing, scope, answered }) : [],
  ])
  const names = activeFilters(answered).map(({ how, name }) =>
    how === 'not' ? t('not {name}', { name }) : name,
  )
  return {
    ...{ is: 'acquisition', path, works, facets, perPage: PER_PAGE },
    title: [title ?? titleOf(question), ...names].join(' · '),
    notes: notesOn(answered, () => []).map(({ text }) => text),
    updated: latest(works.map(({ changed }) => changed)),
    ...{ here: found.page, pages: found.pages, total: found.total },
    at: (page) => address(path, search, (query) => query.set('page', page > 1 ? String(page) : '')),
  }
}

const titleOf = ({ sort }: Question): string => {
  if (sort === 'posted') return t('New works')
  if (sort === 'kudos' || sort === 'hits') return t('Popular works')
  return sort === 'updated' ? t('Recently updated works') : t('Works')
}

/** Not the moment of asking: a list in which nothing is new is the same as before. */
export const latest = (moments: readonly Date[]): Date =>
  new Date(Math.max(0, ...moments.map((one) => one.getTime())))
