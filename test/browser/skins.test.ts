import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInAs, openBrowser, reader } from '../chromium.ts'
import { judgeSkin } from '../judge-skin.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

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

const PICTURE = `/images/${'a'.repeat(64)}.png`
const RED = 'rgb(254, 1, 2)'

/** All of it is allowed, each line trying to be seen where it should not, or to fetch something. */
const REACHES = [
  `#workskin { margin: -5000px; padding: 5000px; box-shadow: 0 0 0 9999px ${RED}; outline: 999px solid ${RED} !important; transform: scale(50) }`,
  `#workskin { position: absolute; inset: -9999px; z-index: 1000; width: 10000px; height: 10000px; background: ${RED} }`,
  `#workskin::before { content: "x"; position: absolute; inset: -9999px; background: ${RED}; z-index: 1000 }`,
  `p { position: absolute; top: -9999px; left: -9999px; width: 10000px; height: 10000px; background: ${RED}; z-index: 1000 }`,
  `p::after { content: "x"; position: absolute; inset: -9999px; box-shadow: 0 0 0 9999px ${RED} }`,
  `p { filter: drop-shadow(0 -500px 0 ${RED}) drop-shadow(0 500px 0 ${RED}); text-shadow: 0 -900px ${RED}, 0 900px ${RED}, 500px 0 ${RED} }`,
  `p { float: left; margin: -9999px; padding: 9999px; background: ${RED} } blockquote { overflow: visible !important; display: block }`,
  `body, html, :root, .work-page, #feedback, #header { background: ${RED}; display: none }`,
  `p { background: url(${PICTURE}) ${RED}; list-style-image: url(${PICTURE}); width: 100vw; height: 100vh; position: relative; left: -50vw }`,
]

/** In the browser: where the work's box is on the page. */
const BOX = `(() => {
  const { left, top, right, bottom } = document.querySelector('.skin-bounds').getBoundingClientRect()
  return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY }
})()`
const RING = `(() => {
  const link = document.querySelector('#workskin a')
  link.focus({ focusVisible: true })
  return getComputedStyle(link).outlineStyle
})()`

let skins = 0
async function dressed(css: string): Promise<string> {
  skins += 1
  const work = await world.work(await world.known('reader'), { title: `In Red ${skins}` })
  const made = await world.post('/skins/new', { kind: 'work', title: `Red ${skins}`, css }, 'reader')
  const skin = /skins\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1]
  expect(skin, await made.text()).toBeDefined()
  await world.pool.query('update works set skin_id = $1 where id = $2', [skin, work])
  return `/works/${work}`
}

describe('[A-21] in a real browser a work skin', () => {
  test.each([360, 1440])(
    'paints nothing beyond its work and asks nobody for anything, %s px wide',
    async (width) => {
      for (const css of REACHES) {
        const at = await reader(browser, { viewport: { width, height: 900 } })
        const asked: string[] = []
        at.page.on('request', (request) => void asked.push(request.url()))
        await at.page.goto(site.url + (await dressed(css)))
        expect(
          asked.some((url) => url.includes('/skins/')),
          'the skin is there',
        ).toBe(true)
        expect(asked.filter((url) => !url.startsWith(`${site.url}/`))).toEqual([])
        const box = await at.page.evaluate<Box>(BOX)
        const wide = await at.page.evaluate<number>('document.documentElement.scrollWidth')
        expect(wide, css).toBeLessThanOrEqual(width)
        expect(await redOutside(await at.page.screenshot({ fullPage: true }), box), css).toBe(0)
        await at.close()
      }
    },
  )

  test('is off by one click, and on again', async () => {
    const at = await reader(browser)
    const path = await dressed(`p { color: ${RED} }`)
    await at.page.goto(site.url + path)
    const colour = () =>
      at.page.evaluate<string>("getComputedStyle(document.querySelector('#chapters p')).color")
    await expect.poll(colour).toBe(RED)
    await at.page.getByRole('link', { name: 'Hide creator’s style' }).click()
    await expect.poll(colour).not.toBe(RED)
    await at.page.goto(site.url + path)
    await expect.poll(colour).not.toBe(RED)
    await at.page.getByRole('link', { name: 'Show creator’s style' }).click()
    await expect.poll(colour).toBe(RED)
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('leaves the ring round what has the focus', async () => {
    const at = await reader(browser)
    const path = await dressed('* { outline: none !important; outline-width: 0 !important }')
    await at.page.goto(site.url + path)
    const ring = await at.page.evaluate<string>(RING)
    expect(ring).toBe('solid')
    await at.close()
  })
})

test('[O-028] a guest chooses a skin in the footer without script and stays on the page; and takes it off again', async () => {
  const made = await world.post(
    '/skins/new',
    { kind: 'site', title: 'Teal', css: 'body { background: teal }' },
    'reader',
  )
  const path = (made.headers.get('location') ?? '').replace(/[?].*/, '')
  await world.post(path, { deed: 'offer' }, 'reader')
  await judgeSkin(world, path.split('/').at(-1) ?? '', 'approve', 'moderator')
  const at = await reader(browser, { javaScriptEnabled: false })
  await at.page.goto(`${site.url}/works?q=lamp`)
  const background = () => at.page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  await at.page.getByLabel('Look of the pages').selectOption('Teal')
  await at.page.getByRole('button', { name: 'Wear' }).click()
  expect(at.page.url()).toBe(`${site.url}/works?q=lamp`)
  await expect.poll(background).toBe('rgb(0, 128, 128)')
  await at.page.goto(`${site.url}/about`)
  await expect.poll(background).toBe('rgb(0, 128, 128)')
  await at.page.getByLabel('Look of the pages').selectOption('The archive’s own')
  await at.page.getByRole('button', { name: 'Wear' }).click()
  await expect.poll(background).not.toBe('rgb(0, 128, 128)')
  await at.close()
})

test('a skin that is refused names the place, and gives back what was typed', async () => {
  const at = await reader(browser)
  await logInAs(at, site.url, await world.cookie('reader'))
  await at.page.goto(`${site.url}/skins/new?kind=work`)
  await at.page.getByLabel('Title').fill('Refused')
  await at.page.getByRole('textbox', { name: 'CSS' }).fill('p { color: red;\n  position: fixed }')
  await at.page.getByRole('button', { name: 'Save' }).click()
  expect(await at.page.locator('.css-faults').innerText()).toMatch(/Line 2, column 3[\s\S]*position: fixed/)
  expect(await at.page.getByRole('textbox', { name: 'CSS' }).inputValue()).toContain('position: fixed')
  await at.close()
})

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How many dots of the red stand outside the box. */
async function redOutside(picture: Buffer, { left, top, right, bottom }: Box): Promise<number> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      if (x >= Math.floor(left) && x < Math.ceil(right) && y >= Math.floor(top) && y < Math.ceil(bottom))
        continue
      const at = (y * info.width + x) * 3
      if ((data[at] ?? 0) > 240 && (data[at + 1] ?? 0) < 20 && (data[at + 2] ?? 0) < 20) red += 1
    }
  return red
}
