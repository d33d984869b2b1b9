import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reader } from '../chromium.ts'
import { SAMPLE_PASSWORD } from '../world.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** Somebody writes, loses the network, closes the window, goes on in another browser, meets themselves, and loses nothing. */
let opened: SampleSite
beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

/** Texts are typed as HTML, unless the editor is what is wanted. */
async function sitDown(name: string, way: 'html' | 'rich' = 'html'): Promise<Reader> {
  const at = await opened.windowOf(name, { viewport: { width: 1000, height: 900 } })
  await contextOf(at).addInitScript(`localStorage.setItem('palimpsest-editor', '${way}')`)
  return at
}

const line = (page: Page, words: string | RegExp) =>
  page.locator('.keep-line').filter({ hasText: words }).waitFor({ timeout: 20_000 })
const contextOf = ({ page }: Reader): BrowserContext => page.context()
const left = (page: Page): Promise<number> =>
  page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('typing:')).length")

async function fillLeast(page: Page, title: string, body: string): Promise<void> {
  await page.locator('[name="title"]').fill(title)
  await page.locator('[name="rating"]').selectOption('General Audiences')
  await page.locator('[name="warning"][value="No Archive Warnings Apply"]').check()
  await page.evaluate(`document.querySelector('textarea[name="fandom"]').value = 'The Lamplighters'`)
  await page.locator('textarea[name="body"]').fill(body)
}

const bodyOf = (page: Page): Promise<string> => page.locator('textarea[name="body"]').inputValue()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click()

describe('a writer', () => {
  test('loses the network, closes the window, and goes on in a second browser', {
    timeout: 120_000,
  }, async () => {
    const first = await sitDown('reader')
    // The browser stays open, with nothing in it.
    await contextOf(first).newPage()
    await first.page.goto(`${opened.site.url}/works/new`)
    await fillLeast(first.page, 'Written on a Train', 'The first station.')
    await line(first.page, /^Saved \d/)
    await contextOf(first).setOffline(true)
    await first.page.locator('textarea[name="body"]').fill('The first station.\n\nThe tunnel.')
    await line(first.page, 'no connection')
    expect(await left(first.page)).toBe(1)
    await contextOf(first).setOffline(false)
    await line(first.page, /^Saved \d/)
    expect(await left(first.page)).toBe(0)

    await contextOf(first).setOffline(true)
    await first.page
      .locator('textarea[name="body"]')
      .fill('The first station.\n\nThe tunnel.\n\nThe last words.')
    const closed = first.page.waitForEvent('close')
    await first.page.close({ runBeforeUnload: true })
    await closed
    await contextOf(first).setOffline(false)
    // Whatever page is opened next in that browser sends what is left.
    const next = await contextOf(first).newPage()
    await next.goto(`${opened.site.url}/works`)
    await expect.poll(() => left(next), { timeout: 20_000 }).toBe(0)

    const second = await sitDown('reader')
    await second.page.goto(`${opened.site.url}/users/reader/manuscripts`)
    await second.page
      .getByRole('link', { name: /^Go on/ })
      .first()
      .click()
    await second.page.getByText('Restored from').waitFor()
    expect(await bodyOf(second.page)).toBe('The first station.\n\nThe tunnel.\n\nThe last words.')
    expect(await second.page.locator('[name="title"]').inputValue()).toBe('Written on a Train')
    await press(second.page, 'Keep as draft')
    await second.page.waitForURL(/\/works\/\d+/)
    await second.page.goto(`${opened.site.url}/users/reader/manuscripts`)
    await second.page.getByText('Nothing is waiting').waitFor()
    await expect.poll(() => left(second.page), { timeout: 20_000 }).toBe(0)
    expect([...first.complaints, ...second.complaints].filter((one) => !/ERR_INTERNET/.test(one))).toEqual([])
    await first.close()
    await second.close()
  })

  test('meets what was saved in another window, and puts both together', { timeout: 120_000 }, async () => {
    const own = await opened.world.work(await opened.world.known('reader'), { title: 'Two Windows' })
    const [one, two] = [await sitDown('reader'), await sitDown('reader')]
    for (const { page } of [one, two]) await page.goto(`${opened.site.url}/works/${own}/edit`)
    const before = await bodyOf(one.page)
    await two.page.locator('textarea[name="body"]').fill(`${before}\n<p>From the second window.</p>`)
    await line(two.page, /^Saved \d/)
    const kept = "select fields ->> 'stood' as stood from manuscripts where work_id = $1"
    const { rows } = await opened.world.pool.query(kept, [own])
    expect(rows).toEqual([{ stood: await two.page.locator('form[data-keep] [name="stood"]').inputValue() }])
    await one.page.locator('[name="title"]').fill('Two Windows, Opened')
    await press(one.page, 'Save')
    await one.page.waitForURL(/works\/\d+(\?|$)/)
    await press(two.page, 'Save')
    await two.page.getByRole('heading', { name: 'Saved elsewhere in between' }).waitFor()
    await press(two.page, 'Put both together')
    await two.page.getByText('Restored from').waitFor()
    expect(await two.page.locator('[name="title"]').inputValue()).toBe('Two Windows, Opened')
    expect(await bodyOf(two.page)).toContain('From the second window.')
    await press(two.page, 'Save')
    await two.page.waitForURL(/works\/\d+(\?|$)/)
    await two.page.getByText('From the second window.').waitFor()
    await one.close()
    await two.close()
  })

  test('saves while the last words are still being kept: it waits for them, and nothing is left to meet later', {
    timeout: 120_000,
  }, async () => {
    const at = await sitDown('reader')
    const { page } = at
    let kept = 0
    await page.route('**/manuscripts/*', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      const answer = await route.fetch()
      await new Promise((done) => setTimeout(done, 1_200))
      kept++
      await route.fulfill({ response: answer })
    })
    await page.goto(`${opened.site.url}/works/new`)
    await fillLeast(page, 'Saved in a Hurry', 'Kept once.')
    await page.waitForRequest(/manuscripts/, { timeout: 20_000 })
    await page.locator('textarea[name="body"]').fill('Kept once, and then some.')
    await press(page, 'Keep as draft')
    await page.waitForURL(/works\/\d+\?done=kept/)
    await page.getByText('Kept once, and then some.').waitFor()
    expect(kept).toBeGreaterThan(0)
    const { rows } = await opened.world.pool.query("select from manuscripts where fields ->> 'title' = $1", [
      'Saved in a Hurry',
    ])
    expect(rows).toEqual([])
    await at.close()
  })

  test('in two tabs of one form keeps the words of both', { timeout: 120_000 }, async () => {
    const own = await opened.world.work(await opened.world.known('reader'), { title: 'Two Tabs' })
    const at = await sitDown('reader')
    const { page } = at
    await page.goto(`${opened.site.url}/works/${own}/edit`)
    await page.locator('textarea[name="summary"]').fill('First')
    await line(page, /^Saved \d/)
    const other = await contextOf(at).newPage()
    await other.goto(`${opened.site.url}/works/${own}/edit`)
    await other.getByText('Restored from').waitFor()
    await page.locator('textarea[name="summary"]').fill('First, and more')
    await expect.poll(() => summaries(own), { timeout: 20_000 }).toEqual(['First, and more'])
    await other.locator('textarea[name="summary"]').fill('Second')
    await expect.poll(() => summaries(own), { timeout: 20_000 }).toEqual(['First, and more', 'Second'])
    await at.close()
  })

  test('whose session ends goes on typing, logs in elsewhere, and is saved; logged out, nothing stays', {
    timeout: 120_000,
  }, async () => {
    const at = await sitDown('writer')
    const { page } = at
    await page.goto(`${opened.site.url}/works/new`)
    await page.locator('[name="title"]').fill('Through the Night')
    await line(page, /^Saved \d/)
    await opened.world.pool.query(
      'delete from sessions where person_id = (select id from people where name = $1)',
      ['writer'],
    )
    await page.locator('[name="title"]').fill('Through the Night, Twice')
    await line(page, 'nobody is logged in')
    expect(await left(page)).toBe(1)

    const door = await contextOf(at).newPage()
    await door.goto(`${opened.site.url}/users/login`)
    await door.getByLabel('Name or e-mail').fill('writer')
    await door.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
    await door.getByRole('button', { name: 'Log in', exact: true }).click()
    await door.getByRole('button', { name: 'Log out' }).first().waitFor()
    await page.locator('[name="title"]').fill('Through the Night, Thrice')
    await line(page, /^Saved \d/)

    await page.locator('[name="title"]').fill('Through the Night, at Last')
    await page.getByRole('button', { name: 'Log out' }).first().click()
    await page.getByRole('link', { name: 'Log in' }).first().waitFor()
    expect(await left(page)).toBe(0)
    const { rows } = await opened.world.pool.query(
      "select fields->>'title' as title from manuscripts order by kept_at desc",
    )
    expect(rows.map(({ title }) => title)).toContain('Through the Night, at Last')
    await at.close()
  })
})

async function summaries(work: number): Promise<string[]> {
  const sql = "select fields->>'summary' as summary from manuscripts where work_id = $1 order by 1"
  return (await opened.world.pool.query(sql, [work])).rows.map(({ summary }) => summary)
}
