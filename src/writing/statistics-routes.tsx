import { Hono } from 'hono'
import { routes } from '../routes.ts'
import type { Env } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { statisticsOf } from '../works/index.ts'
import { StatisticsPage } from './statistics-page.tsx'
import { askedIn, csvOf } from './statistics-view.ts'

/** How one's works fare: one's own page, and the same as a file. */
export const statisticsRoutes = () =>
  new Hono<Env>()
    .get(routes.statistics, (c) =>
      forOwner(c, async (owner) => {
        const asked = askedIn((name) => c.req.query(name))
        const statistics = await statisticsOf(c.var.deps.db, owner, asked.year)
        const shown = { page: c.var.page, name: owner.name, asked, statistics }
        return c.html(render(<StatisticsPage {...shown} />))
      }),
    )

    .get(routes.statisticsFile, (c) =>
      forOwner(c, async (owner) => {
        const { year } = askedIn((name) => c.req.query(name))
        const { works, months } = await statisticsOf(c.var.deps.db, owner, year)
        c.header('content-type', 'text/csv; charset=utf-8; header=present')
        c.header('content-disposition', 'attachment; filename="statistics.csv"')
        return c.body(csvOf(works, months))
      }),
    )
