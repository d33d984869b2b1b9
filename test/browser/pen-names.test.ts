import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** A pen name changes its name in a real browser, with our scripts and without any, and the archive with it. */
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

test.each([
  ['with scripts', true, 'third_draft', 'Fourth Draft'],
  ['without any script', false, 'Fourth Draft', 'Fifth Draft'],
] as const)(
  '[U-013] %s: a pen name is changed, and works bear the new one',
  async (_how, javaScriptEnabled, from, to) => {
    const at = await reader(browser, { javaScriptEnabled, viewport: { width: 360, height: 740 } })
    await logInAs(at, site.url, await world.cookie('writer'))
    const { page } = at
    await page.goto(`${site.url}/users/writer/pseuds`)
    await page.getByRole('link', { name: from }).first().click()
    await page.goto(`${site.url}/users/writer/pseuds/${encodeURIComponent(from)}/edit`)
    await page.locator('input[name="name"]').fill('Half/Draft?')
    await page.getByRole('button', { name: 'Keep the changes' }).click()
    expect(await page.locator('input[name="name"]').inputValue()).toBe('Half/Draft?')
    expect(await page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0)
    await page.locator('input[name="name"]').fill(to)
    await page.getByRole('button', { name: 'Keep the changes' }).click()
    await page.goto(`${site.url}/works?q=${encodeURIComponent('Half Agony')}`)
    const list = await page.locator('main').innerText()
    expect(list).toContain(`${to} (writer)`)
    expect(list).not.toContain(from)
    await page.getByRole('link', { name: 'Half Agony, Half Voicemail' }).click()
    expect(await page.locator('main').innerText()).toContain(to)
    expect((await page.goto(`${site.url}/users/writer/pseuds/${encodeURIComponent(from)}`))?.status()).toBe(
      404,
    )
    expect(at.complaints).toEqual([])
    await at.close()
  },
)
