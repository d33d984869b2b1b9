import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { makeInvitations } from './invitations.ts'

let world: World
let code = ''
beforeAll(async () => {
  world = await makeWorld('sample')
  const { id } = await world.known('reader')
  ;[code = ''] = await inTransaction(world.db, (trx) =>
    makeInvitations(trx, { person: id, count: 1, now: NOW }),
  )
  await world.db.updateTable('joining').set({ how: 'invited', queue_sends: 2 }).execute()
})
afterAll(() => world.end())

const OWN = '/users/reader/invitations'
const SETTINGS = {
  deed: 'settings',
  how: 'invited',
  queueSends: '5',
  queueEveryHours: '12',
  invitationsEach: '1',
}

routeCases(
  () => world,
  [
    {
      case: 'GET invitations guest',
      path: OWN,
      status: 303,
      leads: `/users/login?back=%2Fusers%2Freader%2Finvitations`,
    },
    { case: 'GET invitations member', path: OWN, status: 200, says: [`${BASE_URL}/signup/`, 'Ask for more'] },
    { case: 'GET invitations member', path: '/users/writer/invitations', status: 404 },
    { case: 'GET invitations owner', path: OWN, status: 404 },
    {
      case: 'GET invitations owner',
      path: '/users/moderator/invitations',
      status: 200,
      says: ['Make an invitation'],
    },
    { case: 'POST invitations guest', path: OWN, form: { deed: 'ask' }, status: 303 },
    { case: 'POST invitations owner', path: OWN, form: { deed: 'ask' }, status: 404 },
    {
      case: 'POST invitations owner',
      path: '/users/moderator/invitations',
      form: { deed: 'make' },
      status: 303,
      leads: '/users/moderator/invitations?done=made',
    },
    {
      case: 'POST invitations member',
      path: OWN,
      form: { deed: 'ask', wanted: '12', reason: 'Friends <b>' },
      status: 422,
      says: ['Ask for 1 to 10.', 'Friends &lt;b&gt;', 'value="12"'],
    },
    {
      case: 'POST invitations member',
      path: OWN,
      form: { deed: 'ask', wanted: '2', reason: 'Friends' },
      status: 303,
      leads: `${OWN}?done=asked`,
    },
    { case: 'POST invitations member', path: OWN, form: { deed: 'make' }, status: 404 },
    { case: 'POST invitations member', path: OWN, form: { deed: 'send', id: '999999' }, status: 422 },
    { case: 'POST invitations member', path: OWN, form: {}, status: 404 },
    {
      case: 'GET inviteRequests guest',
      path: '/invite_requests',
      status: 200,
      says: ['autocomplete="email"'],
    },
    {
      case: 'GET inviteRequests guest',
      path: '/invite_requests?done=asked',
      status: 200,
      says: ['on its way to it'],
    },
    { case: 'GET inviteRequests guest', path: '/invite_requests?done=constructor', status: 200 },
    { case: 'GET inviteRequests member', path: '/invite_requests', status: 200 },
    { case: 'GET inviteRequests owner', path: '/invite_requests', status: 200 },
    {
      case: 'POST inviteRequests guest',
      path: '/invite_requests',
      form: { email: 'no' },
      status: 422,
      says: ['value="no"'],
    },
    { case: 'POST inviteRequests guest', path: '/invite_requests', form: {}, status: 422 },
    {
      case: 'POST inviteRequests member',
      path: '/invite_requests',
      form: { email: 'x@example.org' },
      status: 303,
      leads: '/invite_requests?done=asked',
    },
    {
      case: 'POST inviteRequests owner',
      path: '/invite_requests',
      form: { email: 'y@example.org' },
      status: 303,
    },
    { case: 'GET keepJoining guest', path: '/admin/joining', status: 404 },
    { case: 'GET keepJoining member', path: '/admin/joining', status: 404 },
    {
      case: 'GET keepJoining owner',
      path: '/admin/joining',
      status: 200,
      says: ['Who may join', 'value="2"'],
    },
    {
      case: 'GET keepJoining owner',
      path: '/admin/joining?q=%25%00',
      status: 200,
      says: ['Nothing here holds that.'],
    },
    { case: 'POST keepJoining guest', path: '/admin/joining', form: SETTINGS, status: 404 },
    { case: 'POST keepJoining member', path: '/admin/joining', form: SETTINGS, status: 404 },
    {
      case: 'POST keepJoining owner',
      path: '/admin/joining',
      form: SETTINGS,
      status: 303,
      leads: '/admin/joining?done=saved',
    },
    {
      case: 'POST keepJoining owner',
      path: '/admin/joining',
      form: { ...SETTINGS, queueSends: 'many', invitationsEach: '101' },
      status: 422,
      says: ['value="many"', 'value="101"', 'from 0 to 100'],
    },
    {
      case: 'POST keepJoining owner',
      path: '/admin/joining',
      form: { deed: 'codes', codes: '3' },
      status: 303,
    },
    {
      case: 'POST keepJoining owner',
      path: '/admin/joining',
      form: { deed: 'codes', codes: '0' },
      status: 422,
    },
    {
      case: 'POST keepJoining owner',
      path: '/admin/joining',
      form: { deed: 'invite', email: 'no' },
      status: 422,
    },
    { case: 'POST keepJoining owner', path: '/admin/joining', form: { deed: 'grant', id: '1' }, status: 422 },
    { case: 'POST keepJoining owner', path: '/admin/joining', form: { deed: 'constructor' }, status: 404 },
    { case: 'POST keepJoining owner', path: '/admin/joining', form: {}, status: 404 },
  ],
)

test('[M-021] the answer is the same for a new address, one that waits, one invited and one of an account', async () => {
  await world.post('/invite_requests', { email: 'waits@example.org' })
  const answers = await Promise.all(
    ['new@example.org', 'waits@example.org', 'writer@example.org', 'WRITER@example.org'].map(
      async (email) => {
        const answer = await world.post('/invite_requests', { email })
        const headers = [...answer.headers].filter(([name]) => name !== 'date')
        return { status: answer.status, headers, body: await answer.text() }
      },
    ),
  )
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
})

test('an invitation can be mailed from the page, and the page then says when it can again', async () => {
  const row = await world.db
    .selectFrom('invitations')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  const form = { deed: 'send', id: String(row.id), [`email-${row.id}`]: 'friend@example.org' }
  expect((await world.post(OWN, form, 'reader')).headers.get('location')).toBe(`${OWN}?done=sent`)
  expect(await (await world.get(OWN, 'reader')).text()).toContain('it can be mailed again a day later')
  expect((await world.post(OWN, form, 'reader')).status).toBe(422)
})

test('who asks again and again from one place is told to wait', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 30; n++)
    statuses.push((await world.post('/invite_requests', { email: 'z@example.org' })).status)
  expect(statuses.at(-1)).toBe(422)
})

test('without a queue there is no such page', async () => {
  await world.db.updateTable('joining').set({ how: 'closed' }).execute()
  await world.db.deleteFrom('invitation_queue').execute()
  expect((await world.get('/invite_requests')).status).toBe(404)
  expect((await world.post('/invite_requests', { email: 'z@example.org' })).status).toBe(404)
})
