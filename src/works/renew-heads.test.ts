import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '../../test/visitor.ts'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'
import { linkPenName, ownPenNames, unlinkPenName } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { hearOnce } from '../jobs/worker.ts'
import { renewHeads, tellOldHeads } from './index.ts'

let world: World
let writer: Member
let id = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  writer = await world.person('qzaccount', 'member', ['qzoldnib'])
  id = await world.work(writer, { title: 'A Lamp', creators: ['qzoldnib'] })
})
afterAll(() => world.end())

const hear = () =>
  hearOnce(
    world.pool,
    { 'heads.aged': ({ personId }) => renewHeads(world.db, personId) },
    pino({ level: 'silent' }),
  )

const words = async (): Promise<string> => {
  const { rows } = await world.pool.query<{ search: string }>(
    'select search::text from works where id = $1',
    [id],
  )
  return rows[0]?.search ?? ''
}

/** As versions before this one stored it: with the account beside the pen name. */
const asBefore = () =>
  world.pool.query(
    "update works set search = to_tsvector('simple', 'A Lamp qzoldnib (qzaccount)'), search_version = 0 where id = $1",
    [id],
  )

test('[A-30] what an older version made findable by the account is made anew at the start', async () => {
  await asBefore()
  const changed = async () =>
    (await world.pool.query('select changed_at from works where id = $1', [id])).rows
  const before = await changed()
  await tellOldHeads(world.db)
  await hear()
  expect(await words()).toContain('qzoldnib')
  expect(await words()).not.toContain('qzaccount')
  expect(await changed()).toEqual(before)
  await tellOldHeads(world.db)
  const { rows } = await world.pool.query(
    "select from graphile_worker.jobs where task_identifier = 'heads.aged'",
  )
  expect(rows).toEqual([])
})

test('[A-30] unlinking a pen name takes the account out of what its works are found by', async () => {
  await asBefore()
  const quill = (await ownPenNames(world.db, writer)).find(({ name }) => name === 'qzoldnib')
  if (!quill) throw new Error('the pen name is not there')
  expect(await unlinkPenName(world.db, writer, quill.id)).toBe('unlinked')
  await hear()
  expect(await words()).not.toContain('qzaccount')
  expect(await linkPenName(world.db, writer, quill.id)).toBe('linked')
})

test('an account that is renamed is found by its new name, and by the old one no more; so is a pen name', async () => {
  const own = await world.work(writer, { title: 'Another Lamp', creators: ['qzaccount'] })
  const found = async (name: string): Promise<number[]> => {
    const { rows } = await world.pool.query<{ id: number }>(
      "select id from works where search @@ to_tsquery('simple', $1) order by id",
      [name],
    )
    return rows.map((row) => row.id)
  }
  const at = visitor(world)
  await at.logIn('qzaccount')
  const renamed = { new_name: 'qznewborn', password: SAMPLE_PASSWORD }
  expect((await at.post('/users/qzaccount/change_username', renamed)).status).toBe(303)
  await hear()
  expect([await found('qzaccount'), await found('qznewborn')]).toEqual([[], [own]])
  expect((await at.post('/users/qznewborn/pseuds/qzoldnib/edit', { name: 'qzgoosenib' })).status).toBe(303)
  await hear()
  expect([await found('qzoldnib'), await found('qzgoosenib')]).toEqual([[], [id]])
  expect((await at.post('/users/qznewborn/pseuds/qzgoosenib/confirm_delete', {})).status).toBe(303)
  await hear()
  expect([await found('qzgoosenib'), await found('qznewborn')]).toEqual([[], [id, own]])
})
