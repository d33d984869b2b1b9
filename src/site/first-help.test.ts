import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'POST firstHelp guest', path: '/settings/help', status: 303, leads: '/' },
    { case: 'POST firstHelp member', path: '/settings/help', status: 303, leads: '/' },
    { case: 'POST firstHelp owner', path: '/settings/help', status: 303, leads: '/' },
  ],
)

const isHelped = async (cookie: string): Promise<boolean> =>
  (await (await world.get('/', null, { cookie })).text()).includes('New here?')

test('[U-029] first-time help stays until it is dismissed for good; closed, it is back at the next log-in', async () => {
  const cookie = await world.cookie('writer')
  expect(await isHelped('')).toBe(false)
  expect(await isHelped(cookie)).toBe(true)
  const closed = await world.post('/settings/help', { until: 'next-time' }, 'writer')
  const [closing = ''] = closed.headers.getSetCookie().map((one) => one.split(';')[0])
  expect(await isHelped(`${cookie}; ${closing}`)).toBe(false)
  expect(await isHelped(cookie)).toBe(true)
  const again = await world.post('/users/login', { login: 'writer', password: SAMPLE_PASSWORD })
  const dropped = again.headers.getSetCookie().find((one) => one.startsWith('palimpsest.help='))
  expect(dropped).toMatch(/^palimpsest\.help=;.*Max-Age=0/)
  await world.post('/settings/help', { until: 'ever' }, 'writer')
  expect(await isHelped(cookie)).toBe(false)
  await world.post('/users/writer/preferences', { showHelp: 'on' }, 'writer')
  expect(await isHelped(cookie)).toBe(true)
})
