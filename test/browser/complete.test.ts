import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** Names offered while one types, in a real browser. */
let world: World
let site: Listening
let browser: Browser

beforeAll(async () => {
  world = await makeWorld('sample')
  await world.catalogue.catchUp()
  site = await listen(world)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

const options = (page: Page) => page.locator('[role=option]')
const HOLMES = 'Sherlock Holmes - Arthur Conan Doyle'

test('a fandom is chosen with the keyboard alone, and the next one after it', async () => {
  const at = await reader(browser)
  const { page } = at
  await page.goto(`${site.url}/tags/search`)
  const field = page.locator('#tag-fandoms')
  await field.focus()
  expect(await field.getAttribute('role')).toBe('combobox')
  expect(await field.getAttribute('aria-expanded')).toBe('false')
  const below = await page.locator('#tag-kind').boundingBox()
  await page.keyboard.type('holm')
  await options(page).first().waitFor()
  expect(await page.locator('#tag-kind').boundingBox()).toEqual(below)
  expect(await field.getAttribute('aria-expanded')).toBe('true')
  expect(await page.locator('[role=listbox]').getAttribute('aria-label')).toBe('Suggestions')
  await expect.poll(() => page.locator('.completed [role=status]').innerText()).toMatch(/^\d+ suggestions?/)
  const first = (await options(page).first().locator('.name bdi').first().innerText()).trim()
  await page.keyboard.press('ArrowDown')
  const active = await field.getAttribute('aria-activedescendant')
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('ArrowUp')
  expect(await field.getAttribute('aria-activedescendant')).toBeNull()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe(`${first}, `)
  expect(await field.getAttribute('aria-expanded')).toBe('false')
  await page.keyboard.type('zzzz')
  await expect.poll(() => page.locator('.completed [role=status]').innerText()).toBe('No suggestions')
  for (let n = 0; n < 4; n++) await page.keyboard.press('Backspace')
  await page.keyboard.type('pride')
  await options(page).first().waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('[role=listbox]').isVisible()).toBe(false)
  expect(await field.inputValue()).toBe(`${first}, pride`)
  await page.keyboard.press('Enter')
  await page.waitForURL(/fandoms=/)
  expect(at.complaints).toEqual([])
  await at.close()
})

test('a finger chooses a name for the filters, on a small screen and from right to left', async () => {
  const at = await reader(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const { page } = at
  await page.goto(`${site.url}/works?ui=ar#work-filters`)
  const field = page.locator('input[name=with][data-complete]').first()
  await field.evaluate((one: { closest: (of: string) => { open: boolean } | null }) => {
    const folded = one.closest('details')
    if (folded) folded.open = true
  })
  await field.tap()
  await page.keyboard.type('doyle')
  await options(page).filter({ hasText: HOLMES }).first().tap()
  expect(await field.inputValue()).toBe(`${HOLMES}, `)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(at.complaints).toEqual([])
  await at.close()
})

test('without script it is a field like any other', async () => {
  const at = await reader(browser, { javaScriptEnabled: false })
  const { page } = at
  await page.goto(`${site.url}/tags/search`)
  await page.locator('#tag-fandoms').fill(HOLMES)
  await page.keyboard.press('Enter')
  await page.waitForURL(/fandoms=/)
  expect(await page.locator('.tags-found li').count()).toBeGreaterThan(0)
  await at.close()
})

test('the form of the whole search offers names of each field’s kind, inside the fandom chosen beside it', async () => {
  const at = await reader(browser)
  const { page } = at
  await page.goto(`${site.url}/works/search`)
  await page.locator('#search-with_fandom').focus()
  await page.keyboard.type('sherlock')
  await options(page).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.locator('#search-with_fandom').inputValue()).toBe(`${HOLMES}, `)
  await page.locator('#search-with_character').focus()
  const [asked] = await Promise.all([
    page.waitForRequest(/autocomplete\/character/),
    page.keyboard.type('huds'),
  ])
  expect(new URL(asked.url()).searchParams.getAll('within')).toEqual([HOLMES])
  await page.locator('[role=option]:visible').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.waitForURL(/with_character=Mrs/)
  expect(await page.locator('.work.blurb').count()).toBeGreaterThan(0)
  expect(at.complaints).toEqual([])
  await at.close()
})
