import { type SqlBool, sql } from 'kysely'
import type { SeriesId } from '../../core/ids.ts'
import { languageOf } from '../../core/languages.ts'
import { href, routes } from '../../routes.ts'
import { listedFor } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import {
  accountView,
  type FoundCreator,
  nameElsewhereView,
  penNameView,
  unlinkedView,
} from '../names/creator-view.ts'
import { knownTag, nameAsAsked } from '../names/known-tag.ts'
import type { Scope } from '../wanted.ts'
import type { WorksOf } from '../works-view.ts'

/** Which list a feed is of: the same as the page's, known to the same readers. */
export interface FeedOf {
  readonly scope: Scope
  readonly of: WorksOf
  /** The page it is a feed of, and its own address. */
  readonly page: string
  readonly feed: string
}

export const ALL_WORKS: FeedOf = {
  scope: { of: 'all' },
  of: { list: 'all' },
  page: routes.works,
  feed: routes.worksFeed,
}

export async function tagFeed({ db, actor }: Browsing, written: string): Promise<FeedOf | undefined> {
  const tag = await knownTag(db, actor, written)
  if (!tag || tag.kind === 'media') return undefined
  const name = nameAsAsked(written, tag)
  const shown = { kind: tag.kind, name: tag.name, page: tag.synonymOf?.name ?? tag.name }
  return {
    scope: { of: 'tag', tag },
    of: { list: 'tag', tag: shown, about: href(routes.tag, { name }) },
    page: href(routes.tagWorks, { name }),
    feed: href(routes.tagFeed, { name }),
  }
}

export async function userFeed(browsing: Browsing, name: string): Promise<FeedOf | undefined> {
  const found = await accountView(browsing, name)
  if (!found) return undefined
  const named = { name: found.creator.name }
  return signed(found, href(routes.userWorks, named), href(routes.userFeed, named))
}

export async function pseudFeed(
  browsing: Browsing,
  account: string,
  pen: string,
): Promise<FeedOf | undefined> {
  const found = await penNameView(browsing, account, pen)
  if (!found) return undefined
  const named = { name: found.creator.account?.name ?? account, pseud: found.creator.name }
  return signed(found, href(routes.pseudWorks, named), href(routes.pseudFeed, named))
}

/** A pen name that is not shown to be anybody's. */
export async function penFeed(browsing: Browsing, code: string): Promise<FeedOf | undefined> {
  const found = await unlinkedView(browsing, code)
  return found && signed(found, href(routes.penWorks, { code }), href(routes.penFeed, { code }))
}

/** A name of elsewhere; else the account that is called so. */
export async function creatorFeed(browsing: Browsing, name: string): Promise<FeedOf | undefined> {
  const found = await nameElsewhereView(browsing, name)
  if (!found) return userFeed(browsing, name)
  const named = { name: found.creator.name }
  return signed(found, href(routes.creator, named), href(routes.creatorFeed, named))
}

/** A feed is handed on more easily than a page: one's own says no more than it says to others. */
const signed = ({ creator, scope }: FoundCreator, page: string, feed: string): FeedOf => ({
  scope: scope.of === 'person' ? { ...scope, unlinked: [] } : scope,
  of: { list: 'creator', name: creator.name, about: page },
  page,
  feed,
})

export function languageFeed(written: string): FeedOf | undefined {
  const language = languageOf(written)?.code
  if (!language) return undefined
  const page = href(routes.languageWorks, { code: language })
  const feed = href(routes.languageFeed, { code: language })
  return { scope: { of: 'language', language }, of: { list: 'language', language }, page, feed }
}

/** There for whoever may find a work of it. Never a copy somebody keeps: that is theirs to read, not to follow. */
export async function seriesFeed({ db, actor }: Browsing, id: SeriesId): Promise<FeedOf | undefined> {
  const row = await db
    .selectFrom('series')
    .select('title')
    .where('id', '=', id)
    .where(
      sql<SqlBool>`exists (select from series_works join works on works.id = series_works.work_id
        where series_works.series_id = series.id and ${listedFor(actor)})`,
    )
    .executeTakeFirst()
  if (!row) return undefined
  const page = href(routes.series, { seriesId: id })
  const feed = href(routes.seriesFeed, { file: `${id}.atom` })
  return { scope: { of: 'series', id }, of: { list: 'series', title: row.title, about: page }, page, feed }
}
