import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { aJpeg } from '../pictures.ts'
import { makeWorld, type World } from '../world.ts'

/** A picture dropped or pasted into the editor, in a real browser: sent with its words, to where it was put. */
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
  await site?.close()
  await world?.end()
})

const BODY = '.editor.large'
const written = ({ page }: Reader) => page.locator('textarea[name=body]').inputValue()
const dialog = ({ page }: Reader) => page.locator('dialog.editor-dialog')

async function withLines(): Promise<Reader> {
  const at = await reader(browser)
  await logInAs(at, site.url, await world.cookie('reader'))
  await at.page.goto(`${site.url}/works/new`)
  await at.page.locator(`${BODY} .ProseMirror`).click()
  await at.page.keyboard.type('Before the hive.')
  await at.page.keyboard.press('Enter')
  await at.page.keyboard.type('After it.')
  await expect.poll(() => written(at)).toBe('<p>Before the hive.</p>\n<p>After it.</p>')
  return at
}

/** As the browser tells of a file that is let go over the end of the first line, or pasted. */
const GIVE = `(given) => {
  const bytes = Uint8Array.from(atob(given.bytes), (letter) => letter.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], 'hive.jpg', { type: 'image/jpeg' }))
  const page = document.querySelector('${BODY} .ProseMirror')
  const line = page.querySelector('p').getBoundingClientRect()
  const range = document.createRange()
  range.selectNodeContents(page.querySelector('p'))
  const end = range.getBoundingClientRect().right
  const event = given.how === 'drop'
    ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: end - 1, clientY: line.top + line.height / 2 })
    : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  page.dispatchEvent(event)
}`

async function give(at: Reader, how: 'drop' | 'paste', picture: Buffer): Promise<void> {
  const given = JSON.stringify({ how, bytes: picture.toString('base64') })
  await at.page.evaluate(`(${GIVE})(${given})`)
}

const IMG = /<img src="[^"]*\/images\/\w+\.jpg" alt="A hive in the snow"[^>]*>/
const send = (at: Reader) => dialog(at).locator('button.first').click()

test('dropped, it stands where it was let go, with the words that were asked for; and one step undoes it', async () => {
  const at = await withLines()
  await give(at, 'drop', await aJpeg(300, 200))
  expect(await dialog(at).innerText()).toContain('hive.jpg')
  await send(at)
  await expect.poll(() => dialog(at).locator('.fault').innerText()).not.toBe('')
  expect(await written(at)).not.toContain('<img')
  await dialog(at).locator('input[name=alt]').fill('A hive in the snow')
  await send(at)
  await expect.poll(() => written(at)).toMatch(new RegExp(`^<p>Before the hive\\.${IMG.source}</p>`))
  expect(await written(at)).toContain('<p>After it.</p>')
  await at.page.locator(`${BODY} [data-action=undo]`).click()
  await expect.poll(() => written(at)).toBe('<p>Before the hive.</p>\n<p>After it.</p>')
  expect(at.complaints).toEqual([])
  await at.close()
})

test('pasted, how far it is sent is shown', async () => {
  const at = await withLines()
  await at.page.route('**/images', async (route) => {
    await new Promise((done) => setTimeout(done, 1_500))
    await route.continue()
  })
  await give(at, 'paste', await aJpeg(900, 700))
  await dialog(at).locator('input[name=alt]').fill('A hive in the snow')
  await send(at)
  await expect.poll(() => dialog(at).locator('progress').isVisible()).toBe(true)
  expect(await dialog(at).locator('button.first').isDisabled()).toBe(true)
  await expect.poll(() => written(at), { timeout: 20_000 }).toMatch(IMG)
  expect(await written(at)).toMatch(new RegExp(`After it\\.${IMG.source}`))
  await at.close()
})

test('without a network a line says so, and neither the picture nor its words nor the text is lost', async () => {
  const at = await withLines()
  await give(at, 'drop', await aJpeg(200, 100))
  await dialog(at).locator('input[name=alt]').fill('A hive in the snow')
  await at.page.context().setOffline(true)
  await send(at)
  await expect.poll(() => dialog(at).locator('.fault').innerText()).toContain('could not be reached')
  expect(await dialog(at).locator('input[name=alt]').inputValue()).toBe('A hive in the snow')
  expect(await written(at)).toBe('<p>Before the hive.</p>\n<p>After it.</p>')
  await at.page.context().setOffline(false)
  await send(at)
  await expect.poll(() => written(at)).toMatch(IMG)
  await at.close()
})
