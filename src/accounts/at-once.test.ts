import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { linkPenName, ownPenNames, unlinkPenName } from './index.ts'
import { makeInvitations } from './joining/invitations.ts'
import { mailCode } from './joining/mailed-codes.ts'
import { MOST_KEPT_AWAY, mute } from './people/keep-away.ts'
import { changeName } from './security/change-name.ts'
import { makeRecoveryCodes } from './security/recovery-codes.ts'
import { recover } from './security/two-step.ts'

let world: World
let db: Db
beforeAll(async () => {
  world = await makeWorld('sample')
  db = world.db
})
afterAll(() => world.end())

const MANY = 50
const changing = { baseUrl: 'http://archive.test', secret: 'a secret', now: NOW }
/** Fifty at once; how many had which outcome. */
async function atOnce(
  work: (at: number) => Promise<string | number | boolean>,
): Promise<Record<string, number>> {
  const outcomes = await Promise.all(Array.from({ length: MANY }, (_, at) => work(at)))
  const counted: Record<string, number> = {}
  for (const outcome of outcomes) counted[String(outcome)] = (counted[String(outcome)] ?? 0) + 1
  return counted
}
const rowsOf = async (query: string, values: readonly unknown[] = []) =>
  (await world.pool.query(query, [...values])).rows

const PHRASE = 'umbrella stand, three geese'
const wish = (name: string, address = name) => ({
  ...{ name, email: `${address}@example.org`, password: PHRASE, again: PHRASE },
  ...{ age: 'on', data: 'on', terms: 'on' },
})

describe('[A-39] of fifty at once', () => {
  test('who join with one name, one has it', async () => {
    await world.pool.query("update joining set how = 'open'")
    const joined = await atOnce(
      async (at) => (await world.post('/users/new', wish('wanted', `w${at}`))).status,
    )
    expect(joined).toEqual({ 303: 1, 422: MANY - 1 })
    expect(await rowsOf("select from people where name_key = 'wanted'")).toHaveLength(1)
    expect(await rowsOf("select from pen_names where name_key = 'wanted'")).toHaveLength(1)
  })

  test('who use one invitation, one joins', async () => {
    const made = await inTransaction(db, (trx) => makeInvitations(trx, { person: null, count: 1, now: NOW }))
    const path = `/signup/${made[0]}`
    const joined = await atOnce(async (at) => (await world.post(path, wish(`guest_${at}_x`))).status)
    expect(joined).toEqual({ 303: 1, 403: MANY - 1 })
    expect(await rowsOf("select from people where name_key like 'guest\\_%'")).toHaveLength(1)
  })

  test('who open one mailed link, one confirms the address, and invitations are given once', async () => {
    await world.pool.query('update joining set invitations_each = 3')
    const { id } = await world.person('confirmed_once')
    const code = await inTransaction(db, (trx) => mailCode(trx, { person: id, purpose: 'confirm', now: NOW }))
    const done = await atOnce(async () => (await world.post('/users/confirmation', { code })).status)
    expect(done).toEqual({ 303: 1, 422: MANY - 1 })
    expect(await rowsOf('select from invitations where person_id = $1', [id])).toHaveLength(3)
  })

  test('new passphrases by one link, one is the passphrase', async () => {
    const { id } = await world.person('forgetful')
    const code = await inTransaction(db, (trx) => mailCode(trx, { person: id, purpose: 'reset', now: NOW }))
    const phrase = (at: number): string => `umbrella stand, geese ${at}`
    const won: number[] = []
    await atOnce(async (at) => {
      const form = { code, password: phrase(at), again: phrase(at) }
      const { status } = await world.post('/users/password/edit', form)
      if (status === 303) won.push(at)
      return status
    })
    expect(won).toHaveLength(1)
    const login = { login: 'forgetful', password: phrase(won[0] ?? 0) }
    expect((await world.post('/users/login', login)).status).toBe(303)
  })

  test('with one recovery code, one is let in', async () => {
    const { id } = await world.person('recovered')
    const codes = await inTransaction(db, (trx) => makeRecoveryCodes(trx, id))
    expect(await atOnce(() => recover(db, changing, id, codes[0] ?? ''))).toEqual({
      true: 1,
      false: MANY - 1,
    })
    expect(await rowsOf('select from recovery_codes where person_id = $1', [id])).toHaveLength(
      codes.length - 1,
    )
  })

  const session = (member: Member) => ({ id: 0, member, provenAt: NOW, provenBy: 'passkey' }) as const
  const rename = async (member: Member, name: string): Promise<string> => {
    const asked = { session: session(member), password: SAMPLE_PASSWORD, name }
    const change = await changeName(db, async () => 'right', changing, asked)
    return 'changed' in change ? 'changed' : change.refused
  }

  test('new names for one account, one is taken; the others wait their week', async () => {
    const member = await world.person('restless')
    const renamed = await atOnce((at) => rename(member, `restless_${at}`))
    expect(renamed).toEqual({ changed: 1, 'too-soon': MANY - 1 })
    expect(await rowsOf('select from past_names where person_id = $1', [member.id])).toHaveLength(1)
  })

  test('accounts that take one name, one has it', async () => {
    const members: Member[] = []
    for (let at = 0; at < MANY; at++) {
      const name = `taker${at}x`
      const [made] = await rowsOf(
        "insert into people (name, email, role) values ($1, $1 || '@example.org', 'member') returning id",
        [name],
      )
      members.push({ type: 'member', id: made.id, name, role: 'member' })
    }
    const alike = ['thewantedone', 'thewanted0ne']
    const taken = await atOnce((at) => rename(members[at] as Member, alike[at % 2] ?? ''))
    expect(taken.changed).toBe(1)
    expect((taken['name-taken'] ?? 0) + (taken['looks-like-another'] ?? 0)).toBe(MANY - 1)
  })

  test('who open one claim’s link, one takes the work', async () => {
    const kept = await world.known('moderator')
    const id = await world.work(kept, { title: 'Wanted', creators: ['far_away'] }, 'kept')
    const leave = { way: 'permission', given_by: 'far_away', given_on: '2026-11-01', how: 'By mail' }
    const page = await (await world.post(`/works/${id}/publication`, leave, 'moderator')).text()
    const link = /\/claims\/[A-Za-z0-9_-]+/.exec(page)?.[0] ?? ''
    const names = ['reader', 'writer', 'library_door']
    for (const name of names) await world.cookie(name)
    const claimed = await atOnce(async (at) => {
      const name = names[at % names.length] ?? ''
      return (await world.post(link, { deed: at % 5 ? 'claim' : 'remove', pen: name }, name)).status
    })
    expect((claimed[303] ?? 0) + (claimed[200] ?? 0)).toBe(1)
    expect(claimed[404]).toBe(MANY - 1)
    expect(await rowsOf('select from creatorships where work_id = $1', [id])).toHaveLength(1)
  })

  test('who unlink and link a pen name, each is answered, and it is one or the other', async () => {
    const member = await world.person('undecided', 'member', ['Undecided Quill'])
    const pen = (await ownPenNames(db, member)).find(({ name }) => name === 'Undecided Quill')
    if (!pen) throw new Error('the pen name is not there')
    expect(await atOnce(() => unlinkPenName(db, member, pen.id))).toEqual({ unlinked: MANY })
    const codes = async () => rowsOf('select code, unlinked from pen_names where id = $1', [pen.id])
    const before = await codes()
    expect(await atOnce(() => unlinkPenName(db, member, pen.id))).toEqual({ unlinked: MANY })
    expect(await codes()).toEqual(before)
    const both = await atOnce((at) => (at % 2 ? linkPenName : unlinkPenName)(db, member, pen.id))
    expect(both).toEqual({ linked: MANY / 2, unlinked: MANY / 2 })
  })

  test('whom somebody mutes with room for one, one is muted', async () => {
    const member = await world.person('annoyed')
    const made = await rowsOf(
      `insert into people (name, email, role) select 'loud' || n, 'loud' || n || '@example.org', 'member'
       from generate_series(1, $1::int) n returning id, name`,
      [MOST_KEPT_AWAY - 1 + MANY],
    )
    await world.pool.query(
      'insert into mutes (person_id, muted_id, made_at) select $1, id, $3 from unnest($2::int[]) id',
      [member.id, made.slice(MANY).map(({ id }) => id), NOW],
    )
    const muted = await atOnce((at) => mute(db, member, { type: 'member', role: 'member', ...made[at] }, NOW))
    expect(muted).toEqual({ muted: 1, 'too-many': MANY - 1 })
  })
})
