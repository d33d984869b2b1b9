import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { assetResponse } from '../../src/web/asset-response.ts'
import { chooseLocale } from '../../src/web/locale.ts'
import { speaking } from '../../src/web/say.ts'
import { settingsOf } from '../../src/web/settings.ts'
import { SITE_PAGES } from './site-pages.tsx'
import { WORK_PAGES } from './work-pages.ts'

/**
 * Every page, with made-up works and people, to look at: `node --import tsx test/preview/preview.ts [port]`, then
 * the address it says, with `?ui=de` or a reading setting such as `?theme=sepia`; or `… preview.ts write <folder>`
 * for files that the Nu checker reads.
 */
const PAGES = { ...SITE_PAGES, ...WORK_PAGES }
const [first = '4310', folder = '/tmp/palimpsest-pages'] = process.argv.slice(2)
if (first === 'write') writePages(folder)
else open(Number(first))

function writePages(to: string): void {
  rmSync(to, { recursive: true, force: true })
  for (const language of ['en', 'de', 'ar']) {
    for (const [name, page] of Object.entries(PAGES)) {
      const file = join(to, language, `${name}.html`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(
        file,
        speaking(language, () => page(settingsOf({}))),
      )
    }
  }
}

function open(port: number): void {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'",
    )
  })
  app.get('/assets/:version/:path{.+}', (c) => {
    const { version, path } = c.req.param()
    return assetResponse(version, path, c.req.header('accept-encoding')) ?? c.notFound()
  })
  app.get('/', (c) =>
    c.html(
      Object.keys(PAGES)
        .map((name) => `<a href="/${name}">${name}</a> `)
        .join(''),
    ),
  )
  app.get('/:name', (c) => {
    const page = PAGES[c.req.param('name')]
    if (!page) return c.notFound()
    const language = chooseLocale({ query: c.req.query('ui') })
    return c.html(speaking(language, () => page(settingsOf(c.req.query()))))
  })
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  console.log(`http://127.0.0.1:${port}/`)
}
