import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { BASE_URL, makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const RIGHT = { login: 'writer', password: SAMPLE_PASSWORD }

routeCases(
  () => world,
  [
    { case: 'GET login guest', path: '/users/login', status: 200, says: ['autocomplete="current-password"'] },
    {
      case: 'GET login guest',
      path: '/users/login?back=/works',
      status: 200,
      says: ['name="back" value="/works"'],
    },
    { case: 'GET login member', path: '/users/login?back=/works', status: 303, leads: '/works' },
    { case: 'GET login owner', path: '/users/login', status: 303, leads: '/' },
    { case: 'POST login guest', path: '/users/login', form: RIGHT, status: 303, leads: '/' },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { ...RIGHT, back: '/works?q=x' },
      status: 303,
      leads: '/works?q=x',
    },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { ...RIGHT, login: 'WRITER@example.org' },
      status: 303,
    },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { ...RIGHT, password: 'not this one' },
      status: 422,
      says: ['do not belong together'],
      hides: ['not this one'],
    },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { login: 'nobody_here', password: 'not this one' },
      status: 422,
      says: ['do not belong together'],
    },
    { case: 'POST login guest', path: '/users/login', form: {}, status: 422 },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { login: '\u0000', password: '\u0000' },
      status: 422,
    },
    {
      case: 'POST login guest',
      path: '/users/login',
      form: { login: 'x'.repeat(100_000), password: 'y'.repeat(100_000) },
      status: 422,
    },
    { case: 'POST login member', path: '/users/login', form: RIGHT, status: 303 },
    { case: 'POST login owner', path: '/users/login', form: RIGHT, status: 303 },
    { case: 'POST logout guest', path: '/users/logout', status: 303, leads: '/' },
  ],
)

/** The sessions that these end are made for them. */
routeCases(
  () => own,
  [
    { case: 'POST logout member', path: '/users/logout', status: 303, leads: '/' },
    { case: 'POST logout owner', path: '/users/logout', status: 303, leads: '/' },
  ],
)
let own: World
beforeAll(async () => {
  own = await makeWorld('sample')
})
afterAll(() => own.end())

test('who has logged out is a guest, even with the old cookie', async () => {
  const cookie = await world.cookie('library_door')
  expect(await (await world.get('/', null, { cookie })).text()).toContain('Log out')
  const out = await world.post('/users/logout', {}, 'library_door')
  expect(out.status).toBe(303)
  expect(await (await world.get('/', null, { cookie })).text()).not.toContain('Log out')
})

test('the session cookie is for this site alone and out of reach of scripts', async () => {
  const answer = await world.post('/users/login', RIGHT)
  const session = answer.headers.getSetCookie().find((one) => one.startsWith('palimpsest.'))
  expect(session).toMatch(/httponly/i)
  expect(session).toMatch(/samesite=lax/i)
})

const ELSEWHERE = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  'javascript:alert(1)',
  'evil.example',
  '',
]

test.each(ELSEWHERE)('[A-35] a log-in never leads to another site: back=%j', async (back) => {
  const answer = await world.post('/users/login', { ...RIGHT, back })
  const to = answer.headers.get('location') ?? ''
  expect(answer.status).toBe(303)
  expect(new URL(to, `${BASE_URL}/users/login`).origin).toBe(BASE_URL)
  const again = await world.get(`/users/login?back=${encodeURIComponent(back)}`, 'reader')
  expect(new URL(again.headers.get('location') ?? '', `${BASE_URL}/users/login`).origin).toBe(BASE_URL)
})
