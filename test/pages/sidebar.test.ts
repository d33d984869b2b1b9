import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import type { World } from '../world.ts'
import { ANY, box, DESK, EMOJI_TAG, LONG_TAG, NOT, PHONE, row, sidebarWorld, WANT } from './sidebar-world.ts'

/** The filters beside a list, as readers use them: with script and without, by mouse, thumb and keyboard. */
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

const WAYS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['with script', DESK],
  ['without script', { ...DESK, javaScriptEnabled: false }],
]

const countOf = async (page: Page, name: string): Promise<number> =>
  Number.parseInt(await row(page, name).locator('.n').innerText(), 10)
const total = async (page: Page): Promise<number> => {
  const said = await page.locator('.page-head p').last().innerText()
  return Number(/(\d+) works?\b/.exec(said)?.[1] ?? 0)
}
/** Sends the form as a reader does: with script the button says how many works there will be. */
const send = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForURL(/\?/), page.getByRole('button', { name: /^Show .*works?$/ }).click()])
  await page.waitForLoadState()
}
const chip = (page: Page, name: string | RegExp) =>
  page.locator('.active-filters').getByRole('link', { name })

describe.each(WAYS)('a desk %s', (_way, options) => {
  let at: Reader
  const open = async (path: string): Promise<Page> => {
    at = await reader(browser, options)
    await at.page.goto(site.url + path)
    return at.page
  }
  const close = async (): Promise<void> => {
    expect(at.complaints).toEqual([])
    await at.close()
  }

  test('[S-026] tags wanted: all must match, the numbers follow each step, and clearing unticks everything', async () => {
    const page = await open('/works')
    expect(await total(page)).toBe(24)
    expect(await countOf(page, 'Fluff')).toBe(12)
    await box(page, 'Fluff', WANT).check()
    await send(page)
    expect(await total(page)).toBe(12)
    expect(await box(page, 'Fluff', WANT).isChecked()).toBe(true)
    expect(await countOf(page, 'Angst')).toBe(4)
    expect(await countOf(page, 'Mature')).toBe(6)
    await box(page, 'Angst', WANT).check()
    await send(page)
    expect(await total(page)).toBe(4)
    expect(await countOf(page, 'Fluff')).toBe(4)
    await chip(page, 'Remove filter: with Angst').click()
    await page.waitForURL(/Fluff/)
    expect(await total(page)).toBe(12)
    await page.getByRole('link', { name: 'Clear all filters' }).click()
    await page.waitForURL(/\/works$/)
    expect(await total(page)).toBe(24)
    expect(await page.locator('form[data-filters] .tri :checked').count()).toBe(0)
    await close()
  })

  test('[S-027] tags kept out: they stay listed and ticked with the number 0, and others may follow', async () => {
    const page = await open('/works')
    await box(page, 'Fluff', NOT).check()
    await send(page)
    expect(await total(page)).toBe(12)
    expect(await box(page, 'Fluff', NOT).isChecked()).toBe(true)
    expect(await countOf(page, 'Fluff')).toBe(0)
    await box(page, 'Carmilla', NOT).check()
    await send(page)
    expect(await total(page)).toBe(0)
    expect(await countOf(page, 'Carmilla')).toBe(0)
    await chip(page, 'Remove filter: without Fluff').click()
    await page.waitForLoadState()
    expect(await total(page)).toBe(12)
    await close()
  })

  test('any of several tags: works with one of them or more', async () => {
    const page = await open('/works')
    await box(page, LONG_TAG, ANY).check()
    await box(page, EMOJI_TAG, ANY).check()
    await send(page)
    expect(await total(page)).toBe(8)
    expect(await chip(page, /^Remove filter: any of /).count()).toBe(2)
    await close()
  })

  test('a language, a year, a length: a bar of the small charts narrows, another changes it, again takes it off', async () => {
    const page = await open('/works')
    const bar = (name: RegExp) => page.locator('.bars').getByRole('link', { name, exact: false })
    await page.locator('summary', { hasText: 'Dates' }).click()
    await bar(/^2021 5 works$/).click()
    await page.waitForURL(/updated=2021/)
    expect(await total(page)).toBe(5)
    expect(await bar(/^2021 /).getAttribute('aria-current')).toBe('true')
    await bar(/^2022 5 works$/).click()
    await page.waitForURL(/updated=2022/)
    await bar(/^1,000–5,000 3 works$/).click()
    await page.waitForURL(/words=1000-4999/)
    expect(await total(page)).toBe(3)
    await bar(/^2022 /).click()
    await page.waitForURL((url) => !url.search.includes('updated='))
    expect(await total(page)).toBe(12)
    await close()
  })

  test('[S-023] a malformed query beside an excluded tag is said, and the form stays usable', async () => {
    const page = await open('/works?not=Angst')
    await page.getByLabel('Search in these works').fill('word AND ) "')
    await send(page)
    expect(await page.locator('.notice').first().innerText()).toMatch(/left out|no partner/)
    expect(await box(page, 'Angst', NOT).isChecked()).toBe(true)
    await page.getByLabel('Search in these works').fill('')
    await send(page)
    expect(await total(page)).toBe(16)
    await close()
  })
})

describe('more of a facet', () => {
  test('without script is a page of its own: searched, turned, ticked, and every other filter kept', async () => {
    const at = await reader(browser, { ...DESK, javaScriptEnabled: false })
    const { page } = at
    await page.goto(`${site.url}/works?language=en&not=Angst&q=word&sort=title`)
    await page.getByRole('link', { name: 'More additional tags' }).click()
    expect(await page.locator('h2').innerText()).toBe('Additional tags')
    expect(await countOf(page, 'Angst')).toBe(0)
    expect(await page.locator('ul.facet').last().locator('li').count()).toBeGreaterThan(40)
    await box(page, 'Rare 010', NOT).check()
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await page.getByText('Page 2 of 2').count()).toBe(1)
    expect(await box(page, 'Rare 010', NOT).isChecked()).toBe(true)
    await box(page, 'Angst', NOT).uncheck()
    await page.getByRole('searchbox', { name: 'Search in these tags' }).fill('rare 00')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /tags with “rare 00”/ }).waitFor()
    await box(page, 'Rare 000', WANT).check()
    await send(page)
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ tag: 'freeform:Rare 000', not: 'freeform:Rare 010', language: 'en', q: 'word', sort: 'title' },
    })
    expect(await total(page)).toBe(1)
    await at.close()
  })

  test('with script opens over the list with a search of its own, and what is ticked there is ticked here', async () => {
    const at = await reader(browser, DESK)
    const { page } = at
    await page.goto(`${site.url}/works`)
    const more = page.getByRole('link', { name: 'More additional tags' })
    await more.click()
    const sheet = page.getByRole('dialog', { name: 'Additional tags' })
    await sheet.waitFor()
    await sheet.getByRole('searchbox').fill('rare 055')
    await sheet.getByRole('heading', { name: '1 tag with “rare 055”' }).waitFor()
    await sheet
      .getByRole('group', { name: /^Rare 055/ })
      .getByRole('checkbox', { name: WANT })
      .check()
    await sheet.getByRole('searchbox').fill('')
    await sheet.getByRole('heading', { name: 'Chosen' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await sheet.count()).toBe(0)
    expect(await page.evaluate('document.activeElement.dataset.more')).toBe('freeform')
    expect(await box(page, 'Rare 055', WANT).isChecked()).toBe(true)
    const { rows } = await world.pool.query<{ n: number }>(
      "select count(*)::int as n from work_tags join tags on tags.id = tag_id where name = 'Rare 055'",
    )
    await page.getByRole('button', { name: `Show ${rows[0]?.n} works` }).waitFor()
    await send(page)
    expect(await total(page)).toBe(rows[0]?.n)
    expect(at.complaints).toEqual([])
    await at.close()
  })
})

test('with script a tag is asked for in one way at most, the button tells the total, and the focus stays', async () => {
  const at = await reader(browser, DESK)
  const { page } = at
  await page.goto(`${site.url}/works`)
  await box(page, 'Fluff', WANT).check()
  await page.getByRole('button', { name: 'Show 12 works' }).waitFor()
  await box(page, 'Fluff', NOT).check()
  expect(await box(page, 'Fluff', WANT).isChecked()).toBe(false)
  await box(page, 'Carmilla', NOT).check()
  await page.getByRole('button', { name: 'Show no works' }).waitFor()
  expect(await page.evaluate('document.activeElement.value')).toBe('fandom:Carmilla')
  await page.getByLabel('Search in these works').fill('zyzzyva')
  await box(page, 'Carmilla', NOT).uncheck()
  await box(page, 'Fluff', NOT).uncheck()
  await page.getByLabel('Search in these works').fill('')
  await page.getByRole('button', { name: 'Show 24 works' }).waitFor()
  await page.getByRole('radio', { name: /^Complete only/ }).check()
  await page.getByRole('button', { name: 'Show 20 works' }).waitFor()
  await send(page)
  expect(new URL(page.url()).search).toBe('?sort=updated&complete=yes')
  expect(at.complaints).toEqual([])
  await at.close()
})

test('[S-027] two ways ticked for one tag without script: “not” goes before, and a note says so', async () => {
  const at = await reader(browser, { ...DESK, javaScriptEnabled: false })
  const { page } = at
  await page.goto(`${site.url}/works`)
  for (const way of [WANT, ANY, NOT]) await box(page, 'Fluff', way).check()
  await send(page)
  expect(await page.locator('.notice').innerText()).toContain('asked for in two ways')
  expect(await total(page)).toBe(12)
  expect(await countOf(page, 'Fluff')).toBe(0)
  expect(await box(page, 'Fluff', WANT).isChecked()).toBe(false)
  await chip(page, 'Remove filter: without Fluff').click()
  await page.waitForLoadState()
  expect(await total(page)).toBe(24)
  await at.close()
})

test('[S-024] the total is true beyond what one page shows, and on the last page', async () => {
  const at = await reader(browser, { ...DESK, javaScriptEnabled: false })
  await at.page.goto(`${site.url}/works?page=1000000000`)
  expect(await at.page.locator('.page-head p').innerText()).toBe('21–24 of 24 works')
  await at.close()
})

test('on a phone, by the keyboard alone: the sheet opens, a tag is ticked, the works are shown', async () => {
  const at = await reader(browser, PHONE)
  const { page } = at
  await page.goto(`${site.url}/works`)
  const until = async (name: RegExp | string): Promise<void> => {
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press('Tab')
      const here = page.locator(':focus')
      const said = `${await here.innerText().catch(() => '')} ${await here.getAttribute('name').catch(() => '')}=${await here.getAttribute('value').catch(() => '')}`
      if (typeof name === 'string' ? said.includes(name) : name.test(said)) return
    }
    throw new Error(`no way to ${name} by the keyboard`)
  }
  await until('Sort and filter')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#work-filters$/)
  await until('not=rating:Mature')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Show 18 works' }).waitFor()
  const boxed = await page.locator(':focus').boundingBox()
  const foot = await page.locator('.filters .foot').boundingBox()
  expect((boxed?.y ?? 0) + (boxed?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0)
  await until('Show 18 works')
  await page.keyboard.press('Enter')
  await page.waitForURL(/not=rating/)
  expect(await total(page)).toBe(18)
  await at.close()
})

test('on a phone without script, thumbs find every control: 24 pixels and more', async () => {
  const at = await reader(browser, { ...PHONE, javaScriptEnabled: false })
  const { page } = at
  await page.goto(`${site.url}/works?not=Angst`)
  await page.getByRole('link', { name: 'Sort and filter' }).tap()
  const controls = page.locator(
    '.filters :is(.tri input, .choice, summary, .bars a, .more a, button, select, .since a)',
  )
  const folded = page.locator('.filters details:not([open]) > summary:visible')
  while (await folded.count()) await folded.first().tap()
  for (const one of await controls.all()) {
    const size = await one.boundingBox()
    // What is folded within another group has no size.
    if (!size?.width) continue
    expect(Math.min(size.width, size.height), await one.innerHTML()).toBeGreaterThanOrEqual(24)
  }
  await box(page, 'Carmilla', NOT).tap()
  await page.getByRole('button', { name: 'Show works' }).tap()
  await page.waitForURL(/not=fandom/)
  expect(await total(page)).toBe(8)
  await at.close()
})
