import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answering } from '../../src/answering.ts'
import { keptPages } from '../../src/web/kept-pages.ts'
import { idOf } from '../sample.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'
import { awkwardWorks } from './awkward-works.ts'
import { keyFor } from './catalogue-walk.ts'
import { koreader, NotOpened, type Reader, type Shelf } from './koreader.ts'

let world: World
let server: Server
let port: number
let key: Readonly<Record<string, string>>
beforeAll(async () => {
  world = await makeWorld('sample')
  await awkwardWorks(world)
  await world.catalogue.catchUp()
  key = await keyFor(world, 'reader')
  const giving = { pages: keptPages(), baseUrl: BASE_URL, note: () => undefined }
  server = createServer(answering(world.app.fetch, giving, '127.0.0.1'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await world.end()
})

const into = async (reader: Reader, shelf: Shelf, text: string): Promise<Shelf> => {
  const url = shelf.items.find((item) => item.text === text)?.url
  if (!url) throw new Error(`no way “${text}” among ${shelf.items.map((item) => item.text).join(', ')}`)
  return reader.open(url)
}

async function whole(reader: Reader, shelf: Shelf): Promise<Shelf['items']> {
  return shelf.next ? [...shelf.items, ...(await whole(reader, await reader.open(shelf.next)))] : shelf.items
}

describe.each(['/opds', '/opds/', '/opds/v1.2', '/opds/v2', '/opds/v2/'])('KOReader at %s', (start) => {
  test('opens the catalogue, goes through a list, searches, narrows and takes a book', async () => {
    const reader = koreader(port, {})
    const root = await reader.open(BASE_URL + start)
    expect(root.items.map(({ text }) => text)).toContain('Fandoms A–Z')
    expect(root.items.every(({ url }) => url)).toBe(true)
    const all = await whole(reader, await into(reader, root, 'New works'))
    expect(all.length).toBeGreaterThan(50)
    expect(new Set(all.map(({ files }) => files[0]?.url)).size).toBe(all.length)
    const found = await reader.search(root, 'umbrella stand')
    const [book] = found.items.filter(({ text }) => text.startsWith('The Umbrella Stand'))
    expect(book?.content).not.toBe('')
    const epub = book?.files.find(({ type }) => type === 'application/epub+zip')
    expect(epub?.url).toMatch(/\.epub$/)
    const taken = await reader.take(epub?.url ?? '', 'epub')
    expect(taken.name).toBe('The_Umbrella_Stand.epub')
    expect(taken.bytes.subarray(0, 2).toString()).toBe('PK')
    const [language] = [...(await into(reader, root, 'New works')).facets].filter(
      ([name]) => name === 'Language',
    )
    const german = language?.[1].find(({ title }) => title === 'Deutsch')
    const narrowed = await reader.open(german?.url ?? '')
    expect(narrowed.facets.get('Language')?.find(({ on }) => on)?.title).toBe('Deutsch')
    expect(narrowed.items.length).toBeGreaterThan(0)
  })

  test('has what it has kept until something is new, and then that', async () => {
    const reader = koreader(port, {})
    const first = await reader.open(BASE_URL + start)
    const list = await into(reader, first, 'New works')
    const before = reader.kept()
    await reader.open(BASE_URL + start)
    await into(reader, first, 'New works')
    expect(reader.kept()).toBeGreaterThan(before)
    const title = `Quite New ${start.replaceAll('/', ' ').trim()} ${start.length}`
    await world.work(await world.known('writer'), { title, published: '2026-11-22' })
    await world.catalogue.catchUp()
    const items = (await into(reader, first, 'New works')).items
    expect(items.map(({ text }) => text)).not.toEqual(list.items.map(({ text }) => text))
    expect(items.some(({ text }) => text.startsWith(title))).toBe(true)
  })

  test('has its member’s own shelves by a device’s key, and a guest has not', async () => {
    const guest = koreader(port, {})
    await expect(into(guest, await guest.open(BASE_URL + start), 'Your shelves')).rejects.toThrow(NotOpened)
    const reader = koreader(port, key)
    const shelves = await into(reader, await reader.open(BASE_URL + start), 'Your shelves')
    const kept = await into(reader, shelves, 'Kept copies')
    expect(kept.items.map(({ text }) => text)).toEqual(['A Copy Kept - far_away'])
    const url = kept.items[0]?.files[0]?.url ?? ''
    expect((await reader.take(url, 'epub')).bytes.length).toBeGreaterThan(1_000)
    await expect(guest.take(url, 'epub')).rejects.toThrow(/^404/)
  })

  test('with a key that is wrong is told so', async () => {
    const wrong = koreader(port, { authorization: `Basic ${Buffer.from('reader:wrong').toString('base64')}` })
    await expect(wrong.open(BASE_URL + start)).rejects.toThrow(/^401/)
    await expect(wrong.take(`${BASE_URL}/downloads/1/x.epub`, 'epub')).rejects.toThrow(/^401/)
  })
})

test('co-authors stand in the first line of what KOReader shows, for it keeps one author', async () => {
  const reader = koreader(port, {})
  const { items } = await reader.open(`${BASE_URL}/opds/v1.2/works?creator=writer`)
  const awkward = items.find(({ text }) => text.startsWith('He said'))
  expect(awkward?.text).toBe('He said “no” & <left> "quietly" \'twice\' ]]> - writer')
  const said = (awkward?.content ?? '').replace(/<[^>]+>/g, '')
  expect(said).toContain('writer, someone “else” &amp; co and a third')
})

test('a book of members alone is taken with the key, and is not there without it', async () => {
  const id = await idOf(world, 'For Members')
  const url = `${BASE_URL}/downloads/${id}/For_Members.epub`
  expect((await koreader(port, key).take(url, 'epub')).name).toBe('For_Members.epub')
  await expect(koreader(port, {}).take(url, 'epub')).rejects.toThrow(/^404/)
})
