import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { idOf } from '../sample.ts'
import { makeWorld, type World } from '../world.ts'

/** Reading without a network, in a real browser with a real service worker. */
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

async function logIn(context: BrowserContext, name: string): Promise<void> {
  const [cookie = '', value = ''] = (await world.cookie(name)).split('=')
  await context.addCookies([{ name: cookie, value, url: site.url }])
}

/** That there is no network is what is tested. */
const isNews = (complaint: string): boolean => !complaint.includes('ERR_INTERNET_DISCONNECTED')

const keepHere = async (page: Page): Promise<void> => {
  await page.goto(`${site.url}/works/${work}`)
  await page.getByRole('button', { name: 'Keep offline' }).click()
  await page.getByRole('button', { name: 'Kept offline' }).waitFor()
  await page.evaluate('navigator.serviceWorker.ready')
  // From now on its pages go through the worker.
  await expect.poll(() => page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true)
}

test('a work is kept by choice, read without a network, and removed again', async () => {
  const at = await reader(browser)
  const { page } = at
  await keepHere(page)
  await page.context().setOffline(true)
  await page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await page.getByText('There is no network. This is the work as it was kept').waitFor()
  expect(await page.locator('#chapters .chapter[data-chapter]').count()).toBe(3)
  const face = await page.evaluate("getComputedStyle(document.querySelector('#chapters p')).fontFamily")
  expect(String(face)).toContain('Alegreya')

  const [chapter] = (
    await world.pool.query<{ id: number }>('select id from chapters where work_id = $1 and position = 2', [
      work,
    ])
  ).rows
  await page.goto(`${site.url}/works/${work}/chapters/${chapter?.id}`)
  expect(page.url()).toMatch(/view_full_work=true#chapter-2$/)

  await page.goto(`${site.url}/works`)
  await page.getByRole('heading', { name: 'Kept on this device' }).waitFor()
  await page.getByText('the page you asked for is not kept on this device').waitFor()
  await page.locator('.kept-works h4', { hasText: 'The Lawyer’s Pomegranate' }).waitFor()
  expect(await page.locator('.kept-works h4').count()).toBe(1)
  expect(await page.locator('.kept-works .facts').innerText()).toMatch(/words · [\d.]+ [kM]B · kept on/)
  await page.getByRole('button', { name: 'Look for newer versions' }).click()
  await page.getByText('Could not be fetched, and left as kept: 1.').waitFor()
  expect(await page.locator('.kept-works li').count()).toBe(1)

  await page.context().setOffline(false)
  await page.goto(`${site.url}/offline`)
  await page.locator('.kept-works h4').waitFor()
  expect(await page.getByText('the page you asked for').isVisible()).toBe(false)
  await world.pool.query(
    `update chapters set html = '<p>Told otherwise.</p>' where work_id = $1 and position = 3`,
    [work],
  )
  await page.getByRole('button', { name: 'Look for newer versions' }).click()
  await page.getByText('Newer than before: 1.').waitFor()
  await page.getByRole('button', { name: 'Remove “The Lawyer’s Pomegranate” from this device' }).click()
  await page.getByText('Nothing is kept here yet.').waitFor()
  expect(at.complaints.filter(isNews)).toEqual([])
  await at.close()
})

test('who keeps nothing has no worker, and nothing is stored', async () => {
  const at = await reader(browser)
  await at.page.goto(`${site.url}/works/${work}`)
  await at.page.goto(`${site.url}/offline`)
  await at.page.getByText('Nothing is kept here yet.').waitFor()
  expect(await at.page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(
    0,
  )
  await at.close()
})

test('read on one device, go on with another, go offline, come back: one place', async () => {
  const [one, two] = [await reader(browser), await reader(browser)]
  await logIn(one.page.context(), 'reader')
  await logIn(two.page.context(), 'reader')
  const placeNow = async (): Promise<string> =>
    String(
      (
        await world.pool.query(
          `select position || '/' || paragraph as at from places join chapters on chapters.id = chapter_id
            join people on people.id = person_id where name = 'reader' and places.work_id = $1`,
          [work],
        )
      ).rows[0]?.at,
    )
  const readTo = async (page: Page, line: string): Promise<void> => {
    await page.evaluate(`document.querySelector('${line}').scrollIntoView()`)
    await page.waitForTimeout(600)
    // Leaving the page is when the last word is sent.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
  }
  await one.page.goto(`${site.url}/works/${work}`)
  await readTo(one.page, '#chapters .userstuff.module > p:nth-of-type(6)')
  await one.page.goto(`${site.url}/`)
  await expect.poll(placeNow).toMatch(/^1\/\d/)

  await two.page.goto(`${site.url}/`)
  await two.page
    .locator('section.continue')
    .getByRole('link', { name: 'The Lawyer’s Pomegranate' })
    .first()
    .waitFor()
  await keepHere(two.page)
  await two.page.context().setOffline(true)
  await two.page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await readTo(two.page, '#chapter-2 .userstuff.module > p:nth-of-type(5)')
  await two.page.goto(`${site.url}/offline`)

  await two.page.context().setOffline(false)
  await two.page.goto(`${site.url}/`)
  await expect.poll(placeNow).toMatch(/^2\/\d/)
  await one.page.reload()
  await one.page.locator('section.continue').getByText('Chapter 2').first().waitFor()
  expect([...one.complaints, ...two.complaints].filter(isNews)).toEqual([])
  await one.close()
  await two.close()
})

test('a list of one’s own is kept whole; logging out leaves nothing behind', async () => {
  const at = await reader(browser)
  const { page } = at
  await logIn(page.context(), 'reader')
  expect((await world.post(`/works/${work}/reading`, { state: 'later' }, 'reader')).status).toBe(303)
  await page.goto(`${site.url}/users/reader/readings/later`)
  await page.getByRole('button', { name: 'Keep these offline' }).click()
  await page.getByText(/^Kept on this device: \d+\.$/).waitFor()
  await page.goto(`${site.url}/offline`)
  await page.locator('.kept-works li').first().waitFor()
  await page.goto(`${site.url}/works`)
  await page.locator('header').getByRole('button', { name: 'Log out' }).click()
  await page.locator('header').getByRole('link', { name: 'Log in' }).waitFor()
  await page.goto(`${site.url}/offline`)
  await page.getByText('Nothing is kept here yet.').waitFor()
  await at.close()
})
