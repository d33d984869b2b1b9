import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { lookOf, nameFault } from './names.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('Ana_Maria')
  await world.person('bill')
})
afterAll(() => world.end())

const fault = (name: string, more = {}) => nameFault(world.db, { name, now: NOW, ...more })

test.each([
  ['ana_maria', 'name-taken'],
  ['_Ana__Maria_', 'looks-like-another'],
  ['ana_mar1a', 'looks-like-another'],
  ['BiII', 'looks-like-another'],
  ['b1ll', 'looks-like-another'],
  ['anamaria', undefined],
  ['ana_marie', undefined],
  ['ADMIN', 'reserved-name'],
  ['_adm1n_', 'reserved-name'],
  ['invite_requests', 'reserved-name'],
  ['ana-maria', 'bad-name'],
  ['аna_maria', 'bad-name'],
  ['', 'bad-name'],
])('[U-001] %s', async (name, expected) => expect(await fault(name)).toBe(expected))

test('one’s own name does not stand in the way of its other capitals', async () => {
  const { id } = await world.known('bill')
  expect(await fault('Bill', { except: id })).toBeUndefined()
  expect(await fault('BiII', { except: id })).toBeUndefined()
})

test('a name that somebody gave up is nobody else’s for a while', async () => {
  const { id } = await world.known('bill')
  const day = 24 * 60 * 60 * 1_000
  await world.pool.query('insert into past_names (person_id, name, until) values ($1, $2, $3)', [
    id,
    'William',
    NOW,
  ])
  expect(await fault('william')).toBe('name-taken')
  expect(await fault('william', { except: id })).toBeUndefined()
  expect(
    await nameFault(world.db, { name: 'william', now: new Date(NOW.getTime() + 91 * day) }),
  ).toBeUndefined()
})

test('the database sees names as the program does', async () => {
  const letters = fc.constantFrom(...'abIiLl10oO_Zz9')
  const names = fc.sample(fc.string({ unit: letters, minLength: 3, maxLength: 12 }), {
    numRuns: 300,
    seed: 4,
  })
  const { rows } = await world.pool.query(
    `with made as (insert into people (name, email)
       select distinct on (lower(name)) name, gen_random_uuid()::text from unnest($1::text[]) name
       on conflict do nothing returning name, name_look) select * from made`,
    [names],
  )
  expect(rows.length).toBeGreaterThan(100)
  for (const { name, name_look } of rows) expect(lookOf(name), name).toBe(name_look)
})
