import type { Member } from '../../core/actor.ts'
import { type ReadingState, STATE_NAMES } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { shelvesOf } from '../../works/index.ts'
import { filtersOf } from '../saved/saved-filters.ts'
import { type Item, type Navigation, type Version, whole } from './catalog.ts'

/** What only its member sees. Nothing tells when it changed; what an e-reader has is told apart by what it says. */
const WHENEVER = new Date(0)

export async function filtersNavigation(db: Db, member: Member, version: Version): Promise<Navigation> {
  const works = href(routes.opdsWorks, { version })
  const items = (await filtersOf(db, member)).map(
    ({ name, query }): Item => ({ title: name, about: '', path: `${works}?${query}`, leads: 'acquisition' }),
  )
  const path = href(routes.opdsFilters, { version })
  return whole({ path, title: t('Your saved filters'), items, updated: WHENEVER })
}

/** The library, its shelves, and what the member said of works: each a list. */
export async function shelvesNavigation(db: Db, member: Member, version: Version): Promise<Navigation> {
  const list = (title: string, path: string, works?: number): Item => ({
    ...{ title, about: '', path, leads: 'acquisition', works },
  })
  const shelves = await shelvesOf(db, member)
  const items = [
    list(t('Kept copies'), href(routes.opdsLibrary, { version })),
    ...shelves.map(({ id, name, works }) =>
      list(name, href(routes.opdsShelf, { version, shelfId: id }), works),
    ),
    ...STATES.map((state) => list(STATE_NAMES[state](), href(routes.opdsReadings, { version, state }))),
  ]
  const path = href(routes.opdsShelves, { version })
  return whole({ path, title: t('Your shelves'), items, updated: WHENEVER })
}

export const STATES = ['later', 'reading', 'read'] as const satisfies readonly ReadingState[]
