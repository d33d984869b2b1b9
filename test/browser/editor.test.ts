import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reader } from '../chromium.ts'
import { aJpeg } from '../pictures.ts'
import { type SampleSite, sampleSite } from './sample-site.ts'

/** Writing in the editor of a work's own form, in a real browser. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let opened: SampleSite

beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

async function atForm(options: BrowserContextOptions = {}): Promise<Reader> {
  const at = await opened.windowOf('reader', options)
  await at.page.goto(`${opened.site.url}/works/new`)
  return at
}

const BODY = '.editor.large'
const text = ({ page }: Reader) => page.locator(`${BODY} .ProseMirror`)
const written = ({ page }: Reader) => page.locator('textarea[name=body]').inputValue()
const button = ({ page }: Reader, name: string) => page.locator(`${BODY} [data-action=${name}]`)

describe('in rich text', () => {
  test('what is typed and formatted stands in the form, counted, and is undone', async () => {
    const at = await atForm()
    await text(at).click()
    await at.page.keyboard.type('The bees do not ')
    await at.page.keyboard.press('Control+i')
    await at.page.keyboard.type('sleep')
    expect(await button(at, 'italic').getAttribute('aria-pressed')).toBe('true')
    await at.page.keyboard.press('Control+i')
    await at.page.keyboard.type('.')
    await at.page.keyboard.press('Enter')
    await at.page.keyboard.type('* * *')
    await at.page.keyboard.press('Enter')
    await at.page.keyboard.type('“No,” he -- said...')
    const whole = '<p>The bees do not <em>sleep</em>.</p>\n<hr>\n<p>“No,” he -- said...</p>'
    await expect.poll(() => written(at)).toBe(whole)
    await expect.poll(() => at.page.locator(`${BODY} .count-of-words`).innerText()).toBe('8 words')
    await at.page.keyboard.press('Control+a')
    await button(at, 'bold').click()
    await expect.poll(() => written(at)).toContain('<strong>The bees do not <em>sleep</em>.</strong>')
    await button(at, 'undo').click()
    await expect.poll(() => written(at)).toBe(whole)
    await button(at, 'redo').click()
    await expect.poll(() => written(at)).toContain('<strong>')
    await button(at, 'clear').click()
    await expect.poll(() => written(at)).toContain('<p>The bees do not sleep.</p>')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('lists, quotations, headings, alignment and direction are set and taken back', async () => {
    const at = await atForm()
    await text(at).click()
    await at.page.keyboard.type('bees')
    const steps: readonly (readonly [string, string])[] = [
      ['bullets', '<ul><li>bees</li></ul>'],
      ['numbers', '<ol><li>bees</li></ol>'],
      ['numbers', '<p>bees</p>'],
      ['quotation', '<blockquote><p>bees</p></blockquote>'],
      ['quotation', '<p>bees</p>'],
      ['heading', '<h3>bees</h3>'],
      ['heading', '<p>bees</p>'],
      ['centre', '<p class="align-center">bees</p>'],
      ['rtl', '<p class="align-center" dir="rtl">bees</p>'],
      ['centre', '<p dir="rtl">bees</p>'],
      ['rtl', '<p>bees</p>'],
    ]
    for (const [action, html] of steps) {
      await button(at, action).click()
      await expect.poll(async () => `${action}: ${await written(at)}`).toBe(`${action}: ${html}`)
    }
    await button(at, 'bullets').click()
    await at.page.keyboard.press('Enter')
    await at.page.keyboard.type('straw')
    await at.page.keyboard.press('Control+]')
    await expect.poll(() => written(at)).toBe('<ul><li>bees<ul><li>straw</li></ul></li></ul>')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('footnotes are numbered as they stand, and lead there and back', async () => {
    const at = await atForm()
    await text(at).click()
    await at.page.keyboard.type('One two')
    await button(at, 'footnote').click()
    await at.page.keyboard.type('of two')
    await text(at)
      .locator('p')
      .first()
      .click({ position: { x: 2, y: 8 } })
    await at.page.keyboard.press('Home')
    for (let n = 0; n < 3; n++) await at.page.keyboard.press('ArrowRight')
    await at.page.waitForTimeout(200)
    await button(at, 'footnote').click()
    await at.page.keyboard.type('of one')
    const mark = (n: number) => `<sup><a href="#text-note-${n}" id="text-ref-${n}">${n}</a></sup>`
    const note = (n: number, words: string) =>
      `<p><a href="#text-ref-${n}" id="text-note-${n}">${n}</a> ${words}</p>`
    await expect
      .poll(() => written(at))
      .toBe(
        `<p>One${mark(1)} two${mark(2)}</p>\n<div class="footnotes">${note(1, 'of one')}${note(2, 'of two')}</div>`,
      )
    await at.close()
  })
})

describe('with the keyboard alone', () => {
  test('one reaches the toolbar, goes along it, and Tab leads out of the text', async () => {
    const at = await atForm()
    await text(at).focus()
    await at.page.keyboard.type('bees')
    await at.page.keyboard.press('Control+a')
    await at.page.keyboard.press('Alt+F10')
    const focused = () => at.page.evaluate('document.activeElement.dataset.action')
    expect(await focused()).toBe('bold')
    await at.page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('italic')
    await at.page.keyboard.press('End')
    expect(await focused()).toBe('shortcuts')
    await at.page.keyboard.press('Home')
    await at.page.keyboard.press('ArrowRight')
    await at.page.keyboard.press('Enter')
    await expect.poll(() => written(at)).toBe('<p><em>bees</em></p>')
    await at.page.keyboard.press('Tab')
    expect(await at.page.evaluate(`document.querySelector('${BODY}').contains(document.activeElement)`)).toBe(
      false,
    )
    await at.close()
  })

  test('a link is asked for, kept as the archive keeps links, and taken away again', async () => {
    const at = await atForm()
    await text(at).focus()
    await at.page.keyboard.type('bees')
    await at.page.keyboard.press('Control+a')
    await at.page.keyboard.press('Control+k')
    const dialog = at.page.locator('dialog[open]')
    await dialog.waitFor()
    await at.page.keyboard.type('javascript:alert(1)')
    await at.page.keyboard.press('Enter')
    await expect.poll(() => dialog.locator('[role=alert]').innerText()).toContain('https://')
    await dialog.locator('input').fill('example.org/bees')
    await at.page.keyboard.press('Enter')
    await expect.poll(() => written(at)).toBe('<p><a href="https://example.org/bees">bees</a></p>')
    await at.page.keyboard.press('Control+k')
    await dialog.getByRole('button', { name: 'Remove the link' }).click()
    await expect.poll(() => written(at)).toBe('<p>bees</p>')
    await at.close()
  })

  test('the whole window is left with Escape, and all keys stand in one list', async () => {
    const at = await atForm()
    await text(at).focus()
    await at.page.keyboard.press('Control+Shift+f')
    expect(await at.page.locator(`${BODY}.whole`).count()).toBe(1)
    await at.page.keyboard.press('Control+/')
    const dialog = at.page.locator('dialog[open]')
    expect(await dialog.locator('tr').count()).toBeGreaterThan(25)
    await at.page.keyboard.press('Escape')
    expect(await at.page.locator(`${BODY}.whole`).count()).toBe(1)
    await at.page.keyboard.press('Escape')
    expect(await at.page.locator(`${BODY}.whole`).count()).toBe(0)
    await at.close()
  })
})

describe('one text, three ways', () => {
  test('from rich to Markdown to HTML and back nothing is lost, and the form knows which it is', async () => {
    const at = await atForm()
    const way = (name: string) => at.page.locator(BODY).getByRole('radio', { name, exact: true }).click()
    await text(at).click()
    await at.page.keyboard.type('The bees ')
    await at.page.keyboard.press('Control+i')
    await at.page.keyboard.type('shiver')
    await expect.poll(() => written(at)).toContain('<em>')
    await way('Markdown')
    await expect.poll(() => written(at)).toBe('The bees *shiver*')
    expect(await at.page.locator('input[name=spelling]:checked').inputValue()).toBe('markdown')
    await at.page.locator('textarea[name=body]').fill('The bees *shiver*\n\n- all\n- of them')
    await way('HTML')
    const html = '<p>The bees <em>shiver</em></p>\n<ul><li>all</li><li>of them</li></ul>'
    await expect.poll(() => written(at)).toBe(html)
    expect(await at.page.locator('input[name=spelling]:checked').inputValue()).toBe('html')
    await way('Rich text')
    await expect.poll(() => text(at).locator('li').count()).toBe(2)
    expect(await written(at)).toBe(html)
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('without a network the text stays as it is', async () => {
    const at = await atForm()
    await text(at).click()
    await at.page.keyboard.type('bees')
    await expect.poll(() => written(at)).toBe('<p>bees</p>')
    await at.page.context().setOffline(true)
    await at.page.locator(BODY).getByRole('radio', { name: 'Markdown' }).click()
    await expect.poll(() => at.page.locator(`${BODY} [role=status]`).innerText()).toContain('stays as it is')
    expect(await written(at)).toBe('<p>bees</p>')
    expect(await text(at).isVisible()).toBe(true)
    await at.close()
  })

  test('without script it is a field that takes all three, and a button turns one into the other', async () => {
    const at = await atForm({ javaScriptEnabled: false })
    expect(await at.page.locator('.editor').count()).toBe(0)
    await at.page.locator('input[name=title]').fill('A Hive in Winter')
    await at.page.locator('textarea[name=body]').fill('<p>The bees <em>shiver</em></p>')
    await at.page.getByRole('button', { name: 'Turn it into Markdown' }).click()
    expect(await at.page.locator('textarea[name=body]').inputValue()).toBe('The bees *shiver*')
    await at.page.getByRole('button', { name: 'Back to the form with it' }).click()
    expect(await at.page.locator('textarea[name=body]').inputValue()).toBe('The bees *shiver*')
    expect(await at.page.locator('input[name=title]').inputValue()).toBe('A Hive in Winter')
    expect(await at.page.locator('input[name=spelling]:checked').inputValue()).toBe('markdown')
    await at.close()
  })
})

test('a picture is sent with its description, and none without', async () => {
  const at = await atForm()
  await text(at).click()
  await button(at, 'picture').click()
  const dialog = at.page.locator('dialog[open]')
  const buffer = await aJpeg()
  await dialog.locator('input[type=file]').setInputFiles({ name: 'hive.jpg', mimeType: 'image/jpeg', buffer })
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await expect.poll(() => dialog.locator('[role=alert]').innerText()).toContain('Needed')
  await dialog.locator('input[name=alt]').fill('A hive in the snow')
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await expect
    .poll(() => written(at), { timeout: 10_000 })
    .toMatch(/<img src="[^"]*\/images\/\w+\.jpg" alt="A hive in the snow"/)
  await at.close()
})

test('the editor comes to pages with a text to write, and to no other', async () => {
  const at = await atForm()
  const scripts = () => at.page.locator('script[src$="editor.js"]').count()
  expect(await scripts()).toBe(1)
  for (const path of ['/', '/works', '/works/search', '/settings/reading']) {
    await at.page.goto(opened.site.url + path)
    expect(await scripts(), path).toBe(0)
  }
  await at.close()
})

describe.each([
  ['a desktop by day', { viewport: { width: 1440, height: 1000 } }],
  ['a tablet', { viewport: { width: 768, height: 1000 } }],
  [
    'a phone by night',
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme: 'dark' },
  ],
] as const)('on %s', (_name, options) => {
  test('axe finds nothing amiss, fingers find the buttons, and nothing is wider than the window', async () => {
    const at = await atForm(options)
    await text(at).focus()
    await at.page.keyboard.type('The bees do not sleep.')
    await at.page.evaluate(AXE)
    const found = await at.page.evaluate<AxeResults>(`axe.run('${BODY}', { resultTypes: ['violations'] })`)
    expect(found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    expect(await at.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const size = await button(at, 'bold').boundingBox()
    expect(size?.height).toBeGreaterThanOrEqual('isMobile' in options ? 44 : 40)
    expect(await text(at).getAttribute('aria-labelledby')).toBeTruthy()
    expect(at.complaints).toEqual([])
    await at.close()
  })
})
