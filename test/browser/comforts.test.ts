import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { idOf } from '../sample.ts'
import { makeWorld, type World } from '../world.ts'

/** What our scripts add for those who have them. */
let world: World
let site: Listening
let browser: Browser

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

test('keys turn the pages, either way, and can be switched off for good', async () => {
  const at = await reader(browser)
  const { page } = at
  const work = `${site.url}/works/${await idOf(world, 'The Lawyer’s Pomegranate')}`
  const place = page.locator('.running .place')
  const turn = async (key: string, to: string): Promise<void> => {
    await page.keyboard.press(key)
    await page.locator('.running .place', { hasText: to }).waitFor()
    await page.waitForLoadState()
  }
  await page.goto(work)
  await turn('n', 'Chapter 2 of 3')
  await turn('ArrowRight', 'Chapter 3 of 3')
  await turn('p', 'Chapter 2 of 3')
  await turn('ArrowLeft', 'Chapter 1 of 3')
  await page.locator('input[type=search]').first().focus()
  await page.keyboard.press('n')
  expect(await page.locator('input[type=search]').first().inputValue()).toBe('n')
  await page.getByRole('button', { name: 'Keys' }).click()
  await page.reload()
  await page.keyboard.press('n')
  expect(await place.innerText()).toBe('Chapter 1 of 3')
  expect(at.complaints).toEqual([])
  await at.close()
})

test('the whole of it can be done with the keyboard: past the head by the first key, and every control seen', async () => {
  const at = await reader(browser)
  const { page } = at
  await page.goto(`${site.url}/works`)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('Skip to the page')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator('main :focus').count()).toBe(1)
  for (let n = 0; n < 12; n++) {
    const seen = await page.evaluate<string | null>(`(() => {
      const one = document.activeElement
      const { outlineStyle, boxShadow, outlineWidth } = getComputedStyle(one)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' ? null : one.outerHTML.slice(0, 120)
    })()`)
    expect(seen).toBeNull()
    await page.keyboard.press('Tab')
  }
  await at.close()
})

test('a reader who comes back to a long chapter is offered the place they stopped at', async () => {
  const at = await reader(browser, { viewport: { width: 800, height: 500 } })
  const { page } = at
  await page.goto(`${site.url}/works/${await idOf(world, 'The Umbrella Stand')}`)
  await page.evaluate("scrollTo({ top: document.documentElement.scrollHeight * 0.6, behavior: 'instant' })")
  // Noted when the page is left, if not before.
  await page.goto(`${site.url}/`)
  await page.goto(`${site.url}/works/${await idOf(world, 'The Umbrella Stand')}`)
  const offer = page.getByRole('button', { name: 'Go to where you stopped' })
  await offer.click()
  await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(300)
  expect(await offer.count()).toBe(0)
  expect(at.complaints).toEqual([])
  await at.close()
})
