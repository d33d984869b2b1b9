import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'
import { loginAttempts } from './login-attempts.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const LOGIN = '/users/login'
const guess = (login: string, password = 'not this one') => world.post(LOGIN, { login, password })

test('after ten wrong passphrases the right one has to wait as well; other accounts have not', async () => {
  for (let guesses = 0; guesses < 10; guesses++) expect((await guess('writer')).status).toBe(422)
  const answer = await guess('Writer ', SAMPLE_PASSWORD)
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('900')
  expect(answer.headers.getSetCookie().join()).not.toContain('session')
  expect(await answer.text()).toContain('Too many wrong passphrases. Try again in 15 minutes')
  expect((await guess('reader', SAMPLE_PASSWORD)).status).toBe(303)
})

test('a name that nobody has is answered alike', async () => {
  for (let guesses = 0; guesses < 10; guesses++) await guess('nobody_here')
  expect((await guess('nobody_here')).status).toBe(429)
})

test('who logs in again and again is never refused', async () => {
  for (let times = 0; times < 12; times++) expect((await guess('reader', SAMPLE_PASSWORD)).status).toBe(303)
})

describe('attempts', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const later = new Date('2026-11-22T12:15:00Z')
  const many = (
    count: number,
    attempt: (at: number) => Parameters<ReturnType<typeof loginAttempts>['begin']>[0],
  ) => {
    const attempts = loginAttempts()
    for (let at = 0; at < count; at++) attempts.begin(attempt(at), now)
    return attempts
  }

  test('from one place leave the account open to its owner elsewhere', () => {
    const attempts = many(1_000, () => ({ login: 'writer', from: '203.0.113.7' }))
    expect(attempts.begin({ login: 'writer', from: '203.0.113.7' }, now)).toBe(900)
    expect(attempts.begin({ login: 'writer', from: '198.51.100.1' }, now)).toBe(0)
  })

  test('from everywhere on one account are refused', () => {
    const attempts = many(100, (at) => ({ login: 'writer', from: `203.0.113.${at}` }))
    expect(attempts.begin({ login: 'writer', from: '198.51.100.1' }, now)).toBe(900)
  })

  test('from one place on many accounts are refused, until a quarter of an hour has passed', () => {
    const attempts = many(60, (at) => ({ login: `name${at}`, from: '203.0.113.7' }))
    expect(attempts.begin({ login: 'writer', from: '203.0.113.7' }, now)).toBe(900)
    expect(attempts.begin({ login: 'writer', from: '198.51.100.1' }, now)).toBe(0)
    expect(attempts.begin({ login: 'writer', from: '203.0.113.7' }, later)).toBe(0)
  })
})
