import { Hono } from 'hono'
import { routes } from '../../routes.ts'
import type { Env } from '../../web/app-env.ts'
import { asset, assetVersion } from '../../web/assets.ts'
import { render } from '../../web/layout.tsx'
import { LOCALES, locale } from '../../web/say.ts'
import { manifestOf } from './manifest.ts'
import { OfflinePage } from './offline-page.tsx'

/** Reading without a network: the manifest, the worker, what is kept. */
export const offlineRoutes = () =>
  new Hono<Env>()
    .get(routes.manifest, async (c) => {
      const { name } = await c.var.deps.archive()
      const dir = LOCALES.find((one) => one.code === locale())?.dir ?? 'ltr'
      return c.body(JSON.stringify(manifestOf(name, dir)), 200, {
        'content-type': 'application/manifest+json',
      })
    })

    /** Browsers ask for it anew by themselves; the version makes it another one after each upgrade. */
    .get(routes.worker, (c) => {
      const source = Buffer.from(asset('worker.js')?.body ?? '').toString('utf8')
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }
      return c.body(`const VERSION = '${assetVersion}'\n${source}`, 200, headers)
    })

    .get(routes.offline, (c) => c.html(render(<OfflinePage page={c.var.page} />)))
