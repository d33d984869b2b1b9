import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import type { World } from '../world.ts'
import { DESK, PHONE, sidebarWorld } from './sidebar-world.ts'

/** The filters, a facet's page and sheet, and the whole search: what axe says of them, and how wide they are. */
let world: World
let site: Listening
let browser: Browser

beforeAll(async () => {
  world = await sidebarWorld()
  await world.catalogue.catchUp()
  site = await listen(world)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })")
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** In the browser: every group of the filters. */
const UNFOLD = "for (const one of document.querySelectorAll('.filters details')) one.open = true"

const PATHS = [
  '/works?tag=Fluff&not=Angst&any=Carmilla&language=en&words=0-9999&updated=last+9+years',
  '/works?facet=freeform&tag=Fluff&facet_q=r',
  '/works/search?tag=Fluff&tag=warning:No+Archive+Warnings+Apply&kudos=1-',
]

test.each([
  ['a desk by day', { ...DESK, colorScheme: 'light' } as const, ''],
  ['a desk by night', { ...DESK, colorScheme: 'dark' } as const, ''],
  ['a phone by day', { ...PHONE, colorScheme: 'light' } as const, ''],
  ['a phone by night, from right to left', { ...PHONE, colorScheme: 'dark' } as const, 'ui=ar'],
])(
  'axe finds nothing at %s: the filters, a facet’s page and sheet, the whole search',
  async (_name, options, cookie) => {
    const at = await reader(browser, options)
    const { page } = at
    await logInAs(at, site.url, cookie)
    for (const path of PATHS) {
      await page.goto(site.url + path)
      await page.evaluate(UNFOLD)
      expect(await faults(page), path).toEqual([])
      const over = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect(over, path).toBeLessThanOrEqual(options.viewport.width)
    }
    await page.goto(`${site.url}/works#work-filters`)
    await page.locator('a[data-more="freeform"]').click()
    await page.locator('dialog[open] .tri').first().waitFor()
    expect(await faults(page)).toEqual([])
    expect(at.complaints).toEqual([])
    await at.close()
  },
)
