import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'
import { togetherPages } from './together-pages.ts'

let world: World
let site: Listening
let browser: Browser
let at: Reader
let pages: ReadonlyMap<string, string>
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  pages = new Map((await togetherPages(world)).map(({ name, path }) => [name, path]))
  browser = await openBrowser()
  at = await reader(browser, { viewport: { width: 900, height: 900 } })
  await logInAs(at, site.url, await world.cookie('reader'))
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})
const open = (name: string) => at.page.goto(site.url + (pages.get(name) ?? ''))
const titles = () => at.page.locator('[data-order] > li .what').allTextContents()

test('[O-018] the works of a series are put in order by the keys, by dragging, and saved so', async () => {
  await open('a series to order')
  const [first = '', second = '', third = ''] = await titles()
  await at.page.locator('[data-order] .grip').first().focus()
  await at.page.keyboard.press('ArrowDown')
  expect(await titles()).toEqual([second, first, third])
  const grips = await Promise.all(
    (await at.page.locator('[data-order] .grip').all()).map((grip) => grip.boundingBox()),
  )
  const [top, , bottom] = grips
  if (!top || !bottom) throw new Error('there are no grips to drag')
  await at.page.mouse.move(bottom.x + 5, bottom.y + 5)
  await at.page.mouse.down()
  await at.page.mouse.move(bottom.x + 5, top.y + 40, { steps: 8 })
  await at.page.mouse.move(bottom.x + 5, top.y + 5, { steps: 8 })
  await at.page.mouse.up()
  expect(await titles()).toEqual([third, second, first])
  await at.page.getByRole('button', { name: 'Save the order' }).click()
  await open('a series to order')
  expect(await titles()).toEqual([third, second, first])
})

test('pen names are offered while one types them, and the account that is meant with each', async () => {
  await open('a series to edit')
  await at.page.getByLabel('Invite others to keep it with you').pressSequentially('third')
  await at.page.getByRole('option', { name: 'third_draft (writer)' }).click()
  expect(await at.page.getByLabel('Invite others to keep it with you').inputValue()).toBe(
    'third_draft (writer), ',
  )
})

test('an invitation is answered with one button', async () => {
  await open('invitations to be a creator')
  const before = await at.page.getByRole('button', { name: 'Accept' }).count()
  await at.page.getByRole('button', { name: 'Accept For You' }).click()
  expect(await at.page.locator('h3.byline').textContent()).toContain('reader')
  await open('invitations to be a creator')
  expect(await at.page.getByRole('button', { name: 'Accept' }).count()).toBe(before - 1)
})
