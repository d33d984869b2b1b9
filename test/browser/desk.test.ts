import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Reader, reader } from '../chromium.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** The work's form in a browser: its tags as slips, by mouse and by keyboard; and without script. */
let opened: SampleSite

beforeAll(async () => {
  opened = await sampleSite()
  await opened.world.catalogue.catchUp()
})
afterAll(() => opened?.end())

async function writerAt(path: string, javaScriptEnabled = true): Promise<Reader> {
  const window = await reader(opened.browser, { javaScriptEnabled })
  const [name = '', value = ''] = (await opened.world.cookie('reader')).split('=')
  await window.page.context().addCookies([{ name, value, url: opened.site.url }])
  await window.page.goto(opened.site.url + path)
  return window
}

const slips = (page: Page, kind: string): Promise<string[]> =>
  page.locator(`[data-tags=${kind}] .slip bdi`).allTextContents()
const said = (page: Page, kind: string): Promise<string> =>
  page.locator(`textarea[name=${kind}]`).evaluate((field) => (field as unknown as { value: string }).value)

test('names become slips at a comma or Enter, are moved and taken out by key, and sent in their order', async () => {
  const { page, complaints, close } = await writerAt('/works/new')
  const field = page.getByLabel('Additional tags', { exact: true }).last()
  await field.fill('Zebras, Apples,')
  await field.press('End')
  await field.pressSequentially('Bees')
  await field.press('Enter')
  expect(await slips(page, 'freeform')).toEqual(['Zebras', 'Apples', 'Bees'])
  await page.getByRole('button', { name: /Move Bees/ }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Home')
  expect(await slips(page, 'freeform')).toEqual(['Bees', 'Zebras', 'Apples'])
  await page.getByRole('button', { name: 'Take Zebras out' }).click()
  expect(await said(page, 'freeform')).toBe('Bees, Apples')
  expect(await page.locator('[data-tag-count]').textContent()).toBe('2')
  await page.getByRole('button', { name: /Move Bees/ }).focus()
  await page.keyboard.press('Delete')
  expect(await slips(page, 'freeform')).toEqual(['Apples'])
  expect(complaints).toEqual([])
  await close()
})

test('a slip is dragged by its grip; a name that is nearly a known one is asked about', async () => {
  const { page, close } = await writerAt('/works/new')
  const field = page.getByLabel('Additional tags', { exact: true }).last()
  await field.fill('Domestic Fluf, Fluff, Something Nobody Wrote,')
  await page.locator('[data-tags=character]').scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, 300)
  await page.waitForTimeout(300)
  const from = await page.getByRole('button', { name: /Move Fluff/ }).boundingBox()
  const to = await page.locator('[data-tags=freeform] .slip').first().boundingBox()
  if (!from || !to) throw new Error('the slips are not there')
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 4 })
  await page.mouse.up()
  expect((await slips(page, 'freeform'))[0]).toBe('Fluff')
  await page.getByRole('button', { name: 'Domestic Fluff', exact: true }).click()
  expect(await slips(page, 'freeform')).toEqual(['Fluff', 'Domestic Fluff', 'Something Nobody Wrote'])
  await page.locator('.slip', { hasText: 'Something Nobody Wrote' }).getByText('not yet known').waitFor()
  await close()
})

test('[W-002] a work is written, looked at and posted without script', async () => {
  const { page, close } = await writerAt('/works/new', false)
  await page.fill('[name=title]', 'By Hand Alone')
  await page.selectOption('[name=rating]', 'General Audiences')
  await page.check('[value="No Archive Warnings Apply"]')
  await page.fill('[name=fandom]', 'Sherlock Holmes - Arthur Conan Doyle')
  await page.fill('[name=body]', '\nA first line that stays.\n\nAnd a second.')
  await page.click('.save-bar [value=preview]')
  expect(await page.textContent('.preview-bar')).toContain('This is a preview.')
  await page.click('[value=edit]')
  expect(await page.inputValue('[name=body]')).toBe('\nA first line that stays.\n\nAnd a second.')
  await page.click('.save-bar [value=preview]')
  await page.click('.preview-bar [value=post]')
  expect(await page.textContent('main')).toContain('Posted: your readers can see it now.')
  expect(await page.textContent('#chapters')).toContain('A first line that stays.')
  await close()
})

test('[W-002] a work is written with script, kept as a draft by Enter, and posted', async () => {
  const { page, complaints, close } = await writerAt('/works/new')
  await page.selectOption('[name=rating]', 'General Audiences')
  await page.check('[value="No Archive Warnings Apply"]')
  await page
    .getByLabel(/^Fandoms/)
    .last()
    .fill('Sherlock Holmes - Arthur Conan Doyle')
  await page.locator('.field:has([name=body]) [contenteditable=true]').click()
  await page.keyboard.type('The bees do not sleep in winter.')
  await page.fill('[name=title]', 'A Hive in Winter')
  await page.press('[name=title]', 'Enter')
  await page.waitForURL(/done=kept/)
  await page.click('.work.navigation .writing summary')
  await page.click('.work.navigation .writing a[href$="/edit"]:not([href*=chapters])')
  await page.locator('[data-tags=fandom] .slip').waitFor()
  expect(await slips(page, 'fandom')).toEqual(['Sherlock Holmes - Arthur Conan Doyle'])
  await page.click('.save-bar [value=post]')
  await page.waitForURL(/done=posted/)
  expect(await page.textContent('#chapters')).toContain('The bees do not sleep in winter.')
  expect(complaints).toEqual([])
  await close()
})
