import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import type { ChapterId, WorkId } from '../../src/core/ids.ts'
import { notePlace, placeOf } from '../../src/library/index.ts'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { aChapter, makeWorld, NOW, type World } from '../world.ts'

/** What was read without a network, and what had happened meanwhile when it goes along. */
let world: World
let site: Listening
let browser: Browser
let member: Member
let at: Reader
let page: Page
let work: WorkId
let chapters: readonly ChapterId[]

const PATIENT = { timeout: 15_000 }
const LINE = '<p>The lamp was lit, and the rain went on, and nobody came up the stairs for a long while.</p>'

beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  site = await listen(world)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await world?.end()
})
let people = 0
beforeEach(async () => {
  const writer = await world.person(`writer_${++people}`)
  member = await world.person(`traveller_${people}`)
  const parts = [1, 2, 3].map((n) => aChapter({ title: `Evening ${n}`, html: LINE.repeat(40), words: 720 }))
  work = (await world.work(writer, { title: `The Tunnel ${people}`, chapters: parts })) as WorkId
  const { rows } = await world.pool.query('select id from chapters where work_id = $1 order by position', [
    work,
  ])
  chapters = rows.map(({ id }) => id)
  at = await reader(browser, { viewport: { width: 800, height: 500 } })
  page = at.page
  await logInAs(at, site.url, await world.cookie(member.name))
  return () => at.close()
})

const waiting = () => page.evaluate<string>("localStorage.getItem('palimpsest.places') ?? '{}'")

/** Keeps the work, reads in its second chapter where there is no network, and is still there. */
async function readInTheTunnel(): Promise<void> {
  await page.goto(`${site.url}/works/${work}`)
  await page.getByRole('button', { name: 'Keep offline' }).click()
  await page.getByRole('button', { name: 'Kept offline' }).waitFor()
  const isThere = () => page.evaluate('Boolean(navigator.serviceWorker.controller)')
  await expect.poll(isThere, PATIENT).toBe(true)
  await page.context().setOffline(true)
  await page.goto(`${site.url}/works/${work}?view_full_work=true`)
  await page.locator('.kept-bar').waitFor()
  await page.evaluate(
    "document.querySelectorAll('#chapter-2 .userstuff.module > p')[20].scrollIntoView({ behavior: 'instant' })",
  )
  await expect.poll(waiting, PATIENT).toContain(`"chapter":${chapters[1]}`)
}

test('what was scrolled to just before the page is left waits, too', async () => {
  await readInTheTunnel()
  await page.evaluate(
    "document.querySelectorAll('#chapter-3 .userstuff.module > p')[30].scrollIntoView({ behavior: 'instant' })",
  )
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  await page.goto(`${site.url}/offline`)
  expect(await waiting()).toContain(`"chapter":${chapters[2]},"paragraph":30`)
})

async function comeBack(): Promise<void> {
  await page.context().setOffline(false)
  await page.goto(`${site.url}/`)
}

const chapterNow = async () => (await placeOf(world.db, member, work))?.chapterId

test('somebody who went further on another device since stays there', async () => {
  await readInTheTunnel()
  const further = { workId: work, chapterId: chapters[2] ?? null, paragraph: 3, share: 0.8, device: 'Kobo' }
  const later = new Date(NOW.getTime() + 60_000)
  await page.evaluate(`{
    const places = JSON.parse(localStorage.getItem('palimpsest.places'))
    for (const place of Object.values(places)) place.at = '${new Date(NOW.getTime() - 60_000).toISOString()}'
    localStorage.setItem('palimpsest.places', JSON.stringify(places))
  }`)
  await page.goto('about:blank')
  await notePlace(world.db, member, { ...further, at: later }, later)
  await comeBack()
  await expect.poll(waiting, PATIENT).toBe('{}')
  expect(await chapterNow()).toBe(chapters[2])
})

test('when the session is gone, it waits, and goes along with the next one', async () => {
  await readInTheTunnel()
  await page.context().clearCookies()
  await comeBack()
  await page.locator('section.continue li').waitFor()
  expect(await chapterNow()).toBeUndefined()
  await logInAs(at, site.url, await world.cookie(member.name))
  await page.goto(`${site.url}/`)
  await expect.poll(waiting, PATIENT).toBe('{}')
  expect(await chapterNow()).toBe(chapters[1])
})

test('of a work that is not to be seen any more nothing is noted, nothing waits for ever, and nothing breaks', async () => {
  await readInTheTunnel()
  await world.pool.query("update works set standing = 'hidden' where id = $1", [work])
  await comeBack()
  await expect.poll(waiting, PATIENT).toBe('{}')
  expect((await world.pool.query('select from places where work_id = $1', [work])).rowCount).toBe(0)
  // What is on this device stays with its reader until they remove it; that the archive has it no more is said.
  await page.goto(`${site.url}/offline`)
  await page.getByRole('button', { name: 'Look for newer versions' }).click()
  await page.getByText('Could not be fetched, and left as kept: 1.').waitFor()
  expect(at.complaints.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})

test('who reads on while what waited is on its way loses nothing', async () => {
  await readInTheTunnel()
  await page.goto('about:blank')
  await page.route(
    /\/place$/,
    async (route) => {
      // Another window of this browser reads on in just this moment.
      await page.evaluate(`{
      const places = JSON.parse(localStorage.getItem('palimpsest.places'))
      places[${work}] = { ...places[${work}], paragraph: 39, at: '2999-01-01T00:00:00.000Z' }
      localStorage.setItem('palimpsest.places', JSON.stringify(places))
    }`)
      await route.continue()
    },
    { times: 1 },
  )
  await comeBack()
  await expect.poll(chapterNow, PATIENT).toBe(chapters[1])
  expect(await waiting()).toContain('"paragraph":39')
})
