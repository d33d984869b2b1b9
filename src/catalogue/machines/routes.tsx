import { Hono } from 'hono'
import { parseWorkId } from '../../core/ids.ts'
import { routes } from '../../routes.ts'
import { isKind } from '../../tags/index.ts'
import { readerOf, rememberSeen } from '../../web/answer-data.ts'
import type { Env } from '../../web/app-env.ts'
import { inProblems, problem } from '../../web/problems.ts'
import { contentsOf, workHead } from '../../works/index.ts'
import type { Catalogue } from '../memory/open.ts'
import { knownTag } from '../names/known-tag.ts'
import { named, wishing } from './answering-routes.ts'
import { type Answering, isReserved, jsonFor, preflight, searchOf } from './api-answers-routes.ts'
import { openApi } from './api-openapi.ts'
import { apiOwnRoutes } from './api-own-routes.tsx'
import { noSuchKind, noSuchTag, noSuchWork } from './api-refusals.ts'
import { apiShelvesRoutes } from './api-shelves-routes.tsx'
import { tagHead, tagsPage } from './api-tags.ts'
import { workHeadShape, worksPage } from './api-works.ts'
import { feedRoutes } from './feed-routes.ts'

/** The lists for programs: Atom and JSON, by the same question and under the same rule of who may see what. */
export function machineRoutes(catalogue: Catalogue) {
  const answering: Answering = { catalogue, seen: rememberSeen() }
  return new Hono<Env>()
    .route('/', feedRoutes(answering))
    .route('/', apiRoutes(answering))
    .route('/', apiOwnRoutes(answering))
    .route('/', apiShelvesRoutes(answering))
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
      json(c, await tagsPage(await wishing(c, answering), c.var.deps.baseUrl, searchOf(c))),
    )

    .get(routes.apiTag, async (c) => {
      const [kind, name] = [c.req.param('kind'), named(c, 'name')]
      if (!isKind(kind)) return problem(c, 404, noSuchKind(kind))
      const tag = await knownTag(c.var.deps.db, readerOf(c), `${kind}:${name}`)
      if (tag?.kind !== kind) return problem(c, 404, noSuchTag(name, c.var.deps.baseUrl))
      return json(c, await tagHead(await wishing(c, answering), c.var.deps.baseUrl, tag))
    })

    .get(routes.apiDescription, async (c) =>
      json(c, openApi(c.var.deps.baseUrl, (await c.var.deps.archive()).name)),
    )
}
