import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../../../test/world.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { makeInvitations } from './invitations.ts'

let world: World
let code = ''
beforeAll(async () => {
  world = await makeWorld('sample')
  code = await invitation()
})
afterAll(() => world.end())

const join = (how: 'open' | 'invited' | 'closed') => world.pool.query('update joining set how = $1', [how])
const invitation = async (): Promise<string> => {
  const [made = ''] = await inTransaction(world.db, (trx) =>
    makeInvitations(trx, { person: null, count: 1, now: NOW }),
  )
  return made
}
const TICKS = { age: 'on', data: 'on', terms: 'on' }
const GOOD = 'umbrella stand, three geese'
const wish = (name: string, more: Record<string, string> = {}) => ({
  ...{ name, email: `${name}@example.org`, password: GOOD, again: GOOD, ...TICKS },
  ...more,
})
const linkIn = (text = ''): string => /http:\/\/archive\.test(\/\S+)/.exec(text)?.[1] ?? ''
const confirmCode = async (email: string): Promise<string> =>
  new URL(linkIn((await world.mails(email)).at(-1)?.text), 'http://x').searchParams.get('code') ?? ''

describe('joining is closed', () => {
  beforeAll(() => join('closed'))
  routeCases(
    () => world,
    [
      {
        case: 'GET join guest',
        path: '/users/new',
        status: 403,
        says: ['Joining is closed'],
        hides: ['name="password"'],
      },
      { case: 'GET signup guest', path: () => `/signup/${code}`, status: 403, says: ['Joining is closed'] },
      { case: 'POST join guest', path: '/users/new', form: wish('late_one'), status: 403 },
    ],
  )
})

describe('joining needs an invitation', () => {
  beforeAll(() => join('invited'))
  routeCases(
    () => world,
    [
      { case: 'GET join guest', path: '/users/new', status: 403, says: ['By invitation'] },
      { case: 'GET join member', path: '/users/new', status: 303, leads: '/' },
      { case: 'GET join owner', path: '/users/new', status: 303, leads: '/' },
      {
        case: 'POST join guest',
        path: '/users/new',
        form: wish('no_code'),
        status: 403,
        says: ['By invitation'],
      },
      { case: 'POST join member', path: '/users/new', form: wish('no_code'), status: 303, leads: '/' },
      { case: 'POST join owner', path: '/users/new', form: wish('no_code'), status: 303, leads: '/' },
      {
        case: 'GET signup guest',
        path: () => `/signup/${code}`,
        status: 200,
        says: ['name="again"', 'name="age"'],
      },
      { case: 'GET signup guest', path: '/signup/nothing', status: 403, says: ['no such invitation'] },
      { case: 'GET signup member', path: () => `/signup/${code}`, status: 303, leads: '/' },
      { case: 'GET signup owner', path: () => `/signup/${code}`, status: 303, leads: '/' },
      { case: 'POST signup guest', path: '/signup/nothing', form: wish('no_code'), status: 403 },
      {
        case: 'POST signup member',
        path: () => `/signup/${code}`,
        form: wish('no_code'),
        status: 303,
        leads: '/',
      },
      {
        case: 'POST signup owner',
        path: () => `/signup/${code}`,
        form: wish('no_code'),
        status: 303,
        leads: '/',
      },
      {
        case: 'GET confirmation guest',
        path: '/users/confirmation',
        status: 200,
        says: ['Look into your mailbox'],
      },
      {
        case: 'GET confirmation guest',
        path: '/users/confirmation?code=x',
        status: 422,
        says: ['leads nowhere'],
      },
      { case: 'GET confirmation member', path: '/users/confirmation?code=x', status: 422 },
      { case: 'GET confirmation owner', path: '/users/confirmation?code=x', status: 422 },
      { case: 'POST confirmation guest', path: '/users/confirmation', form: { code: '' }, status: 422 },
      { case: 'POST confirmation member', path: '/users/confirmation', form: { code: 'x' }, status: 422 },
      { case: 'POST confirmation owner', path: '/users/confirmation', form: {}, status: 422 },
    ],
  )

  test('[U-001] an invitation is good for one account, and what was typed stands, not what was invited', async () => {
    const one = await invitation()
    await world.pool.query('update invitations set sent_to = $1 where code = $2', [
      'invited@example.org',
      one,
    ])
    expect(await (await world.get(`/signup/${one}`)).text()).toContain('value="invited@example.org"')
    const typed = wish('other_address', { again: 'something else' })
    const back = await (await world.post(`/signup/${one}`, typed)).text()
    expect(back).toContain('value="other_address@example.org"')
    expect(back).not.toContain('invited@example.org')
    expect((await world.post(`/signup/${one}`, wish('other_address'))).status).toBe(303)
    const again = await world.post(`/signup/${one}`, wish('second_one'))
    expect(again.status).toBe(403)
    expect(await again.text()).toContain('used already')
    await expect(world.known('second_one')).rejects.toThrow()
  })

  test('of twenty at once with one invitation, one joins and one mail is written', async () => {
    const one = await invitation()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        world.post(`/signup/${one}`, wish(`crowd_${'abcdefghijklmnopqrst'[at]}x`)),
      ),
    )
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    const { rows } = await world.pool.query("select to_address from mails where to_address like 'crowd\\_%'")
    expect(rows).toHaveLength(1)
  })
})

describe('joining is open', () => {
  beforeAll(() => join('open'))

  test('[U-001] every fault is said at once, beside its field, and what was typed is kept but for passphrases', async () => {
    const form = { name: 'x', email: 'nowhere', password: 'short', again: 'other', age: 'on' }
    const answer = await world.post('/users/new', form)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    for (const field of ['name', 'email', 'password', 'again', 'data', 'terms'])
      expect(page, field).toContain(`id="f-${field}-fault"`)
    expect(page).not.toContain('id="f-age-fault"')
    expect(page).toContain('value="nowhere"')
    expect(page).toMatch(/name="age"[^>]*checked/)
    expect(page).not.toContain('value="short"')
  })

  test.each([
    ['ab', 'name', 'A name has 3 to 40'],
    ['a'.repeat(41), 'name', 'A name has 3 to 40'],
    ['ana maria', 'name', 'A name has 3 to 40'],
    ['wrіter', 'name', 'A name has 3 to 40'],
    ['WRITER', 'name', 'has that name already'],
    ['wr1ter', 'name', 'easily taken for one'],
    ['wrlter', 'name', 'easily taken for one'],
    ['writer_two', 'name', '|welcome'],
    ['_writer_', 'name', 'easily taken for one'],
    ['admin', 'name', 'kept for the archive'],
    ['Passw0rd', 'name', 'kept for the archive'],
    ['0rphan_account', 'name', 'kept for the archive'],
    ['c0nfirmation', 'name', 'kept for the archive'],
  ])('[U-001] a name: %s', async (name, _field, says) => {
    const answer = await world.post(
      '/users/new',
      wish(name, { email: 'a.name@example.org', again: 'unequal' }),
    )
    expect(answer.status).toBe(422)
    const page = await answer.text()
    if (says.includes('|')) expect(page).not.toContain('id="f-name-fault"')
    else expect(page).toContain(says)
  })

  test.each(['quill+fic@example.org', "o'quill@example.org", 'QUILL.big@Example.ORG'])(
    'an address with marks is taken: %s',
    async (email) => {
      const name = `q_${Math.abs([...email].reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7) % 1e6)}`
      expect((await world.post('/users/new', wish(name, { email }))).status).toBe(303)
      expect(await world.mails(email.toLowerCase())).toMatchObject([{ kind: 'confirm-address' }])
    },
  )

  test('[A-34] an address that would end a line of a mail is refused, and nothing is written', async () => {
    const before = await world.pool.query('select count(*) from mails')
    for (const email of [
      'x@example.org\r\nBcc: all@example.org',
      'x@example.org\u2028y',
      'x%0a@example.org\n.',
    ])
      expect((await world.post('/users/new', wish('line_end', { email }))).status).toBe(422)
    expect((await world.pool.query('select count(*) from mails')).rows).toEqual(before.rows)
  })

  test('[U-002] an account is usable once its link was opened and its button pressed, which leads to the log-in', async () => {
    const sent = await world.post('/users/new', wish('new_ana'))
    expect(sent.headers.get('location')).toBe('/users/confirmation')
    const login = { login: 'new_ana', password: GOOD }
    const early = await world.post('/users/login', login)
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('waits for its address to be confirmed')
    const path = linkIn((await world.mails('new_ana@example.org'))[0]?.text)
    const shown = await (await world.get(path)).text()
    expect(shown).toContain('new_ana')
    expect((await world.post('/users/login', login)).status).toBe(422)
    const confirm = { code: await confirmCode('new_ana@example.org') }
    const done = await world.post('/users/confirmation', confirm)
    expect(done.headers.get('location')).toMatch(/^\/users\/login\?/)
    expect((await world.post('/users/login', login)).status).toBe(303)
    expect((await world.post('/users/confirmation', confirm)).status).toBe(422)
    expect((await world.get(path)).status).toBe(422)
  })

  test('[A-11] who joins with an address that has an account gets the same answer; only the mail tells', async () => {
    const fresh = await world.post('/users/new', wish('fresh_one', { email: 'fresh@example.org' }))
    const known = await world.post('/users/new', wish('known_one', { email: 'writer@example.org' }))
    const heard = async (answer: Response) => [
      answer.status,
      answer.headers.get('location'),
      await answer.text(),
    ]
    expect(await heard(known)).toEqual(await heard(fresh))
    expect((await world.mails('writer@example.org')).at(-1)).toMatchObject({ kind: 'already-here' })
    expect((await world.mails('writer@example.org')).at(-1)?.text).toContain('writer')
    // The name is taken either way: nobody learns by trying it again.
    const again = async (name: string) =>
      (await world.post('/users/new', wish(name, { email: 'third@example.org' }))).status
    expect([await again('fresh_one'), await again('known_one')]).toEqual([422, 422])
    const login = (name: string) => world.post('/users/login', { login: name, password: GOOD })
    const [one, two] = [await login('fresh_one'), await login('known_one')]
    expect((await two.text()).replaceAll('known_one', '')).toBe(
      (await one.text()).replaceAll('fresh_one', ''),
    )
    expect((await world.get('/users/known_one')).status).toBe((await world.get('/users/fresh_one')).status)
  })

  test('nobody’s mailbox is filled by strangers who join with its address', async () => {
    for (let times = 0; times < 6; times++)
      await world.post('/users/new', wish(`filler_${'abcdef'[times]}`, { email: 'reader@example.org' }))
    expect((await world.mails('reader@example.org')).length).toBe(3)
    for (let times = 0; times < 6; times++)
      await world.post('/users/new', wish(`waiter_${'abcdef'[times]}`, { email: 'waits@example.org' }))
    expect((await world.mails('waits@example.org')).length).toBe(3)
  })

  test('an account that nobody confirmed within seven days is forgotten; its name and invitation are free', async () => {
    const one = await invitation()
    await world.post(`/signup/${one}`, wish('slow_one'))
    await world.pool.query(
      "update people set created_at = created_at - interval '7 days' where name = 'slow_one'",
    )
    expect((await world.post('/users/new', wish('SLOW_one'))).status).toBe(303)
    expect((await world.known('slow_one')).name).toBe('SLOW_one')
    const { rows } = await world.pool.query('select used_at from invitations where code = $1', [one])
    expect(rows).toEqual([{ used_at: null }])
  })

  test('[A-32] columns that are added to the form have no effect', async () => {
    const columns = {
      role: 'owner',
      email_verified: 'true',
      person_id: '1',
      id: '1',
      standing: 'banned',
      confirmed: 'on',
    }
    await world.post(
      '/users/new',
      wish('greedy_one', { ...columns, created_at: '2001-01-01', two_factor_enabled: 'on' }),
    )
    const { rows } = await world.pool.query(
      "select role, email_verified, standing, id > 1 as own from people where name = 'greedy_one'",
    )
    expect(rows).toEqual([{ role: 'member', email_verified: false, standing: 'active', own: true }])
  })

  test('[A-33] fields that are repeated or nested are one field, or none', async () => {
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await world.get('/users/new')).text())?.[1] ?? ''
    const post = (body: URLSearchParams) =>
      world.app.request('http://archive.test/users/new', {
        ...{ method: 'POST', body, headers: { host: 'archive.test', origin: 'http://archive.test' } },
      })
    const twice = new URLSearchParams([...Object.entries({ csrf, ...wish('twice_a') }), ['name', 'twice_b']])
    expect((await post(twice)).status).toBe(303)
    expect((await world.known('twice_b')).name).toBe('twice_b')
    await expect(world.known('twice_a')).rejects.toThrow()
    for (const name of ['name[]', 'name[x]', '__proto__', 'constructor.prototype', '__proto__[role]']) {
      const { name: _none, ...rest } = wish('nested')
      const answer = await post(new URLSearchParams({ csrf, ...rest, [name]: 'nested_one' }))
      expect(answer.status, name).toBe(422)
    }
    expect(({} as Record<string, unknown>).role).toBeUndefined()
  })

  test('[A-07] a passphrase of ten thousand characters is refused with a word, and 200 emoji are taken', async () => {
    const long = await world.post(
      '/users/new',
      wish('long_one', { password: 'x'.repeat(10_000), again: 'x'.repeat(10_000) }),
    )
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('At most 256 characters')
    const emoji = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x1f300 + at)).join('')
    expect(
      (await world.post('/users/new', wish('emoji_one', { password: emoji, again: emoji }))).status,
    ).toBe(303)
    await world.post('/users/confirmation', { code: await confirmCode('emoji_one@example.org') })
    expect((await world.post('/users/login', { login: 'emoji_one', password: emoji })).status).toBe(303)
    const short = [...emoji].slice(0, 199).join('')
    expect((await world.post('/users/login', { login: 'emoji_one', password: short })).status).toBe(422)
  })

  test('of five at once whose names look alike, one is made', async () => {
    const names = ['Lookalike', 'l00kalike', '_lookalike', 'lookalike_', 'LOOKALIKE']
    const answers = await Promise.all(
      names.map((name, at) => world.post('/users/new', wish(name, { email: `look${at}@example.org` }))),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422, 422, 422, 422])
  })

  test('guests are asked to join by the header, and only where they can', async () => {
    expect(SAMPLE_PASSWORD).toBeTruthy()
    await new Promise((done) => setTimeout(done, 1_100))
    expect(await (await world.get('/works')).text()).toContain('href="/users/new"')
    expect(await (await world.get('/works', 'reader')).text()).not.toContain('href="/users/new"')
    await join('closed')
    await new Promise((done) => setTimeout(done, 1_100))
    expect(await (await world.get('/works')).text()).not.toContain('href="/users/new"')
    await join('open')
  })
})
