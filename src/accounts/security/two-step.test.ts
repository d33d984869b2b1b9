import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Visitor, visitor } from '../../../test/visitor.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { codeAt, stepAt } from './totp.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const SECURITY = '/settings/security'
const TWO_STEP = `${SECURITY}/two-step`
const SECOND = '/users/login/second'

interface Guarded {
  readonly name: string
  readonly key: Buffer
  readonly codes: readonly string[]
  readonly at: Visitor
}

/** The code of a step around now that was not taken yet. */
const code = ({ key }: Pick<Guarded, 'key'>, around = 0) => codeAt(key, stepAt(NOW) + around)

/** A member with two-step log-in on, turned on by the pages themselves, with the code of the step before. */
async function guarded(name: string): Promise<Guarded> {
  await world.person(name)
  const at = visitor(world)
  await at.logIn(name)
  const page = await (await at.get(TWO_STEP)).text()
  const offer = /name="offer" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const secret = /<code class="secret"[^>]*>([^<]+)/.exec(page)?.[1]?.replaceAll(/\s/g, '') ?? ''
  const key = fromBase32(secret)
  const shown = await (await at.post(TWO_STEP, { deed: 'on', offer, code: code({ key }, -1) })).text()
  const codes = [...shown.matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map((match) => match[1] ?? '')
  expect(codes).toHaveLength(10)
  return { name, key, codes, at }
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('turned on by a code of the app; then the passphrase alone leads to the second step', async () => {
  const one = await guarded('careful')
  const elsewhere = visitor(world)
  const answer = await elsewhere.logIn('careful', { back: '/works?q=x' })
  expect(answer.headers.get('location')).toBe(`${SECOND}?back=%2Fworks%3Fq%3Dx`)
  expect(await elsewhere.isIn()).toBe(false)
  expect(await (await elsewhere.get(SECOND)).text()).toContain('autocomplete="one-time-code"')
  expect((await elsewhere.post(SECOND, { code: '000000', back: '/works' })).status).toBe(422)
  const done = await elsewhere.post(SECOND, { code: code(one), back: '/works?q=x' })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/works?q=x'])
  expect(await elsewhere.isIn()).toBe(true)
  const kinds = (await world.mails('careful@example.org')).map((mail) => mail.kind)
  expect(kinds).toEqual(['two-step-on', 'new-device'])
})

test('the secret lies sealed in the database, recovery codes as hashes', async () => {
  const { key, codes } = await guarded('sealed')
  const { rows } = await world.pool.query<{ all: string }>(
    'select two_factors::text as all from two_factors union all select recovery_codes::text from recovery_codes',
  )
  const all = rows.map((row) => row.all).join('\n')
  for (const plain of [key.toString('hex'), key.toString('base64'), ...codes])
    expect(all).not.toContain(plain)
})

test('[A-13] a code of the app and a recovery code are each taken once, also at the same moment', async () => {
  const one = await guarded('once')
  const used = async (given: string) => {
    const at = visitor(world)
    await at.logIn('once')
    return (await at.post(SECOND, { code: given })).status
  }
  // The code that turned it on is spent as well.
  expect(await used(code(one, -1))).toBe(422)
  const doors = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const at = visitor(world)
      await at.logIn('once')
      return at
    }),
  )
  const together = async (given: string) =>
    (await Promise.all(doors.map((at) => at.post(SECOND, { code: given }))))
      .map(({ status }) => status)
      .sort()
  expect(await together(code(one))).toEqual([303, 422, 422, 422])
  expect(await used(code(one))).toBe(422)
  const recovery = one.codes[0] ?? ''
  expect(await used(recovery.toUpperCase().replaceAll('-', ' '))).toBe(303)
  expect(await used(recovery)).toBe(422)
})

test('the way half in belongs to the browser that gave the passphrase, and ends', async () => {
  const one = await guarded('halfway')
  const stranger = visitor(world)
  expect((await stranger.post(SECOND, { code: code(one) })).headers.get('location')).toContain(
    '/users/login?',
  )
  stranger.cookies.set('palimpsest.second-step', 'made.up')
  expect((await stranger.post(SECOND, { code: code(one) })).headers.get('location')).toContain(
    '/users/login?',
  )
  const at = visitor(world)
  await at.logIn('halfway')
  const words = (at.cookies.get('palimpsest.second-step') ?? '').split('.')
  const other = Buffer.from(words[0] ?? '', 'base64url')
    .toString()
    .replace(/\[(\d+),\[(\d+)/, '[$1,[1')
  at.cookies.set('palimpsest.second-step', `${Buffer.from(other).toString('base64url')}.${words[1]}`)
  expect((await at.post(SECOND, { code: code(one) })).headers.get('location')).toContain('/users/login?')
})

test('[A-10] who knows the passphrase cannot guess codes for long, nor shut the owner out by guessing', async () => {
  const one = await guarded('guessed')
  const known = one.at
  await known.post('/users/logout', {})
  const statuses: number[] = []
  for (let round = 0; round < 4; round++) {
    const stranger = visitor(world)
    await stranger.logIn('guessed')
    for (let guess = 0; guess < 5; guess++)
      statuses.push((await stranger.post(SECOND, { code: '000000' })).status)
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422))
  expect(statuses[10]).toBe(429)
  const kinds = (await world.mails('guessed@example.org')).map((mail) => mail.kind)
  expect(kinds.filter((kind) => kind === 'second-step-guessed')).toHaveLength(1)
  // The browser its owner used before has its own count; anywhere, a recovery code opens.
  await known.logIn('guessed')
  expect((await known.post(SECOND, { code: code(one) })).status).toBe(303)
  const phone = visitor(world)
  await phone.logIn('guessed')
  const recovered = await phone.post(SECOND, { code: one.codes[3] ?? '' })
  expect(recovered.headers.get('location')).toBe(`${SECURITY}?said=recovered`)
})

test('a browser may be let in without codes for 30 days, until that is taken back', async () => {
  const one = await guarded('trusting')
  const home = visitor(world)
  await home.logIn('trusting')
  await home.post(SECOND, { code: code(one), trust: 'on' })
  const again = async () => {
    await home.post('/users/logout', {})
    return (await home.logIn('trusting')).headers.get('location')
  }
  expect(await again()).toBe('/')
  const late =
    "update known_devices set trusted_until = trusted_until - interval '31 days' where trusted_until is not null"
  await world.pool.query(late)
  expect(await again()).toContain(SECOND)
  await home.post(SECOND, { code: code(one, 1), trust: 'on' })
  expect(await (await home.get(TWO_STEP)).text()).toContain('One browser is let in without a code')
  await home.post(TWO_STEP, { deed: 'trust-none' })
  expect(await again()).toContain(SECOND)
})

describe('[A-04] where a factor changes', () => {
  test('the end of the other sessions is offered, and ends them', async () => {
    const one = await guarded('elsewhere')
    const other = visitor(world)
    await other.logIn('elsewhere')
    await other.post(SECOND, { code: code(one) })
    const shown = await one.at.post(`${SECURITY}/recovery-codes`, {})
    expect(await shown.text()).toContain('You are logged in elsewhere, in one other browser.')
    await one.at.post(`${SECURITY}/sessions`, { end: 'others' })
    expect([await one.at.isIn(), await other.isIn()]).toEqual([true, false])
  })

  test('one session of the list is ended, and nobody else’s', async () => {
    const [mine, phone, theirs] = [
      visitor(world),
      visitor(world, 'Mozilla/5.0 (Linux; Android 15) Chrome/142.0'),
      visitor(world),
    ]
    await mine.logIn('reader')
    await phone.logIn('reader')
    await theirs.logIn('writer')
    const page = await (await mine.get(SECURITY)).text()
    expect(page).toContain('Chrome on Android')
    expect(page).toContain('this browser')
    const id = /name="end" value="(\d+)"/.exec(page)?.[1] ?? ''
    await theirs.post(`${SECURITY}/sessions`, { end: id })
    expect(await phone.isIn()).toBe(true)
    await mine.post(`${SECURITY}/sessions`, { end: id })
    expect([await mine.isIn(), await phone.isIn()]).toEqual([true, false])
  })
})

test('turned off, it is asked for no more, and the old recovery codes are gone', async () => {
  const one = await guarded('offagain')
  expect((await one.at.post(TWO_STEP, { deed: 'off' })).headers.get('location')).toBe(
    `${SECURITY}?said=two-step-off`,
  )
  await one.at.post('/users/logout', {})
  expect((await one.at.logIn('offagain')).headers.get('location')).toBe('/')
  const { rows } = await world.pool.query(
    "select from recovery_codes where person_id = (select id from people where name = 'offagain')",
  )
  expect(rows).toHaveLength(0)
})

test('new recovery codes void the old; the page says how many are left', async () => {
  const one = await guarded('renewing')
  expect(await (await one.at.get(`${SECURITY}/recovery-codes`)).text()).toContain('10 are left of the ten')
  const page = await (await one.at.post(`${SECURITY}/recovery-codes`, {})).text()
  const renewed = /<code>([a-z0-9-]+)<\/code>/.exec(page)?.[1] ?? ''
  await one.at.post('/users/logout', {})
  await one.at.logIn('renewing')
  expect((await one.at.post(SECOND, { code: one.codes[0] ?? '' })).status).toBe(422)
  expect((await one.at.post(SECOND, { code: renewed })).status).toBe(303)
})
