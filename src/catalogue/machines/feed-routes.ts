import { Hono } from 'hono'
import { parseSeriesId, parseShelfId, parseWorkId } from '../../core/ids.ts'
import { READING_STATES } from '../../library/index.ts'
import { routes } from '../../routes.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { browsingFor, named } from './answering-routes.ts'
import { type Answering, searchOf } from './api-answers-routes.ts'
import { answerChapters, answerFeed, answerNames, type Finding } from './feed-answer-routes.ts'
import { allWorks, creatorFeed, languageFeed, penFeed, pseudFeed, tagFeed, userFeed } from './feed-lists.ts'
import { newFandoms, newFandomsOf, newTagsOf, seriesOf, tagsFound } from './feed-names.ts'
import { giftsFeed, giftsToFeed, libraryFeed, readingsFeed, seriesFeed } from './feed-own-lists.ts'

/** Every list as Atom. */
export function feedRoutes(answering: Answering) {
  const feed =
    (find: (c: Handler, browsing: ReturnType<typeof browsingFor>) => ReturnType<Finding>) => (c: Handler) =>
      answerFeed(c, answering, () => find(c, browsingFor(c, answering)))
  const tag = feed((c, browsing) => tagFeed(browsing, named(c, 'name')))
  return new Hono<Env>()
    .get(routes.worksFeed, feed(allWorks))
    .get(routes.tagFeed, tag)
    .get(routes.tagFeedAo3, tag)
    .get(
      routes.languageFeed,
      feed((c) => languageFeed(c.req.param('code') ?? '')),
    )
    .get(
      routes.userFeed,
      feed((c, browsing) => userFeed(browsing, named(c, 'name'))),
    )
    .get(
      routes.pseudFeed,
      feed((c, browsing) => pseudFeed(browsing, named(c, 'name'), named(c, 'pseud'))),
    )
    .get(
      routes.penFeed,
      feed((c, browsing) => penFeed(browsing, c.req.param('code') ?? '')),
    )
    .get(
      routes.creatorFeed,
      feed((c, browsing) => creatorFeed(browsing, named(c, 'name'))),
    )
    .get(
      routes.seriesFeed,
      feed((c, browsing) => {
        const id = parseSeriesId(fileOf(c))
        return id && seriesFeed(browsing, id)
      }),
    )
    .get(
      routes.libraryFeed,
      feed((c, browsing) => libraryFeed(browsing, named(c, 'name'))),
    )
    .get(
      routes.shelfFeed,
      feed((c, browsing) => {
        const id = parseShelfId(fileOf(c))
        return id && libraryFeed(browsing, named(c, 'name'), id)
      }),
    )
    .get(
      routes.readingsFeed,
      feed((c, browsing) => readingsFeed(browsing, named(c, 'name'), null)),
    )
    .get(
      routes.readingListFeed,
      feed((c, browsing) => {
        const state = READING_STATES.find((one) => one === fileOf(c))
        return state && readingsFeed(browsing, named(c, 'name'), state)
      }),
    )
    .get(
      routes.giftsFeed,
      feed((c, browsing) => giftsFeed(browsing, named(c, 'name'))),
    )
    .get(
      routes.giftsToFeed,
      feed((c) => giftsToFeed(c.req.query('recipient'))),
    )
    .get(routes.mediaFeed, (c) => answerNames(c, answering, newFandoms))
    .get(routes.mediaFandomsFeed, (c) =>
      answerNames(c, answering, (asked) => newFandomsOf(asked, named(c, 'name'))),
    )
    .get(routes.tagSearchFeed, (c) => answerNames(c, answering, (asked) => tagsFound(asked, searchOf(c))))
    .get(routes.tagTagsFeed, (c) => answerNames(c, answering, (asked) => newTagsOf(asked, named(c, 'name'))))
    .get(routes.userSeriesFeed, (c) =>
      answerNames(c, answering, (asked) => seriesOf(asked, named(c, 'name'))),
    )
    .get(routes.workFeed, (c) => answerChapters(c, answering, parseWorkId(fileOf(c))))
}

/** The number before `.atom`. */
const fileOf = (c: Handler): string => (c.req.param('file') ?? '').replace('.atom', '')
