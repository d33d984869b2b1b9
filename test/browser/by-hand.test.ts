import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postDue } from '../../src/works/index.ts'
import { type Reader, reader } from '../chromium.ts'
import { NOW, SAMPLE_PASSWORD } from '../world.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** The whole way of a work, with scripts off: from the first words, through a lost session, to the trash and back. */
let opened: SampleSite
beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

const HOUR = 3_600_000
const go = (page: Page, path: string) => page.goto(opened.site.url + path)
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name, exact: true }).last().click()
const textIn = (page: Page) => page.locator('textarea[name="body"]')
const says = (page: Page, words: string) => page.getByText(words).first().waitFor({ timeout: 10_000 })

async function write(page: Page): Promise<void> {
  await go(page, '/works/new')
  await page.fill('[name=title]', 'By Lamplight')
  await page.selectOption('[name=rating]', 'General Audiences')
  await page.check('[value="No Archive Warnings Apply"]')
  await page.fill('[name=fandom]', 'Sherlock Holmes - Arthur Conan Doyle')
  await page.fill('[name=summary]', 'Nobody “knows” who lit it.')
  await textIn(page).fill('The lamp was lit.\n\nNobody had come.\n\nThe clock struck nine.')
}

async function logIn(page: Page): Promise<void> {
  await go(page, '/users/login')
  await page.getByLabel('Name or e-mail').fill('reader')
  await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
  await press(page, 'Log in')
  await page.getByRole('button', { name: 'Log out' }).first().waitFor()
}

/** The session ends while somebody types; they log in in another tab, and send the same once more. */
async function loseTheSession({ page }: Reader): Promise<void> {
  const gone = "delete from sessions where person_id = (select id from people where name = 'reader')"
  await opened.world.pool.query(gone)
  await press(page, 'Keep as draft')
  await says(page, 'You are not logged in any more.')
  await logIn(await page.context().newPage())
  await press(page, 'Send it again')
  await says(page, 'older than your log-in')
  await press(page, 'Send it again')
  await page.waitForURL(/\/works\/\d+\?done=kept/)
}

/** Two browsers change the same work: the second meets the first, and puts both together. */
async function meetAndMerge(one: Page, two: Page, work: string): Promise<void> {
  for (const page of [one, two]) await go(page, `${work}/edit`)
  const before = await textIn(two).inputValue()
  await textIn(one).fill(before.replace('The lamp was lit.', 'The lamp was out.'))
  await press(one, 'Keep as draft')
  await one.waitForURL(/done=kept/)
  await textIn(two).fill(before.replace('struck nine', 'struck ten'))
  await press(two, 'Keep as draft')
  await says(two, 'Saved elsewhere in between')
  await press(two, 'Put both together')
  await says(two, 'Restored from')
  expect(await textIn(two).inputValue()).toMatch(/was out\..*struck ten\./s)
}

async function schedule(page: Page, work: string): Promise<void> {
  const later = new Date(NOW.getTime() + 2 * HOUR).toISOString()
  const folded = page.getByText('Post later', { exact: true })
  if (!(await folded.isVisible())) await page.getByText('Chapters and dates', { exact: true }).click()
  await folded.click()
  await page.fill('[name=posts_day]', later.slice(0, 10))
  await page.fill('[name=posts_hour]', later.slice(11, 16))
  await page.selectOption('[name=posts_zone]', 'UTC')
  await press(page, 'Schedule')
  await page.waitForURL(/done=scheduled/)
  expect((await opened.world.get(work, null)).status).toBe(404)
  await postDue(opened.world.db, new Date(NOW.getTime() + 3 * HOUR))
  const read = await (await opened.world.get(work, null)).text()
  expect(['was out.', 'struck ten.'].filter((words) => read.includes(words))).toHaveLength(2)
}

async function compareAndRestore(page: Page, work: string): Promise<void> {
  await go(page, `${work}/revisions`)
  await page.locator('main a[href*="/revisions/"]').last().click()
  await says(page, 'The lamp was lit.')
  await page.getByLabel('Compare with').selectOption('now')
  await press(page, 'Show')
  expect(await page.locator('main ins, main del').count()).toBeGreaterThan(1)
  await press(page, 'Make it this again')
  await says(page, 'It is this again.')
  await go(page, work)
  await says(page, 'The lamp was lit.')
}

async function deleteAndBringBack(page: Page, work: string): Promise<void> {
  await go(page, `${work}/confirm_delete`)
  await press(page, 'Delete')
  await says(page, 'Deleted. It waits here')
  expect((await go(page, work))?.status()).toBe(404)
  await go(page, '/users/reader/works/trash')
  await press(page, /Bring back.*By Lamplight/)
  await says(page, 'It is back, as it was.')
  expect((await go(page, work))?.status()).toBe(200)
}

test('[W-002] a work is written, kept through a lost session, merged, scheduled, posted, compared, restored, deleted and brought back without script', {
  timeout: 120_000,
}, async () => {
  const one = await opened.windowOf('reader', { javaScriptEnabled: false })
  await write(one.page)
  await loseTheSession(one)
  const work = new URL(one.page.url()).pathname
  const two = await reader(opened.browser, { javaScriptEnabled: false })
  await logIn(two.page)
  await meetAndMerge(one.page, two.page, work)
  await schedule(two.page, work)
  await compareAndRestore(one.page, work)
  await deleteAndBringBack(two.page, work)
  expect((await opened.world.get(work, null)).status).toBe(200)
  expect([...one.complaints, ...two.complaints]).toEqual([])
  await one.close()
  await two.close()
})
