import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { BASE_URL, makeWorld, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const send = (method: string, path: string, who: string | null) => async (): Promise<Response> => {
  const headers = { host: 'archive.test', origin: BASE_URL, cookie: await world.cookie(who) }
  const body =
    method === 'GET' ? null : JSON.stringify({ document: 'd', progress: '1', percentage: 0, device: 'x' })
  return world.app.request(`${BASE_URL}${path}`, { method, headers, body })
}

/** A browser's session opens nothing here: a page of another site could send with it. */
const [JOIN, LOGIN] = ['/koreader/users/create', '/koreader/users/auth']
const [PUT, GET] = ['/koreader/syncs/progress', '/koreader/syncs/progress/d']
const cases: readonly RouteCase[] = [
  { case: 'POST koreaderJoin guest', path: JOIN, status: 402, send: send('POST', JOIN, null) },
  { case: 'POST koreaderJoin member', path: JOIN, status: 402, send: send('POST', JOIN, 'reader') },
  { case: 'POST koreaderJoin owner', path: JOIN, status: 402, send: send('POST', JOIN, 'moderator') },
  { case: 'GET koreaderLogin guest', path: LOGIN, status: 401, says: ['/settings/devices'] },
  { case: 'GET koreaderLogin member', path: LOGIN, status: 401 },
  { case: 'GET koreaderLogin owner', path: LOGIN, status: 401 },
  { case: 'PUT koreaderProgress guest', path: PUT, status: 401, send: send('PUT', PUT, null) },
  { case: 'PUT koreaderProgress member', path: PUT, status: 401, send: send('PUT', PUT, 'reader') },
  { case: 'PUT koreaderProgress owner', path: PUT, status: 401, send: send('PUT', PUT, 'moderator') },
  { case: 'GET koreaderDocument guest', path: GET, status: 401 },
  { case: 'GET koreaderDocument member', path: GET, status: 401 },
  { case: 'GET koreaderDocument owner', path: GET, status: 401 },
]
routeCases(() => world, cases)

test('what is not there is said in KOReader’s words, not on a page', async () => {
  const answer = await world.get('/koreader/syncs/statistics')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ message: expect.any(String) })
})
