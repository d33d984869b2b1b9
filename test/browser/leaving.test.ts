import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { eraseDue } from '../../src/leaving/index.ts'
import { openBrowser, reader } from '../chromium.ts'
import { unzip } from '../unzip.ts'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../world.ts'

/** Somebody takes everything along, leaves, comes back, leaves again, and is gone after seven days. */
const DAY_MS = 86_400_000
let world: World
let browser: Browser
let url = ''
let now = NOW
let goes = 0
let close: () => Promise<void>

beforeAll(async () => {
  world = await makeWorld('sample')
  await world.person('ana')
  const ana = await world.known('ana')
  await world.work(ana, { title: 'Stays Without Her' })
  goes = await world.work(ana, { title: 'Goes With Her' })
  let app: ReturnType<typeof createApp> | undefined
  const server = createAdaptorServer({ fetch: (request, env) => app?.fetch(request, env) ?? new Response() })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  const { db, catalogue, dataDir } = world
  app = createApp({
    ...{ db, catalogue, dataDir, baseUrl: url, now: () => now, log: pino({ level: 'silent' }) },
    ...{ secret: 'a secret of this test', setupKey: '', folder: dataDir, version: '' },
  })
  close = () => new Promise((done) => server.close(() => done()))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await close()
  await world.end()
})

async function logIn(page: Page): Promise<void> {
  await page.goto(`${url}/users/login`)
  await page.getByLabel('Name or e-mail').fill('ana')
  await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: 'Log out' }).waitFor()
}

async function leave(page: Page): Promise<void> {
  await page.goto(`${url}/settings/leave`)
  await page.getByLabel('Delete them').check()
  await page.getByText('Otherwise for single works').click()
  await page.getByLabel('Stays Without Her').selectOption('orphan')
  await page.getByLabel('I want my account to be deleted').check()
  await page.getByRole('button', { name: 'Delete the account' }).click()
  await page.getByText('deleted in seven days').waitFor()
}

const narrow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')

test('[U-044] exports, leaves, comes back, leaves again, and is gone', { timeout: 90_000 }, async () => {
  const { page } = await reader(browser)
  await page.setViewportSize({ width: 320, height: 700 })
  await logIn(page)
  await page.goto(`${url}/settings/export`)
  expect(await narrow(page)).toBe(true)
  await page.getByRole('button', { name: 'Make the file' }).click()
  await page.getByText('The file is being made').waitFor()
  await world.hear()
  await page.getByRole('link', { name: 'Look again' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Fetch the file' }).click(),
  ])
  const data = JSON.parse(unzip(readFileSync(await download.path())).get('data.json') ?? '')
  expect(data.works.map((work: { title: string }) => work.title)).toEqual([
    'Stays Without Her',
    'Goes With Her',
  ])

  await page.goto(`${url}/users/ana/orphan`)
  expect(await narrow(page)).toBe(true)
  await page.goto(`${url}/settings/leave`)
  expect(await narrow(page)).toBe(true)
  await leave(page)
  now = new Date(NOW.getTime() + 6 * DAY_MS)
  await logIn(page)
  await page.getByText('Until then nothing is gone').waitFor()
  expect(await narrow(page)).toBe(true)
  await page.getByRole('button', { name: 'Stay after all' }).click()
  await page.getByText('You stay: everything is as it was').waitFor()
  await leave(page)
  const archive = async (): Promise<string> => 'The Archive'
  await eraseDue({ ...world, archive, now: () => new Date(now.getTime() + 6 * DAY_MS) })
  expect((await page.goto(`${url}/users/ana`))?.status()).toBe(200)
  await eraseDue({ ...world, archive, now: () => new Date(now.getTime() + 7 * DAY_MS) })
  await world.catalogue.catchUp()
  expect((await page.goto(`${url}/users/ana`))?.status()).toBe(404)
  await page.goto(`${url}/works?q=Without+Her`)
  await page.getByRole('link', { name: 'Stays Without Her' }).click()
  await page.getByRole('link', { name: 'orphan_account' }).first().waitFor()
  expect((await page.goto(`${url}/works/${goes}`))?.status()).toBe(404)
})
