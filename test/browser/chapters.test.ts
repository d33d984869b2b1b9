import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { aChapter, makeWorld, type World } from '../world.ts'

let world: World
let site: Listening
let browser: Browser
let work = 0

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  work = await world.work(await world.known('reader'), {
    title: 'Letters From the Loft',
    chapters: ['One', 'Two', 'Three'].map((title, at) => aChapter({ title, position: at + 1 })),
    chapterCount: { posted: 3, expected: null },
    completed: null,
  })
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

async function writing(javaScriptEnabled: boolean): Promise<Reader> {
  const who = await reader(browser, { javaScriptEnabled, viewport: { width: 390, height: 800 } })
  await logInAs(who, site.url, await world.cookie('reader'))
  return who
}

const titles = async () =>
  (
    await world.pool.query<{ title: string }>(
      'select title from chapters where work_id = $1 order by position',
      [work],
    )
  ).rows
    .map(({ title }) => title)
    .join(' ')

test.each([true, false])(
  'a chapter is written, looked at, kept, changed and posted (script: %s)',
  async (script) => {
    const who = await writing(script)
    const { page } = who
    await page.goto(`${site.url}/works/${work}/chapters/new`)
    await page.getByLabel('Chapter title').fill('Inserted')
    await page.getByLabel('Place', { exact: true }).fill('2')
    // With script an editor may stand in the place of the field: the field is what is sent.
    await page.locator('textarea[name=body]').evaluate((area, text) => {
      Object.assign(area, { value: text })
    }, 'She came back on the second day of snow.')
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByText('This is a preview.').waitFor()
    expect(await page.locator('#chapters').innerText()).toContain('second day of snow')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    expect(await page.getByLabel('Chapter title').inputValue()).toBe('Inserted')
    await page.getByRole('button', { name: 'Keep as draft' }).click()
    await page.getByText('This chapter is a draft.').waitFor()
    expect(await titles()).toBe('One Inserted Two Three')
    await page.getByRole('button', { name: 'Post this chapter' }).click()
    await page.getByText('Posted: your readers can see it now.').waitFor()
    const own = page.url().replace(/\?.*/, '')
    await page.goto(`${own}/confirm_delete`)
    await page.getByRole('button', { name: 'Move to trash' }).click()
    await page.getByText('The chapter is in the trash.').waitFor()
    expect(await titles()).toBe('One Two Three')
    expect(who.complaints).toEqual([])
    await who.close()
  },
)

test('[W-034] chapters are put in order by numbers without script, by the keys with it', async () => {
  const plain = await writing(false)
  await plain.page.goto(`${site.url}/works/${work}/chapters/manage`)
  await plain.page.getByLabel('Place of Three').fill('1')
  await plain.page.getByRole('button', { name: 'Save the order' }).click()
  await plain.page.getByText('The chapters stand in this order now.').waitFor()
  expect(await titles()).toBe('Three One Two')
  await plain.close()

  const who = await writing(true)
  await who.page.goto(`${site.url}/works/${work}/chapters/manage`)
  const grip = who.page.getByRole('button', { name: /Three$/ })
  await grip.focus()
  await who.page.keyboard.press('ArrowDown')
  await who.page.keyboard.press('ArrowDown')
  await who.page.getByRole('button', { name: 'Save the order' }).click()
  await who.page.getByText('The chapters stand in this order now.').waitFor()
  expect(await titles()).toBe('One Two Three')
  expect(who.complaints).toEqual([])
  await who.close()
})

test('Enter in a line keeps a new chapter as a draft; a later hour is set without script', async () => {
  const who = await writing(false)
  const { page } = who
  await page.goto(`${site.url}/works/${work}/chapters/new`)
  await page.locator('textarea[name=body]').fill('It waited, and was none the worse for it.')
  await page.getByLabel('Chapter title').fill('Later')
  await page.getByLabel('Chapter title').press('Enter')
  await page.getByText('This chapter is a draft.').waitFor()
  await page.getByRole('link', { name: 'Edit this chapter' }).first().click()
  await page.getByText('Post later').click()
  await page.getByLabel('Day', { exact: true }).fill('2026-12-24')
  await page.getByLabel('Hour').fill('18:00')
  await page.getByLabel('By the clocks of').selectOption('Europe/Berlin')
  await page.getByRole('button', { name: 'Schedule' }).click()
  await page.getByText('It waits for its day').waitFor()
  const { rows } = await world.pool.query("select posts_at, posts_zone from chapters where title = 'Later'")
  expect(rows).toEqual([{ posts_at: new Date('2026-12-24T17:00:00Z'), posts_zone: 'Europe/Berlin' }])
  await who.close()
})
