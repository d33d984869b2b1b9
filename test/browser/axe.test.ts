import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'
import { type PageKind, pageKinds } from './pages-in-browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let world: World
let empty: World
let site: Listening
let bare: Listening
let browser: Browser
let pages: readonly PageKind[]

beforeAll(async () => {
  world = await makeWorld('sample')
  empty = await makeWorld()
  site = await listen(world)
  bare = await listen(empty)
  pages = await pageKinds(world, site)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await bare.close()
  await world.end()
  await empty.end()
})

const DESKTOP = { viewport: { width: 1280, height: 900 } }
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

const WINDOWS: readonly (readonly [string, BrowserContextOptions, string])[] = [
  ['a desktop by day', { ...DESKTOP, colorScheme: 'light' }, ''],
  ['a desktop by night', { ...DESKTOP, colorScheme: 'dark' }, ''],
  ['a phone by day', { ...PHONE, colorScheme: 'light' }, ''],
  ['a phone by night', { ...PHONE, colorScheme: 'dark' }, ''],
  ['a desktop on sepia', DESKTOP, 'reading=theme:sepia.face:opendyslexic.size:200'],
  ['a phone from right to left', { ...PHONE, colorScheme: 'light' }, 'ui=ar'],
]

/** Does for every page, and for the set-up page, what is asked in such a window; gathers what it says. */
async function onEvery(
  options: BrowserContextOptions,
  cookie: string,
  look: (at: Reader, name: string) => Promise<string[]>,
): Promise<string[]> {
  const said: string[] = []
  for (const as of new Set(pages.map((page) => page.as))) {
    const at = await reader(browser, options)
    await logInAs(at, site.url, await world.cookie(as))
    await logInAs(at, site.url, cookie)
    for (const { name, path } of pages.filter((page) => page.as === as)) {
      await at.page.goto(`${site.url}${path}`)
      said.push(...(await look(at, name)))
    }
    if (as === null) {
      await at.page.goto(`${bare.url}/setup`)
      said.push(...(await look(at, 'set-up')))
    }
    said.push(...at.complaints)
    await at.close()
  }
  return said
}

describe.each(WINDOWS)('on %s', (_name, options, cookie) => {
  test('axe finds nothing amiss on any kind of page, and nothing is refused by the page’s own policy', async () => {
    const faults = await onEvery(options, cookie, async ({ page }, name) => {
      // Through the debugger: the page's policy lets no script in but ours.
      await page.evaluate(AXE)
      const found = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })")
      return found.violations.map(
        ({ id, nodes }) =>
          `${name}: ${id}: ${nodes
            .slice(0, 2)
            .map(
              ({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`,
            )
            .join(' | ')}`,
      )
    })
    expect(faults).toEqual([])
  })
})

/** In the browser: what stands out of the window, if anything does. */
const TOO_WIDE = `(() => {
  const { clientWidth: seen, scrollWidth: all } = document.documentElement
  if (all <= seen) return null
  const out = (one) => one.getBoundingClientRect().right > seen + 1 || one.getBoundingClientRect().left < -1
  const those = [...document.querySelectorAll('body *')].filter(out).slice(0, 3)
  return all + ' > ' + seen + ': ' + those.map((one) => one.tagName + '.' + one.className).join(', ')
})()`

test.each([320, 360, 768])(
  'no page is wider than a window of %d px, in English or in Arabic, at any size of text',
  async (width) => {
    for (const cookie of ['', 'ui=ar', 'reading=size:200.width:full']) {
      const wide = await onEvery({ viewport: { width, height: 700 } }, cookie, async ({ page }, name) => {
        const over = await page.evaluate<string | null>(TOO_WIDE)
        return over ? [`${name} (${cookie}): ${over}`] : []
      })
      expect(wide).toEqual([])
    }
  },
)

test('the interface in Arabic is written from right to left, and works keep their own direction', async () => {
  const at = await reader(browser, DESKTOP)
  const work = pages.find(({ name }) => name === 'work')
  await at.page.goto(`${site.url}${work?.path}?ui=ar`)
  expect(await at.page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await at.page.locator('html').getAttribute('lang')).toBe('ar')
  expect(await at.page.locator('#chapters .userstuff').first().getAttribute('dir')).toBe('ltr')
  await at.page.goto(`${site.url}/works`)
  expect(await at.page.locator('html').getAttribute('dir')).toBe('rtl')
  await at.close()
})
