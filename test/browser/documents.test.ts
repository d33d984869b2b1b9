import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { docx, line, para, run, styled } from '../documents/docx-made.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** Somebody brings a novel of theirs as Word wrote it, puts its chapters right and makes a draft of it, without script. */
const NOVEL = docx({
  core: 'The Lighthouse Letters',
  body: [
    styled('Title', 'The Lighthouse Letters'),
    styled('Heading1', 'Chapter 1: The Lamp'),
    para(
      run('The lamp had been burning since ') +
        run('before', '<w:i/>') +
        run(' the keeper came, and nobody could say who had lit it.'),
    ),
    line(
      'She wrote that down, too, in the book where the ships were written down, and shut the book on her pencil.',
    ),
    line('Long after, when the ships had stopped, the pencil was still in it, and so was the page.'),
    styled('Heading1', 'Chapter 2: The Stair'),
    line(
      'There were two hundred and eleven steps. He had counted them every evening for a year and never come to another number.',
    ),
    para(
      '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="The stair, drawn from below"/></wp:inline></w:drawing></w:r>',
    ),
    styled('Heading1', 'Chapter 3: The Letters'),
    line('They came in a tin.'),
  ].join(''),
})

let world: World
let site: Listening
let browser: Browser
let writer: Reader
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  const [name = '', ...value] = (await world.cookie('reader')).split('=')
  writer = await reader(browser, { viewport: { width: 360, height: 800 }, javaScriptEnabled: false })
  await writer.page.context().addCookies([{ name, value: value.join('='), url: site.url }])
})
afterAll(async () => {
  await browser.close()
  await site.close()
  await world.end()
})

const shot = async (name: string): Promise<void> => {
  const folder = process.env.SHOTS
  if (!folder) return
  for (const [width, scheme] of [
    [360, 'light'],
    [1440, 'dark'],
  ] as const) {
    await writer.page.setViewportSize({ width, height: 900 })
    await writer.page.emulateMedia({ colorScheme: scheme })
    await writer.page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png`, fullPage: true })
  }
  await writer.page.setViewportSize({ width: 360, height: 800 })
}

test('a novel from Word becomes a draft: chosen, read, mended, made, without script, on a phone', async () => {
  const { page } = writer
  await page.goto(`${site.url}/works/documents`)
  await shot('form')
  await page.getByLabel('One file, or a file for each chapter').setInputFiles({
    name: 'lighthouse.docx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(NOVEL),
  })
  await page.getByRole('button', { name: 'Read the files' }).click()
  await page.waitForURL(/\/works\/documents\/[0-9a-f-]{36}$/)
  await shot('read')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.getByRole('link', { name: /^Look inside.*Chapter 1$/ }).click()
  await shot('inside')
  await page.getByRole('button', { name: /before paragraph 3/ }).click()
  await page.getByLabel('Chapter 2 title').fill('After the Ships')
  await page.getByLabel('Chapter 4 title').press('Enter')
  await expect.poll(() => page.getByLabel('Chapter 2 title').inputValue()).toBe('After the Ships')
  await page.getByRole('button', { name: /^Leave it out.*Chapter 4$/ }).click()
  await page.getByLabel('Title of the work').fill('Letters from the Lighthouse')
  await page.getByRole('button', { name: 'Make a draft' }).click()
  await page.waitForURL(/\/works\/\d+\/edit/)
  const { rows } = await world.pool.query(
    "select chapters.title from works join chapters on work_id = works.id where works.title = 'Letters from the Lighthouse' order by position",
  )
  expect(rows.map(({ title }) => title)).toEqual(['The Lamp', 'After the Ships', 'The Stair'])
  expect(writer.complaints).toEqual([])
})
