import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NOTHING_SAID } from '../../src/works/index.ts'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { idOf } from '../sample.ts'
import { makeWorld, type World } from '../world.ts'

/** What is kept from a list, and what becomes of what is kept: with nothing left over from other pages. */
let world: World
let site: Listening
let browser: Browser
let work: number

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  work = await idOf(world, 'The Lawyer’s Pomegranate')
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await world?.end()
})
let at: Reader
let page: Page
beforeEach(async () => {
  at = await reader(browser)
  page = at.page
  return () => at.close()
})

const PATIENT = { timeout: 15_000 }

async function keepList(who = 'reader'): Promise<void> {
  await logInAs(at, site.url, await world.cookie(who))
  await world.post(`/works/${work}/reading`, { state: 'later' }, who)
  await page.goto(`${site.url}/users/${who}/readings/later`)
  await page.getByRole('button', { name: 'Keep these offline' }).click()
  await page.getByText(/^Kept on this device: \d+\.$/).waitFor()
  const isThere = () => page.evaluate('Boolean(navigator.serviceWorker.controller)')
  await expect.poll(isThere, PATIENT).toBe(true)
}

/** What browsers remember of files beside what is kept by choice: gone sooner or later. */
const forgetTheRest = async (): Promise<void> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.clearBrowserCache')
}

test('a work kept from a list is read with all its comforts, though its page was never open', async () => {
  await keepList()
  await forgetTheRest()
  await page.context().setOffline(true)
  await page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await page.getByText('There is no network. This is the work as it was kept').waitFor()
  await page.locator('.time-left').waitFor({ state: 'attached' })
})

test('keeping a list is not reading it: the history knows nothing of it, and new chapters stay new', async () => {
  const visits = async () => {
    await world.hear()
    const asked = "select visits from readings join people on people.id = person_id where name = 'reader'"
    return (await world.pool.query(asked)).rows
  }
  await keepList()
  const before = await visits()
  await page.goto(`${site.url}/offline`)
  await page.getByRole('button', { name: 'Look for newer versions' }).click()
  await page.getByText('All are as the archive has them now').waitFor()
  expect(await visits()).toEqual(before)
  expect(before.map(({ visits: n }) => n)).not.toContain(1)
})

test('a work whose creator forbids downloads is not kept either: not from its page, not from a list', async () => {
  const permissions = { ...NOTHING_SAID, download: 'no' } as const
  const held = await world.work(await world.known('writer'), { title: 'For Reading Here', permissions })
  await world.person('keeps')
  await world.post(`/works/${held}/reading`, { state: 'later' }, 'keeps')
  await logInAs(at, site.url, await world.cookie('keeps'))
  await page.goto(`${site.url}/works/${held}`)
  await page.getByRole('link', { name: 'Text', exact: true }).waitFor()
  expect(await page.locator('[data-keep-offline]').count()).toBe(0)
  await page.goto(`${site.url}/users/keeps/readings/later`)
  await page.getByRole('button', { name: 'Keep these offline' }).click()
  await page.getByText('Could not be kept: 1.').waitFor()
  expect(await page.evaluate(`caches.match('/works/${held}?view_full_work=true')`)).toBeUndefined()
})

test('what is kept is shown in the settings of today', async () => {
  await keepList()
  await page.goto(`${site.url}/settings/reading`)
  await page.getByLabel('Sepia').check()
  await page
    .getByRole('button', { name: /^(Keep|Save)/ })
    .first()
    .click()
  const shell = () =>
    page.evaluate(
      "caches.match('/offline').then((kept) => kept.text()).then((html) => html.includes('data-theme=\"sepia\"'))",
    )
  await expect.poll(shell, PATIENT).toBe(true)
  await page.context().setOffline(true)
  await page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await page.locator('.kept-bar').waitFor()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('sepia')
  await page.locator('.kept-bar a').click()
  await page.locator('.kept-works h4', { hasText: 'The Lawyer’s Pomegranate' }).waitFor()
})

test('who has logged out has left no name behind either', async () => {
  await world.person('leaver')
  await keepList('leaver')
  await page.goto(`${site.url}/works`)
  await page.locator('header').getByRole('button', { name: 'Log out' }).click()
  await page.locator('header').getByRole('link', { name: 'Log in' }).waitFor()
  await page.context().setOffline(true)
  await page.goto(`${site.url}/works`).catch(() => undefined)
  expect(await page.content()).not.toContain('data-account')
  const left = await page.evaluate(`caches.keys().then((names) => Promise.all(names.map(async (name) => {
    const cache = await caches.open(name)
    const texts = await Promise.all((await cache.matchAll()).map((one) => one.text()))
    return texts.some((text) => text.includes('data-account'))
  })))`)
  expect(left).not.toContain(true)
})

test('a kept work is shown while its archive is being started anew', async () => {
  await keepList()
  // What a proxy says before an archive that is away: routed past the worker, at the network.
  await page
    .context()
    .route(/view_full_work=true$/, (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }))
  await page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await page.locator('.kept-bar').waitFor()
})

test('files that nothing kept needs any more go with what needed them', async () => {
  await keepList()
  const files = () =>
    page.evaluate<number>(
      "caches.open('palimpsest-kept').then((kept) => kept.keys()).then((all) => all.length)",
    )
  expect(await files()).toBeGreaterThan(4)
  await page.evaluate(
    "caches.open('palimpsest-kept').then((kept) => kept.put('/assets/old/look.css', new Response('')))",
  )
  await page.goto(`${site.url}/offline`)
  await page.getByRole('button', { name: 'Look for newer versions' }).click()
  await page.getByText('All are as the archive has them now').waitFor()
  expect(await page.evaluate("caches.match('/assets/old/look.css').then((kept) => Boolean(kept))")).toBe(
    false,
  )
  const removals = page.getByRole('button', { name: /^Remove “/ })
  while ((await removals.count()) > 0) {
    const left = await removals.count()
    await removals.first().click()
    await expect.poll(() => removals.count(), PATIENT).toBeLessThan(left)
  }
  expect(await files()).toBe(0)
})

test('a window that keeps nothing says so, and breaks nothing', async () => {
  await page.addInitScript(
    "caches.has = caches.open = () => Promise.reject(new DOMException('', 'SecurityError'))",
  )
  await page.goto(`${site.url}/offline`)
  await page.getByText('This window keeps nothing').waitFor()
  await page.goto(`${site.url}/works/${work}`)
  expect(await page.getByRole('button', { name: 'Keep offline' }).count()).toBe(0)
  expect(at.complaints).toEqual([])
})

test('a list of several pages, whose network goes away, keeps what it can and can be asked again', async () => {
  await world.person('hoarder')
  const writer = await world.known('writer')
  for (let n = 0; n < 22; n++) {
    const id = await world.work(writer, { title: `One of Many ${n}` })
    await world.post(`/works/${id}/reading`, { state: 'later' }, 'hoarder')
  }
  await logInAs(at, site.url, await world.cookie('hoarder'))
  await page.goto(`${site.url}/users/hoarder/readings/later`)
  await page.locator('.pagination a[rel="next"]').first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Keep these offline' }).click()
  await page.getByText('Kept on this device: 0. Could not be kept: 20.').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Keep these offline' }).click()
  await page.getByText('Kept on this device: 22.').waitFor()
})

test('where there is no room the work is not half kept, and the button says so', async () => {
  await page.addInitScript(`const put = Cache.prototype.put
    Cache.prototype.put = function (key, value) {
      return String(key).includes('view_full_work') ? Promise.reject(new DOMException('', 'QuotaExceededError')) : put.call(this, key, value)
    }`)
  await page.goto(`${site.url}/works/${work}`)
  await page.getByRole('button', { name: 'Keep offline' }).click()
  await page.getByText('It could not be kept. Is there a network, and room on this device?').waitFor()
  expect(
    await page.evaluate(
      "caches.open('palimpsest-kept').then((kept) => kept.keys()).then((all) => all.length)",
    ),
  ).toBe(0)
})

test('the page of what is kept opens without a network, whatever the browser has forgotten', async () => {
  await keepList()
  // By itself, not by what the works need: after an upgrade its addresses are others than theirs.
  const shell = await page.evaluate<string[]>(`caches.keys()
    .then((names) => caches.open(names.find((name) => name.startsWith('palimpsest-shell-'))))
    .then((kept) => kept.keys()).then((all) => all.map(({ url }) => url.slice(url.lastIndexOf('/') + 1)))`)
  expect(shell).toEqual(
    expect.arrayContaining(['offline', 'offline.js', 'offline-kept.js', 'offline-files.js', 'look.css']),
  )
  await forgetTheRest()
  await page.context().setOffline(true)
  await page.goto(`${site.url}/offline`)
  await page.locator('.kept-works h4', { hasText: 'The Lawyer’s Pomegranate' }).waitFor()
})
