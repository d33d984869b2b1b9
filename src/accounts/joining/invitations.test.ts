import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { PersonId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { findInvitation, giveInvitations, joiningOf, makeInvitations, useInvitation } from './invitations.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const made = async (person: PersonId | null = null): Promise<string> => {
  const [code = ''] = await inTransaction(world.db, (trx) =>
    makeInvitations(trx, { person, count: 1, now: NOW }),
  )
  return code
}

test('an archive is closed until its owner says otherwise', async () => {
  expect(await joiningOf(world.db)).toMatchObject({ how: 'closed', queueSends: 0, invitationsEach: 0 })
})

test('an invitation is open until somebody joined by it', async () => {
  const { id } = await world.person('newcomer')
  const code = await made()
  expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  expect(await findInvitation(world.db, ` ${code.toUpperCase()} `)).toEqual({ state: 'open', sentTo: null })
  const use = (one: string) => inTransaction(world.db, (trx) => useInvitation(trx, one, id, NOW))
  expect(await use(code)).toBe('used')
  expect(await use(code)).toBe('used-before')
  expect(await use('aaaa-bbbb-cccc-dddd')).toBe('unknown')
  expect(await findInvitation(world.db, code)).toEqual({ state: 'used' })
  expect(await findInvitation(world.db, 'nothing')).toEqual({ state: 'unknown' })
})

test('of many who join by one invitation at once, one does', async () => {
  const code = await made()
  const people = await Promise.all(['one', 'two', 'three', 'four'].map((name) => world.person(`at_${name}`)))
  const outcomes = await Promise.all(
    people.map(({ id }) => inTransaction(world.db, (trx) => useInvitation(trx, code, id, NOW))),
  )
  expect(outcomes.sort()).toEqual(['used', 'used-before', 'used-before', 'used-before'])
})

test('a new member is given as many as the keepers set', async () => {
  const { id } = await world.person('generous')
  const give = () => inTransaction(world.db, (trx) => giveInvitations(trx, id, NOW))
  const theirs = () => world.db.selectFrom('invitations').select('code').where('person_id', '=', id).execute()
  await give()
  expect(await theirs()).toEqual([])
  await world.db.updateTable('joining').set({ invitations_each: 3 }).execute()
  await give()
  expect(new Set((await theirs()).map(({ code }) => code)).size).toBe(3)
})
