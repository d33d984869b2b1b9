import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'
import { unlinkPenName } from '../../accounts/index.ts'
import { parsePenNameId } from '../../core/ids.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  await world.person('lamplight', 'member', ['Lamp', 'Lampshade', 'Moth'])
  await world.person('lampoon')
  await world.person('gone_lamp')
  await world.pool.query(`update people set standing = 'banned' where name = 'gone_lamp'`)
  const { rows } = await world.pool.query(`select id from pen_names where name = 'Lampshade'`)
  const pen = parsePenNameId(String(rows[0].id))
  if (pen) await unlinkPenName(world.db, await world.known('lamplight'), pen)
  await world.work(await world.known('lampoon'), { title: 'Seen' })
  const anonymous = await world.work(await world.known('lampoon'), { title: 'Unseen' })
  await world.pool.query(`update works set disclosure = 'anonymous' where id = $1`, [anonymous])
})
afterAll(() => world.end())

const offered = async (term: string, who: string | null) =>
  (await (await world.get(`/autocomplete/pseud?term=${encodeURIComponent(term)}`, who)).json()) as {
    value: string
    count: number
  }[]

test('[A-29] people are offered by what they may be found by, with what the reader finds of theirs', async () => {
  expect((await offered('lamp', 'keeper')).map(({ value, count }) => [value, count])).toEqual([
    ['Lamp (lamplight)', 0],
    ['lamplight', 0],
    ['lampoon', 1],
    ['Moth (lamplight)', 0],
  ])
  expect(await offered('lampsh', 'keeper')).toEqual([])
  expect(await offered('gone', 'keeper')).toEqual([])
  expect(await offered('%', 'keeper')).toEqual([])
})

test('nobody is offered themselves, and guests nobody', async () => {
  expect(await offered('lampo', 'lampoon')).toEqual([])
  expect(await offered('lamp', null)).toEqual([])
})
