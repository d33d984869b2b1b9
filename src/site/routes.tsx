import { Hono } from 'hono'
import { type Catalogue, favouritesShown, hiddenFor, wishedBy } from '../catalogue/index.ts'
import { begunLately } from '../library/index.ts'
import { routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { assetResponse, editorResponse } from '../web/asset-response.ts'
import { EDITOR } from '../web/assets.ts'
import { render } from '../web/layout.tsx'
import { AboutPage } from './about-page.tsx'
import { databaseAnswers, readArchive } from './archive.ts'
import { firstHelpRoutes, wantsHelp } from './first-help-routes.tsx'
import { HomePage } from './home-page.tsx'
import { homeView } from './home-read.ts'
import { laterFor } from './later-read.ts'
import { type SetupSettings, setupRoutes } from './setup-routes.tsx'
import { sitemapRoutes } from './sitemap-routes.tsx'
import { textsRoutes } from './texts-routes.tsx'

interface SiteSettings extends SetupSettings {
  readonly version: string
}

export const siteRoutes = (settings: SiteSettings, catalogue: Catalogue) =>
  new Hono<Env>()
    .route('/', sitemapRoutes())
    .route('/', textsRoutes())
    .route('/', firstHelpRoutes())
    .route('/', setupRoutes(settings))

    .get(routes.home, (c) => showHome(c, catalogue))

    .get(routes.about, async (c) => {
      const { deps, actor, page } = c.var
      const { about, openedAt } = await readArchive(deps.db)
      const { counts } = await homeView({ db: deps.db, catalogue, actor }, about)
      const view = { about, counts, opened: openedAt ?? deps.now(), version: settings.version, source: null }
      return c.html(render(<AboutPage page={page} view={view} />))
    })

    .get(routes.health, async (c) => {
      await databaseAnswers(c.var.deps.db)
      return c.text('well\n')
    })

    .get('/assets/:version/:path{.+}', async (c) => {
      const { version, path } = c.req.param()
      const takes = c.req.header('accept-encoding')
      if (path === EDITOR) return editorResponse(version, c.var.deps.dataDir, takes)
      return assetResponse(version, path, takes) ?? c.notFound()
    })

async function showHome(c: Handler, catalogue: Catalogue) {
  const { deps, actor, page } = c.var
  const { db } = deps
  const now = deps.now()
  const reader = { actor, cookie: c.req.header('cookie'), now }
  const wished = await wishedBy(db, reader)
  const choices = { filter: null, hidden: await hiddenFor(db, reader) }
  const { about } = await deps.archive()
  const view = await homeView({ db, catalogue, actor, choices }, about, wished)
  const own =
    actor.type === 'guest'
      ? { begun: [], favourites: [] }
      : {
          begun: await begunLately(db, actor),
          favourites: await favouritesShown({ db, catalogue, actor }, actor, now),
        }
  const props = {
    page,
    view: { ...view, ...own },
    help: await wantsHelp(c),
    later: await laterFor(db, actor),
  }
  return c.html(render(<HomePage {...props} />))
}
