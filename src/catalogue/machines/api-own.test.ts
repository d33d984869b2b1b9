import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { makeDeviceKey } from '../../accounts/index.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { notePlace } from '../../library/index.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { addShelf, NOTHING_SAID } from '../../works/index.ts'
import { ANSWERS } from './api-openapi.ts'
import { PLACES_TAKEN } from './api-own-shapes.ts'
import { PROBLEM } from './api-shapes.ts'

let world: World
const at = { open: 0, closed: 0, kept: 0, shelf: 0, given: 0 }
const chapters = { open: 0, closed: 0, kept: 0, given: 0 }
let key = ''

beforeAll(async () => {
  world = await makeWorld('sample')
  const [writer, reader] = [await world.known('writer'), await world.known('reader')]
  const text = [aChapter({ title: 'Qzone', html: '<p>Qzwords</p>' }), aChapter({ position: 2, title: 'Two' })]
  at.open = await world.work(writer, { title: 'Qzopen', chapters: text })
  at.closed = await world.work(writer, { title: 'Qzclosed', audience: 'members', chapters: text })
  at.kept = await world.work(reader, { title: 'Qzkept', creators: ['far'], chapters: text }, 'kept')
  const permissions = { ...NOTHING_SAID, machines: 'yes' } as const
  at.given = await world.work(writer, { title: 'Qzgiven', chapters: text, permissions })
  for (const name of ['open', 'closed', 'kept', 'given'] as const) chapters[name] = await firstOf(at[name])
  await addShelf(world.db, reader, 'Rainy days', NOW)
  at.shelf = (await world.pool.query('select id from shelves')).rows[0].id
  const wanted = { use: 'catalogue', label: 'A program', now: NOW } as const
  const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, reader.id, wanted))
  key = typeof made === 'string' ? '' : made.key
})
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from places'))

const firstOf = async (work: number): Promise<number> =>
  (await world.pool.query('select id from chapters where work_id = $1 order by position', [work])).rows[0].id

interface Sent {
  readonly who?: string | null
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** As a script on a page of ours: with its session and its token. */
async function send(method: string, path: string, { who = null, body, headers = {} }: Sent = {}) {
  const page = await (await world.get('/settings/reading', who)).text()
  const token = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const own = {
    host: 'archive.test',
    origin: BASE_URL,
    cookie: await world.cookie(who),
    'x-csrf-token': token,
  }
  const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  return world.app.request(`${BASE_URL}${path}`, { method, headers: { ...own, ...headers }, body: sent })
}

/** As a program elsewhere, with the reader's key. */
const asProgram = (method: string, path: string, body?: unknown, password = key) => {
  const authorization = `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`
  const sent = body === undefined ? null : JSON.stringify(body)
  return world.app.request(`${BASE_URL}${path}`, { method, headers: { authorization }, body: sent })
}

const PLACES = '/api/v1/places'
const SHELVES = '/api/v1/shelves'
const chapter = (of: keyof typeof chapters): string => `/api/v1/works/${at[of]}/chapters/${chapters[of]}`
const onShelf = (shelf: string | number, work: number): string => `${SHELVES}/${shelf}/works/${work}`
const later = (): string => onShelf('later', at.open)
const told = () => ({
  places: [{ work: at.open, chapter: chapters.open, share: 0.4, at: NOW.toISOString() }],
})
const putPlaces = (who: string | null) => () => send('PUT', PLACES, { who, body: told() })
const put = (who: string | null) => () => send('PUT', later(), { who })
const drop = (who: string | null) => () => send('DELETE', later(), { who })

const cases: readonly RouteCase[] = [
  { case: 'GET apiChapter guest', path: () => chapter('open'), status: 200, hides: ['Qzwords'] },
  { case: 'GET apiChapter guest', path: () => chapter('closed'), status: 404, hides: ['Qz'] },
  { case: 'GET apiChapter guest', path: () => chapter('given'), status: 200, says: ['Qzwords'] },
  { case: 'GET apiChapter guest', path: '/api/v1/works/x/chapters/y', status: 404, says: ['"remedy"'] },
  { case: 'GET apiChapter member', path: () => chapter('closed'), status: 200, says: ['"withheld":"'] },
  { case: 'GET apiChapter member', path: () => chapter('kept'), status: 200, says: ['Qzwords'] },
  { case: 'GET apiChapter owner', path: () => chapter('kept'), status: 404 },
  { case: 'GET apiPlaces guest', path: PLACES, status: 401, says: ['/settings/devices'] },
  { case: 'GET apiPlaces member', path: PLACES, status: 200, says: ['"places":[]'] },
  { case: 'GET apiPlaces member', path: `${PLACES}?since=yesterday`, status: 400, says: ['"remedy"'] },
  { case: 'GET apiPlaces owner', path: PLACES, status: 200 },
  { case: 'PUT apiPlaces guest', path: PLACES, status: 401, send: putPlaces(null) },
  { case: 'PUT apiPlaces member', path: PLACES, status: 200, send: putPlaces('reader'), says: ['"noted"'] },
  { case: 'PUT apiPlaces owner', path: PLACES, status: 200, send: putPlaces('moderator') },
  { case: 'GET apiShelves guest', path: SHELVES, status: 401 },
  { case: 'GET apiShelves member', path: SHELVES, status: 200, says: ['Rainy days', '"later"', '"library"'] },
  { case: 'GET apiShelves owner', path: SHELVES, status: 200, hides: ['Rainy days'] },
  { case: 'GET apiShelf guest', path: `${SHELVES}/library`, status: 401 },
  { case: 'GET apiShelf member', path: `${SHELVES}/library`, status: 200, says: ['Qzkept'] },
  { case: 'GET apiShelf member', path: `${SHELVES}/constructor`, status: 404, says: ['"remedy"'] },
  { case: 'GET apiShelf owner', path: () => `${SHELVES}/${at.shelf}`, status: 404 },
  { case: 'PUT apiShelfWork guest', path: later, status: 401, send: put(null) },
  { case: 'PUT apiShelfWork member', path: later, status: 204, send: put('reader') },
  { case: 'PUT apiShelfWork owner', path: later, status: 204, send: put('moderator') },
  { case: 'DELETE apiShelfWork guest', path: later, status: 401, send: drop(null) },
  { case: 'DELETE apiShelfWork member', path: later, status: 204, send: drop('reader') },
  { case: 'DELETE apiShelfWork owner', path: later, status: 204, send: drop('moderator') },
]
routeCases(() => world, cases)

const read = async (path: string): Promise<unknown> => {
  const answer = await world.get(path, 'reader')
  expect(answer.status, path).toBe(200)
  return answer.json()
}

describe('a chapter', () => {
  test('is found from its work, and is what its description says', async () => {
    const work = (await read(`/api/v1/works/${at.given}`)) as { contents: { id: number; position: number }[] }
    expect(work.contents.map(({ position }) => position)).toEqual([1, 2])
    for (const of of ['open', 'closed', 'kept', 'given'] as const) {
      const said = await read(chapter(of))
      expect((ANSWERS.apiChapter as z.ZodType).parse(said)).toEqual(said)
    }
    const second = (await read(`/api/v1/works/${at.given}/chapters/${work.contents[1]?.id}`)) as {
      previous: string
    }
    expect(new URL(second.previous).pathname).toBe(chapter('given'))
  })

  test('has its text for programs where its creator gave it to machines, and for its makers and keepers', async () => {
    const text = async (of: keyof typeof chapters, who: string | null): Promise<unknown> =>
      ((await (await world.get(chapter(of), who)).json()) as { text_html: unknown }).text_html
    expect(await text('given', null)).toContain('Qzwords')
    expect(await text('open', null)).toBeNull()
    expect(await text('open', 'reader')).toBeNull()
    expect(await text('open', 'writer')).toContain('Qzwords')
    expect(await text('kept', 'reader')).toContain('Qzwords')
    expect((await world.get(chapter('given'))).headers.get('tdm-reservation')).toBe('0')
    expect((await world.get(chapter('open'))).headers.get('tdm-reservation')).toBe('1')
  })
})

describe('places', () => {
  test('go and come by a key, each with what became of it', async () => {
    const [hour] = [new Date(NOW.getTime() - 3_600_000).toISOString()]
    const places = [
      {
        work: at.closed,
        chapter: chapters.closed,
        paragraph: 3,
        share: 0.2,
        device: 'Kobo',
        at: NOW.toISOString(),
      },
      { work: at.closed, share: 0.1, at: hour },
      { work: 999_999, share: 0.1, at: hour },
    ]
    const answer = await asProgram('PUT', PLACES, { places })
    expect(answer.status).toBe(200)
    const taken = PLACES_TAKEN.parse(await answer.json())
    expect(taken.places.map(({ outcome }) => outcome)).toEqual(['noted', 'older', 'no-such-work'])
    const said = (await (await asProgram('GET', PLACES)).json()) as { now: string; places: unknown[] }
    expect((ANSWERS.apiPlaces as z.ZodType).parse(said)).toEqual(said)
    expect(said.places).toMatchObject([
      { work: { title: 'Qzclosed' }, chapter: chapters.closed, device: 'Kobo' },
    ])
    expect(await read(`${PLACES}?since=${said.now}`)).toMatchObject({ places: [] })
    expect(await read(`${PLACES}?since=2001-01-01`)).toMatchObject({ places: [{ paragraph: 3 }] })
  })

  test('in works that are not to be seen any more are nowhere', async () => {
    const place = {
      workId: at.closed as WorkId,
      chapterId: chapters.closed as ChapterId,
      paragraph: 1,
      share: 0.5,
    }
    await notePlace(world.db, await world.known('reader'), { ...place, device: '', at: NOW }, NOW)
    await world.pool.query("update works set standing = 'hidden' where id = $1", [at.closed])
    expect(await read(PLACES)).toMatchObject({ places: [] })
    await world.pool.query("update works set standing = 'posted' where id = $1", [at.closed])
  })

  test('[A-33] that make no sense are refused whole, and the field is named', async () => {
    const [place = {}] = told().places
    const faults: readonly (readonly [unknown, string])[] = [
      [undefined, 'places'],
      ['{"places":', 'places'],
      [{ places: [] }, 'places'],
      [{ places: Array.from({ length: 201 }, () => place) }, 'places'],
      [{ places: [place, { ...place, share: 2 }] }, 'places.1.share'],
      [{ places: [{ ...place, work: 0 }] }, 'places.0.work'],
      [{ places: [{ ...place, work: 2 ** 40 }] }, 'places.0.work'],
      [{ places: [{ ...place, paragraph: -1 }] }, 'places.0.paragraph'],
      [{ places: [{ ...place, at: 'now' }] }, 'places.0.at'],
      [{ places: [{ ...place, device: 'x'.repeat(101) }] }, 'places.0.device'],
    ]
    for (const [body, field] of faults) {
      const answer = await send('PUT', PLACES, { who: 'reader', body })
      expect(answer.status, field).toBe(400)
      expect(PROBLEM.parse(await answer.json()).detail).toContain(`“${field}”`)
    }
    const long = await asProgram('PUT', PLACES, { places: 'x'.repeat(1_100_000) })
    expect(long.status).toBe(413)
    expect(PROBLEM.parse(await long.json()).remedy).toContain('megabyte')
    expect(await read(PLACES)).toMatchObject({ places: [] })
  })
})

describe('shelves', () => {
  test('are listed, and hold what was put there until it is taken off', async () => {
    const said = (await read(SHELVES)) as { shelves: { key: string; works: number; name: string }[] }
    expect((ANSWERS.apiShelves as z.ZodType).parse(said)).toEqual(said)
    expect(said.shelves.map((shelf) => shelf.key)).toEqual([
      'later',
      'reading',
      'read',
      'dropped',
      'library',
      String(at.shelf),
    ])
    const works = async (shelf: string | number): Promise<readonly string[]> => {
      const page = (await read(`${SHELVES}/${shelf}`)) as { works: { title: string }[] }
      expect((ANSWERS.apiShelf as z.ZodType).parse(page)).toEqual(page)
      return page.works.map(({ title }) => title)
    }
    for (const [shelf, work, title] of [
      ['read', at.open, 'Qzopen'],
      [at.shelf, at.kept, 'Qzkept'],
    ] as const) {
      expect(await works(shelf)).toEqual([])
      expect((await asProgram('PUT', onShelf(shelf, work))).status).toBe(204)
      expect((await asProgram('PUT', onShelf(shelf, work))).status).toBe(204)
      expect(await works(shelf)).toEqual([title])
      expect((await asProgram('DELETE', onShelf(shelf, work))).status).toBe(204)
      expect((await asProgram('DELETE', onShelf(shelf, work))).status).toBe(204)
      expect(await works(shelf)).toEqual([])
    }
  })

  test('have each work once: where it is put, it leaves the list it was in, and no other list takes it off', async () => {
    await asProgram('PUT', onShelf('later', at.open))
    await asProgram('PUT', onShelf('read', at.open))
    await asProgram('DELETE', onShelf('later', at.open))
    expect(await read(`${SHELVES}/later`)).toMatchObject({ total: 0 })
    expect(await read(`${SHELVES}/read?q=Qzopen`)).toMatchObject({ total: 1 })
    await asProgram('DELETE', onShelf('read', at.open))
  })

  test('refuse what cannot stand there, each with its remedy', async () => {
    const refused: readonly (readonly [string, number])[] = [
      [onShelf('library', at.open), 409],
      [onShelf('later', 999_999), 404],
      [onShelf(at.shelf, at.open), 404],
      [onShelf(999_999, at.kept), 404],
      [onShelf('__proto__', at.kept), 404],
      [`${SHELVES}/later/works/x`, 404],
    ]
    for (const [path, status] of refused)
      for (const method of ['PUT', 'DELETE']) {
        if (method === 'DELETE' && path.includes('/later/works/9')) continue
        const answer = await asProgram(method, path)
        expect(answer.status, `${method} ${path}`).toBe(status)
        expect(PROBLEM.parse(await answer.json()).remedy).not.toBe('')
      }
  })
})

describe('who asks', () => {
  test('[A-07] a page of another site changes nothing and reads nothing of a reader’s own', async () => {
    const elsewhere: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of elsewhere) {
      for (const [method, path] of [
        ['PUT', PLACES],
        ['PUT', later()],
        ['DELETE', later()],
      ] as const)
        expect((await send(method, path, { who: 'reader', body: told(), headers })).status).toBe(403)
      for (const path of [PLACES, SHELVES])
        expect((await world.get(path, 'reader', headers)).status, path).toBe(401)
    }
    expect(await read(PLACES)).toMatchObject({ places: [] })
  })

  test('[A-07] a session without the token of a page changes nothing', async () => {
    const answer = await send('PUT', PLACES, {
      who: 'reader',
      body: told(),
      headers: { 'x-csrf-token': 'guessed' },
    })
    expect(answer.status).toBe(403)
    expect(PROBLEM.parse(await answer.json()).remedy).toContain('X-CSRF-Token')
  })

  test('a key that is wrong or of another use opens nothing', async () => {
    expect((await asProgram('GET', PLACES, undefined, 'abcd-efgh-jkmn-pqrs')).status).toBe(401)
    const { id } = await world.known('reader')
    const wanted = { use: 'feeds', label: 'Feeds', now: NOW } as const
    const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, id, wanted))
    expect((await asProgram('GET', PLACES, undefined, typeof made === 'string' ? '' : made.key)).status).toBe(
      401,
    )
  })

  test('scripts of other sites are told what they may ask before they ask', async () => {
    for (const path of ['/api/v1/works', PLACES, '/api/v1/nothing']) {
      const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'PUT' }
      const answer = await world.app.request(`${BASE_URL}${path}`, { method: 'OPTIONS', headers })
      expect(answer.status).toBe(204)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD')
      expect(answer.headers.get('access-control-allow-headers')).not.toMatch(/authorization|csrf/i)
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })
})
