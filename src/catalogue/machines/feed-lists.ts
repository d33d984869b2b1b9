import { languageOf } from '../../core/languages.ts'
import { href, routes } from '../../routes.ts'
import type { GiftsOf } from '../../works/index.ts'
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
import { worksOfText } from '../works-of.tsx'

/** Which list a feed is of: the same as the page's, known to the same readers. */
export interface FeedOf {
  /** Works of the catalogue, or what somebody was given. */
  readonly from: { readonly scope: Scope } | { readonly gifts: GiftsOf }
  readonly title: string
  /** The page it is a feed of, and its own address. */
  readonly page: string
  readonly feed: string
}

export const allWorks = (): FeedOf => ({
  ...{ from: { scope: { of: 'all' } }, title: worksOfText({ list: 'all' }) },
  ...{ page: routes.works, feed: routes.worksFeed },
})

export async function tagFeed({ db, actor }: Browsing, written: string): Promise<FeedOf | undefined> {
  const tag = await knownTag(db, actor, written)
  if (!tag || tag.kind === 'media') return undefined
  const name = nameAsAsked(written, tag)
  const shown = { kind: tag.kind, name: tag.name, page: tag.synonymOf?.name ?? tag.name }
  return {
    from: { scope: { of: 'tag', tag } },
    title: worksOfText({ list: 'tag', tag: shown, about: '' }),
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
  from: { scope: scope.of === 'person' ? { ...scope, unlinked: [] } : scope },
  title: worksOfText({ list: 'creator', name: creator.name, about: page }),
  page,
  feed,
})

export function languageFeed(written: string): FeedOf | undefined {
  const language = languageOf(written)?.code
  if (!language) return undefined
  const page = href(routes.languageWorks, { code: language })
  const feed = href(routes.languageFeed, { code: language })
  const title = worksOfText({ list: 'language', language })
  return { from: { scope: { of: 'language', language } }, title, page, feed }
}
