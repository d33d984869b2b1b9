import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { makeDeviceKey } from '../../accounts/index.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { aPlaceIn, type OwnThings, onShelf, ownThings, PLACES, readBy, SHELVES } from './api-own.fixtures.ts'
import { PROBLEM } from './api-shapes.ts'

let world: World
let own: OwnThings
beforeAll(async () => {
  world = await makeWorld('sample')
  own = await ownThings(world)
})
afterAll(() => world.end())

const later = (): string => onShelf('later', own.at.open)
const putPlaces = (who: string | null) => () => own.send('PUT', PLACES, { who, body: aPlaceIn(own) })
const put = (who: string | null) => () => own.send('PUT', later(), { who })
const drop = (who: string | null) => () => own.send('DELETE', later(), { who })

const cases: readonly RouteCase[] = [
  { case: 'GET apiChapter guest', path: () => own.chapter('open'), status: 200, hides: ['Qzwords'] },
  { case: 'GET apiChapter guest', path: () => own.chapter('closed'), status: 404, hides: ['Qz'] },
  { case: 'GET apiChapter guest', path: () => own.chapter('given'), status: 200, says: ['Qzwords'] },
  { case: 'GET apiChapter guest', path: '/api/v1/works/x/chapters/y', status: 404, says: ['"remedy"'] },
  { case: 'GET apiChapter member', path: () => own.chapter('closed'), status: 200, says: ['"withheld":"'] },
  { case: 'GET apiChapter member', path: () => own.chapter('kept'), status: 200, says: ['Qzwords'] },
  { case: 'GET apiChapter owner', path: () => own.chapter('kept'), status: 404 },
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
  { case: 'GET apiShelf owner', path: () => `${SHELVES}/${own.shelf}`, status: 404 },
  { case: 'PUT apiShelfWork guest', path: later, status: 401, send: put(null) },
  { case: 'PUT apiShelfWork member', path: later, status: 204, send: put('reader') },
  { case: 'PUT apiShelfWork owner', path: later, status: 204, send: put('moderator') },
  { case: 'DELETE apiShelfWork guest', path: later, status: 401, send: drop(null) },
  { case: 'DELETE apiShelfWork member', path: later, status: 204, send: drop('reader') },
  { case: 'DELETE apiShelfWork owner', path: later, status: 204, send: drop('moderator') },
]
routeCases(() => world, cases)

describe('who asks', () => {
  beforeAll(() => world.pool.query('delete from places'))

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
        expect((await own.send(method, path, { who: 'reader', body: aPlaceIn(own), headers })).status).toBe(
          403,
        )
      for (const path of [PLACES, SHELVES])
        expect((await world.get(path, 'reader', headers)).status, path).toBe(401)
    }
    expect(await readBy(world, PLACES)).toMatchObject({ places: [] })
  })

  test('[A-07] a session without the token of a page changes nothing', async () => {
    const answer = await own.send('PUT', PLACES, {
      who: 'reader',
      body: aPlaceIn(own),
      headers: { 'x-csrf-token': 'guessed' },
    })
    expect(answer.status).toBe(403)
    expect(PROBLEM.parse(await answer.json()).remedy).toContain('X-CSRF-Token')
  })

  test('a key that is wrong or of another use opens nothing', async () => {
    expect((await own.asProgram('GET', PLACES, undefined, 'abcd-efgh-jkmn-pqrs')).status).toBe(401)
    const { id } = await world.known('reader')
    const wanted = { use: 'feeds', label: 'Feeds', now: NOW } as const
    const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, id, wanted))
    expect(
      (await own.asProgram('GET', PLACES, undefined, typeof made === 'string' ? '' : made.key)).status,
    ).toBe(401)
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
