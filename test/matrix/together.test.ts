import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../src/storage/transaction.ts'
import { tellTogether } from '../../src/works/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { canariesIn } from './canaries.ts'
import { mayStand } from './expected.ts'
import { stateOf } from './looking.ts'
import { type Archive, makeArchive } from './works.ts'

/** What the pages and mails of related works and gifts tell somebody whose work is named by works of every state. */
let world: World
let archive: Archive
beforeAll(async () => {
  world = await makeWorld()
  archive = await makeArchive(world)
}, 120_000)
afterAll(() => world.end())

/** As a member beside another work may be told, and no more. */
function leaksIn(text: string): string[] {
  return canariesIn(text).flatMap(({ work, field }) => {
    const made = archive.works[work - 1]
    return made && !mayStand('beside', 'member', made, { field }) ? [`${field} of ${stateOf(made)}`] : []
  })
}

test('[A-29] [A-30] [W-073] the page of related works tells a cited writer no more than any member', async () => {
  const { rows } = await world.pool.query(
    `select count(*)::int as n from related_works where other_work_id = $1`,
    [archive.hub],
  )
  expect(rows[0].n).toBeGreaterThan(80)
  const text = await (await world.get('/users/hubwriter/related_works', 'hubwriter')).text()
  expect(text).toContain('The Hub')
  expect(canariesIn(text).length).toBeGreaterThan(5)
  expect(leaksIn(text)).toEqual([])
})

test('[A-29] [O-002] [W-067] mails tell of posted and revealed works alone, and name nobody who is anonymous', async () => {
  await world.person('given')
  await world.pool.query(
    `insert into gifts (work_id, position, name, pen_name_id)
      select works.id, 9, 'given', pen_names.id from works, pen_names where pen_names.name = 'given' and works.id <> $1`,
    [archive.hub],
  )
  await inTransaction(world.db, async (trx) => {
    for (const { id } of archive.works) await tellTogether(trx, id, { now: NOW, baseUrl: BASE_URL })
  })
  const mails = [...(await world.mails('given@example.org')), ...(await world.mails('hubwriter@example.org'))]
  // Posted, open or anonymous, for everybody or members, its names linked or not: eight, each told to both.
  expect(mails).toHaveLength(16)
  expect(mails.flatMap(({ subject, text }) => leaksIn(`${subject}\n${text}`))).toEqual([])
})

test('[A-29] a page of gifts tells its owner no more than any member', async () => {
  const text = await (await world.get('/users/given/gifts', 'given')).text()
  const leaks = canariesIn(text).flatMap(({ work, field }) => {
    const made = archive.works[work - 1]
    return made && !mayStand('list', 'member', made, { field }) ? [`${field} of ${stateOf(made)}`] : []
  })
  expect(canariesIn(text).length).toBeGreaterThan(5)
  expect(leaks).toEqual([])
})
