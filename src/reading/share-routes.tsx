import { Hono } from 'hono'
import { parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { workHead } from '../works/index.ts'
import { SharePage } from './share-page.tsx'

/** What to paste elsewhere; not there where all who signed a work want none of it. */
export const shareRoutes = () =>
  new Hono<Env>().get(routes.share, async (c) => {
    const { deps, actor } = c.var
    const id = parseWorkId(c.req.param('workId'))
    const work = id && (await workHead(deps.db, actor, id))
    if (!work?.shareable) return c.notFound()
    const page = { ...c.var.page, path: href(routes.work, { workId: work.id }), robots: false }
    return c.html(render(<SharePage page={page} work={work} baseUrl={deps.baseUrl} />))
  })
