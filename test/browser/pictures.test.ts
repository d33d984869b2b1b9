import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, reader } from '../chromium.ts'
import { moving, noise } from '../pictures.ts'
import { aChapter } from '../world.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** A picture is sent, put into a text, read on a telephone and a screen, and deleted, in a real browser. */
let opened: SampleSite

beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 }

async function send(page: Page, picture: Buffer, alt: string, name: string): Promise<string> {
  await page.goto(`${opened.site.url}/users/writer/images`)
  await page.getByLabel('What the picture shows').fill(alt)
  await page.setInputFiles('input[type="file"]', { name, mimeType: 'image/jpeg', buffer: picture })
  await page.getByRole('button', { name: 'Send it' }).click()
  return page.locator('.own-images > .fresh input').inputValue()
}

/** Which file the browser took, and that it could show it. */
const taken = (page: Page): Promise<readonly [string, boolean]> =>
  page.locator('#chapters img').evaluate(async (img) => {
    const picture = img as unknown as {
      currentSrc: string
      naturalWidth: number
      decode: () => Promise<void>
    }
    await picture.decode()
    return [picture.currentSrc, picture.naturalWidth > 0] as const
  })

test.each([
  ['with scripts', true],
  ['without any script', false],
] as const)(
  '%s: a picture is sent, shown in its size for each screen, and deleted',
  async (how, javaScriptEnabled) => {
    const at = await reader(opened.browser, { javaScriptEnabled, ...PHONE })
    await logInAs(at, opened.site.url, await opened.world.cookie('writer'))
    const line = await send(at.page, await noise(1700, 900, how.length).jpeg().toBuffer(), 'Rain', 'rain.jpg')
    expect(line).toMatch(/^<img src="\/images\/[0-9a-f]{64}\.jpg" alt="Rain" width="1700" height="900">$/)
    const id = await opened.world.work(await opened.world.known('writer'), {
      title: how,
      chapters: [aChapter({ html: `<p>${line}</p>` })],
    })
    const guest = await reader(opened.browser, { ...PHONE })
    await guest.page.goto(`${opened.site.url}/works/${id}?view_adult=true`)
    expect(await taken(guest.page)).toEqual([expect.stringContaining('-480.webp'), true])
    const wide = await reader(opened.browser, {
      viewport: { width: 1440, height: 900 },
      deviceScaleFactor: 2,
    })
    await wide.page.goto(`${opened.site.url}/works/${id}?view_adult=true`)
    expect(await taken(wide.page)).toEqual([expect.stringContaining('-1600.webp'), true])
    await at.page.goto(`${opened.site.url}/users/writer/images`)
    await at.page.getByRole('link', { name: 'Delete…' }).first().click()
    await at.page.getByRole('button', { name: 'Delete the picture' }).click()
    expect(await at.page.locator('main').innerText()).toContain('The picture is deleted.')
    expect((await opened.world.get(/src="([^"]+)"/.exec(line)?.[1] ?? '')).status).toBe(404)
    for (const one of [at, guest, wide]) {
      expect(one.complaints).toEqual([])
      await one.close()
    }
  },
)

test('what moves stands still for whoever wants that', async () => {
  const at = await opened.windowOf('writer')
  const line = await send(at.page, await moving(600, 200), 'A lamp', 'lamp.gif')
  const id = await opened.world.work(await opened.world.known('writer'), {
    title: 'Lamp',
    chapters: [aChapter({ html: `<p>${line}</p>` })],
  })
  for (const [reducedMotion, file] of [
    ['no-preference', '.gif'],
    ['reduce', '-480.webp'],
  ] as const) {
    const one = await reader(opened.browser, { reducedMotion })
    await one.page.goto(`${opened.site.url}/works/${id}?view_adult=true`)
    expect(await taken(one.page)).toEqual([expect.stringContaining(file), true])
    await one.close()
  }
  await at.close()
})

test('a fault is said by its field, and what was typed is there', async () => {
  const at = await opened.windowOf('writer', PHONE)
  const { page } = at
  await page.goto(`${opened.site.url}/users/writer/images`)
  await page.getByLabel('What the picture shows').fill('Kept words')
  await page.setInputFiles('input[type="file"]', {
    name: 'x.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no'),
  })
  await page.getByRole('button', { name: 'Send it' }).click()
  expect(await page.getByLabel('What the picture shows').inputValue()).toBe('Kept words')
  expect(await page.locator('#f-image-fault').innerText()).toContain('This is no picture.')
  expect(await page.locator('#f-image').getAttribute('aria-describedby')).toBe('f-image-hint f-image-fault')
  await at.close()
})
