import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answering } from '../src/answering.ts'
import { createApp } from '../src/app.ts'
import { type Catalogue, openCatalogue } from '../src/catalogue/index.ts'
import type { WorkId } from '../src/core/ids.ts'
import { encodingFor, type KeptPages, keptPages } from '../src/web/kept-pages.ts'
import { aChapter, makeWorld, NOW, type World } from './world.ts'

/** A real server as the program has it: pages of works that guests ask for again are not made again. */
let world: World
let server: Server
let pages: KeptPages
let catalogue: Catalogue
let base: string
let work: number
let found: number
const noted: [number, string][] = []

beforeAll(async () => {
  world = await makeWorld()
  const owner = await world.person('owner', 'owner')
  work = await world.work(owner, {
    title: 'The Lighthouse of Thule',
    chapters: [aChapter({ position: 1, html: '<p>The lamp burned low.</p>' })],
  })
  const kept = keptPages()
  pages = {
    ...kept,
    find: (asked, now) => {
      const page = kept.find(asked, now)
      if (page) found++
      return page
    },
  }
  const { db, dataDir, files } = world
  const log = pino({ level: 'silent' })
  const changed = (works: readonly WorkId[] | null): void => pages.forget(works ?? undefined)
  catalogue = openCatalogue({ db, dataDir, log, look: null, changed })
  await catalogue.catchUp()
  server = createServer()
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const app = createApp({
    ...{ db, dataDir, files, log, catalogue, pages, baseUrl: base, now: () => NOW },
    ...{ secret: 'of this test', setupKey: '', folder: dataDir, version: '0' },
  })
  const note = (id: WorkId, who: string): void => void noted.push([id, who])
  server.on('request', answering(app.fetch, { pages, baseUrl: base, note }, '127.0.0.1'))
})
afterAll(async () => {
  server?.close()
  server?.closeAllConnections()
  await world?.end()
})
beforeEach(() => {
  pages.forget()
  found = 0
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function get(path = `/works/${work}`, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(base + path, { headers: { 'accept-encoding': 'identity', ...headers } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** A page is kept a moment after it was sent. */
async function getKept(headers: Record<string, string> = {}): Promise<Answer> {
  await get(undefined, headers)
  await expect
    .poll(async () => {
      const before = found
      await get(undefined, headers)
      return found > before
    })
    .toBe(true)
  found = 0
  return get(undefined, headers)
}

test('asked for again, a guest’s page is the same and is not made again', async () => {
  const first = await get()
  const again = await getKept()
  expect(found).toBe(1)
  expect(again.text).toBe(first.text)
  const plain = ({ headers }: Answer) =>
    Object.fromEntries(
      [...headers].filter(([name]) => !/^(date|etag|vary|content-length|transfer-encoding)$/.test(name)),
    )
  expect(plain(again)).toEqual(plain(first))
  expect(again.headers.get('vary')).toContain('cookie')
})

test('each browser has it as it takes it, and who has it already has nothing sent', async () => {
  for (const [takes, undo] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { headers } = await getKept({ 'accept-encoding': takes })
    expect(headers.get('content-encoding')).toBe(takes)
    const raw = await rawBody(takes)
    expect(String(undo(raw))).toContain('The lamp burned low.')
    const known = await get(undefined, {
      'accept-encoding': takes,
      'if-none-match': headers.get('etag') ?? '',
    })
    expect([known.status, known.text]).toEqual([304, ''])
  }
})

/** `fetch` undoes it on the way. */
async function rawBody(takes: string): Promise<Buffer> {
  const { get: ask } = await import('node:http')
  return new Promise((done) => {
    ask(`${base}/works/${work}`, { headers: { 'accept-encoding': takes } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => done(Buffer.concat(parts)))
    })
  })
}

test('who has a session, other settings or another language has a page of their own', async () => {
  await getKept()
  found = 0
  const owner = await world.cookie('owner')
  await get(undefined, { cookie: owner })
  await get(undefined, { cookie: 'reading=theme:dark' })
  const german = await get(undefined, { 'accept-language': 'de' })
  await get(`/works/${work}?style=disable`)
  await get(undefined, { authorization: 'Basic eDp5' })
  expect(found).toBe(0)
  expect(german.text).toContain('<html lang="de"')
})

test('a work that is hidden, from anywhere, is gone from memory with the change', async () => {
  await getKept()
  await world.db
    .updateTable('works')
    .set({ audience: 'members' })
    .where('id', '=', work as WorkId)
    .execute()
  // Another process changed it: known when the log is looked at, which the program does four times a second.
  await catalogue.catchUp()
  const gone = await get()
  expect(gone.text).not.toContain('The lamp burned low.')
  await world.db
    .updateTable('works')
    .set({ audience: 'public' })
    .where('id', '=', work as WorkId)
    .execute()
  await catalogue.catchUp()
  expect((await get()).text).toContain('The lamp burned low.')
})

test('what was begun before a change is not kept after it', async () => {
  const kept = keptPages()
  const asked = { url: '/works/1', cookie: '', locale: 'en', encoding: 'identity' } as const
  const page = { asked, work: 1 as WorkId, html: 'as it was', headers: {} }
  const begun = kept.begin()
  kept.forget([7 as WorkId])
  await kept.keep(page, begun, 0)
  expect(kept.find(asked, 0)).toBeUndefined()
  await kept.keep(page, kept.begin(), 0)
  expect(String(kept.find(asked, 0)?.body)).toBe('as it was')
  kept.forget([7 as WorkId])
  expect(kept.find(asked, 0)).toBeDefined()
  kept.forget([1 as WorkId])
  expect(kept.find(asked, 0)).toBeUndefined()
})

test('half a minute is the longest, and memory has an end', async () => {
  const kept = keptPages()
  const html = 'x'.repeat(1024 * 1024)
  const asked = (n: number) =>
    ({ url: `/works/${n}`, cookie: '', locale: 'en', encoding: 'identity' }) as const
  for (let n = 1; n <= 60; n++)
    await kept.keep({ asked: asked(n), work: n as WorkId, html, headers: {} }, kept.begin(), 0)
  const held = Array.from({ length: 60 }, (_, n) => kept.find(asked(n + 1), 0)).filter(Boolean)
  expect(held.length).toBe(48)
  expect(kept.find(asked(60), 30_001)).toBeUndefined()
})

test('what guests’ browsers tell of themselves forgets no page; a change does', async () => {
  await getKept()
  found = 0
  const send = (path: string) =>
    fetch(base + path, { method: 'POST', body: new URLSearchParams({ places: '[]' }) })
  await send('/places')
  await get()
  expect(found).toBe(1)
  await send('/users/login')
  await get()
  expect(found, 'a form without its token is refused').toBe(2)
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/settings/reading')).text)?.[1] ?? ''
  const body = new URLSearchParams({ csrf, email: 'nobody@example.org' })
  const changed = await fetch(`${base}/users/password/new`, { method: 'POST', body, redirect: 'manual' })
  expect(changed.status).toBeLessThan(400)
  await get()
  expect(found).toBe(2)
})

test('readers of kept pages are counted, programs are not', async () => {
  await getKept({ 'user-agent': 'Mozilla/5.0 (of a person)', 'x-forwarded-for': '203.0.113.9' })
  noted.length = 0
  await get(undefined, { 'user-agent': 'Mozilla/5.0 (of a person)', 'x-forwarded-for': '203.0.113.9' })
  await get(undefined, { 'user-agent': 'curl/8', 'x-forwarded-for': '203.0.113.9' })
  expect(noted).toEqual([[work, '203.0.113.9']])
})

test('a member’s token has another shape on each page, and each of them is taken', async () => {
  const cookie = await world.cookie('owner')
  const tokenOn = async (): Promise<string> =>
    /name="csrf" value="([^"]+)"/.exec((await get('/settings/reading', { cookie })).text)?.[1] ?? ''
  const tokens = [await tokenOn(), await tokenOn()]
  expect(tokens[0]).not.toBe(tokens[1])
  const answers = await Promise.all(
    [...tokens, `${tokens[0]}x`].map((csrf) =>
      fetch(`${base}/settings/reading`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ csrf, theme: 'dark', back: '/works' }),
        redirect: 'manual',
      }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 403])
})

test('what a browser does not take is not sent', () => {
  expect(encodingFor('gzip, deflate, br, zstd')).toBe('br')
  expect(encodingFor('br;q=0, gzip')).toBe('gzip')
  expect(encodingFor('gzip;q=0.0, br; q=0')).toBe('identity')
  expect(encodingFor('identity')).toBe('identity')
  expect(encodingFor('brotli')).toBe('identity')
  expect(encodingFor(undefined)).toBe('identity')
})
