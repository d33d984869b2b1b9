import { Hono } from 'hono'
import { parseSeriesId, parseWorkId } from '../../core/ids.ts'
import { nameFromPart, routes } from '../../routes.ts'
import { isKind } from '../../tags/index.ts'
import { answerData, readerOf, rememberSeen } from '../../web/answer-data.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { inProblems, problem } from '../../web/problems.ts'
import { locale } from '../../web/say.ts'
import { contentsOf, workHead } from '../../works/index.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import type { Catalogue } from '../memory/open.ts'
import { knownTag } from '../names/known-tag.ts'
import { hiddenBy } from '../saved/hidden.ts'
import { worksOfText } from '../works-of.tsx'
import { type Answering, isReserved, jsonFor, preflight, searchOf } from './api-answers.ts'
import { openApi } from './api-openapi.ts'
import { apiOwnRoutes } from './api-own-routes.tsx'
import { noSuchKind, noSuchTag, noSuchWork } from './api-refusals.ts'
import { apiShelvesRoutes } from './api-shelves-routes.tsx'
import { tagHead, tagsPage } from './api-tags.ts'
import { workHeadShape, worksPage } from './api-works.ts'
import {
  ALL_WORKS,
  creatorFeed,
  type FeedOf,
  languageFeed,
  penFeed,
  pseudFeed,
  seriesFeed,
  tagFeed,
  userFeed,
} from './feed-lists.ts'
import { feedXml } from './feed-xml.ts'
import { worksFound } from './machine-works.ts'

/** The lists for programs: Atom and JSON, by the same question and under the same rule of who may see what. */
export function machineRoutes(catalogue: Catalogue) {
  const answering: Answering = { catalogue, seen: rememberSeen() }
  return new Hono<Env>()
    .route('/', feedRoutes(answering))
    .route('/', apiRoutes(answering))
    .route('/', apiOwnRoutes(answering))
    .route('/', apiShelvesRoutes(answering))
}

const browsingFor = (c: Handler, { catalogue }: Answering): Browsing => ({
  ...{ db: c.var.deps.db, catalogue, actor: readerOf(c) },
})

/** Lists with what this member hides or mutes left out: their programs find what they find. */
async function wishing(c: Handler, answering: Answering): Promise<Browsing> {
  const browsing = browsingFor(c, answering)
  if (browsing.actor.type === 'guest') return browsing
  return { ...browsing, choices: { filter: null, hidden: await hiddenBy(c.var.deps.db, browsing.actor) } }
}

/** A name in the path. */
const named = (c: Handler, param: 'name' | 'pseud'): string => nameFromPart(c.req.param(param) ?? '')

function feedRoutes(answering: Answering) {
  const browsing = (c: Handler): Browsing => browsingFor(c, answering)
  const tag = async (c: Handler): Promise<Response> =>
    showFeed(c, answering, await tagFeed(browsing(c), named(c, 'name')))
  return new Hono<Env>()
    .get(routes.worksFeed, (c) => showFeed(c, answering, ALL_WORKS))
    .get(routes.tagFeed, tag)
    .get(routes.tagFeedAo3, tag)
    .get(routes.languageFeed, (c) => showFeed(c, answering, languageFeed(c.req.param('code'))))
    .get(routes.userFeed, async (c) => showFeed(c, answering, await userFeed(browsing(c), named(c, 'name'))))
    .get(routes.pseudFeed, async (c) => {
      const found = await pseudFeed(browsing(c), named(c, 'name'), named(c, 'pseud'))
      return showFeed(c, answering, found)
    })
    .get(routes.penFeed, async (c) => showFeed(c, answering, await penFeed(browsing(c), c.req.param('code'))))
    .get(routes.creatorFeed, async (c) =>
      showFeed(c, answering, await creatorFeed(browsing(c), named(c, 'name'))),
    )
    .get(routes.seriesFeed, async (c) => {
      const id = parseSeriesId(c.req.param('file').replace('.atom', ''))
      return showFeed(c, answering, id && (await seriesFeed(browsing(c), id)))
    })
}

async function showFeed(c: Handler, answering: Answering, list: FeedOf | undefined) {
  if (!list) return c.notFound()
  const { deps } = c.var
  const search = searchOf(c)
  const asked = {
    ...(await wishing(c, answering)),
    scope: list.scope,
    path: list.feed,
    search,
    now: deps.now(),
  }
  const found = await worksFound(asked)
  // Its pages lead on in the language they were asked in; the feed is the same in each.
  const written = new URL(c.req.url).searchParams
  const to = (n: number, given: URLSearchParams): string =>
    address(list.feed, given, (query) => query.set('page', n > 1 ? String(n) : ''))
  const body = feedXml({
    ...{ ...found, base: deps.baseUrl, archive: (await deps.archive()).name, language: locale() },
    ...{ title: worksOfText(list.of), here: found.page, id: to(1, search), at: (n) => to(n, written) },
    page: address(list.page, search, (query) => query.set('page', search.get('page') ?? '')),
  })
  const type = 'application/atom+xml; charset=utf-8'
  return answerData(c, answering.seen, { type, body, reserved: found.works.some(isReserved) })
}

function apiRoutes(answering: Answering) {
  const json = jsonFor(answering)
  return new Hono<Env>()
    .use('/api/*', inProblems)
    .use('/api/*', preflight)
    .get(routes.apiWorks, async (c) => {
      const { baseUrl: base, now } = c.var.deps
      const asked = { ...(await wishing(c, answering)), base, search: searchOf(c), now: now() }
      const page = await worksPage(asked)
      return json(c, page, page.works.some(isReserved))
    })

    .get(routes.apiWork, async (c) => {
      const id = parseWorkId(c.req.param('workId'))
      const { db, baseUrl } = c.var.deps
      const work = id && (await workHead(db, readerOf(c), id))
      if (!work) return problem(c, 404, noSuchWork())
      return json(c, workHeadShape(work, await contentsOf(db, work), baseUrl), isReserved(work))
    })

    .get(routes.apiTags, async (c) =>
      json(c, await tagsPage(browsingFor(c, answering), c.var.deps.baseUrl, searchOf(c))),
    )

    .get(routes.apiTag, async (c) => {
      const [kind, name] = [c.req.param('kind'), named(c, 'name')]
      if (!isKind(kind)) return problem(c, 404, noSuchKind(kind))
      const tag = await knownTag(c.var.deps.db, readerOf(c), `${kind}:${name}`)
      if (tag?.kind !== kind) return problem(c, 404, noSuchTag(name, c.var.deps.baseUrl))
      return json(c, await tagHead(browsingFor(c, answering), c.var.deps.baseUrl, tag))
    })

    .get(routes.apiDescription, async (c) =>
      json(c, openApi(c.var.deps.baseUrl, (await c.var.deps.archive()).name)),
    )
}
