import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, NodeResult } from 'axe-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** All rules where a page is laid out; where only its colours differ, those that colours can break. */
const COLOURS = ['color-contrast', 'link-in-text-block']
type Scheme = 'light' | 'dark'
interface Window {
  readonly name: string
  readonly options: BrowserContextOptions
  readonly cookie: string
  /** What is asked of a page in each scheme; null: every rule. A page is opened once for all of it. */
  readonly schemes: readonly (readonly [Scheme, readonly string[] | null])[]
  /** Whether it is made narrow, too. */
  readonly narrow: boolean
}
/** Some hundred and fifty pages, on a machine that does other things. */
const PATIENCE_MS = 900_000
const LARGEST = 'reading=size:200.width:full'
const WINDOWS: readonly Window[] = [
  window(
    'a desktop by day and by night',
    DESKTOP,
    '',
    [
      ['light', null],
      ['dark', COLOURS],
    ],
    true,
  ),
  window('a phone by night', PHONE, '', [['dark', null]], false),
  window(
    'a desktop on sepia',
    DESKTOP,
    'reading=theme:sepia.face:opendyslexic.size:200',
    [['light', COLOURS]],
    false,
  ),
  window('a phone from right to left', PHONE, 'ui=ar', [['light', null]], false),
  window('a window from right to left', DESKTOP, 'ui=ar', [], true),
  window('a window with the largest text', DESKTOP, LARGEST, [], true),
]

function window(
  name: string,
  options: BrowserContextOptions,
  cookie: string,
  schemes: Window['schemes'],
  narrow: boolean,
): Window {
  return { name, options, cookie, schemes, narrow }
}

type Look = (at: Reader, name: string) => Promise<string[]>

/** Does for every page, and for the set-up page, what is asked in such a window; gathers what it says. Each reader at once. */
async function onEvery(options: BrowserContextOptions, cookie: string, look: Look): Promise<string[]> {
  const readers = [...new Set(pages.map((page) => page.as))]
  const said = await Promise.all(
    readers.map(async (as) => {
      const at = await reader(browser, options)
      await logInAs(at, site.url, await world.cookie(as))
      await logInAs(at, site.url, cookie)
      const own = pages.filter((page) => page.as === as).map(({ name, path }) => [name, site.url + path])
      const found: string[] = []
      for (const [name = '', url = ''] of as === null ? [...own, ['set-up', `${bare.url}/setup`]] : own) {
        await at.page.goto(url)
        found.push(...(await look(at, name)))
      }
      await at.close()
      return [...found, ...at.complaints]
    }),
  )
  return said.flat()
}

test.each(WINDOWS)(
  'in $name: axe finds nothing amiss on any kind of page, none is too wide, and nothing is refused by its own policy',
  { timeout: PATIENCE_MS },
  async ({ options, cookie, schemes, narrow }) => {
    const faults = await onEvery(options, cookie, async (at, name) => {
      const said: string[] = []
      // Through the debugger: the page's policy lets no script in but ours.
      if (schemes.length) await at.page.evaluate(AXE)
      for (const [scheme, rules] of schemes) said.push(...(await askAxe(at, scheme, rules)))
      if (narrow) said.push(...(await narrowed(at)))
      return said.map((one) => `${name}: ${one}`)
    })
    expect(faults).toEqual([])
  },
)

async function askAxe({ page }: Reader, scheme: Scheme, rules: readonly string[] | null): Promise<string[]> {
  await page.emulateMedia({ colorScheme: scheme })
  // Colours that pass into one another are measured where they arrive.
  await page.evaluate('document.getAnimations().forEach((one) => one.cancel())')
  const asked = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) }
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(asked)})`)
  return found.violations.map(
    ({ id, nodes }) => `by ${scheme}: ${id}: ${nodes.slice(0, 2).map(nodeSaid).join(' | ')}`,
  )
}

/** What stands out of a window of 320, 360 or 768 px. */
async function narrowed({ page }: Reader): Promise<string[]> {
  const said: string[] = []
  for (const width of [320, 360, 768]) {
    await page.setViewportSize({ width, height: 700 })
    const over = await page.evaluate<string | null>(TOO_WIDE)
    if (over) said.push(`at ${width}: ${over}`)
  }
  await page.setViewportSize(DESKTOP.viewport)
  return said
}

const nodeSaid = ({ html, failureSummary }: NodeResult): string =>
  `${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`

/** In the browser: what stands out of the window, if anything does. */
const TOO_WIDE = `(() => {
  const { clientWidth: seen, scrollWidth: all } = document.documentElement
  if (all <= seen) return null
  const out = (one) => one.getBoundingClientRect().right > seen + 1 || one.getBoundingClientRect().left < -1
  const those = [...document.querySelectorAll('body *')].filter(out).slice(0, 3)
  return all + ' > ' + seen + ': ' + those.map((one) => one.tagName + '.' + one.className).join(', ')
})()`

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
