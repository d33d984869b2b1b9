import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import type { Actor, Role } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { DEEDS, type Deed, may, ROLES } from '../core/roles.ts'
import { inTransaction } from '../storage/transaction.ts'
import { knowTags, makeCanonical } from '../tags/index.ts'
import { correctOrigin, visibleTo } from '../works/index.ts'
import { giveRole } from './give-role.ts'
import { banPerson, hideWork } from './index.ts'

/** Who may do what, said anew: src/core/roles.ts is compared with it, deed by deed. */
const TABLE: Readonly<Record<Deed, readonly Role[]>> = {
  'keep-archive': ['owner'],
  'read-outbox': ['owner'],
  'invite-freely': ['moderator', 'owner'],
  'give-roles': ['owner'],
  'see-hidden-works': ['moderator', 'owner'],
  'hide-works': ['moderator', 'owner'],
  'suspend-people': ['moderator', 'owner'],
  'read-blocks': ['moderator', 'owner'],
  'record-permission': ['moderator', 'owner'],
  'wrangle-tags': ['wrangler', 'moderator', 'owner'],
  'approve-skins': ['moderator', 'owner'],
}

let world: World
let writer: Actor & { type: 'member' }
const people = new Map<Role, Actor>()
beforeAll(async () => {
  world = await makeWorld()
  for (const role of [...ROLES].reverse()) people.set(role, await world.person(`${role}_here`, role))
  writer = await world.person('writer')
  await world.person('victim')
})
afterAll(() => world.end())

const NOW = new Date('2026-11-22T12:00:00Z')
const as = (role: Role): Actor => people.get(role) ?? { type: 'guest' }
const workOf = async (): Promise<WorkId> => (await world.work(writer, { creators: ['writer'] })) as WorkId

const nameOf = (actor: Actor): string | null => (actor.type === 'member' ? actor.name : null)
/** A page or form that is there for some and for others is not: 404. */
const opens = async (actor: Actor, path: string): Promise<boolean> =>
  (await world.get(path, nameOf(actor))).status === 200
const sends = async (actor: Actor, path: string, form: Record<string, string>): Promise<boolean> =>
  (await world.post(path, form, nameOf(actor))).status === 303

const SETTINGS = {
  deed: 'settings',
  how: 'invited',
  queueSends: '0',
  queueEveryHours: '24',
  invitationsEach: '0',
}

/** Each deed done, by its verb or its form: did it happen? */
const DONE: Readonly<Record<Deed, (actor: Actor) => Promise<boolean>>> = {
  'keep-archive': async (actor) => {
    const opened = await opens(actor, '/admin/joining')
    const changed = await sends(actor, '/admin/joining', SETTINGS)
    expect(changed, 'the form is for whom the page is').toBe(opened)
    return opened
  },
  'read-outbox': (actor) => opens(actor, '/admin/outbox'),
  'invite-freely': async (actor) => {
    const own = 'select from invitations join people on people.id = person_id where people.name = $1'
    const count = async () => (await world.pool.query(own, [nameOf(actor)])).rows.length
    const before = await count()
    await sends(actor, `/users/${nameOf(actor)}/invitations`, { deed: 'make' })
    return (await count()) > before
  },
  'read-blocks': async (actor) => {
    const [blocks, mutes] = ['/users/writer/blocked/users', '/users/writer/muted/users']
    const opened = await opens(actor, blocks)
    expect(await opens(actor, mutes), 'what is read of blocks is read of mutes').toBe(opened)
    return opened
  },
  'wrangle-tags': async (actor) => {
    if (actor.type === 'guest') return false
    const name = `Fandom for ${actor.role}`
    await inTransaction(world.db, (trx) => knowTags(trx, [{ kind: 'fandom', name }]))
    return !('refused' in (await makeCanonical(world.db, actor, { kind: 'fandom', name })))
  },
  'approve-skins': async (actor) => opens(actor, '/admin/skins'),
  'hide-works': async (actor) => {
    const hiding = { id: await workOf(), reason: 'x', baseUrl: '' }
    return (await hideWork(world.db, actor, hiding, NOW)) === 'hidden'
  },
  'see-hidden-works': async (actor) => {
    const id = await workOf()
    await world.pool.query("update works set standing = 'hidden' where id = $1", [id])
    const seen = world.db.selectFrom('works').select('id').where('id', '=', id).where(visibleTo(actor))
    return (await seen.executeTakeFirst()) !== undefined
  },
  'suspend-people': async (actor) =>
    (await banPerson(world.db, actor, { name: 'victim', reason: 'x' }, NOW)) === 'done',
  'give-roles': async (actor) =>
    (await giveRole(world.db, actor, { name: 'writer', role: 'member' }, NOW)) === 'given',
  'record-permission': async (actor) =>
    (await correctOrigin(world.db, actor, await workOf(), null)) === 'corrected',
}

describe.each(DEEDS)('%s', (deed) => {
  test.each(ROLES)('is a deed of its keepers, asked of a %s', async (role) => {
    expect(may(as(role), deed)).toBe(TABLE[deed].includes(role))
    expect(await DONE[deed](as(role))).toBe(TABLE[deed].includes(role))
  })

  test('is never a guest’s', async () => {
    expect(may({ type: 'guest' }, deed)).toBe(false)
    expect(await DONE[deed]({ type: 'guest' })).toBe(false)
  })
})

test('the last owner keeps the role, of two who step down at once one does', async () => {
  const owner = as('owner')
  const stepDown = (name: string) => giveRole(world.db, owner, { name, role: 'member' }, NOW)
  expect(await stepDown('owner_here')).toBe('last-owner')
  await giveRole(world.db, owner, { name: 'writer', role: 'owner' }, NOW)
  const both = await Promise.all([stepDown('owner_here'), stepDown('writer')])
  expect(both.sort()).toEqual(['given', 'last-owner'])
})

test('no keeper of the archive is shut out by another, and nobody shut out becomes one', async () => {
  const judged = banPerson(world.db, as('moderator'), { name: 'wrangler_here', reason: 'x' }, NOW)
  expect(await judged).toBe('is-keeper')
  await world.pool.query("update people set role = 'owner' where name = 'owner_here'")
  const role = { name: 'victim', role: 'moderator' } as const
  expect(await giveRole(world.db, as('owner'), role, NOW)).toBe('not-in-good-standing')
})
