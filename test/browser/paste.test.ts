import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanHtml } from '../../src/prose/index.ts'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { DOCS } from '../paste/docs.ts'
import { NOTES } from '../paste/notes.ts'
import { OTHERS } from '../paste/others.ts'
import type { Pasted } from '../paste/pasted.ts'
import { WORD } from '../paste/word.ts'
import { type EditorPage, editorPage } from './editor-page.ts'

/** What each program puts on the clipboard, pasted into the editor in a real browser. */
let site: EditorPage
let browser: Browser
let at: Reader

beforeAll(async () => {
  site = await editorPage()
  browser = await openBrowser()
  at = await reader(browser)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** As the browser tells of a paste: the event with what is on the clipboard. */
const PASTE = `(given) => {
  const data = new DataTransfer()
  if (given.html) data.setData('text/html', given.html)
  if (given.text) data.setData('text/plain', given.text)
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector('.ProseMirror').dispatchEvent(event)
}`

async function paste({ html = '', text = '' }: Partial<Pasted>): Promise<void> {
  await at.page.evaluate(`(${PASTE})(${JSON.stringify({ html, text })})`)
}

/** What the form would send, as it would be kept. */
async function kept(): Promise<string> {
  await at.page.evaluate(
    "document.querySelector('form').dispatchEvent(new Event('submit', { cancelable: true }))",
  )
  return cleanHtml(await at.page.locator('textarea').inputValue(), 'content')
}

async function begin(): Promise<void> {
  await at.page.goto(site.url)
  await at.page.locator('.ProseMirror').click()
}

const all = [...WORD, ...DOCS, ...OTHERS, ...NOTES]

test.each(all.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
  await begin()
  await paste(one)
  expect(await kept()).toBe(one.becomes)
  expect(at.complaints).toEqual([])
})

test('a word is put into the sentence, and a paragraph begins where it is put', async () => {
  await begin()
  await at.page.keyboard.type('The sleep.')
  for (let n = 0; n < 6; n++) await at.page.keyboard.press('ArrowLeft')
  // The browser tells the editor where the cursor is a moment later.
  await expect.poll(() => at.page.evaluate('getSelection().anchorOffset')).toBe(4)
  await at.page.waitForTimeout(200)
  await paste({ html: '<span style="font-style:italic">bees </span>' })
  expect(await kept()).toBe('<p>The <em>bees</em> sleep.</p>')
  await paste({ html: '<p>do.</p><p>They</p>' })
  expect(await kept()).toBe('<p>The <em>bees</em> do.</p>\n<p>Theysleep.</p>')
})

test('what was copied here comes back whole, and is undone in one step', async () => {
  await begin()
  await paste({ html: '<p>One <em>two</em></p><hr><ul><li>three</li></ul>' })
  const before = await kept()
  await at.page.keyboard.press('Control+a')
  await expect.poll(() => at.page.evaluate('getSelection().toString()')).toContain('three')
  // The browser tells the editor what is selected a moment later.
  await at.page.waitForTimeout(300)
  await at.page.keyboard.press('Control+c')
  await at.page.waitForTimeout(300)
  // A click into what is selected puts the cursor there only when the button is let go.
  await at.page.locator('.ProseMirror > p').last().click()
  await expect.poll(() => at.page.evaluate('getSelection().isCollapsed')).toBe(true)
  await at.page.waitForTimeout(300)
  await at.page.keyboard.press('Control+v')
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(before.length + 20)
  expect(await kept()).toContain('<em>two</em>')
  await at.page.keyboard.press('Control+z')
  expect(await kept()).toBe(before)
})

/** All of it copied, and put at the end of what is there. */
async function copyAllToEnd(): Promise<void> {
  await at.page.keyboard.press('Control+a')
  await expect.poll(() => at.page.evaluate('getSelection().isCollapsed')).toBe(false)
  // The browser tells the editor what is selected a moment later.
  await at.page.waitForTimeout(300)
  await at.page.keyboard.press('Control+c')
  await at.page.waitForTimeout(300)
  await at.page.locator('.ProseMirror > p').last().click()
  await expect.poll(() => at.page.evaluate('getSelection().isCollapsed')).toBe(true)
  await at.page.waitForTimeout(300)
  await at.page.keyboard.press('Control+v')
}

const TIGHT = '<ul><li>one</li><li>two<ol><li><em>deeper</em></li></ol></li></ul>'
const LOOSE = '<ul><li><p>one</p><p>and more</p></li><li><p>two</p><p>and more</p></li></ul>'
const CELLS = '<table><tbody><tr><td>hive</td><td>bees</td></tr></tbody></table>'

test.each([
  ['whose items are lines', TIGHT],
  ['whose items are paragraphs', LOOSE],
  ['of cells', CELLS],
])('a list %s stays so when it is copied and pasted here', async (_name, html) => {
  await begin()
  await paste({ html })
  const before = await kept()
  expect(before.replaceAll('\n', '')).toBe(html)
  await copyAllToEnd()
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(before.length + 20)
  expect((await kept()).replaceAll('\n', '')).toBe(html + html)
})

test('items copied into a list become items of it', async () => {
  await begin()
  await paste({ html: '<ul><li>one</li><li>two</li></ul>' })
  await at.page.locator('.ProseMirror li').last().click()
  await at.page.keyboard.press('End')
  await at.page.keyboard.press('Enter')
  await at.page.waitForTimeout(200)
  await paste({ html: '<ul data-pm-slice="2 2 []"><li>three</li><li>four</li></ul>' })
  expect((await kept()).replaceAll('\n', '')).toBe(
    '<ul><li>one</li><li>two</li><li>three</li><li>four</li></ul>',
  )
})

test('notes that are pasted among others are numbered with them, and all stand at the end', async () => {
  await begin()
  const [shape] = NOTES
  if (!shape) throw new Error('no notes to paste')
  await paste(shape)
  const first = await kept()
  await at.page.locator('.ProseMirror > p').first().click()
  await at.page.keyboard.press('Home')
  await at.page.waitForTimeout(300)
  await paste({ text: 'Before.[^1] \n\nThen.\n\n[^1]: A note of its own.' })
  const html = await kept()
  expect([...html.matchAll(/id="text-(ref|note)-(\d)"/g)].map(([, kind, n]) => `${kind}${n}`)).toEqual([
    'ref1',
    'ref2',
    'ref3',
    'note1',
    'note2',
    'note3',
  ])
  expect(html).toMatch(/note-1" rel="nofollow">1<\/a> A note of its own/)
  expect(html.match(/class="footnotes"/g)).toHaveLength(1)
  await at.page.keyboard.press('Control+z')
  expect(await kept()).toBe(first)
})
