import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reader } from '../chromium.ts'
import { aJpeg } from '../pictures.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** A picture dropped or pasted into the editor, in a real browser: sent with its words, to where it was put. */
let opened: SampleSite

beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

const BODY = '.editor.large'
const written = ({ page }: Reader) => page.locator('textarea[name=body]').inputValue()
const dialog = ({ page }: Reader) => page.locator('dialog.editor-dialog')

async function withLines(): Promise<Reader> {
  const at = await opened.windowOf('reader')
  await at.page.goto(`${opened.site.url}/works/new`)
  await at.page.locator(`${BODY} .ProseMirror`).click()
  await at.page.keyboard.type('Before the hive.')
  await at.page.keyboard.press('Enter')
  await at.page.keyboard.type('After it.')
  await expect.poll(() => written(at)).toBe('<p>Before the hive.</p>\n<p>After it.</p>')
  return at
}

/** As the browser tells of a file that is let go over the end of the first line, or pasted. */
const GIVE = `(given) => {
  const data = new DataTransfer()
  for (const file of given.files) {
    const bytes = Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0))
    data.items.add(new File([bytes], file.name, { type: file.type }))
  }
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

interface Given {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

async function giveAll(at: Reader, how: 'drop' | 'paste', given: readonly Given[]): Promise<void> {
  const files = given.map(({ name, type, bytes }) => ({ name, type, bytes: bytes.toString('base64') }))
  await at.page.evaluate(`(${GIVE})(${JSON.stringify({ how, files })})`)
}

const give = (at: Reader, how: 'drop' | 'paste', bytes: Buffer): Promise<void> =>
  giveAll(at, how, [{ name: 'hive.jpg', type: 'image/jpeg', bytes }])

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

test('the picture is shown small: the one that was dropped, and the one that is chosen from the device', async () => {
  const at = await withLines()
  const shown = () => dialog(at).locator('.preview canvas')
  const size = async () => [await shown().getAttribute('width'), await shown().getAttribute('height')]
  await give(at, 'drop', await aJpeg(900, 600))
  await expect.poll(() => shown().count(), SOON).toBe(1)
  expect(await size()).toEqual(['160', '107'])
  const middle = `(() => { const one = document.querySelector('dialog .preview canvas')
    return [...one.getContext('2d').getImageData(80, 50, 1, 1).data][3] })()`
  expect(await at.page.evaluate(middle)).toBe(255)
  await at.page.keyboard.press('Escape')
  await at.page.locator(`${BODY} [data-action=picture]`).click()
  expect([await shown().count(), await dialog(at).locator('.preview').isVisible()]).toEqual([0, false])
  const choose = (name: string, buffer: Buffer) =>
    dialog(at).locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
  await choose('small.jpg', await aJpeg(40, 80))
  await expect.poll(() => shown().count(), SOON).toBe(1)
  expect(await size()).toEqual(['40', '80'])
  await choose('no-picture.jpg', Buffer.from('not a picture at all'))
  await expect.poll(() => shown().count(), SOON).toBe(0)
  expect(at.complaints).toEqual([])
  await at.close()
})

const SOON = { timeout: 10_000 }

test('several at once are asked for one by one, stand in their order, and one cancelled leaves the others', async () => {
  const at = await withLines()
  const type = 'image/jpeg'
  const sizes = [100, 120, 140, 160]
  const pictures = await Promise.all(
    sizes.map(async (size) => ({ name: `${size}.jpg`, type, bytes: await aJpeg(size, 80) })),
  )
  await giveAll(at, 'drop', pictures)
  const steps = [...sizes.entries()]
  for (const [n, size] of steps) {
    await expect
      .poll(() => dialog(at).locator('h2, .fault').allInnerTexts(), SOON)
      .toEqual([`Picture (${n + 1}/4): ${size}.jpg`, ''])
    if (size === 120) await at.page.keyboard.press('Escape')
    else {
      await dialog(at).locator('input[name=alt]').fill(`Number ${size}`)
      await send(at)
    }
  }
  await expect.poll(() => dialog(at).count(), SOON).toBe(0)
  const alts = async () => [...(await written(at)).matchAll(/alt="([^"]*)"/g)].map(([, alt]) => alt)
  await expect.poll(alts).toEqual(['Number 100', 'Number 140', 'Number 160'])
  expect(await written(at)).toMatch(/^<p>Before the hive\.<img.*<img.*<img[^>]*><\/p>\n<p>After it\.<\/p>$/)
  expect(at.complaints).toEqual([])
  await at.close()
})

test('another file that is let go over the text does not take the page away', async () => {
  const at = await withLines()
  const prevented = await at.page.evaluate(`(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'tide.docx', { type: 'application/zip' }))
    const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: 200, clientY: 300 })
    document.querySelector('${BODY} .ProseMirror').dispatchEvent(event)
    return event.defaultPrevented
  })()`)
  expect([prevented, await dialog(at).count()]).toEqual([true, 0])
  await at.close()
})
