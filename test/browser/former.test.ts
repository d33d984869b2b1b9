import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'
import { formerPages } from './former-pages.ts'
import type { PageKind } from './pages-in-browser.ts'

/** Somebody looks at what a work was, makes it that again, deletes it and brings it back: the same without script. */
let world: World
let site: Listening
let browser: Browser
let pages: PageKind[]

beforeAll(async () => {
  world = await makeWorld('sample')
  pages = await formerPages(world)
  site = await listen(world)
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await world.end()
})

async function asReader(script: boolean): Promise<Reader> {
  const opened = await reader(browser, { javaScriptEnabled: script })
  await logInAs(opened, site.url, await world.cookie('reader'))
  return opened
}
const at = (name: string) => `${site.url}${pages.find((page) => page.name === name)?.path}`

test('fits a phone and a wide window, light and dark', { timeout: 60_000 }, async () => {
  const { page, close } = await asReader(true)
  const shots = process.env.SHOTS
  for (const [width, scheme] of [
    [320, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    for (const { name, path } of pages) {
      expect((await page.goto(site.url + path))?.status(), name).toBe(200)
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(wide, `${name} at ${width}`).toBe(0)
      if (shots)
        await page.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`), fullPage: true })
    }
  }
  await close()
})

test.each([true, false])(
  'compares, restores, deletes and brings back (script: %s)',
  { timeout: 60_000 },
  async (script) => {
    const { page, close } = await asReader(script)
    await page.goto(at('an earlier version of a chapter'))
    await page.getByText('until March').first().waitFor()
    await page.getByLabel('Compare with').selectOption('now')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('button', { name: 'Make it this again' }).click()
    await page.getByText('It is this again.').waitFor()
    await page.goto(at('a work that was edited'))
    await page.getByText('all winter').waitFor()
    await page.goto(at('asked before a work is deleted'))
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Deleted. It waits here').waitFor()
    expect((await page.goto(at('a work that was edited')))?.status()).toBe(404)
    await page.goto(at('the trash'))
    await page.getByRole('button', { name: /Bring back.*A Work With a Past/ }).click()
    await page.getByText('It is back, as it was.').waitFor()
    expect((await page.goto(at('a work that was edited')))?.status()).toBe(200)
    await close()
  },
)
