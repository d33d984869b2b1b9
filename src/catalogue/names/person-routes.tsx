import { Hono } from 'hono'
import { publicProfile } from '../../accounts/index.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import type { Browsing } from '../browse.ts'
import { PER_PAGE } from '../browse.ts'
import { pathOf } from '../list-routes.tsx'
import { hideSwitchFor, keeperFor } from '../saved/routes.tsx'
import { DashboardPage } from './dashboard-page.tsx'
import { dashboardView } from './dashboard-view.ts'
import { seriesOn } from './person-series.ts'
import { SeriesListPage } from './series-list-page.tsx'

/** A person's first page and their series. */
export const personRoutes = (browsing: (c: Handler) => Browsing) =>
  new Hono<Env>()
    .get(routes.user, async (c) => {
      const hidden = await keeperFor(c).takenOut()
      const asked = { name: nameFromPart(c.req.param('name')), hidden, now: c.var.deps.now() }
      const view = await dashboardView(browsing(c), asked)
      if (!view) return c.notFound()
      const guest = c.var.actor.type === 'guest'
      const hide = guest ? await hideSwitchFor(c, [{ at: pathOf(c), name: null }]) : undefined
      const page = { ...c.var.page, robots: view.profile.indexed }
      return c.html(render(<DashboardPage page={page} view={view} hide={hide} />))
    })

    .get(routes.userSeries, async (c) => {
      const { db } = c.var.deps
      const profile = await publicProfile(db, nameFromPart(c.req.param('name')))
      if (!profile) return c.notFound()
      const hidden = await keeperFor(c).takenOut()
      const wanted = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1)
      const { page, ...series } = await seriesOn(db, c.var.actor, { person: profile.id, hidden }, wanted)
      const person = { name: profile.name, href: href(routes.user, { name: profile.name }) }
      const pager = pagerOf(page, series.total, profile.name)
      const shown = { page: { ...c.var.page, robots: profile.indexed }, person, series, pager }
      return c.html(render(<SeriesListPage {...shown} />))
    })

const pagerOf = (page: number, total: number, name: string) => ({
  page,
  pages: Math.max(1, Math.ceil(total / PER_PAGE)),
  at: (n: number) => href(routes.userSeries, { name }, { page: n > 1 ? n : null }),
})
