import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '../../../test/visitor.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { deviceOf } from './device.ts'
import { endSessions, openSession, sessionOf } from './sessions.ts'
import { hashOf, newToken } from './tokens.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const SESSION = 'palimpsest.session'
const later = (hours: number) => new Date(NOW.getTime() + hours * 60 * 60 * 1_000)
const tokenIn = (cookie: string): string => /=([^;]*)/.exec(cookie)?.[1] ?? ''

test('[A-01] ten thousand session tokens have 256 bits each, none comes twice, and the database holds hashes', async () => {
  const tokens = Array.from({ length: 10_000 }, newToken)
  expect(new Set(tokens).size).toBe(10_000)
  expect(new Set(tokens.map((token) => Buffer.from(token, 'base64url').length))).toEqual(new Set([32]))
  const { id } = await world.known('reader')
  const token = tokenIn(await openSession(world.db, id, { baseUrl: BASE_URL, now: NOW }))
  const { rows } = await world.pool.query<{ all: string; hash: Buffer }>(
    'select sessions::text as all, token_hash as hash from sessions order by id desc limit 1',
  )
  expect(rows[0]?.hash).toEqual(createHash('sha256').update(token).digest())
  expect(rows[0]?.all).not.toContain(token)
})

test('[A-02] logging in makes a new token and ends the session this browser had', async () => {
  const one = visitor(world)
  await one.logIn('reader')
  const before = one.cookies.get(SESSION) ?? ''
  await one.logIn('reader')
  expect(one.cookies.get(SESSION)).not.toBe(before)
  expect(
    await sessionOf(world.db, { baseUrl: BASE_URL, cookie: `${SESSION}=${before}`, now: NOW }),
  ).toBeUndefined()
  // A token that somebody set before the log-in is not taken over.
  const fixed = visitor(world)
  fixed.cookies.set(SESSION, 'a-token-of-the-attacker')
  await fixed.logIn('reader')
  expect(fixed.cookies.get(SESSION)).not.toBe('a-token-of-the-attacker')
})

test('[A-03] after logging out, a ban or deletion the cookie opens nothing', async () => {
  const ways: readonly ((name: string) => Promise<unknown>)[] = [
    async (name) => endSessions(world.db, (await world.known(name)).id),
    async (name) => world.pool.query("update people set standing = 'banned' where name = $1", [name]),
    async (name) => world.pool.query('delete from people where name = $1', [name]),
  ]
  for (const [at, end] of ways.entries()) {
    const name = `leaving_${at}`
    await world.person(name)
    const one = visitor(world)
    await one.logIn(name)
    expect(await one.isIn()).toBe(true)
    await end(name)
    expect(await one.isIn()).toBe(false)
    for (const path of ['/settings/security', `/users/${name}/library`, '/works/import'])
      expect((await one.get(path)).headers.get('location'), path).toContain('/users/login')
  }
  const out = visitor(world)
  await out.logIn('reader')
  const stolen = new Map(out.cookies)
  await out.post('/users/logout', {})
  for (const [name, value] of stolen) out.cookies.set(name, value)
  expect(await out.isIn()).toBe(false)
})

test('who is suspended may still log in', async () => {
  await world.person('suspended_one')
  await world.pool.query("update people set standing = 'suspended' where name = 'suspended_one'")
  const one = visitor(world)
  await one.logIn('suspended_one')
  expect(await one.isIn()).toBe(true)
})

test('a session lasts two weeks, or three months where it is to stay', async () => {
  const { id } = await world.known('reader')
  for (const [remembered, days] of [
    [false, 14],
    [true, 92],
  ] as const) {
    const cookie = await openSession(world.db, id, { baseUrl: BASE_URL, now: NOW }, { remembered })
    expect(cookie).toContain(`Max-Age=${days * 24 * 60 * 60}`)
    const at = (now: Date) => sessionOf(world.db, { baseUrl: BASE_URL, cookie, now })
    expect(await at(later(days * 24 - 1))).toBeDefined()
    expect(await at(later(days * 24))).toBeUndefined()
  }
})

test('[A-06] on https the cookies are __Host-, Secure, HttpOnly, SameSite=Lax, of the whole host; no other name is read', async () => {
  const baseUrl = 'https://archive.test'
  const { id } = await world.known('reader')
  const cookie = await openSession(world.db, id, { baseUrl, now: NOW })
  expect(cookie).toMatch(
    /^__Host-palimpsest\.session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(await sessionOf(world.db, { baseUrl, cookie, now: NOW })).toBeDefined()
  const plain = cookie.replace('__Host-', '')
  expect(await sessionOf(world.db, { baseUrl, cookie: plain, now: NOW })).toBeUndefined()
  const one = visitor(world)
  const answer = await one.logIn('reader')
  for (const line of answer.headers.getSetCookie())
    expect(line).toMatch(/Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
})

test('when a session was last used is written once in ten minutes at most', async () => {
  const { id } = await world.known('reader')
  const cookie = await openSession(world.db, id, { baseUrl: BASE_URL, now: NOW })
  const used = async (now: Date) => {
    await sessionOf(world.db, { baseUrl: BASE_URL, cookie, now })
    const row = world.db
      .selectFrom('sessions')
      .select('used_at')
      .where('token_hash', '=', hashOf(tokenIn(cookie)))
    return (await row.executeTakeFirstOrThrow()).used_at
  }
  expect(await used(new Date(NOW.getTime() + 60_000))).toEqual(NOW)
  expect(await used(later(1))).toEqual(later(1))
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux'],
  ['<script>alert(1)</script>', '', ''],
  [undefined, '', ''],
])('a browser is known by two words: %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system })
})
