import type { Browser, CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { idOf } from '../sample.ts'
import { aChapter, makeWorld, type World } from '../world.ts'

/** Turning to the next chapter with a finger, and being read to. */
let world: World
let site: Listening
let browser: Browser
let work: string

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  work = `${site.url}/works/${await idOf(world, 'The Lawyer’s Pomegranate')}`
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

const PHONE = { viewport: { width: 400, height: 800 }, hasTouch: true, isMobile: true }

interface Drawn {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

/** A real touch, as the browser's own input makes it. */
async function draw(at: Reader, { from, to }: Drawn): Promise<void> {
  const cdp: CDPSession = await at.page.context().newCDPSession(at.page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: readonly [number, number]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [{ x: point[0], y: point[1] }] : [] })
  await touch('touchStart', from)
  for (const part of [0.3, 0.6, 1])
    await touch('touchMove', [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part])
  await touch('touchEnd')
  await cdp.detach()
}

const ONWARD: Drawn = { from: [360, 500], to: [200, 505] }
const BACK: Drawn = { from: [40, 500], to: [210, 490] }
const place = ({ page }: Reader) => page.locator('.running .place').innerText()
const turned = async ({ page }: Reader, to: string): Promise<void> => {
  await page.locator('.running .place', { hasText: to }).waitFor()
  await page.waitForLoadState()
}

describe('a finger drawn across', () => {
  test('from a side turns to the chapter after and before', async () => {
    const at = await reader(browser, PHONE)
    await at.page.goto(work)
    await draw(at, ONWARD)
    await turned(at, 'Chapter 2 of 3')
    await draw(at, BACK)
    await turned(at, 'Chapter 1 of 3')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('not from the middle, not downwards, not from the browser’s own edge, not while text is chosen', async () => {
    const at = await reader(browser, PHONE)
    await at.page.goto(work)
    await draw(at, { from: [210, 500], to: [60, 505] })
    await draw(at, { from: [360, 300], to: [240, 600] })
    await draw(at, { from: [396, 500], to: [200, 505] })
    await at.page.evaluate("getSelection().selectAllChildren(document.querySelector('#chapters p'))")
    await draw(at, ONWARD)
    await at.page.waitForTimeout(300)
    expect(await place(at)).toBe('Chapter 1 of 3')
    await at.close()
  })

  test('the other way where pages are turned the other way', async () => {
    const at = await reader(browser, PHONE)
    await at.page.goto(`${work}?ui=ar`)
    await draw(at, BACK)
    await at.page.waitForURL(/chapters\/\d+/)
    expect(await at.page.locator('.running progress').getAttribute('value')).toBe('2')
    await at.close()
  })

  test('not at all for who has switched it off', async () => {
    const at = await reader(browser, PHONE)
    await at.page.goto(`${site.url}/settings/reading`)
    await at.page.getByRole('radio', { name: 'Not at all' }).check()
    await at.page.getByRole('button', { name: 'Keep these' }).click()
    await at.page.goto(work)
    await draw(at, ONWARD)
    await at.page.waitForTimeout(300)
    expect(await place(at)).toBe('Chapter 1 of 3')
    await at.close()
  })
})

/**
 * A headless Chromium has no voices, and says nothing: this stands in for its engine, keeps what it was given to say,
 * and ends each piece when the test says so. Everything of ours is real.
 */
const VOICES = `{
  const said = (globalThis.said = [])
  let now = null
  class Utterance { constructor(text) { this.text = text } }
  const engine = {
    paused: false,
    speak(one) { now = one; said.push({ text: one.text, lang: one.lang, rate: one.rate, voice: one.voice?.name ?? '' }) },
    cancel() { const old = now; now = null; old?.onerror?.({ error: 'canceled' }) },
    pause() { this.paused = true }, resume() { this.paused = false },
    getVoices: () => [{ name: 'Ada', lang: 'en-GB' }, { name: 'Brian', lang: 'en_US' }, { name: 'Chloé', lang: 'fr-FR' }],
    addEventListener() {},
  }
  globalThis.ended = () => { const old = now; now = null; old.onend() }
  globalThis.failed = () => now.onerror({ error: 'language-unavailable' })
  Object.defineProperty(globalThis, 'speechSynthesis', { value: engine })
  globalThis.SpeechSynthesisUtterance = Utterance
}`

interface Said {
  readonly text: string
  readonly lang: string
  readonly rate: number
  readonly voice: string
}

describe('reading aloud', () => {
  const open = async (html: string): Promise<Reader> => {
    const chapters = [aChapter({ html })]
    const title = `Read to Me ${Math.random()}`
    const id = await world.work(await world.known('writer'), { title, chapters })
    const at = await reader(browser)
    await at.page.addInitScript(VOICES)
    await at.page.goto(`${site.url}/works/${id}`)
    return at
  }
  const said = ({ page }: Reader) => page.evaluate<Said[]>('said')
  const last = async (at: Reader) => (await said(at)).at(-1)
  const listen = ({ page }: Reader) => page.getByRole('button', { name: 'Listen' })
  const marked = ({ page }: Reader) => page.locator('.being-read').allInnerTexts()
  const TEXT =
    '<p>One lamp.</p><p lang="fr">Deux lampes.</p><p><ruby>三<rt>さん</rt></ruby> lamps.</p><p>Four lamps.</p>'

  test('goes from paragraph to paragraph, each in its own language, and marks the one it reads', async () => {
    const at = await open(TEXT)
    expect(await said(at)).toEqual([])
    await listen(at).click()
    expect(await last(at)).toEqual({ text: 'One lamp.', lang: 'en', rate: 1, voice: '' })
    expect(await marked(at)).toEqual(['One lamp.'])
    await at.page.evaluate('ended()')
    expect(await last(at)).toMatchObject({ text: 'Deux lampes.', lang: 'fr' })
    expect(await marked(at)).toEqual(['Deux lampes.'])
    await at.page.evaluate('ended()')
    // What stands above the signs is not said a second time.
    expect((await last(at))?.text).toBe('三 lamps.')
    await at.page.getByRole('button', { name: 'Paragraph before' }).click()
    expect((await last(at))?.text).toBe('Deux lampes.')
    await at.page.getByRole('button', { name: 'Paragraph after' }).click()
    await at.page.evaluate('ended()')
    await at.page.evaluate('ended()')
    expect(await at.page.getByRole('status').allInnerTexts()).toContain('That was the end of the page.')
    expect(await marked(at)).toEqual([])
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('pauses, goes on and stops, by keys too; and gives the focus back', async () => {
    const at = await open(TEXT)
    const { page } = at
    await listen(at).focus()
    await page.keyboard.press('Enter')
    const focused = () => page.evaluate<string>('document.activeElement.innerText.trim()')
    expect(await focused()).toBe('Pause')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('speechSynthesis.paused')).toBe(true)
    expect(await focused()).toBe('Go on')
    await page.keyboard.press('Space')
    expect(await page.evaluate('speechSynthesis.paused')).toBe(false)
    await page.keyboard.press('Escape')
    expect([await focused(), await listen(at).getAttribute('aria-expanded')]).toEqual(['Listen', 'false'])
    expect(await marked(at)).toEqual([])
    expect(await page.locator('.read-aloud').count()).toBe(0)
    await at.close()
  })

  test('speed and voice are kept; long paragraphs are said in pieces', async () => {
    const sentence = 'The rain went on over the roofs of the town. '
    const at = await open(`<p>${sentence.repeat(12)}</p>`)
    const { page } = at
    await listen(at).click()
    await page.getByLabel('Speed').selectOption('1.5')
    await page.getByLabel('Voice').selectOption('Brian')
    const piece = await last(at)
    expect(piece).toMatchObject({ rate: 1.5, voice: 'Brian' })
    expect(piece?.text.length).toBeLessThanOrEqual(220)
    expect(await page.getByLabel('Voice').locator('option').allInnerTexts()).toEqual([
      'The browser’s own',
      'Ada',
      'Brian',
    ])
    await page.reload()
    expect(await said(at)).toEqual([])
    await listen(at).click()
    expect(await last(at)).toMatchObject({ rate: 1.5, voice: 'Brian' })
    await at.close()
  })

  test('a language without a voice is said to be one; a browser without voices has no button', async () => {
    const at = await open(TEXT)
    await listen(at).click()
    await at.page.evaluate('failed()')
    expect(await at.page.getByRole('status').allInnerTexts()).toContain(
      'This browser has no voice for the language of this text.',
    )
    await at.close()
    const mute = await reader(browser)
    await mute.page.addInitScript('delete globalThis.speechSynthesis')
    await mute.page.goto(work)
    await mute.page.locator('.time-left').waitFor({ state: 'attached' })
    expect(await listen(mute).count()).toBe(0)
    expect(mute.complaints).toEqual([])
    await mute.close()
  })
})
