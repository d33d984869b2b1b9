import { type SqlBool, sql } from 'kysely'
import { preferencesOf, publicProfile } from '../../accounts/index.ts'
import type { SeriesId, ShelfId, WorkId } from '../../core/ids.ts'
import { type ReadingState, readingPlaces } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { keptBy, listedFor, shelfIds } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { worksOfText } from '../works-of.tsx'
import type { FeedOf } from './feed-lists.ts'

/** A reader's own library, or a shelf of it: for nobody else, whoever they are. */
export async function libraryFeed(
  { db, actor }: Browsing,
  name: string,
  shelf?: ShelfId,
): Promise<FeedOf | undefined> {
  if (actor.type === 'guest' || actor.name.toLowerCase() !== name.toLowerCase()) return undefined
  const own = { name: actor.name }
  if (!shelf) {
    const [page, feed] = [href(routes.library, own), href(routes.libraryFeed, own)]
    return { from: { scope: { of: 'library' } }, title: worksOfText({ list: 'library' }), page, feed }
  }
  const found = await shelfIds(db, actor, shelf)
  if (!found) return undefined
  return {
    from: { scope: { of: 'library', only: found.ids } },
    title: worksOfText({ list: 'library', shelf: found.name }),
    page: href(routes.shelf, { ...own, shelfId: shelf }),
    feed: href(routes.shelfFeed, { ...own, file: `${shelf}.atom` }),
  }
}

/** What a reader opened, or one of the lists they made of it; none where they keep no history. */
export async function readingsFeed(
  { db, actor }: Browsing,
  name: string,
  state: ReadingState | null,
): Promise<FeedOf | undefined> {
  if (actor.type === 'guest' || actor.name.toLowerCase() !== name.toLowerCase()) return undefined
  if (!(await preferencesOf(db, actor)).history) return undefined
  const only = (await readingPlaces(db, actor, state)).flatMap(({ work }) => work ?? [])
  const own = { name: actor.name }
  const paths = state
    ? {
        page: href(routes.readingList, { ...own, state }),
        feed: href(routes.readingListFeed, { ...own, file: `${state}.atom` }),
      }
    : { page: href(routes.readings, own), feed: href(routes.readingsFeed, own) }
  const title = worksOfText({ list: 'readings', state })
  return { from: { scope: { of: 'readings', only } }, title, ...paths }
}

/** There for whoever may find a work of it; and of the copies somebody keeps for them alone. */
export async function seriesFeed({ db, actor }: Browsing, id: SeriesId): Promise<FeedOf | undefined> {
  const row = await db
    .selectFrom('series')
    .innerJoin('series_works', 'series_works.series_id', 'series.id')
    .innerJoin('works', 'works.id', 'series_works.work_id')
    .select('series.title')
    .select(sql<boolean>`bool_or(${listedFor(actor)})`.as('listed'))
    .select(sql<WorkId[]>`array_agg(works.id)`.as('ids'))
    .where('series.id', '=', id)
    .where(sql<SqlBool>`(${listedFor(actor)} or ${keptBy(actor)})`)
    .groupBy('series.id')
    .executeTakeFirst()
  if (!row) return undefined
  return {
    from: { scope: row.listed ? { of: 'series', id } : { of: 'library', only: row.ids } },
    title: worksOfText({ list: 'series', title: row.title, about: '' }),
    page: href(routes.series, { seriesId: id }),
    feed: href(routes.seriesFeed, { file: `${id}.atom` }),
  }
}

/** What a person here was given, as others see it; or whoever is called so. */
export async function giftsFeed({ db }: Browsing, name: string): Promise<FeedOf | undefined> {
  const profile = await publicProfile(db, name)
  if (!profile) return undefined
  const own = { name: profile.name }
  return {
    from: { gifts: { person: profile.id, asOthersSee: true } },
    title: t('Gifts for {name}', own),
    ...{ page: href(routes.gifts, own), feed: href(routes.giftsFeed, own) },
  }
}

export function giftsToFeed(written: string | undefined): FeedOf | undefined {
  const name = (written ?? '').toWellFormed().replaceAll('\u0000', '').trim()
  if (!name) return undefined
  const title = t('Gifts for {name}', { name })
  return { from: { gifts: { name } }, title, page: routes.giftsTo, feed: routes.giftsToFeed }
}
