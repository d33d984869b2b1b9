import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChapter, aRecord, makeWorld, NOW, type World } from '../../../test/world.ts'
import { GUEST } from '../../core/actor.ts'
import { parsePenNameId, parseSeriesId, parseWorkId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { bringWork, type WorkRecord } from '../index.ts'
import { keepRevision } from '../keep-revision.ts'
import { readRecord } from '../read-record.ts'
import { orphanWorks } from './orphan-works.ts'
import { ownShares } from './own-share.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  for (const name of ['ana', 'bob', 'cyd', 'dee', 'eve'])
    await world.person(name, 'member', [`${name} at night`])
})
afterAll(() => world.end())

const workId = (id: number) => {
  const parsed = parseWorkId(String(id))
  if (!parsed) throw new Error('no number of a work')
  return parsed
}
const penId = async (account: string, name: string) => {
  const { rows } = await world.pool.query(
    'select pen_names.id from pen_names join people on people.id = person_id where people.name = $1 and pen_names.name = $2',
    [account, name],
  )
  return parsePenNameId(String(rows[0]?.id))
}
const bylines = async (id: number) => (await readRecord(world.db, GUEST, workId(id)))?.creators

const together = async (record: Partial<WorkRecord>, by: string, others: readonly [string, string][]) => {
  const lent = await Promise.all(
    others.map(async ([account, pen]) => [pen, await penId(account, pen)] as const),
  )
  const { workId: id } = await bringWork(world.db, {
    record: aRecord(record),
    by: await world.known(by),
    ...{ asCreator: true, statements: [], baseUrl: 'http://archive.test', now: NOW },
    penNames: new Map(lent.flatMap(([pen, id]) => (id ? [[pen, id] as const] : []))),
  })
  return id
}

test('[U-041] a single work, with the name kept and without', async () => {
  const ana = await world.known('ana')
  const named = await world.work(ana, { title: 'Named', creators: ['ana at night'] })
  const bare = await world.work(ana, {
    title: 'Bare',
    origin: { url: 'https://archiveofourown.org/works/41', archive: 'Archive of Our Own' },
  })
  expect(await orphanWorks(world.db, ana, { works: [workId(named)], keepName: true, now: NOW })).toBe(1)
  expect(await orphanWorks(world.db, ana, { works: [workId(bare)], keepName: false, now: NOW })).toBe(1)
  expect(await bylines(named)).toEqual(['ana at night (orphan_account)'])
  expect(await bylines(bare)).toEqual(['orphan_account'])
  expect((await readRecord(world.db, GUEST, workId(bare)))?.origin).toBeNull()
  expect(await (await world.get('/users/ana/works')).text()).not.toContain('Named')
  expect(await (await world.get('/works?q=ana')).text()).not.toContain('>Bare<')
})

test('[U-041] a selection, what one pen name signs, and all of an account; never what is another’s', async () => {
  const bo = await world.known('bob')
  const one = await world.work(bo, { title: 'One' })
  const two = await world.work(bo, { title: 'Two' })
  const three = await world.work(bo, { title: 'Three', creators: ['bob at night'] })
  const foreign = await world.work(await world.known('cyd'), { title: 'Foreign' })
  const kept = await world.work(bo, { title: 'Kept', creators: ['Somebody'] }, 'kept')
  const works = [one, foreign, kept].map(workId)
  expect(await orphanWorks(world.db, bo, { works, keepName: false, now: NOW })).toBe(1)
  expect(await bylines(two)).toEqual(['bob'])
  expect(await bylines(foreign)).toEqual(['cyd'])
  const pen = await penId('bob', 'bob at night')
  const ofPen = pen ? await ownShares(world.db, bo, { pen }) : []
  expect(ofPen.map(({ id }) => id)).toEqual([three])
  await orphanWorks(world.db, bo, { works: ofPen.map(({ id }) => id), keepName: true, pen, now: NOW })
  expect(await bylines(three)).toEqual(['bob at night (orphan_account)'])
  const rest = (await ownShares(world.db, bo)).map(({ id }) => id)
  expect(rest).toEqual([two])
  await orphanWorks(world.db, bo, { works: rest, keepName: false, now: NOW })
  expect(await ownShares(world.db, bo)).toEqual([])
})

test('[U-042] only one’s own share: co-creators, their chapters and one’s other pen name stay', async () => {
  const cy = await world.known('cyd')
  const id = await together(
    {
      title: 'Shared',
      creators: ['cyd', 'dee'],
      chapters: [
        aChapter({ position: 1 }),
        aChapter({ position: 2, creators: ['dee'] }),
        aChapter({ position: 3, creators: ['cyd'] }),
      ],
    },
    'cyd',
    [['dee', 'dee']],
  )
  await inTransaction(world.db, async (trx) => {
    const record = await readRecord(trx, cy, id, 'as-written')
    if (record) await keepRevision(trx, id, record)
  })
  await orphanWorks(world.db, cy, { works: [id], keepName: false, now: NOW })
  const record = await readRecord(world.db, GUEST, id)
  expect(record?.creators).toEqual(['orphan_account', 'dee'])
  expect(record?.chapters.map(({ creators }) => creators)).toEqual([undefined, ['dee'], ['orphan_account']])
  const { rows } = await world.pool.query('select record from work_revisions where work_id = $1', [id])
  expect(rows[0].record.creators).toEqual(['orphan_account', 'dee'])
  expect(JSON.stringify(rows[0].record)).not.toMatch(/"cyd"/)
  const { rows: works } = await world.pool.query('select person_id from works where id = $1', [id])
  expect(works[0].person_id).toBe((await world.known('dee')).id)

  const twice = await world.work(cy, { title: 'Two names', creators: ['cyd', 'cyd at night'] })
  const pen = await penId('cyd', 'cyd at night')
  await orphanWorks(world.db, cy, { works: [workId(twice)], keepName: false, pen, now: NOW })
  expect(await bylines(twice)).toEqual(['cyd', 'orphan_account'])
})

test('[U-041] [U-043] a series whose only work is orphaned is orphaned; with some, it is shared', async () => {
  const eve = await world.known('eve')
  const inSeries = (title: string, series: string, position: number) =>
    world.work(eve, { title, series: [{ title: series, position }] })
  const only = await inSeries('Only', 'Alone', 1)
  const first = await inSeries('First', 'Both', 1)
  const second = await inSeries('Second', 'Both', 2)
  const { rows } = await world.pool.query('select id, title from series where person_id = $1', [eve.id])
  const series = (title: string) => parseSeriesId(String(rows.find((row) => row.title === title).id))
  const alone = series('Alone')
  const both = series('Both')
  if (!alone || !both) throw new Error('there is no such series')
  expect((await ownShares(world.db, eve, { series: both })).map(({ id }) => id)).toEqual([first, second])
  await orphanWorks(world.db, eve, { works: [workId(only), workId(first)], keepName: false, now: NOW })
  const page = async (id: number) => (await world.get(`/series/${id}`)).text()
  expect(await page(alone)).toContain('orphan_account')
  expect(await page(alone)).not.toContain('/users/eve')
  expect(await page(both)).toContain('orphan_account')
  expect(await page(both)).toContain('/users/eve')
})

test('nobody can log in as the orphan account, block it, mute it, or take its name', async () => {
  const { rows } = await world.pool.query("select id from people where name = 'orphan_account'")
  expect(rows).toHaveLength(1)
  const { rows: ways } = await world.pool.query('select from credentials where person_id = $1', [rows[0].id])
  expect(ways).toEqual([])
  await world.post('/users/password/new', { email: 'orphan_account@stand-in.invalid' })
  await world.hear()
  expect(await world.mails('orphan_account@stand-in.invalid')).toEqual([])
  expect((await world.get('/users/orphan_account')).status).toBe(200)
  await world.post('/users/eve/blocked/users/confirm_block', { blocked_id: 'orphan_account' }, 'eve')
  const { rows: blocks } = await world.pool.query('select from blocks')
  expect(blocks).toEqual([])
})
