import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { aChapter, makeWorld, SAMPLE_PASSWORD, type World } from '../world.ts'

/** Where a reader stopped, in a real browser: on one device and another, before they have an account and after. */
let world: World
let site: Listening
let browser: Browser
let writer: Member

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  writer = await world.known('writer')
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

const PATIENT = { timeout: 15_000 }
const SMALL = { viewport: { width: 800, height: 500 } }
const LINE = '<p>The lamp was lit, and the rain went on, and nobody came up the stairs for a long while.</p>'

async function aWork(
  title: string,
): Promise<{ readonly path: string; readonly chapters: readonly number[] }> {
  const chapters = [1, 2, 3].map((n) =>
    aChapter({ title: `Evening ${n}`, html: LINE.repeat(40), words: 720 }),
  )
  const id = await world.work(writer, { title, chapters })
  return { path: `/works/${id}`, chapters: await chaptersOf(id) }
}

async function chaptersOf(id: number): Promise<number[]> {
  const { rows } = await world.pool.query<{ id: number }>(
    'select id from chapters where work_id = $1 order by position',
    [id],
  )
  return rows.map((row) => row.id)
}

async function readTo({ page }: Reader, part: number): Promise<void> {
  await page.evaluate(
    `scrollTo({ top: document.documentElement.scrollHeight * ${part}, behavior: 'instant' })`,
  )
  // The browser tells of scrolling with its next frame.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
}

/** The first line in sight. */
const lineInSight = ({ page }: Reader): Promise<number> =>
  page.evaluate<number>(`[...document.querySelectorAll('#chapters .userstuff.module > p')]
    .findIndex((line) => line.getBoundingClientRect().bottom > 0)`)

const placeNoted = async (): Promise<unknown> => (await world.pool.query('select * from places')).rows.length

test('what is read on one device goes on at the same line on another', async () => {
  const { path, chapters } = await aWork('The Two Lamps')
  const one = await reader(browser, SMALL)
  await logInAs(one, site.url, await world.cookie('reader'))
  await one.page.goto(`${site.url}${path}/chapters/${chapters[1]}`)
  await readTo(one, 0.5)
  const line = await lineInSight(one)
  expect(line).toBeGreaterThan(4)
  await one.page.goto(`${site.url}/about`)
  await expect.poll(placeNoted, PATIENT).toBe(1)
  // The browser itself keeps nothing of an account's.
  expect(await one.page.evaluate("localStorage.getItem('palimpsest.places')")).toBeNull()

  const two = await reader(browser, SMALL)
  await logInAs(two, site.url, await world.cookie('reader'))
  await two.page.goto(site.url)
  const begun = two.page.locator('section.continue li')
  expect(await begun.innerText()).toMatch(/The Two Lamps\s+Chapter 2 of 3: .*\s+\d\d % read/)
  await begun.getByRole('link', { name: 'The Two Lamps' }).click()
  await two.page.waitForURL(/chapters/)
  await two.page.locator('.place-mark').waitFor()
  expect(Math.abs((await lineInSight(two)) - line)).toBeLessThanOrEqual(1)
  expect(await two.page.evaluate('document.activeElement.className')).toContain('place-mark')

  await two.page.goto(`${site.url}${path}`)
  await two.page.getByRole('link', { name: 'Continue in chapter 2' }).click()
  await two.page.locator('.place-mark').waitFor()
  expect([...one.complaints, ...two.complaints]).toEqual([])
  await one.close()
  await two.close()
})

test('a guest goes on in the same browser, and takes it along when they log in', async () => {
  const { path, chapters } = await aWork('The Guest Book')
  const at = await reader(browser, SMALL)
  const { page } = at
  await page.goto(`${site.url}${path}/chapters/${chapters[1]}`)
  await readTo(at, 0.6)
  await page.goto(`${site.url}/works?q=The+Guest+Book`)
  await page.locator('li.blurb .place-line', { hasText: 'Continue in chapter 2' }).waitFor()
  await page.goto(site.url)
  await page.locator('section.continue li', { hasText: 'The Guest Book' }).waitFor()
  await page.goto(`${site.url}${path}/navigate`)
  expect(await page.locator('li.stopped-here').innerText()).toContain('You stopped here')
  await page.goto(`${site.url}${path}`)
  await page.getByRole('link', { name: 'Continue in chapter 2' }).click()
  await page.locator('.place-mark').waitFor()

  await page.goto(`${site.url}/users/login`)
  await page.getByLabel('Name or e-mail').fill('asphodel')
  await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: 'Log out' }).waitFor()
  await page.goto(site.url)
  await page.locator('section.continue li', { hasText: 'The Guest Book' }).waitFor()
  await expect.poll(() => page.evaluate("localStorage.getItem('palimpsest.places')")).toBe('{}')
  const { rows } = await world.pool.query(
    'select chapter_id from places join people on people.id = person_id where name = $1',
    ['asphodel'],
  )
  expect(rows).toEqual([{ chapter_id: chapters[1] }])
  expect(at.complaints).toEqual([])
  await at.close()
})

test('what is read while there is no network goes along when there is one', async () => {
  const { path, chapters } = await aWork('The Tunnel')
  const at = await reader(browser, SMALL)
  const { page } = at
  const noted = async () =>
    (
      await world.pool.query(
        'select chapter_id, share from places join people on people.id = person_id where name = $1 and chapter_id = any($2)',
        ['kore_kore', chapters],
      )
    ).rows
  await logInAs(at, site.url, await world.cookie('kore_kore'))
  await page.goto(`${site.url}${path}/chapters/${chapters[0]}`)
  await page.context().setOffline(true)
  await readTo(at, 0.7)
  await expect
    .poll(() => page.evaluate("localStorage.getItem('palimpsest.places')"), PATIENT)
    .toContain(`${chapters[0]}`)
  expect(await noted()).toEqual([])
  await page.context().setOffline(false)
  await expect.poll(noted, PATIENT).toMatchObject([{ chapter_id: chapters[0] }])
  await expect.poll(() => page.evaluate("localStorage.getItem('palimpsest.places')"), PATIENT).toBe('{}')
  await at.close()
})

test('of a work that is not to be seen any more, a guest’s browser shows nothing', async () => {
  const { path, chapters } = await aWork('The Locked Drawer')
  const at = await reader(browser, SMALL)
  const { page } = at
  await page.goto(`${site.url}${path}/chapters/${chapters[0]}`)
  await readTo(at, 0.6)
  await page.goto(site.url)
  await page.locator('section.continue li', { hasText: 'The Locked Drawer' }).waitFor()
  await world.pool.query("update works set audience = 'members' where title = 'The Locked Drawer'")
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/places')),
    page.reload(),
  ])
  expect(await answer.text()).toBe('')
  expect(await page.content()).not.toContain('The Locked Drawer')
  await at.close()
})

test('a chapter set in between is the new one in a guest’s index, also where an older page only counted', async () => {
  const { path, chapters } = await aWork('The Inserted Leaf')
  const at = await reader(browser, SMALL)
  const { page } = at
  await world.pool.query("update chapters set standing = 'draft' where id = $1", [chapters[1]])
  await page.goto(`${site.url}${path}`)
  await readTo(at, 0.6)
  await expect.poll(() => page.evaluate("localStorage.getItem('palimpsest.places')")).toContain('"known":')
  await world.pool.query("update chapters set standing = 'posted' where id = $1", [chapters[1]])
  const fresh = async () => {
    await page.goto(`${site.url}${path}/navigate`)
    await page.locator('li.stopped-here').waitFor()
    return page
      .locator('li:has(.fresh)')
      .evaluateAll((all) => all.map(({ dataset }) => Number(dataset.chapter)))
  }
  expect(await fresh()).toEqual([chapters[1]])
  await page.evaluate(`{
    const places = JSON.parse(localStorage.getItem('palimpsest.places'))
    for (const place of Object.values(places)) { delete place.known; place.chapters = 2 }
    localStorage.setItem('palimpsest.places', JSON.stringify(places))
  }`)
  expect(await fresh()).toEqual([chapters[2]])
  // Where pages begin at the right, so do titles of works that are read from the left.
  await page.goto(`${site.url}${path}/navigate?ui=ar`)
  const apart = await page.evaluate<number>(`(() => {
    const link = document.querySelector('ol.chapter.index > li > a')
    const text = document.createRange()
    text.selectNodeContents(link)
    return link.parentElement.getBoundingClientRect().right - text.getBoundingClientRect().right
  })()`)
  expect(Math.abs(apart)).toBeLessThan(2)
  expect(at.complaints).toEqual([])
  await at.close()
})

test('a guest takes a work off the list, and it stays off', async () => {
  const { path } = await aWork('The Short Visit')
  const at = await reader(browser, SMALL)
  await at.page.goto(`${site.url}${path}`)
  await readTo(at, 0.6)
  await at.page.goto(site.url)
  await at.page.getByRole('button', { name: 'Take “The Short Visit” off this list' }).click()
  await at.page.locator('section.continue').waitFor({ state: 'detached' })
  await at.page.reload()
  expect(await at.page.evaluate("localStorage.getItem('palimpsest.places')")).toBe('{}')
  await at.close()
})

test('who reads on from chapter to chapter is at the one they opened last; who looks back at the first is not', async () => {
  const { path, chapters } = await aWork('The Turning Leaves')
  const at = await reader(browser, SMALL)
  const { page } = at
  const kept = () => page.evaluate<string>("localStorage.getItem('palimpsest.places')")
  await page.goto(`${site.url}${path}`)
  await readTo(at, 0.6)
  await page.getByRole('link', { name: /Next chapter/ }).click()
  await page.waitForURL(new RegExp(`/chapters/${chapters[1]}$`))
  await expect.poll(kept).toContain(`"chapter":${chapters[1]}`)
  await page.goto(`${site.url}${path}/chapters/${chapters[0]}`)
  await page.goto(site.url)
  expect(await kept()).toContain(`"chapter":${chapters[1]}`)
  await at.close()
})

test('how much is left is said in the reader’s own speed, which is measured as they read', async () => {
  const { path } = await aWork('The Slow Clock')
  const at = await reader(browser, SMALL)
  const { page } = at
  // A clock that the test turns: thirty seconds between two looks at the page.
  await page.addInitScript('let at = 1e12; Date.now = () => at; globalThis.later = (ms) => { at += ms }')
  await page.goto(`${site.url}${path}`)
  const says = page.locator('.time-left .says')
  await expect
    .poll(() => says.textContent())
    .toMatch(/^\d minutes left in the chapter, \d+ minutes in the work$/)
  const before = await page.locator('.time-left progress').getAttribute('value')
  for (let step = 1; step < 6; step++) {
    await page.evaluate('later(30000)')
    await page.evaluate('scrollBy({ top: 200, behavior: "instant" })')
    await page.evaluate('new Promise((done) => setTimeout(done, 250))')
  }
  const speed = JSON.parse((await page.evaluate<string>("localStorage.getItem('palimpsest.speed')")) ?? '{}')
  expect(speed.en).toBeGreaterThanOrEqual(60)
  expect(speed.en).toBeLessThan(230)
  expect(await page.evaluate<number>("document.querySelector('.time-left progress').value")).toBeGreaterThan(
    Number(before),
  )
  // Looking back shows it to the eye, too.
  await page.evaluate('scrollBy({ top: -100, behavior: "instant" })')
  await page.locator('.time-left.shown').waitFor()
  expect(at.complaints).toEqual([])
  await at.close()
})
