import { publicProfile } from '../../accounts/index.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { type Browsing, PER_PAGE } from '../browse.ts'
import { knownMedium, knownTag, nameAsAsked } from '../names/known-tag.ts'
import { type NewTags, newestTags } from '../names/newest-tags.ts'
import { seriesBy } from '../names/person-series.ts'
import { newestFound } from '../names/tag-search.ts'
import { NOTHING_HIDDEN } from '../saved/choices.ts'
import type { Answer } from './feed-answer-routes.ts'
import { seriesEntry, tagEntry } from './feed-name-entry.tsx'

/** The lists of names as feeds: what is new among fandoms, under a fandom, and of somebody's series. */

interface Asked extends Browsing {
  readonly base: string
  readonly page: number
}

type Answered = Promise<Answer | undefined>
type Paths = Answer['paths']

const slice = ({ page }: Asked) => ({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE })

const COMMON = { perPage: PER_PAGE, notes: [], reserved: false } as const

const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / PER_PAGE))

export async function newFandoms(asked: Asked): Answered {
  const found = await newestTags(asked, { of: 'fandoms' }, slice(asked))
  return ofTags(asked, found, t('New fandoms'), { page: routes.media, feed: routes.mediaFeed })
}

export async function newFandomsOf(asked: Asked, name: string): Answered {
  const medium = await knownMedium(asked.db, name)
  if (!medium) return undefined
  const found = await newestTags(asked, { of: 'medium', id: medium.id }, slice(asked))
  return ofTags(asked, found, t('New fandoms in {media}', { media: medium.name }), {
    page: href(routes.mediaFandoms, { name: medium.name }),
    feed: href(routes.mediaFandomsFeed, { name: medium.name }),
  })
}

export const tagsFound = async (asked: Asked, search: URLSearchParams): Answered =>
  ofTags(asked, await newestFound(asked, search, slice(asked)), t('New tags found'), {
    page: routes.tagSearch,
    feed: routes.tagSearchFeed,
  })

export async function newTagsOf(asked: Asked, written: string): Answered {
  const tag = await knownTag(asked.db, asked.actor, written)
  if (tag?.kind !== 'fandom') return undefined
  const id = tag.synonymOf?.id ?? tag.id
  const found = await newestTags(asked, { of: 'fandom', id }, slice(asked))
  const name = nameAsAsked(written, tag)
  return ofTags(asked, found, t('New tags in {name}', { name: tag.synonymOf?.name ?? tag.name }), {
    page: href(routes.tag, { name }),
    feed: href(routes.tagTagsFeed, { name }),
  })
}

const ofTags = (asked: Asked, { total, tags }: NewTags, title: string, paths: Paths): Answer => ({
  ...{ ...COMMON, title, paths, total, here: asked.page, pages: pagesOf(total) },
  entries: tags.map((tag) => tagEntry(tag, asked.base)),
})

/** Whoever reads the page of their series reads this; what a creator wrote of one is theirs. */
export async function seriesOf(asked: Asked, name: string): Answered {
  const profile = await publicProfile(asked.db, name)
  if (!profile) return undefined
  const hidden = asked.choices?.hidden ?? NOTHING_HIDDEN
  const { total, list } = await seriesBy(asked.db, asked.actor, {
    person: profile.id,
    hidden,
    ...slice(asked),
  })
  const own = { name: profile.name }
  return {
    ...{ ...COMMON, total, here: asked.page, pages: pagesOf(total) },
    title: t('Series by {name}', own),
    paths: { page: href(routes.userSeries, own), feed: href(routes.userSeriesFeed, own) },
    reserved: list.some(({ summary }) => summary !== ''),
    entries: list.map((series) => seriesEntry(series, profile.name, asked.base)),
  }
}
