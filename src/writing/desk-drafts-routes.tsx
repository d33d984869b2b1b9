import { Hono } from 'hono'
import { routes } from '../routes.ts'
import type { Env } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { DRAFTS_AT_ONCE, ownDrafts } from '../works/index.ts'
import { DraftsPage } from './desk-drafts-page.tsx'

export const draftsRoutes = () =>
  new Hono<Env>().get(routes.drafts, (c) =>
    forOwner(c, async (owner) => {
      const at = /^[1-9]\d{0,3}$/.test(c.req.query('page') ?? '') ? Number(c.req.query('page')) : 1
      const { total, drafts } = await ownDrafts(c.var.deps.db, owner, at)
      const pages = Math.max(1, Math.ceil(total / DRAFTS_AT_ONCE))
      return c.html(render(<DraftsPage page={c.var.page} {...{ owner, total, drafts, at, pages }} />))
    }),
  )
