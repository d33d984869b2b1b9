import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { InvitationId, InvitationRequestId } from '../../core/ids.ts'
import { joiningView } from './joining-view.ts'
import {
  answerRequest,
  giveToMembers,
  inviteAddress,
  makeCodes,
  removeInvitation,
  setJoining,
} from './keep-joining.ts'
import { askForMore, makeOwn, ownInvitations, sendOwn } from './own-invitations.ts'

let world: World
let owner: Member
let ada: Member
let ben: Member
beforeAll(async () => {
  world = await makeWorld()
  owner = await world.person('keeper', 'owner')
  ada = await world.person('ada')
  ben = await world.person('ben')
})
afterAll(() => world.end())

const HOUR = 60 * 60 * 1_000
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR)
const writing = (now = NOW) => ({ baseUrl: BASE_URL, archive: 'The Lamp', now })
const of = async (who: Member) => (await ownInvitations(world.db, who, NOW)).invitations
const found = async (sought: string) =>
  (await joiningView(world.db, owner, { sought, now: NOW }))?.found.map(
    ({ sentTo, of: giver }) => sentTo ?? giver,
  )
const ask = (who: Member, wanted: number | null, reason: string) =>
  askForMore(world.db, who, { wanted, reason, locale: 'de' }, NOW)
const send = (who: Member, id: InvitationId | undefined, email: string, now = NOW) =>
  sendOwn(world.db, who, { id, email, locale: 'en' }, writing(now))
const request = async (): Promise<InvitationRequestId | undefined> =>
  (await joiningView(world.db, owner, { sought: '', now: NOW }))?.requests[0]?.id

describe('a member', () => {
  test('[M-024] asks for up to ten with a reason; the keepers give another number or none, by mail', async () => {
    expect(await ask(ada, 0, 'friends')).toBe('bad-number')
    expect(await ask(ada, 11, 'friends')).toBe('bad-number')
    expect(await ask(ada, null, 'friends')).toBe('bad-number')
    expect(await ask(ada, 3, '  ')).toBe('no-reason')
    expect(await ask(ada, 3, 'x'.repeat(2_001))).toBe('long-reason')
    expect(await ask(ada, 3, 'Three friends who write')).toBe('asked')
    expect(await ask(ada, 4, 'One more')).toBe('asked-before')
    const id = await request()
    const twice = [1, 2].map(() => answerRequest(world.db, owner, { id, granted: 2 }, writing()))
    expect((await Promise.all(twice)).sort()).toEqual(['answered', 'answered-before'])
    expect((await of(ada)).map(({ sentTo, used }) => ({ sentTo, used }))).toEqual([
      { sentTo: null, used: false },
      { sentTo: null, used: false },
    ])
    const [mail] = await world.mails('ada@example.org')
    expect(mail).toMatchObject({ kind: 'invitations-granted', subject: 'Deine Bitte um Einladungen' })
    expect(await ask(ada, 1, 'And another')).toBe('asked')
    await answerRequest(world.db, owner, { id: await request(), granted: 0 }, writing())
    expect((await world.mails('ada@example.org')).map(({ kind }) => kind)).toContain('invitations-refused')
    expect(await of(ada)).toHaveLength(2)
  })

  test('[M-024] mails one to an address, again after a day; a stranger’s invitation is not theirs', async () => {
    const [{ id } = { id: undefined }] = await of(ada)
    expect(await send(ada, id, 'name@')).toBe('bad-address')
    expect(await send(ben, id, 'friend@example.org')).toBe('no-such-invitation')
    expect(await send(ada, id, 'Friend@example.org')).toBe('sent')
    expect((await world.mails('friend@example.org'))[0]?.text).toContain('ada invites you to The Lamp')
    expect(await send(ada, id, 'friend@example.org', later(23))).toBe('too-soon')
    expect(await send(ada, id, 'friend@example.org', later(24))).toBe('sent')
    expect((await of(ada)).some(({ sentTo }) => sentTo === 'friend@example.org')).toBe(true)
    await world.db
      .updateTable('invitations')
      .set({ used_at: NOW, used_by: ben.id })
      .where('sent_to', 'is not', null)
      .execute()
    expect((await of(ada)).at(-1)).toMatchObject({ used: true, usedBy: 'ben' })
    expect(await send(ada, id, 'friend@example.org', later(99))).toBe('used')
  })

  test('makes none freely, a moderator does', async () => {
    expect(await makeOwn(world.db, ada, NOW)).toBe('not-allowed')
    const moderator = await world.person('mod', 'moderator')
    expect(await makeOwn(world.db, moderator, NOW)).toBe('made')
    expect(await of(moderator)).toHaveLength(1)
  })
})

describe('a keeper', () => {
  test('[M-026] invites an address, gives codes to all or to those without, finds and withdraws', async () => {
    for (const email of ['', 'name@', 'a b@example.org'])
      expect(await inviteAddress(world.db, owner, { email, locale: 'en' }, writing())).toBe('bad-address')
    expect(
      await inviteAddress(world.db, owner, { email: 'Guest_One@example.org', locale: 'en' }, writing()),
    ).toBe('sent')
    expect(await world.mails('guest_one@example.org')).toHaveLength(1)
    const before = (await of(ben)).length
    expect(await giveToMembers(world.db, owner, { count: 11, whom: 'all' }, NOW)).toBe('bad-number')
    expect(await giveToMembers(world.db, owner, { count: 2, whom: 'all' }, NOW)).toMatchObject({ done: 4 })
    expect(await giveToMembers(world.db, owner, { count: 2, whom: 'without' }, NOW)).toEqual({ done: 0 })
    expect(await of(ben)).toHaveLength(before + 2)
    expect(await found('GUEST_O')).toEqual(['guest_one@example.org'])
    expect(await found('guestXone')).toEqual([])
    expect(await found('ben')).toContain('ben')
    const view = await joiningView(world.db, owner, { sought: 'guest_one', now: NOW })
    const [one] = view?.found ?? []
    expect((await joiningView(world.db, owner, { sought: one?.code ?? '', now: NOW }))?.found).toHaveLength(1)
    expect(await removeInvitation(world.db, owner, one?.id)).toBe('removed')
    expect(await removeInvitation(world.db, owner, one?.id)).toBe('not-there')
    expect((await joiningView(world.db, owner, { sought: '', now: NOW }))?.unused).toBe(
      (view?.unused ?? 0) - 1,
    )
  })

  test('makes codes, so many at once', async () => {
    for (const count of [0, 1_001, null])
      expect(await makeCodes(world.db, owner, count, NOW)).toBe('bad-number')
    const before = (await joiningView(world.db, owner, { sought: '', now: NOW }))?.foundInAll ?? 0
    expect(await makeCodes(world.db, owner, 25, NOW)).toEqual({ done: 25 })
    expect((await joiningView(world.db, owner, { sought: '', now: NOW }))?.foundInAll).toBe(before + 25)
  })

  test('is the owner alone: everybody else changes nothing', async () => {
    const moderator = await world.known('mod')
    const wish = { how: 'open', queueSends: 1, queueEveryHours: 1, invitationsEach: 1 } as const
    for (const who of [ada, moderator]) {
      expect(await setJoining(world.db, who, wish, NOW)).toBe('not-allowed')
      expect(await makeCodes(world.db, who, 1, NOW)).toBe('not-allowed')
      expect(await inviteAddress(world.db, who, { email: 'x@example.org', locale: 'en' }, writing())).toBe(
        'not-allowed',
      )
      expect(await giveToMembers(world.db, who, { count: 1, whom: 'all' }, NOW)).toBe('not-allowed')
      expect(await answerRequest(world.db, who, { id: undefined, granted: 1 }, writing())).toBe('not-allowed')
      expect(await removeInvitation(world.db, who, undefined)).toBe('not-allowed')
      expect(await joiningView(world.db, who, { sought: '', now: NOW })).toBeUndefined()
    }
  })
})
