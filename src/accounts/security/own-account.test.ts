import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Visitor, visitor } from '../../../test/visitor.ts'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../../../test/world.ts'
import { findPerson } from '../people.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const WISHED = 'seven lamps on a quiet stair'
const password = SAMPLE_PASSWORD

async function member(name: string): Promise<Visitor> {
  await world.person(name)
  const at = visitor(world)
  await at.logIn(name)
  return at
}

const kindsTo = async (name: string) => (await world.mails(`${name}@example.org`)).map((mail) => mail.kind)
/** Minutes pass, for this account's sessions. */
const ages = (name: string, minutes: number) =>
  world.pool.query(
    `update sessions set proven_at = proven_at - make_interval(mins => $2)
     where person_id = (select id from people where name = $1)`,
    [name, minutes],
  )

describe('the passphrase', () => {
  test('[U-009] needs the old one and the new one twice; then every other session ends and its owner is mailed the time', async () => {
    const at = await member('changer')
    const elsewhere = visitor(world)
    await elsewhere.logIn('changer')
    const path = '/users/changer/change_password'
    const refused = async (form: Record<string, string>, says: string) => {
      const answer = await at.post(path, form)
      const page = await answer.text()
      expect(answer.status).toBe(422)
      expect(page).toContain(says)
      for (const typed of Object.values(form)) if (typed.length > 3) expect(page).not.toContain(typed)
    }
    await refused(
      { password: 'not it at all', new_password: WISHED, again: WISHED },
      'not the passphrase of this account',
    )
    await refused({ password, new_password: WISHED, again: 'seven lamps' }, 'not the same as above')
    await refused({ password, new_password: 'short', again: 'short' }, '10 characters or more')
    await refused(
      { password, new_password: 'x'.repeat(300), again: 'x'.repeat(300) },
      '256 characters at most',
    )
    await refused({ password, new_password: 'changer1234', again: 'changer1234' }, 'made of the name')
    await refused({}, 'not the passphrase of this account')
    expect((await at.post(path, { password, new_password: WISHED, again: WISHED })).status).toBe(303)
    expect([await at.isIn(), await elsewhere.isIn()]).toEqual([true, false])
    expect((await elsewhere.logIn('changer')).status).toBe(422)
    expect((await elsewhere.logIn('changer', { password: WISHED })).status).toBe(303)
    const mails = await world.mails('changer@example.org')
    expect(mails[0]).toMatchObject({ kind: 'passphrase-changed' })
    expect(mails[0]?.text).toContain('22 November 2026 at 12:00 (UTC)')
  })

  test('is not asked for where a passkey was shown a moment ago', async () => {
    const at = await member('forgetful')
    await world.pool.query(
      "update sessions set proven_by = 'passkey' where person_id = (select id from people where name = 'forgetful')",
    )
    const path = '/users/forgetful/change_password'
    expect(await (await at.get(path)).text()).not.toContain('autocomplete="current-password"')
    await ages('forgetful', 16)
    expect(await (await at.get(path)).text()).toContain('autocomplete="current-password"')
    expect((await at.post(path, { new_password: WISHED, again: WISHED })).status).toBe(422)
    await world.pool.query("update sessions set proven_at = $1 where proven_by = 'passkey'", [NOW])
    expect((await at.post(path, { new_password: WISHED, again: WISHED })).status).toBe(303)
  })

  test('cannot be found out from an open session by trying', async () => {
    const at = await member('left_open')
    const guess = async (n: number) =>
      (await at.post('/users/login/again', { password: `guess number ${n}` })).status
    for (let n = 0; n < 10; n++) expect(await guess(n)).toBe(422)
    expect((await at.post('/users/login/again', { password })).status).toBe(429)
    const page = await at.post('/users/left_open/change_password', {
      password,
      new_password: WISHED,
      again: WISHED,
    })
    expect(await page.text()).toContain('Too many wrong passphrases')
  })
})

describe('[A-05] a session that has not proved itself for fifteen minutes', () => {
  test('is asked again before anything that changes how safe an account is, and comes back', async () => {
    const at = await member('stale')
    await ages('stale', 15)
    const again = '/users/login/again?back='
    for (const path of ['two-step', 'passkeys', 'recovery-codes'].map((one) => `/settings/security/${one}`)) {
      expect((await at.get(path)).headers.get('location')).toBe(again + encodeURIComponent(path))
      const sent = await at.post(path, { deed: 'off', name: 'x', answer: '{}' })
      expect(sent.headers.get('location'), path).toBe(again + encodeURIComponent(path))
    }
    const email = await at.post('/users/stale/change_email', { email: 'new@example.org' })
    expect(email.headers.get('location')).toBe(
      `${again}${encodeURIComponent('/users/stale/change_email?email=new%40example.org')}`,
    )
    expect(await kindsTo('stale')).toEqual([])
  })

  test('goes on where it was, with what was typed', async () => {
    const at = await member('typing')
    await ages('typing', 20)
    const sent = await at.post('/users/typing/change_email', { email: 'new.typing@example.org' })
    const asks = await (await at.get(sent.headers.get('location') ?? '')).text()
    expect(asks).toContain('Still you?')
    const back = '/users/typing/change_email?email=new.typing%40example.org'
    const wrong = await at.post('/users/login/again', { password: 'not this one', back })
    expect([wrong.status, (await wrong.text()).includes(back.replace('&', '&amp;'))]).toEqual([422, true])
    const on = await at.post('/users/login/again', { password, back })
    expect(on.headers.get('location')).toBe(back)
    expect(await (await at.get(back)).text()).toContain('value="new.typing@example.org"')
    expect((await at.post('/users/typing/change_email', { email: 'new.typing@example.org' })).status).toBe(
      303,
    )
  })
})

describe('the e-mail address', () => {
  const linkTo = async (address: string) =>
    /http:\/\/archive\.test(\/settings\/email\/\S+)/.exec(
      (await world.mails(address)).at(-1)?.text ?? '',
    )?.[1] ?? ''

  test('changes once the link in the mail to the new one was opened; both are told', async () => {
    const at = await member('moving')
    await at.post('/users/moving/change_email', { email: 'Moved@Example.org' })
    expect(await kindsTo('moving')).toEqual(['email-asked'])
    const link = await linkTo('moved@example.org')
    // A mail program may look at the link: nothing happens yet, and nobody need be logged in.
    const anybody = visitor(world)
    expect(await (await anybody.get(link)).text()).toContain('Make it so')
    expect((await anybody.logIn('moved@example.org')).status).toBe(422)
    expect((await visitor(world).post(link, {})).status).toBe(200)
    expect((await anybody.logIn('moved@example.org')).status).toBe(303)
    expect(await kindsTo('moving')).toEqual(['email-asked', 'email-changed'])
    expect((await world.mails('moved@example.org')).map((mail) => mail.kind)).toEqual([
      ...['confirm-new-address', 'email-changed', 'new-device'],
    ])
    const second = await visitor(world).post(link, {})
    expect([second.status, (await second.text()).includes('used already')]).toEqual([422, true])
    expect(await (await anybody.get('/settings/email/made-up')).text()).toContain('leads to nothing')
  })

  test('of somebody else is answered alike, and nothing is mailed there', async () => {
    const at = await member('curious')
    const answers = ['reader@example.org', 'unheard-of@example.org'].map(async (email) => {
      const answer = await at.post('/users/curious/change_email', { email })
      return [answer.status, answer.headers.get('location')]
    })
    const [taken, free] = await Promise.all(answers)
    expect(taken).toEqual(free)
    expect((await world.mails('reader@example.org')).map((mail) => mail.kind)).not.toContain(
      'confirm-new-address',
    )
    const refused = await at.post('/users/curious/change_email', { email: 'a"b\r\nBcc: x@example.org' })
    expect([refused.status, (await refused.text()).includes('no e-mail address')]).toEqual([422, true])
    expect((await at.post('/users/curious/change_email', { email: 'CURIOUS@example.org' })).status).toBe(422)
  })
})

describe('the name', () => {
  test('[U-011] needs the passphrase and another free name, then rests for seven days; its owner is mailed when it can change again', async () => {
    const at = await member('before_it')
    const path = '/users/before_it/change_username'
    const refused = async (form: Record<string, string>, says: string) => {
      const answer = await at.post(path, form)
      const page = await answer.text()
      expect([answer.status, page.includes(says)], page.slice(0, 3_000)).toEqual([422, true])
    }
    await refused({ new_name: 'after_it' }, 'not the passphrase')
    await refused({ new_name: 'after_it', password: 'wrong one' }, 'value="after_it"')
    await refused({ new_name: 'before_it', password }, 'has already')
    await refused({ new_name: 'READER', password }, 'Somebody has this name')
    await refused({ new_name: 'a b', password }, '3 to 40 letters')
    await refused({ new_name: 'moderator', password }, 'kept for the archive')
    expect((await at.post(path, { new_name: 'Before_It', password })).status).toBe(303)
    expect((await findPerson(world.db, 'before_it'))?.name).toBe('Before_It')
    await refused({ new_name: 'after_it', password }, 'again from 29 Nov 2026')
    const mail = (await world.mails('before_it@example.org')).at(-1)
    expect(mail).toMatchObject({ kind: 'name-changed' })
    expect(mail?.text).toContain('29 Nov 2026')
    await world.pool.query(
      "update people set name_changed_at = name_changed_at - interval '7 days' where name = 'Before_It'",
    )
    expect((await at.post(path, { new_name: 'after_it', password })).status).toBe(303)
    expect(await at.isIn()).toBe(true)
    const { rows } = await world.pool.query('select name from past_names order by id')
    expect(rows.map((row) => row.name)).toEqual(['before_it', 'Before_It'])
  })

  const pens = async (name: string) => {
    const { rows } = await world.pool.query<{ name: string }>(
      'select pen_names.name from pen_names join people on people.id = person_id where people.name = $1 order by 1',
      [name],
    )
    return rows.map((row) => row.name)
  }

  test('[U-012] the pen name of that name goes with it; where there is one of the new name already, both stay', async () => {
    const at = await member('one_pen')
    await at.post('/users/one_pen/change_username', { new_name: 'One_Quill', password })
    expect(await pens('One_Quill')).toEqual(['One_Quill'])
    await world.person('two_pens', 'member', ['Two_Quills'])
    const two = visitor(world)
    await two.logIn('two_pens')
    await two.post('/users/two_pens/change_username', { new_name: 'two_quills', password })
    expect(await pens('two_quills')).toEqual(['Two_Quills', 'two_pens'])
  })

  test('[U-013] a rename shows everywhere at once, and the old name finds nothing', async () => {
    const at = await member('oldname')
    const by = await world.known('oldname')
    const work = await world.work(by, { title: 'Signed Once' })
    expect(await (await world.get('/works?q=oldname')).text()).toContain('Signed Once')
    await at.post('/users/oldname/change_username', { new_name: 'newname', password })
    expect(await (await world.get('/works?q=newname')).text()).toContain('Signed Once')
    expect(await (await world.get('/works?q=oldname')).text()).not.toContain('Signed Once')
    const shown = [
      `/works/${work}`,
      '/users/newname',
      '/users/newname/works',
      '/people/search?any=newname',
      '/autocomplete/creator?term=newn',
    ]
    for (const path of shown) {
      const page = await (await world.get(path)).text()
      expect(page, path).toContain('newname')
      expect(page.replaceAll(/oldname@/g, ''), path).not.toContain('oldname')
    }
    for (const path of ['/users/oldname', '/users/oldname/works'])
      expect((await world.get(path)).status).toBe(404)
    for (const path of ['/people/search?any=oldname', '/autocomplete/creator?term=oldn'])
      expect(await (await world.get(path)).text()).not.toContain('newname')
  })
})
