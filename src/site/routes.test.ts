import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'
import { assetHref } from '../web/assets.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const SETUP = {
  token: 'the-key',
  name: 'Mine now',
  login: 'intruder',
  email: 'i@example.org',
  password: 'long enough here',
}

routeCases(
  () => world,
  [
    { case: 'GET home guest', path: '/', status: 200, says: ['The Lamplighters', 'Log in'] },
    { case: 'GET home member', path: '/', status: 200, says: [/<bdi>reader<\/bdi>/, 'Log out'] },
    { case: 'GET home owner', path: '/', status: 200, says: [/<bdi>moderator<\/bdi>/] },
    { case: 'GET about guest', path: '/about', status: 200, says: ['Old stories told again.'] },
    { case: 'GET about member', path: '/about', status: 200 },
    { case: 'GET about owner', path: '/about', status: 200 },
    { case: 'GET health guest', path: '/healthz', status: 200, says: [/^well\n$/] },
    { case: 'GET asset guest', path: () => assetHref('look.css'), status: 200, says: ['@font-face'] },
    { case: 'GET asset guest', path: '/assets/0/nothing.css', status: 404 },
    { case: 'GET asset guest', path: '/assets/0/..%2f..%2f..%2fpackage.json', status: 404 },
    // An archive that has an owner is set up: nobody can do it again, whatever key they hold.
    { case: 'GET setup guest', path: '/setup?token=the-key', status: 303, leads: '/' },
    { case: 'GET setup member', path: '/setup?token=the-key', status: 303, leads: '/' },
    { case: 'GET setup owner', path: '/setup', status: 303, leads: '/' },
    { case: 'POST setup guest', path: '/setup', form: SETUP, status: 303, leads: '/' },
    { case: 'POST setup member', path: '/setup', form: SETUP, status: 303, leads: '/' },
    { case: 'POST setup owner', path: '/setup', form: SETUP, status: 303, leads: '/' },
  ],
)

test('an archive that is set up keeps its name and gets no second owner', async () => {
  expect((await world.get('/users/intruder')).status).toBe(404)
  expect(await (await world.get('/')).text()).not.toContain('Mine now')
})

describe('an archive that is not set up yet', () => {
  let empty: World
  beforeAll(async () => {
    empty = await makeWorld()
  })
  afterAll(() => empty.end())

  const asked = (some: Partial<typeof SETUP>) => empty.post('/setup', { ...SETUP, ...some })

  test.each(['/', '/works', '/works/1', '/users/login', '/no/such/page', '/downloads/1/x.epub'])(
    'leads from %s to the set-up page',
    async (path) => {
      const answer = await empty.get(path)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/setup')
    },
  )

  test('answers its health and its style, so that a proxy and the page itself work', async () => {
    expect((await empty.get('/healthz')).status).toBe(200)
    expect((await empty.get(assetHref('look.css'))).status).toBe(200)
  })

  test.each([
    ['the wrong key', { token: 'a-guess' }, 'token'],
    ['no key', { token: '' }, 'token'],
    ['no name for the archive', { name: ' ' }, 'name'],
    ['a name with spaces', { login: 'two words' }, 'login'],
    ['no e-mail address', { email: 'nowhere' }, 'email'],
    ['a short passphrase', { password: 'short' }, 'password'],
    ['an endless passphrase', { password: 'x'.repeat(257) }, 'password'],
  ])('refuses %s, says so at the field, and stays closed', async (_what, some, field) => {
    const answer = await asked(some)
    const body = await answer.text()
    expect(answer.status).toBe(422)
    expect(body).toMatch(
      new RegExp(`name="${field}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="${field}"`),
    )
    expect(body).not.toContain('value="long enough here"')
    expect((await empty.get('/')).headers.get('location')).toBe('/setup')
  })

  test('does not echo the key to somebody who does not have it', async () => {
    expect(await (await empty.get('/setup')).text()).not.toContain('the-key')
    expect(await (await asked({ token: 'a-guess' })).text()).not.toContain('the-key')
  })

  test('opens with the key: named, owned, and its owner logged in', async () => {
    await empty.get('/')
    const answer = await asked({ login: 'keeper', name: 'A House of Letters' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    const home = await (await empty.get('/', null, { cookie: cookie.join('; ') })).text()
    expect(home).toContain('A House of Letters')
    expect(home).toContain('<bdi>keeper</bdi>')
    expect((await empty.known('keeper')).role).toBe('owner')
  })
})
