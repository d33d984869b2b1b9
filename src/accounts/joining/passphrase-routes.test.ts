import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const ASK = '/users/password/new'
const EDIT = '/users/password/edit'
const NEW = 'umbrella stand, three geese'

const ask = (email: string) => world.post(ASK, { email })
const linkIn = (text = ''): string =>
  /http:\/\/archive\.test(\/users\/password\/edit\S+)/.exec(text)?.[1] ?? ''
const codeIn = (link: string): string => new URL(link, 'http://x').searchParams.get('code') ?? ''
/** Asks, lets the job run, and gives the code of the mail. */
async function codeFor(email: string): Promise<string> {
  await ask(email)
  await world.hear()
  return codeIn(
    linkIn((await world.mails(email)).filter((mail) => mail.kind === 'reset-passphrase').at(-1)?.text),
  )
}
const choose = (code: string, password = NEW, again = password, as: string | null = null) =>
  world.post(EDIT, { code, password, again }, as)
const logIn = async (login: string, password: string) =>
  (await world.post('/users/login', { login, password })).status
const aged = (hours: number) =>
  world.pool.query(`update mailed_codes set made_at = made_at - interval '${hours} hours'`)

routeCases(
  () => world,
  [
    { case: 'GET forgotten guest', path: ASK, status: 200, says: ['type="email"'] },
    { case: 'GET forgotten guest', path: `${ASK}?sent=yes`, status: 200, says: ['If there is an account'] },
    { case: 'GET forgotten member', path: ASK, status: 200 },
    { case: 'GET forgotten owner', path: ASK, status: 200 },
    {
      case: 'POST forgotten guest',
      path: ASK,
      form: { email: 'nobody@example.org' },
      status: 303,
      leads: `${ASK}?sent=yes`,
    },
    {
      case: 'POST forgotten guest',
      path: ASK,
      form: { email: 'no address' },
      status: 422,
      says: ['value="no address"'],
    },
    { case: 'POST forgotten guest', path: ASK, form: { email: 'x'.repeat(100_000) }, status: 422 },
    { case: 'POST forgotten guest', path: ASK, form: {}, status: 422 },
    { case: 'POST forgotten member', path: ASK, form: { email: 'nobody@example.org' }, status: 303 },
    { case: 'POST forgotten owner', path: ASK, form: { email: 'nobody@example.org' }, status: 303 },
    { case: 'GET reset guest', path: EDIT, status: 422, says: ['leads nowhere'] },
    { case: 'GET reset guest', path: `${EDIT}?code=%00`, status: 422 },
    { case: 'GET reset member', path: `${EDIT}?code=x`, status: 403, says: ['logged in as'] },
    { case: 'GET reset member', path: EDIT, status: 200, says: ['You are logged in here'] },
    { case: 'GET reset owner', path: `${EDIT}?code=x`, status: 403 },
    { case: 'POST reset guest', path: EDIT, form: { code: 'x', password: NEW, again: NEW }, status: 422 },
    { case: 'POST reset guest', path: EDIT, form: {}, status: 422 },
    { case: 'POST reset member', path: EDIT, form: { code: 'x' }, status: 403 },
    { case: 'POST reset owner', path: EDIT, form: { code: 'x' }, status: 403 },
  ],
)

describe('a new passphrase is asked for', () => {
  test('[U-007] [A-11] and the answer is the same for known, unknown, unconfirmed and banned; so is the work', async () => {
    await world.person('banned_one')
    await world.person('waiting_one')
    await world.pool.query("update people set standing = 'banned' where name = 'banned_one'")
    await world.pool.query("update people set email_verified = false where name = 'waiting_one'")
    const answers = []
    for (const who of ['writer', 'no_such_one', 'waiting_one', 'banned_one']) {
      const answer = await ask(`${who}@example.org`)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.push({ status: answer.status, headers, text: await answer.text() })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    // Nothing is looked up and nobody is written to before the job runs: each costs one row in the queue.
    expect((await world.pool.query('select 1 from mails')).rows).toEqual([])
    expect((await world.pool.query('select 1 from mailed_codes')).rows).toEqual([])
    await world.hear()
    const kinds = async (who: string) => (await world.mails(`${who}@example.org`)).map((mail) => mail.kind)
    expect(await kinds('writer')).toEqual(['reset-passphrase'])
    expect(await kinds('no_such_one')).toEqual([])
    expect(await kinds('waiting_one')).toEqual(['confirm-address'])
  })

  test('[U-007] three mails are sent in twelve hours, and a fourth after them', async () => {
    const count = async () => (await world.mails('reader@example.org')).length
    for (let times = 0; times < 5; times++) {
      expect((await ask('READER@example.org')).status).toBe(303)
      await world.hear()
    }
    expect(await count()).toBe(3)
    await aged(12)
    await ask('reader@example.org')
    await world.hear()
    expect(await count()).toBe(4)
  })

  test('the mail is in the language it was asked for in', async () => {
    await world.person('sprecher')
    await world.post(`${ASK}?ui=de`, { email: 'sprecher@example.org' })
    await world.hear()
    expect((await world.mails('sprecher@example.org'))[0]?.subject).toBe('Eine neue Passphrase')
  })
})

describe('[U-008] a link to a new passphrase', () => {
  test('works once; until then the old passphrase is good, afterwards only the new one', async () => {
    await world.person('una')
    const code = await codeFor('una@example.org')
    expect(await (await world.get(`${EDIT}?code=${code}`)).text()).toContain('una')
    expect(await logIn('una', SAMPLE_PASSWORD)).toBe(303)
    const cookie = await world.cookie('una')
    const unequal = await choose(code, NEW, 'another three geese')
    expect(unequal.status).toBe(422)
    expect(await unequal.text()).not.toContain(NEW)
    expect(await logIn('una', SAMPLE_PASSWORD)).toBe(303)
    const done = await choose(code)
    expect(done.headers.get('location')).toBe(EDIT)
    const own = done.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    expect(await (await world.get(EDIT, null, { cookie: own })).text()).toContain('You are logged in here')
    expect([await logIn('una', SAMPLE_PASSWORD), await logIn('una', NEW)]).toEqual([422, 303])
    // Every session from before has ended.
    expect(await (await world.get('/', null, { cookie })).text()).not.toContain('Log out')
    const mail = (await world.mails('una@example.org')).at(-1)
    expect(mail?.kind).toBe('passphrase-reset')
    const { rows } = await world.pool.query(
      "select kind from security_events join people on people.id = person_id where name = 'una' order by at desc",
    )
    expect(rows[0]).toEqual({ kind: 'passphrase-reset' })
    expect(await (await choose(code, 'yet another phrase')).text()).toContain('used already')
    expect((await world.get(`${EDIT}?code=${code}`)).status).toBe(422)
    expect(await logIn('una', NEW)).toBe(303)
  })

  test('does nothing while somebody is logged in', async () => {
    await world.person('dora')
    const code = await codeFor('dora@example.org')
    expect((await world.get(`${EDIT}?code=${code}`, 'reader')).status).toBe(403)
    expect((await choose(code, NEW, NEW, 'reader')).status).toBe(403)
    expect(await logIn('dora', SAMPLE_PASSWORD)).toBe(303)
    expect((await choose(code)).status).toBe(303)
  })

  test.each([24, 14 * 24])('is refused after %i hours', async (hours) => {
    await world.person(`late_${hours}`)
    const code = await codeFor(`late_${hours}@example.org`)
    await aged(hours)
    expect((await world.get(`${EDIT}?code=${code}`)).status).toBe(422)
    expect(await (await choose(code)).text()).toContain('too old')
    expect(await logIn(`late_${hours}`, NEW)).toBe(422)
  })

  test('is void once another was asked for', async () => {
    await world.person('twice')
    const first = await codeFor('twice@example.org')
    const second = await codeFor('twice@example.org')
    expect((await choose(first)).status).toBe(422)
    expect((await choose(second)).status).toBe(303)
  })

  test.each([
    ['short', 'Ten characters or more'],
    ['password123', 'guessers try it first'],
    ['x'.repeat(10_000), 'At most 256'],
    ['fussy_one2026', 'made of the name'],
  ])('takes no passphrase that is no good: %.20s', async (password, says) => {
    if (!(await world.pool.query("select 1 from people where name = 'fussy_one'")).rowCount)
      await world.person('fussy_one')
    await world.pool.query('delete from mailed_codes')
    const answer = await choose(await codeFor('fussy_one@example.org'), password)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
  })

  test('of two tabs at once, one sets the passphrase', async () => {
    await world.person('tabs')
    const code = await codeFor('tabs@example.org')
    const phrases = ['first three brown geese', 'other three brown geese']
    const answers = await Promise.all(phrases.map((phrase) => choose(code, phrase)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422])
    const won = phrases[answers.findIndex((answer) => answer.status === 303)] ?? ''
    expect(await logIn('tabs', won)).toBe(303)
  })

  test('[A-12] leaves the second factor in its place: it leads to the log-in, and logs nobody in', async () => {
    const { id } = await world.person('factor')
    await world.pool.query(
      "insert into two_factors (person_id, secret, confirmed) values ($1, 'sealed', true)",
      [id],
    )
    const done = await choose(await codeFor('factor@example.org'))
    expect(done.headers.get('location')).toMatch(/^\/users\/login\?/)
    expect(done.headers.getSetCookie().join()).not.toContain('session')
    expect((await world.pool.query('select 1 from two_factors where person_id = $1', [id])).rowCount).toBe(1)
  })
})
