import fc from 'fast-check'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cutLog } from '../../../test/cut-log.ts'
import { kyselyOn } from '../../../test/kysely-on.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { TagId } from '../../core/ids.ts'
import type { Filter } from '../../search/index.ts'
import { openPool } from '../../storage/open.ts'
import {
  addMetaTag,
  knowTags,
  makeCanonical,
  makeSynonym,
  removeMetaTag,
  splitOff,
  undoTagChange,
} from '../../tags/index.ts'
import { CLASS } from '../../works/index.ts'
import { forgetBefore } from './log.ts'
import { openCatalogue } from './open.ts'

const SEQUENCES = Number(process.env.CATALOGUE_SEQUENCES ?? 20)

let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer', 'owner')
  await world.catalogue.catchUp()
})
afterAll(() => world.end())

const ids = (filter: Filter, from = world.catalogue): readonly number[] =>
  from.index()?.ask({ reader: { sees: Object.values(CLASS) }, filter, limit: 100_000 }).ids ?? []
const withWords = (words: number): readonly number[] => ids({ column: 'words', from: words, to: words })
const setWords = (client: pg.Pool | pg.PoolClient, id: number, words: number) =>
  client.query('update works set words = $2 where id = $1', [id, words])

async function tags(kind: 'fandom' | 'relationship', ...names: string[]): Promise<TagId[]> {
  const known = await world.db.transaction().execute((trx) =>
    knowTags(
      trx,
      names.map((name) => ({ kind, name })),
    ),
  )
  for (const { id } of known) await makeCanonical(world.db, 'program', id)
  return known.map(({ id }) => id)
}

test('what commits late is not missed, though later changes were read before', async () => {
  const [early, late] = [await world.work(writer, {}), await world.work(writer, {})]
  const [a, b] = [await world.pool.connect(), await world.pool.connect()]
  await a.query('begin')
  await setWords(a, early, 701)
  await b.query('begin')
  await setWords(b, late, 702)
  await b.query('commit')
  await world.catalogue.catchUp()
  expect(withWords(702)).toEqual([late])
  expect(withWords(701)).toEqual([])
  await world.catalogue.catchUp()
  await a.query('commit')
  await world.catalogue.catchUp()
  expect(withWords(701)).toEqual([early])
  for (const client of [a, b]) client.release()
})

test('what is rolled back changes nothing', async () => {
  const id = await world.work(writer, {})
  const client = await world.pool.connect()
  await client.query('begin')
  await setWords(client, id, 711)
  await world.catalogue.catchUp()
  await client.query('rollback')
  await world.catalogue.catchUp()
  expect(withWords(711)).toEqual([])
  expect(ids({ ids: [id] })).toEqual([id])
  client.release()
})

const CLIENTS = 4
const upTo = (max: number) => fc.noBias(fc.integer({ min: 0, max: max - 1 }))
const interleaved = fc.array(
  fc.record({
    client: upTo(CLIENTS),
    does: fc.constantFrom('change', 'change', 'change', 'commit', 'roll back', 'look'),
    work: upTo(3),
    words: upTo(5),
  }),
  { minLength: 5, maxLength: 30, size: 'max' },
)

test('transactions begun, committed and rolled back in any order leave the index as the database is', async () => {
  // A work for each client: two that wait for one row would wait for ever.
  const works: number[] = []
  for (let at = 0; at < CLIENTS * 3; at++) works.push(await world.work(writer, {}))
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openClient()))
  const agree = async (): Promise<void> => {
    await world.catalogue.catchUp()
    const { rows } = await world.pool.query<{ words: number; all: number[] }>(
      'select words, array_agg(id order by id) as all from works where id = any($1) group by words',
      [works],
    )
    for (const { words, all } of rows)
      expect(ids({ all: [{ ids: works }, { column: 'words', from: words, to: words }] })).toEqual(all)
  }
  await fc.assert(
    fc.asyncProperty(interleaved, async (steps) => {
      for (const { client: at, does, work, words } of steps) {
        const client = clients[at]
        if (does === 'look') await agree()
        else if (does === 'change') {
          await client?.query('begin')
          await client?.query('update works set words = $2 where id = $1', [
            works[at * 3 + work],
            720 + words,
          ])
        } else await client?.query(does === 'commit' ? 'commit' : 'rollback')
      }
      for (const client of clients) await client.query('commit')
      await agree()
    }),
    { numRuns: SEQUENCES },
  )
  for (const client of clients) await client.end()
})

async function openClient(): Promise<pg.Client> {
  const client = new pg.Client(world.connection)
  // A second `begin` is a warning, no fault.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

test('what another process writes is seen, thousands at once too', async () => {
  const other = openPool(world.connection, 1, pino({ level: 'silent' }))
  const id = await world.work(writer, {})
  await setWords(other, id, 731)
  await world.catalogue.catchUp()
  expect(withWords(731)).toEqual([id])
  await other.query(
    `insert into works (person_id, title, title_key, language, rating, cleaner_version, permissions,
      sorted_at, posted_at, words, chapters_posted, content_hash, search)
    select $1, 'Many', 'many', 'en', 'Not Rated', 1, '{}', now(), now(), 732, 1, '', '' from generate_series(1, 3000)`,
    [writer.id],
  )
  await world.catalogue.catchUp()
  expect(withWords(732)).toHaveLength(3000)
  await other.query('delete from works where words = 732')
  await world.catalogue.catchUp()
  expect(withWords(732)).toHaveLength(0)
  await other.end()
})

test('a work that is trashed or gone is in no list', async () => {
  const [trashed, gone] = [await world.work(writer, {}), await world.work(writer, {})]
  await world.catalogue.catchUp()
  expect(ids({ ids: [trashed, gone] })).toEqual([trashed, gone])
  await world.pool.query(`update works set standing = 'trashed' where id = $1`, [trashed])
  await world.pool.query('delete from works where id = $1', [gone])
  await world.catalogue.catchUp()
  expect(ids({ ids: [trashed, gone] })).toEqual([])
})

const counted = (name: 'fandoms' | 'relationships', id: number): number =>
  [0, 1, 2, 3].find(
    (count) => ids({ all: [{ ids: [id] }, { column: name, from: count, to: count }] }).length,
  ) ?? -1
const isCrossover = (id: number): boolean =>
  ids({ all: [{ ids: [id] }, { choice: 'crossover', is: 'yes' }] }).length > 0

test('a merge counts fandoms and relationships anew, and so do splitting off and undoing', async () => {
  const [one, other] = (await tags('fandom', 'One World', 'One World (2)')) as [TagId, TagId]
  const [pair, same] = (await tags('relationship', 'A/B', 'B/A')) as [TagId, TagId]
  const fandoms = ['One World', 'One World (2)']
  const id = await world.work(writer, { fandoms, relationships: ['A/B', 'B/A'] })
  const state = async () => {
    await world.catalogue.catchUp()
    return [counted('fandoms', id), counted('relationships', id), isCrossover(id)]
  }
  expect(await state()).toEqual([2, 2, true])
  const merged = await makeSynonym(world.db, 'program', other, one)
  await makeSynonym(world.db, 'program', same, pair)
  expect(await state()).toEqual([1, 1, false])
  expect(ids({ tag: one })).toEqual([id])
  await splitOff(world.db, 'program', same)
  expect(await state()).toEqual([1, 2, false])
  if (!('done' in merged)) throw new Error('the merge was refused')
  await undoTagChange(world.db, 'program', merged.done)
  expect(await state()).toEqual([2, 2, true])
})

test('a meta-tag over two fandoms makes their works no crossover, and taking it away makes them one again', async () => {
  const [above, low, lower] = (await tags('fandom', 'Universe', 'Film', 'Book')) as [TagId, TagId, TagId]
  const id = await world.work(writer, { fandoms: ['Film', 'Book'] })
  await world.catalogue.catchUp()
  expect(isCrossover(id)).toBe(true)
  await addMetaTag(world.db, 'program', low, above)
  await addMetaTag(world.db, 'program', lower, above)
  await world.catalogue.catchUp()
  expect(isCrossover(id)).toBe(false)
  expect(ids({ tag: above })).toEqual([id])
  await removeMetaTag(world.db, 'program', low, above)
  await world.catalogue.catchUp()
  expect(isCrossover(id)).toBe(true)
})

test('a tag that is gone from the database is offered and found no more', async () => {
  const [tag] = (await tags('fandom', 'Soon Gone')) as [TagId]
  const id = await world.work(writer, { fandoms: ['Soon Gone'] })
  await world.catalogue.catchUp()
  expect(ids({ tag })).toEqual([id])
  await world.pool.query('delete from work_tags where tag_id = $1', [tag])
  await world.pool.query('delete from tags where id = $1', [tag])
  await world.catalogue.catchUp()
  expect(ids({ tag })).toEqual([])
  expect(world.catalogue.index()?.isCanonical(tag)).toBe(false)
})

test('when what changed was thrown away before it was read, all is read anew', async () => {
  const id = await world.work(writer, {})
  await setWords(world.pool, id, 741)
  await cutLog(world.db)
  const before = world.catalogue.index()
  await world.catalogue.catchUp()
  expect(withWords(741)).toEqual([id])
  expect(world.catalogue.index()).not.toBe(before)
})

test('a change whose transaction is still open is not thrown away', async () => {
  const id = await world.work(writer, {})
  const client = await openClient()
  await client.query('begin')
  await client.query('update works set words = 751 where id = $1', [id])
  await forgetBefore(world.db, new Date(Date.now() + 86_400_000))
  await world.catalogue.catchUp()
  const before = world.catalogue.index()
  await client.query('commit')
  await world.catalogue.catchUp()
  expect(withWords(751)).toEqual([id])
  expect(world.catalogue.index()).toBe(before)
  await client.end()
})

test('while the database is away the catalogue says so, and afterwards it knows all', async () => {
  const pool = openPool(world.connection, 2, pino({ level: 'silent' }))
  const log = pino({ level: 'silent' })
  const catalogue = openCatalogue({ db: kyselyOn(pool), dataDir: world.dataDir, log, look: null })
  await catalogue.catchUp()
  const id = await world.work(writer, {})
  await setWords(world.pool, id, 761)
  const server = new pg.Client(inject('server'))
  await server.connect()
  const name = world.connection.database
  await server.query(`alter database ${name} allow_connections false`)
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  await expect(catalogue.catchUp()).rejects.toThrow()
  await catalogue.keepUp()
  expect(ids({ column: 'words', from: 761, to: 761 }, catalogue)).toEqual([])
  await server.query(`alter database ${name} allow_connections true`)
  await server.end()
  await catalogue.catchUp()
  expect(ids({ column: 'words', from: 761, to: 761 }, catalogue)).toEqual([id])
  await catalogue.close()
  await pool.end()
})
