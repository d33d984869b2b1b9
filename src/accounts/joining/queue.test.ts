import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import { joiningView } from './joining-view.ts'
import { sendNow, setJoining } from './keep-joining.ts'
import { askInQueue, placeOf } from './queue.ts'
import { sendWhenDue } from './send-from-queue.ts'

const HOUR = 60 * 60 * 1_000
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR)

let world: World
let owner: Member
beforeAll(async () => {
  world = await makeWorld()
  owner = await world.person('keeper', 'owner')
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of ['invitation_queue', 'invitations', 'mails'] as const)
    await world.db.deleteFrom(table).execute()
  await world.db.updateTable('joining').set({ how: 'closed', queue_sends: 0, queue_sent_at: null }).execute()
})

const writing = (now = NOW) => ({ baseUrl: BASE_URL, archive: 'The Lamp', now })
const ask = (email: string, now = NOW) => askInQueue(world.db, { email, locale: 'en', writing: writing(now) })
const set = (queueSends: number, how: 'open' | 'invited' | 'closed' = 'invited') =>
  setJoining(world.db, owner, { how, queueSends, queueEveryHours: 12, invitationsEach: 0 }, NOW)
const due = (now: Date) =>
  sendWhenDue({ db: world.db, baseUrl: BASE_URL, archive: async () => 'The Lamp', now: () => now })
const kinds = async (to: string) => (await world.mails(to)).map(({ kind }) => kind)
const invited = async (): Promise<string[]> => {
  const rows = await world.db.selectFrom('invitations').select('sent_to').orderBy('id').execute()
  return rows.map(({ sent_to }) => sent_to ?? '')
}
const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `p${from + at}@example.org`)

describe('who asks for an invitation', () => {
  test('[M-021] is told place and date by mail alone, once a day, whatever was typed before', async () => {
    await set(2)
    for (const email of people(1, 3)) expect(await ask(email)).toBe('asked')
    const [mail] = await world.mails('p3@example.org')
    expect(mail?.text).toContain('at place 3')
    expect(mail?.text).toContain('23 Nov 2026')
    expect(await ask(' P3@Example.org ')).toBe('asked')
    expect(await kinds('p3@example.org')).toEqual(['queue-place'])
    expect(await placeOf(world.db, 'p3@example.org')).toBe(3)
  })

  test('and has an account hears of that, and does not wait', async () => {
    await set(2)
    expect(await ask('keeper@example.org')).toBe('asked')
    expect((await world.mails('keeper@example.org'))[0]?.subject).toContain('You need no invitation')
    expect(await placeOf(world.db, 'keeper@example.org')).toBeUndefined()
  })

  test.each([
    '',
    'ada',
    'ada@',
    'ada@example.org, eve@example.org',
    'ada@example.org\r\nBcc: eve@example.org',
  ])('needs an address: %j', async (email) => {
    await set(2)
    expect(await ask(email)).toBe('bad-address')
  })

  test('hears of the place also while the queue is closed, and a new address does not get in', async () => {
    await set(2)
    await ask('p1@example.org')
    await set(0)
    await world.db.deleteFrom('mails').execute()
    await ask('p1@example.org')
    await ask('p2@example.org')
    expect((await world.mails('p1@example.org'))[0]?.text).toContain('rests just now')
    expect(await world.mails('p2@example.org')).toEqual([])
    expect(await placeOf(world.db, 'p2@example.org')).toBeUndefined()
  })

  test('[M-023] is sent an unused invitation again after a day, not sooner', async () => {
    await set(1)
    await ask('p1@example.org')
    await due(later(12))
    expect(await kinds('p1@example.org')).toEqual(['queue-place', 'invitation'])
    await ask('p1@example.org', later(35))
    expect(await kinds('p1@example.org')).toHaveLength(2)
    await ask('p1@example.org', later(36))
    expect(await kinds('p1@example.org')).toEqual(['queue-place', 'invitation', 'invitation'])
    expect(await invited()).toEqual(['p1@example.org'])
  })
})

describe('the queue', () => {
  test('[M-022] sends so many every so many hours; places move up; a keeper sends some at once', async () => {
    expect(
      await setJoining(
        world.db,
        owner,
        { how: 'invited', queueSends: -1, queueEveryHours: 0, invitationsEach: 101 },
        NOW,
      ),
    ).toEqual({
      faults: ['queueSends', 'queueEveryHours', 'invitationsEach'],
    })
    await set(2)
    for (const email of people(1, 5)) await ask(email)
    await due(later(11))
    expect(await invited()).toEqual([])
    await due(later(12))
    expect(await invited()).toEqual(people(1, 2))
    expect(await Promise.all(people(3, 5).map((email) => placeOf(world.db, email)))).toEqual([1, 2, 3])
    expect(await sendNow(world.db, owner, 1, writing(later(13)))).toEqual({ done: 1 })
    expect(await invited()).toEqual(people(1, 3))
    const view = await joiningView(world.db, owner, { sought: 'P5', now: NOW })
    expect(view?.queue).toMatchObject({ waiting: 2, first: [{ place: 2, email: 'p5@example.org' }] })
  })

  test('sends once, when two hear of it at once, and once after days in which nothing ran', async () => {
    await set(2)
    for (const email of people(1, 8)) await ask(email)
    await Promise.all([due(later(12)), due(later(12)), due(later(12))])
    expect(await invited()).toHaveLength(2)
    await due(later(24 * 9))
    await due(later(24 * 9))
    expect(await invited()).toHaveLength(4)
    const jobs = await world.pool.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'queue.due'",
    )
    expect(jobs.rowCount).toBe(1)
  })

  test('[M-023] forgets an address that has an account by then', async () => {
    await set(2)
    for (const email of ['newcomer@example.org', 'p2@example.org', 'p3@example.org']) await ask(email)
    await world.person('newcomer')
    await due(later(12))
    expect(await invited()).toEqual(['p2@example.org', 'p3@example.org'])
  })

  test('rests while people join in another way', async () => {
    await set(2)
    await ask('p1@example.org')
    await set(2, 'closed')
    await due(later(100))
    expect(await invited()).toEqual([])
  })

  test('two keepers who send at once invite nobody twice', async () => {
    await set(2)
    for (const email of people(1, 6)) await ask(email)
    await Promise.all([
      sendNow(world.db, owner, 3, writing()),
      sendNow(world.db, owner, 3, writing()),
      due(later(12)),
    ])
    expect((await invited()).toSorted()).toEqual(people(1, 6))
  })

  test('writes to each in the language they asked in', async () => {
    await set(1)
    await askInQueue(world.db, { email: 'de@example.org', locale: 'de', writing: writing() })
    await due(later(12))
    expect((await world.mails('de@example.org')).map(({ subject }) => subject)).toEqual([
      'Dein Platz in der Warteliste von The Lamp',
      'Eine Einladung zu The Lamp',
    ])
  })
})
