import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runImport } from '../../src/import/index.ts'
import { startWorker, type Worker } from '../../src/jobs/worker.ts'
import { SAMPLE_PASSWORD } from '../../src/site/index.ts'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { idOf } from '../sample.ts'
import { unzip } from '../unzip.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'

/** What people do here, in a real browser: each once with our scripts and once without any. */
const FIXTURES = join(import.meta.dirname, '../fixtures/import')

let world: World
let empty: World
let site: Listening
let bare: Listening
let browser: Browser
let worker: Worker

beforeAll(async () => {
  world = await makeWorld('sample')
  empty = await makeWorld()
  site = await listen(world)
  bare = await listen(empty)
  browser = await openBrowser()
  const settings = {
    db: world.db,
    baseUrl: BASE_URL,
    now: () => NOW,
    archive: async () => 'The Lamplighters',
  }
  worker = await startWorker(
    world.pool,
    { 'import.requested': ({ runId }) => runImport(settings, runId) },
    pino({ level: 'silent' }),
  )
})
afterAll(async () => {
  await worker?.stop()
  await browser?.close()
  await site.close()
  await bare.close()
  await world.end()
  await empty.end()
})

async function logIn({ page }: Reader, name: string): Promise<void> {
  await page.goto(`${site.url}/users/login`)
  await page.getByLabel('Name or e-mail').fill(name)
  await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

const SCRIPTS = [
  ['with scripts', true],
  ['without any script', false],
] as const

test('an empty archive is set up with the key from the terminal, and its owner stands in it', async () => {
  const at = await reader(browser)
  const { page } = at
  await page.goto(`${bare.url}/works`)
  expect(new URL(page.url()).pathname).toBe('/setup')
  await page.goto(`${bare.url}/setup?token=the-key`)
  await page.locator('input[name="name"]').fill('A House of Letters')
  await page.locator('input[name="login"]').fill('keeper')
  await page.locator('input[name="email"]').fill('keeper@example.org')
  await page.locator('input[name="password"]').fill('short one')
  await page.getByRole('button', { name: 'Open the archive' }).click()
  await page.locator('input[name="password"]').fill('a lamp in the window')
  await page.getByRole('button', { name: 'Open the archive' }).click()
  await page.waitForURL(`${bare.url}/`)
  expect(await page.locator('#header').innerText()).toContain('keeper')
  expect(await page.title()).toContain('A House of Letters')
  await page.goto(`${bare.url}/setup?token=the-key`)
  expect(page.url()).toBe(`${bare.url}/`)
  expect(at.complaints).toEqual([])
  await at.close()
})

describe.each(SCRIPTS)('%s', (_how, javaScriptEnabled) => {
  test('a member logs in, lands where they were going, and logs out', async () => {
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    await page.goto(`${site.url}/users/writer/library`)
    await page.getByLabel('Name or e-mail').fill('writer')
    await page.getByLabel('Passphrase').fill('not this one at all')
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    expect(await page.locator('main').innerText()).toContain('do not belong together')
    expect(await page.getByLabel('Name or e-mail').inputValue()).toBe('writer')
    await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('**/users/writer/library')
    await page.getByRole('button', { name: 'Log out' }).click()
    // What was read there is private: the log-in stands before it.
    await page.waitForURL('**/users/login?back=*')
    expect(await page.locator('#header').innerText()).toContain('Log in')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('a member brings several files in and reads what became of each', async () => {
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    await logIn(at, javaScriptEnabled ? 'reader' : 'library_door')
    await page.goto(`${site.url}/works/import`)
    const names = ['html-2026-one.html', 'html-2012-11-many.html', 'refused-login-wall.html']
    if (javaScriptEnabled) await dropFiles(at, names)
    else await page.locator('input[type=file]').setInputFiles(names.map((name) => join(FIXTURES, name)))
    await page.getByRole('button', { name: 'Bring them in' }).click()
    await page.waitForURL('**/imports/*')
    if (javaScriptEnabled) await page.locator('[data-settled]').waitFor()
    else {
      while (await page.locator('[data-live]').count())
        await page.getByRole('link', { name: 'Look again' }).click()
    }
    const rows = await page.locator('table.files tbody tr').allInnerTexts()
    expect(rows).toHaveLength(3)
    expect(rows.join('\n')).toContain('The Goldfish & the Gasogene')
    expect(rows.join('\n')).toContain('html-2026-one.html')
    expect(rows.join('\n')).toContain('refused-login-wall.html')
    await page.getByRole('link', { name: 'The Goldfish & the Gasogene' }).click()
    expect(await page.locator('#chapters').innerText()).not.toBe('')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('[W-031] a reader finds a work by its words and reads it chapter by chapter, whole, and by its index', async () => {
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    await page.goto(site.url)
    await page.getByRole('search', { name: 'Search works' }).getByRole('searchbox').fill('pomegranate lawyer')
    await page.getByRole('search', { name: 'Search works' }).getByRole('searchbox').press('Enter')
    await page.waitForURL('**/works?q=*')
    await page.locator('h4.heading').getByRole('link', { name: 'The Lawyer’s Pomegranate' }).click()
    const running = page.locator('.running .place')
    expect(await running.innerText()).toBe('Chapter 1 of 3')
    await page.locator('.chapter-nav a[rel="next"]').click()
    expect(await running.innerText()).toBe('Chapter 2 of 3')
    await page.getByRole('link', { name: 'Entire work' }).click()
    expect(await page.locator('#chapters .chapter[data-chapter]').count()).toBe(3)
    await page.getByRole('link', { name: 'By chapter' }).click()
    await page.locator('summary', { hasText: 'Chapters' }).click()
    await page.locator('#selected_id').selectOption({ index: 2 })
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    expect(await running.innerText()).toBe('Chapter 3 of 3')
    await page.locator('summary', { hasText: 'Chapters' }).click()
    await page.getByRole('link', { name: 'Index with dates' }).click()
    expect(await page.locator('ol.chapter.index li').count()).toBe(3)
    await page.locator('ol.chapter.index a').nth(1).click()
    expect(await running.innerText()).toBe('Chapter 2 of 3')
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('reading settings are chosen, kept, and there from the first byte of the next page', async () => {
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    const work = `${site.url}/works/${await idOf(world, 'The Umbrella Stand')}`
    await page.goto(work)
    await page.locator('nav.work').getByRole('link', { name: 'Text' }).click()
    for (const [name, value] of [
      ['theme', 'dark'],
      ['face', 'atkinson'],
      ['size', '150'],
    ]) {
      await page.locator(`label.choice:has(input[name="${name}"][value="${value}"])`).click()
    }
    const atOnce = await page.locator('html').getAttribute('data-theme')
    expect(atOnce).toBe(javaScriptEnabled ? 'dark' : null)
    await page.getByRole('button', { name: 'Keep these' }).click()
    await page.waitForURL(work, { waitUntil: 'load' })
    const again = await page.goto(work)
    const sent = /<html[^>]*>/.exec((await again?.text()) ?? '')?.[0]
    expect(sent).toContain('data-theme="dark"')
    expect(sent).toContain('data-face="atkinson"')
    expect(sent).toContain('data-size="150"')
    const cookies = await page.context().cookies()
    expect(cookies.map(({ name }) => name)).toEqual(['reading'])
    await page.locator('nav.work').getByRole('link', { name: 'Text' }).click()
    expect(await page.locator('input[name="theme"][value="dark"]').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'As it was at first' }).click()
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull()
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('[W-059] a work is taken away as EPUB and as HTML', async () => {
    const at = await reader(browser, { javaScriptEnabled, acceptDownloads: true })
    const { page } = at
    await page.goto(`${site.url}/works/${await idOf(world, '瀟湘館的鸚鵡')}`)
    for (const format of ['EPUB', 'HTML']) {
      await page.goto(page.url())
      await page.locator('summary', { hasText: 'Download' }).click()
      const waiting = page.waitForEvent('download')
      await page.getByRole('link', { name: format, exact: true }).click()
      const file = await waiting
      expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`))
      const bytes = readFileSync(await file.path())
      if (format === 'EPUB') expect(unzip(bytes).get('mimetype')).toBe('application/epub+zip')
      else expect(bytes.toString()).toContain('瀟湘館的鸚鵡')
    }
    expect(at.complaints).toEqual([])
    await at.close()
  })

  test('[W-042] a work that may not be for everyone asks once, and then no more', async () => {
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    const by = await world.known('writer')
    const one = await world.work(by, { title: `Asks ${javaScriptEnabled}`, rating: 'Explicit' })
    const two = await world.work(by, { title: `Asks again ${javaScriptEnabled}`, rating: 'Mature' })
    await page.goto(`${site.url}/works/${one}?view_full_work=true`)
    expect(await page.locator('#chapters').count()).toBe(0)
    await page.getByRole('link', { name: 'Continue to the work' }).click()
    expect(await page.locator('#chapters').innerText()).toContain('The lamp was lit')
    expect(page.url()).toContain('view_full_work=true')
    await page.goto(`${site.url}/works/${two}`)
    expect(await page.locator('#chapters').innerText()).toContain('The lamp was lit')
    await at.close()
  })
})

/** As from a folder of the desktop: a drop over the form, one of the files taken back, and dropped again. */
async function dropFiles({ page }: Reader, names: readonly string[]): Promise<void> {
  const files = names.map((name) => ({ name, text: readFileSync(join(FIXTURES, name), 'utf8') }))
  // The same file dropped twice is one file: name, size and date tell.
  const drop = async (): Promise<void> => {
    const dataTransfer = await page.evaluateHandle(`(() => {
      const hand = new DataTransfer()
      for (const { name, text } of ${JSON.stringify(files)}) hand.items.add(new File([text], name, { type: 'text/html', lastModified: 1 }))
      return hand
    })()`)
    await page.locator('.drop').dispatchEvent('dragover', { dataTransfer })
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer })
  }
  const listed = page.locator('[data-sending] li')
  await drop()
  expect(await listed.count()).toBe(names.length)
  await page.getByRole('button', { name: `Remove ${names[0]}` }).click()
  expect(await listed.count()).toBe(names.length - 1)
  await drop()
  expect(await listed.count()).toBe(names.length)
}
