import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'

const work = vi.hoisted(() => ({ verified: 0, hashed: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    verify: (...given: Parameters<typeof real.verify>) => {
      work.verified++
      return real.verify(...given)
    },
    hash: (...given: Parameters<typeof real.hash>) => {
      work.hashed++
      return real.hash(...given)
    },
  }
})

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const LOGIN = '/users/login'
const logIn = (login: string, password = SAMPLE_PASSWORD, more = {}) =>
  world.post(LOGIN, { login, password, ...more })
const kept = async (name: string): Promise<string> =>
  (
    await world.pool.query(
      'select password from credentials join people on people.id = person_id where name = $1',
      [name],
    )
  ).rows[0].password
const keep = (name: string, password: string) =>
  world.pool.query(
    'update credentials set password = $2 where person_id = (select id from people where name = $1)',
    [name, password],
  )

describe('[U-003] who is known', () => {
  test.each(['writer', 'WRITER', ' Writer ', 'writer@example.org', 'WRITER@Example.org'])(
    'as %j',
    async (login) => {
      expect((await logIn(login)).status).toBe(303)
    },
  )

  test('and who is not get the same answer', async () => {
    const answers = []
    for (const login of ['writer', 'no_writer', 'writer@example.org', 'no@example.org']) {
      const answer = await logIn(login, 'not this one')
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.push(JSON.stringify([answer.status, headers, (await answer.text()).replaceAll(login, '')]))
    }
    expect(new Set(answers).size).toBe(1)
  })

  test('by an older archive’s SHA-512 is let in, once by that hash and then by ours', async () => {
    await world.person('older')
    let digest = 'an old phrase of minea_salt'
    for (let round = 0; round < 20; round++) digest = createHash('sha512').update(digest).digest('hex')
    await keep('older', `$sha512$20$a_salt$${digest}`)
    expect((await logIn('older', 'an old phrase of mind')).status).toBe(422)
    expect(await kept('older')).toMatch(/^\$sha512/)
    expect((await logIn('older', 'an old phrase of mine')).status).toBe(303)
    expect(await kept('older')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await logIn('older', 'an old phrase of mine')).status).toBe(303)
  })

  test('[A-09] by a hash with other figures has it made anew', async () => {
    await world.person('thrifty')
    await keep(
      'thrifty',
      await hash(SAMPLE_PASSWORD, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 }),
    )
    expect((await logIn('thrifty')).status).toBe(303)
    expect(await kept('thrifty')).toMatch(/m=19456,t=2,p=1\$/)
    const before = work.hashed
    expect((await logIn('thrifty')).status).toBe(303)
    expect(work.hashed).toBe(before)
  })
})

describe('[A-11] known and unknown', () => {
  test('cost the same work: one look at a hash', async () => {
    await logIn('no_first', 'not this one')
    const counts = []
    for (const [login, password] of [
      ['reader', 'not this one'],
      ['no_reader', 'not this one'],
      ['reader@example.org', 'not this one'],
      ['no@example.org', 'not this one'],
      ['reader', 'x'.repeat(10_000)],
      ['no_reader', 'x'.repeat(10_000)],
    ] as const) {
      const [verified, hashed] = [work.verified, work.hashed]
      await logIn(login, password)
      counts.push([work.verified - verified, work.hashed - hashed])
    }
    expect(counts).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 0],
    ])
  })

  test('take about the same time (told, not judged: the machine is shared)', async () => {
    const time = async (name: (at: number) => string): Promise<number> => {
      const taken: number[] = []
      for (let at = 0; at < 9; at++) {
        const begun = performance.now()
        await logIn(name(at), 'not this one')
        taken.push(performance.now() - begun)
      }
      return taken.sort((a, b) => a - b)[4] ?? 0
    }
    const [known, unknown] = [await time(() => 'mrs_hudson_rents'), await time((at) => `nobody_${at}`)]
    console.log(`a wrong passphrase, median: known ${known.toFixed(0)} ms, unknown ${unknown.toFixed(0)} ms`)
    expect(known).toBeGreaterThan(0)
  })
})

describe('[A-10] guessing', () => {
  const cookieOf = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .filter((one) => one?.includes('device'))
      .join('; ')
  const from = async (login: string, password: string, cookie: string) => {
    const page = await (await world.get('/settings/reading', null, { cookie })).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const headers = { host: 'archive.test', origin: 'http://archive.test', cookie }
    const body = new URLSearchParams({ csrf, login, password })
    return (await world.app.request(`http://archive.test${LOGIN}`, { method: 'POST', headers, body })).status
  }

  test('ends at ten; but the browser its person used before is not shut out, and neither is another account', async () => {
    await world.person('victim')
    const device = cookieOf(await logIn('victim'))
    expect(device).not.toBe('')
    for (let guess = 0; guess < 30; guess++) await logIn('victim', 'not this one')
    expect((await logIn('victim')).status).toBe(429)
    expect(await from('victim', SAMPLE_PASSWORD, device)).toBe(303)
    expect(await from('VICTIM', 'not this one', device)).toBe(422)
    expect(await from('victim', SAMPLE_PASSWORD, `${device}x`)).toBe(429)
  })

  test('with a browser that is known has ten tries as well, and only for its own person', async () => {
    await world.person('lender')
    await world.person('target')
    const device = cookieOf(await logIn('lender'))
    for (let guess = 0; guess < 10; guess++) expect(await from('lender', 'not this one', device)).toBe(422)
    expect(await from('lender', SAMPLE_PASSWORD, device)).toBe(429)
    for (let guess = 0; guess < 10; guess++) await logIn('target', 'not this one')
    expect(await from('target', SAMPLE_PASSWORD, device)).toBe(429)
  })

  test('does not keep its person from a new passphrase, which logs in', async () => {
    await world.person('shut_out')
    for (let guess = 0; guess < 11; guess++) await logIn('shut_out', 'not this one')
    await world.post('/users/password/new', { email: 'shut_out@example.org' })
    await world.hear()
    const code = /code=(\S+)/.exec((await world.mails('shut_out@example.org')).at(-1)?.text ?? '')?.[1] ?? ''
    const phrase = 'umbrella stand, three geese'
    const done = await world.post('/users/password/edit', { code, password: phrase, again: phrase })
    expect(done.headers.getSetCookie().join()).toContain('session')
  })
})

describe('[U-004] a log-in leads back', () => {
  test('to the list it began at, also after a failed attempt', async () => {
    const back = '/works?q=lamp'
    const wrong = await (await logIn('writer', 'not this one', { back })).text()
    expect(wrong).toContain('name="back" value="/works?q=lamp"')
    expect((await logIn('writer', SAMPLE_PASSWORD, { back })).headers.get('location')).toBe(back)
  })

  test.each([
    '/users/logout',
    '/users/login?back=/x',
    '/users/password/edit',
    '/users/confirmation?code=x',
    '/users/new',
  ])('and never to %s', async (back) => {
    expect((await logIn('writer', SAMPLE_PASSWORD, { back })).headers.get('location')).toBe('/')
  })
})

describe('[U-006] logging out without script', () => {
  test('is asked first, and leads back to a public page', async () => {
    const asked = await (
      await world.get('/users/logout', 'reader', { referer: 'http://archive.test/works?q=x' })
    ).text()
    expect(asked).toContain('value="/works?q=x"')
    expect(await (await world.get('/', 'reader')).text()).toContain('Log out')
    await world.person('leaver')
    const out = await world.post('/users/logout', { back: '/works?q=x' }, 'leaver')
    expect(out.headers.get('location')).toBe('/works?q=x')
    expect(await (await world.get('/', 'leaver')).text()).toContain('Log in')
  })

  test('leads to the log-in from a private page, and never to another site', async () => {
    await world.person('leaver_two')
    const out = await world.post('/users/logout', { back: '/users/leaver_two/filters' }, 'leaver_two')
    const next = await world.get(out.headers.get('location') ?? '', 'leaver_two')
    expect(next.headers.get('location')).toMatch(/^\/users\/login\?/)
    const page = await world.get('/users/logout', 'reader', { referer: 'https://evil.example/works' })
    expect(await page.text()).not.toContain('evil')
  })
})

test('[A-02] a session that was there before the log-in is not the one after it, and opens nothing any more', async () => {
  await world.person('fixed_one')
  const cookies = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
  const first = cookies(await logIn('fixed_one'))
  const planted = 'palimpsest.session=planted-by-somebody-else'
  for (const before of [first, planted]) {
    const page = await (await world.get('/settings/reading', null, { cookie: before })).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const headers = { host: 'archive.test', origin: 'http://archive.test', cookie: before }
    const body = new URLSearchParams({ csrf, login: 'fixed_one', password: SAMPLE_PASSWORD })
    const answer = await world.app.request(`http://archive.test${LOGIN}`, { method: 'POST', headers, body })
    expect(answer.status).toBe(303)
    const session = (all: string) => /palimpsest\.session=([^;]+)/.exec(all)?.[1]
    expect(session(cookies(answer))).not.toBe(session(before))
    expect(await (await world.get('/', null, { cookie: before })).text()).toContain('Log in')
  }
})
