import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { requestImport } from '../../src/import/import-runs.ts'
import { importRunView } from '../../src/import/import-runs-read.ts'
import { runImport } from '../../src/import/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { buildZip } from '../zip.ts'
import { download } from './downloads.ts'
import { bytesOf, fixture, worksIn } from './importing.ts'

let world: World
let wick: Member
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
  wick = await world.person('wick')
})
afterAll(() => world.end())

let uploads = 0
async function requested(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(world.dataDir, `upload-${++uploads}`)
  mkdirSync(folder)
  const kept = Object.entries(files).map(([name, data], at) => {
    const keptAt = join(folder, String(at))
    writeFileSync(keptAt, data)
    return { name, keptAt }
  })
  return requestImport(world.db, { by: wick, whose: 'kept', files: kept })
}

const run = (runId: string, now = () => NOW, turnMs = Number.POSITIVE_INFINITY): Promise<void> =>
  runImport({ archive: async () => 'The Lamplighters', db: world.db, baseUrl: BASE_URL, now, turnMs }, runId)
const seen = async (runId: string) => {
  const view = await importRunView(world.db, wick, runId)
  if (!view) throw new Error('the run is not there')
  return view
}
const titled = async (title: string): Promise<number> =>
  (await worksIn(world)).filter((work) => work.title.startsWith(title)).length

const stories = (title: string, from: number, count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${at}.html`,
      download({ id: from + at, title: `${title} ${at}` }),
    ]),
  )

test('a run that stops between two files goes on where it was, and imports nothing twice', async () => {
  const runId = await requested(stories('Between', 100, 5))
  let asked = 0
  const dies = (): Date => {
    if (++asked === 3) throw new Error('killed')
    return NOW
  }
  await expect(run(runId, dies)).rejects.toThrow('killed')
  expect(await seen(runId)).toMatchObject({ state: 'running', done: 2, total: 5 })
  await run(runId)
  expect(await seen(runId)).toMatchObject({ state: 'finished', done: 5, counts: { imported: 5 } })
  expect(await titled('Between')).toBe(5)
  await run(runId)
  expect(await titled('Between')).toBe(5)
})

test('a run that stops after a work is in and before it is noted finds it already here', async () => {
  const runId = await requested(stories('Before', 200, 3))
  await world.pool.query(`create function lose() returns trigger language plpgsql as
    $$ begin if new.position = 2 then raise exception 'the connection is gone'; end if; return new; end $$;
    create trigger lose before update on import_files for each row execute function lose()`)
  await expect(run(runId)).rejects.toThrow('the connection is gone')
  await world.pool.query('drop trigger lose on import_files')
  await run(runId)
  expect((await seen(runId)).files.map(({ outcome }) => outcome)).toEqual([
    'imported',
    'already-here',
    'imported',
  ])
  expect(await titled('Before')).toBe(3)
})

test('a run that stops inside a zip goes on with the first of its files that is unread', async () => {
  const entries = Object.entries(stories('Zipped', 300, 4)).map(([name, data]) => ({ name, data }))
  const runId = await requested({ 'all.zip': buildZip(entries) })
  let asked = 0
  const dies = (): Date => {
    if (++asked === 3) throw new Error('killed')
    return NOW
  }
  await expect(run(runId, dies)).rejects.toThrow('killed')
  expect(await seen(runId)).toMatchObject({ state: 'running', done: 2, total: 4 })
  await run(runId)
  const { files, state } = await seen(runId)
  expect([state, ...files.map(({ name, outcome }) => `${name} ${outcome}`)]).toEqual([
    'finished',
    'all.zip/0.html imported',
    'all.zip/1.html imported',
    'all.zip/2.html imported',
    'all.zip/3.html imported',
  ])
  expect(await titled('Zipped')).toBe(4)
})

test('a run asked for twice at once imports nothing twice', async () => {
  const runId = await requested(stories('Twice', 400, 4))
  await Promise.all([run(runId), run(runId)])
  expect(await titled('Twice')).toBe(4)
  expect(await seen(runId)).toMatchObject({ state: 'finished', done: 4, total: 4 })
})

test('a file that is refused does not stop the run, and its bytes are not kept', async () => {
  const runId = await requested({
    'wall.html': fixture('refused-login-wall.html'),
    'a\u0000b\u001b[31m\u202e.html': download({ id: 500, title: 'After the wall' }),
    'empty.txt': '',
  })
  await run(runId)
  const { files, counts } = await seen(runId)
  expect(counts).toMatchObject({ imported: 1, refused: 2 })
  expect(files.map(({ name }) => name)).toEqual(['wall.html', 'ab[31m.html', 'empty.txt'])
  expect(files[0]?.reason).toMatch(/Log in/)
  expect((await world.get(`/imports/${runId}`, 'wick')).status).toBe(200)
  const refused = await (await world.get(`/imports/${runId}?only=refused`, 'wick')).text()
  expect(refused).toContain('wall.html')
  expect(refused).not.toContain('After the wall')
  for (const other of [null, 'owner']) expect((await world.get(`/imports/${runId}`, other)).status).toBe(404)
  expect(existsSync(join(world.dataDir, `upload-${uploads}`, '1'))).toBe(false)
})

test('a zip of more files than one statement takes is noted file by file', async () => {
  const entries = Array.from({ length: 1_100 }, (_, at) => ({
    name: `${at}.txt`,
    data: bytesOf(`no work ${at}`),
  }))
  const runId = await requested({ 'many.zip': buildZip(entries) })
  await run(runId)
  expect(await seen(runId)).toMatchObject({ state: 'finished', total: 1_100, counts: { refused: 1_100 } })
  const page = async (query: string): Promise<string> =>
    (await world.get(`/imports/${runId}${query}`, 'wick')).text()
  expect((await page('')).match(/class="from/g)).toHaveLength(100)
  expect(await page('?page=11')).toContain('many.zip/999.txt')
  expect(await page('?page=12&only=refused')).toContain('Page 11 of 11')
})

test('a file that is not where it was sent to is said to be gone, and where that was is not', async () => {
  const runId = await requested({ 'gone.html': '', 'there.html': download({ id: 600, title: 'There' }) })
  rmSync(join(world.dataDir, `upload-${uploads}`, '0'))
  await run(runId)
  const { files, counts } = await seen(runId)
  expect(counts).toMatchObject({ imported: 1, refused: 1 })
  expect(files[0]?.reason).toMatch(/not here any more.*send it again/)
  expect(files[0]?.reason).not.toContain(world.dataDir)
})

test('what was sent leaves nothing behind, not even its folder', async () => {
  await run(await requested(stories('Tidy', 700, 2)))
  expect(existsSync(join(world.dataDir, `upload-${uploads}`))).toBe(false)
})

test('a long run lets others have their turn, and goes on', async () => {
  const runId = await requested(stories('Long', 800, 3))
  await run(runId, () => NOW, 0)
  expect(await seen(runId)).toMatchObject({ state: 'running', done: 1, total: 3 })
  await world.hear()
  expect(await seen(runId)).toMatchObject({ state: 'finished', done: 3, counts: { imported: 3 } })
})

test('a run that is given up says so, is found again on the upload page, and the owner has it go on', async () => {
  const runId = await requested(stories('Given up', 900, 2))
  await world.pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no space left on device'`,
  )
  expect(await seen(runId)).toMatchObject({ state: 'stopped', done: 0, total: 2 })
  const form = await (await world.get('/works/import', 'wick')).text()
  expect(form).toContain(`/imports/${runId}`)
  expect(await (await world.get('/works/import', 'owner')).text()).not.toContain(`/imports/${runId}`)
  const admin = await (await world.get('/admin', 'owner')).text()
  expect(admin).toMatch(/What did not work.*Reading files that were sent .*no space left on device/s)
  expect((await world.post('/admin/errands', {}, 'wick')).status).toBe(404)
  expect((await world.post('/admin/errands', {}, 'owner')).status).toBe(303)
  expect(await (await world.get('/admin', 'owner')).text()).not.toContain('What did not work')
  await world.hear()
  expect(await seen(runId)).toMatchObject({ state: 'finished', counts: { imported: 2 } })
})
