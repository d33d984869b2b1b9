import { Hono } from 'hono'
import { routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { answerData, rememberSeen, type Seen } from '../web/answer-data.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { type EnginesPart, partsForEngines, worksForEngines } from '../works/index.ts'
import { indexXml, pagesXml, worksXml } from './sitemap-xml.ts'

/** What search engines may find: robots.txt leads here. */
export function sitemapRoutes() {
  const seen = rememberSeen()
  const parts = partsNow()
  return new Hono<Env>()
    .get(routes.sitemap, async (c) => {
      const { db, baseUrl, now } = c.var.deps
      return send(c, seen, indexXml(baseUrl, await parts(db, now())))
    })

    .get(routes.sitemapPart, async (c) => {
      const { db, baseUrl } = c.var.deps
      const named = c.req.param('part')
      if (named === 'pages.xml') return send(c, seen, pagesXml(baseUrl))
      const part = /^works-([1-9][0-9]{0,5})[.]xml$/.exec(named)?.[1]
      const works = part ? await worksForEngines(db, Number(part)) : []
      return works.length ? send(c, seen, worksXml(baseUrl, works)) : c.notFound()
    })
}

const send = (c: Handler, seen: Seen, body: string): Response =>
  answerData(c, seen, { type: 'application/xml; charset=utf-8', body, reserved: true })

/** All works are looked through for it, so not each time; the parts themselves are as they are. */
const LOOKED_EVERY_MS = 10 * 60 * 1_000

function partsNow() {
  let kept: { readonly parts: readonly EnginesPart[]; readonly until: number } | undefined
  return async (db: Db, now: Date): Promise<readonly EnginesPart[]> => {
    if (kept && now.getTime() < kept.until) return kept.parts
    const parts = await partsForEngines(db)
    kept = { parts, until: now.getTime() + LOOKED_EVERY_MS }
    return parts
  }
}
