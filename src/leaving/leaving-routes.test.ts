import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
let own = 0
let foreign = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  own = await world.work(await world.known('reader'), { title: 'A reader’s own' })
  foreign = await world.work(await world.known('moderator'), { title: 'A moderator’s own' })
})
afterAll(() => world.end())

const toLogin = (back: string) => `/users/login?back=${encodeURIComponent(back)}`
const NOBODYS = '/settings/export/00000000-0000-0000-0000-000000000000'

routeCases(
  () => world,
  [
    { case: 'GET leave guest', path: '/settings/leave', status: 303, leads: toLogin('/settings/leave') },
    {
      case: 'GET leave member',
      path: '/settings/leave',
      status: 200,
      says: ['name="sure"', 'value="delete"', 'A reader’s own', 'Take everything with you first'],
      hides: [/checked=""[^>]*name="own"/, /name="own"[^>]*checked/],
    },
    { case: 'GET leave owner', path: '/settings/leave', status: 200 },
    { case: 'POST leave guest', path: '/settings/leave', form: { deed: 'leave', sure: 'on' }, status: 303 },
    { case: 'POST leave guest', path: '/settings/leave', form: { deed: 'stay' }, status: 303 },
    {
      case: 'POST leave member',
      path: '/settings/leave',
      form: { deed: 'leave', sure: 'on' },
      status: 422,
      says: ['Choose what becomes of these works.'],
    },
    {
      case: 'POST leave member',
      path: '/settings/leave',
      form: { deed: 'leave', own: 'orphan', shared: 'orphan' },
      status: 422,
      says: ['Say that this is what you want.', /value="orphan"[^>]*checked/],
    },
    { case: 'POST leave member', path: '/settings/leave', form: { deed: 'stay' }, status: 303 },
    {
      case: 'POST leave owner',
      path: '/settings/leave',
      form: { deed: 'leave', own: 'delete', shared: 'orphan', sure: 'on' },
      status: 422,
      says: ['You are the only owner of this archive.'],
    },
    { case: 'GET orphan guest', path: '/users/reader/orphan', status: 303 },
    {
      case: 'GET orphan member',
      path: '/users/reader/orphan',
      status: 200,
      says: ['A reader’s own', 'all=yes'],
    },
    { case: 'GET orphan member', path: '/users/moderator/orphan', status: 404 },
    {
      case: 'GET orphan member',
      path: '/users/reader/orphan?pseud=reader',
      status: 200,
      says: ['Give up for good', '/users/reader/pseuds/reader/edit'],
    },
    { case: 'GET orphan member', path: () => `/users/reader/orphan?work=${foreign}`, status: 404 },
    { case: 'GET orphan owner', path: '/users/moderator/orphan?all=yes', status: 200 },
    { case: 'POST orphan guest', path: '/users/reader/orphan?all=yes', form: { keep: 'no' }, status: 303 },
    { case: 'POST orphan member', path: '/users/reader/orphan', form: { keep: 'no' }, status: 200 },
    { case: 'POST orphan member', path: '/users/reader/orphan?all=yes', form: {}, status: 422 },
    { case: 'POST orphan owner', path: '/users/reader/orphan?all=yes', form: { keep: 'no' }, status: 404 },
    { case: 'GET orphanWork guest', path: () => `/works/${own}/orphan`, status: 303 },
    {
      case: 'GET orphanWork member',
      path: () => `/works/${own}/orphan`,
      status: 200,
      says: ['Give this work up?', 'orphan_account'],
    },
    { case: 'GET orphanWork member', path: () => `/works/${foreign}/orphan`, status: 404 },
    { case: 'GET orphanWork owner', path: () => `/works/${own}/orphan`, status: 404 },
    { case: 'POST orphanWork guest', path: () => `/works/${own}/orphan`, form: { keep: 'no' }, status: 303 },
    { case: 'POST orphanWork owner', path: () => `/works/${own}/orphan`, form: { keep: 'no' }, status: 404 },
    {
      case: 'POST orphanWork member',
      path: () => `/works/${own}/orphan`,
      form: { keep: 'yes' },
      status: 303,
      leads: () => `/works/${own}`,
    },
    { case: 'GET parcels guest', path: '/settings/export', status: 303 },
    { case: 'GET parcels member', path: '/settings/export', status: 200, says: ['Make the file'] },
    { case: 'GET parcels owner', path: '/settings/export', status: 200 },
    { case: 'POST parcels guest', path: '/settings/export', form: {}, status: 303 },
    {
      case: 'POST parcels member',
      path: '/settings/export',
      form: {},
      status: 303,
      leads: '/settings/export',
    },
    { case: 'POST parcels owner', path: '/settings/export', form: {}, status: 303 },
    { case: 'GET parcel guest', path: NOBODYS, status: 303 },
    { case: 'GET parcel member', path: NOBODYS, status: 404 },
    { case: 'GET parcel owner', path: '/settings/export/x', status: 404 },
  ],
)

test('[U-041] what was given up over its page bears the name under the orphan account', async () => {
  expect(await (await world.get(`/works/${own}`)).text()).toContain('reader (orphan_account)')
})

test('[U-041] cancelling leads back to where it began', async () => {
  const cancel = async (path: string): Promise<string | undefined> =>
    /<a class="button" href="([^"]+)"/.exec(await (await world.get(path, 'moderator')).text())?.[1]
  expect(await cancel(`/works/${foreign}/orphan`)).toBe(`/works/${foreign}`)
  expect(await cancel('/users/moderator/orphan?pseud=moderator')).toBe(
    '/users/moderator/pseuds/moderator/edit',
  )
  expect(await cancel('/users/moderator/orphan?all=yes')).toBe('/users/moderator/orphan')
  expect(await (await world.get(`/works/${foreign}`)).text()).toContain('A moderator’s own')
})

test('whoever is on the way out is told on every page, and stays with one word', async () => {
  await world.person('goer')
  const answer = await world.post('/settings/leave', { deed: 'leave', sure: 'on' }, 'goer')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/users/login?done=leaving'])
  expect(await (await world.get('/users/login?done=leaving')).text()).toContain('deleted in seven days')
  expect((await world.get('/settings/leave', 'goer')).status).toBe(303)
})
