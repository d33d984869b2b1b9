import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { keptParts } from '../books/kept-parts.ts'
import { bundleWorks } from './bundle-works.ts'
import { askedFrom, fetchedFrom } from './bundles.fixtures.ts'
import { askForBundle, bundleById } from './bundles.ts'
import { makeBundle } from './make-bundle.ts'
import { forgetOldBundles, noteProgress, startBundle } from './progress.ts'
import { writePiece } from './write-piece.ts'

let world: World
let series = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  const { rows } = await world.pool.query("select id from series where title = 'Rooms to Let'")
  series = rows[0].id
})
afterAll(() => world.end())

const asked = (as: string | null, form?: Record<string, string>) => askedFrom(world, series, as, form)
const fetched = (page: string, as: string | null) => fetchedFrom(world, page, as)

test('a file is not handed out once something in it is hidden, locked, forbidden or has become anonymous', async () => {
  const writer = await world.known('writer')
  for (const change of [
    "update works set standing = 'hidden' where id = $1",
    "update works set audience = 'members' where id = $1",
    `update works set permissions = permissions || '{"download":"no"}' where id = $1`,
    "update works set disclosure = 'anonymous', changed_at = now() + interval '400 days' where id = $1",
  ]) {
    const title = `Fading ${Math.random()}`
    const id = await world.work(writer, { title, series: [{ title, position: 1 }] })
    const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
    const page = await bundleOfGuest(rows[0].series_id)
    expect(await (await world.get(page)).text()).toContain('Fetch the file')
    await world.pool.query(change, [id])
    const text = await (await world.get(page)).text()
    expect(text).toContain('not handed out any more')
    expect((await world.get(`${page}/x.zip`)).status).toBe(303)
  }
})

/** Straight to the verb: a guest asks for five files an hour at most. */
async function bundleOfGuest(which: number): Promise<string> {
  const found = await bundleWorks(world.db, { type: 'guest' }, { of: 'series', which: String(which) })
  const asked = {
    works: found?.ids ?? [],
    beyond: 0,
    title: 'x',
    shape: 'zip',
    format: 'epub',
    path: '/',
    now: NOW,
  } as const
  const address = await askForBundle(world.db, { type: 'guest' }, asked)
  await world.hear()
  return `/downloads/bundles/${address}`
}

test('a member has one under way at a time, and a guest asks five times an hour', async () => {
  const first = await asked('moderator')
  expect(await asked('moderator', { as: 'md-zip' })).toBe(first)
  await world.hear()
  expect(await asked('moderator', { as: 'md-zip' })).not.toBe(first)
  await world.hear()
  const form = { of: 'series', which: String(series), as: 'txt-zip' }
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) statuses.push((await world.post('/downloads/bundles', form)).status)
  expect(statuses.at(-1)).toBe(403)
  await world.hear()
})

test('stopped half-way and begun again, it goes on where it was; when it is done only the file is left', async () => {
  const page = await asked('reader', { as: 'epub-zip' })
  const id = page.split('/').at(-1) ?? ''
  const stopped = new Error('the program stops')
  let asked_ = 0
  const making = {
    ...{
      db: world.db,
      dataDir: world.dataDir,
      files: world.files,
      kept: keptParts(1_000_000),
      baseUrl: BASE_URL,
    },
    now: () => NOW,
    archive: async () => {
      asked_++
      return 'Archive'
    },
  }
  await startBundle(world.db, id)
  const bundle = await bundleById(world.db, id)
  const [work] = bundle?.works ?? []
  if (!bundle || !work) throw stopped
  const piece = await writePiece(making, await world.known('reader'), { bundle, place: 0, work })
  if (piece === 'left-out') throw stopped
  const pieces = join(world.dataDir, 'bundles', `${id}.pieces`)
  mkdirSync(pieces, { recursive: true })
  writeFileSync(join(pieces, '00000'), piece.bytes)
  await noteProgress(world.db, id, { done: 1, held: [work], leftOut: 0, beyond: 0 })
  asked_ = 0
  await makeBundle(making, id)
  // Once for each work that was left, and once for the whole.
  expect(asked_).toBe(bundle.works.length)
  expect((await bundleById(world.db, id))?.held).toEqual(bundle.works)
  const { bytes } = await fetched(page, 'reader')
  expect(bytes.toString('latin1')).toContain(Buffer.from(piece.bytes).toString('latin1'))
  expect(existsSync(pieces)).toBe(false)
  await world.hear()
})

test('after a day it is not there, nor are its files', async () => {
  const page = await asked('reader')
  await world.hear()
  await world.pool.query("update bundles set asked_at = asked_at - interval '25 hours'")
  expect((await world.get(page, 'reader')).status).toBe(404)
  await forgetOldBundles({ db: world.db, dataDir: world.dataDir, now: () => NOW })
  expect(readdirSync(join(world.dataDir, 'bundles'))).toEqual([])
  expect((await world.pool.query('select 1 from bundles')).rowCount).toBe(0)
})

test('pages of many works offer them as one file', async () => {
  for (const path of [`/series/${series}`, '/users/writer/works'])
    expect([path, (await (await world.get(path)).text()).includes('action="/downloads/bundles"')]).toEqual([
      path,
      true,
    ])
})
