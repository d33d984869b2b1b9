import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'
import { inTransaction } from '../storage/transaction.ts'
import { postMail } from './index.ts'
import { outboxMail, outboxPart } from './outbox.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  for (let n = 1; n <= 60; n++) await post(`Letter number ${n}`)
})
afterAll(() => world.end())

const post = (subject: string): Promise<void> =>
  inTransaction(world.db, (trx) =>
    postMail(trx, {
      ...{ kind: 'new-passphrase', to: 'ada@example.org', subject },
      says: ['Hello <b>you</b>.', { href: 'http://archive.test/secret-way', label: 'The way in' }],
    }),
  )

routeCases(
  () => world,
  [
    { case: 'GET outbox guest', path: '/admin/outbox', status: 404, hides: ['Letter', 'ada@'] },
    { case: 'GET outbox member', path: '/admin/outbox', status: 404, hides: ['Letter', 'ada@'] },
    {
      case: 'GET outbox owner',
      path: '/admin/outbox',
      status: 200,
      says: ['Letter number 60', 'Letter number 11', 'ada@example.org', 'Page 1 of 2', 'Waits'],
      hides: ['Letter number 10<', 'secret-way'],
    },
    { case: 'GET outbox owner', path: '/admin/outbox?page=2', status: 200, says: ['Letter number 10<'] },
    { case: 'GET outbox owner', path: '/admin/outbox?page=99', status: 200, says: ['Page 2 of 2'] },
    { case: 'GET outbox owner', path: '/admin/outbox?page=x', status: 200, says: ['Page 1 of 2'] },
    { case: 'GET outboxMail guest', path: '/admin/outbox/1', status: 404, hides: ['Letter', 'ada@'] },
    { case: 'GET outboxMail member', path: '/admin/outbox/1', status: 404, hides: ['Letter', 'ada@'] },
    {
      case: 'GET outboxMail owner',
      path: '/admin/outbox/1',
      status: 200,
      says: ['Letter number 1', 'Hello &lt;b&gt;you', 'href="http://archive.test/secret-way"'],
    },
    { case: 'GET outboxMail owner', path: '/admin/outbox/999', status: 404 },
    { case: 'GET outboxMail owner', path: '/admin/outbox/x', status: 404 },
  ],
)

test('nobody but the owner sees the outbox, moderators neither', async () => {
  for (const role of ['member', 'wrangler', 'moderator'] as const) {
    const { name } = await world.person(`a_${role}`, role)
    expect((await world.get('/admin/outbox', name)).status).toBe(404)
    expect((await world.get('/admin/outbox/1', name)).status).toBe(404)
  }
})

test('with a mail server not even the owner reads whom a mail is for, or what it says', async () => {
  const owner = await world.known('moderator')
  const part = await outboxPart(world.db, owner, { page: 1, open: false })
  expect(JSON.stringify(part)).not.toMatch(/Letter|ada@|secret-way/)
  expect(part?.mails[0]).toMatchObject({ kind: 'new-passphrase', state: 'waiting', words: null })
  const [{ id } = { id: undefined }] = part?.mails ?? []
  const mail = id && (await outboxMail(world.db, owner, { id, open: false }))
  expect(JSON.stringify(mail)).not.toMatch(/Letter|ada@|secret-way/)
})

test('what went through a mail server stays closed when there is none any more', async () => {
  const owner = await world.known('moderator')
  await world.pool.query("update mails set sent_at = made_at, sent_by = 'smtp' where id = 1")
  const part = await outboxPart(world.db, owner, { page: 2, open: true })
  expect(part?.mails.at(-1)).toMatchObject({ state: 'sent', words: null })
})

test('an archive that has not written yet says so', async () => {
  const empty = await makeWorld()
  await empty.person('keeper', 'owner')
  expect(await (await empty.get('/admin/outbox', 'keeper')).text()).toContain('No mail has been written yet')
  await empty.end()
})
