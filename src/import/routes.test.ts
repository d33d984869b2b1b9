import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listening, listen, sendFiles } from '../../test/listen.ts'
import { routeCases } from '../../test/route-cases.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { runImport } from './index.ts'

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/import')
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')

let world: World
let site: Listening
const runs = { reader: '', owner: '' }
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  runs.reader = await sent('reader')
  runs.owner = await sent('moderator')
})
afterAll(async () => {
  await site.close()
  await world.end()
})

const files = {
  'goldfish.html': fixture('html-2026-one.html'),
  'wall.html': fixture('refused-login-wall.html'),
  'letter.txt': Buffer.from('A letter to the miller’s wife\n\nThe wheel turns, though nobody looks on.\n'),
}

/** The number of a run that has been read to its end. */
async function sent(as: string): Promise<string> {
  const answer = await sendFiles(site, { world, as, files })
  const id = (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
  await runImport(
    { archive: async () => 'The Lamplighters', db: world.db, baseUrl: BASE_URL, now: () => NOW },
    id,
  )
  return id
}

const form = (as: string | null, some: Parameters<typeof sendFiles>[1]['files'], csrf?: string) => () =>
  sendFiles(site, { world, as, files: some, ...(csrf === undefined ? {} : { csrf }) })

routeCases(
  () => world,
  [
    // [I-001] below
    {
      case: 'GET importForm guest',
      path: '/works/import',
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport',
    },
    { case: 'GET importForm member', path: '/works/import', status: 200, says: ['type="file"', 'multiple'] },
    { case: 'GET importForm owner', path: '/works/import', status: 200 },
    {
      case: 'POST importForm guest',
      path: '/works/import',
      send: form(null, files),
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport',
    },
    { case: 'POST importForm member', path: '/works/import', send: form('reader', files), status: 303 },
    {
      case: 'POST importForm member',
      path: '/works/import',
      send: form('reader', {}),
      status: 422,
      says: ['Choose at least one file.'],
    },
    {
      case: 'POST importForm member',
      path: '/works/import',
      send: form('reader', files, 'not-the-token'),
      status: 422,
      says: ['too old'],
    },
    { case: 'POST importForm owner', path: '/works/import', send: form('moderator', files), status: 303 },
    { case: 'GET importRun guest', path: () => `/imports/${runs.reader}`, status: 404 },
    {
      case: 'GET importRun member',
      path: () => `/imports/${runs.reader}`,
      status: 200,
      says: ['The Goldfish', 'wall.html', '<a href="/works/import/pages" dir="ltr">'],
    },
    { case: 'GET importRun member', path: () => `/imports/${runs.owner}`, status: 404 },
    { case: 'GET importRun member', path: '/imports/not-a-run', status: 404 },
    { case: 'GET importRun member', path: `/imports/${'-'.repeat(36)}`, status: 404 },
    {
      case: 'GET importRun owner',
      path: () => `/imports/${runs.reader}`,
      status: 404,
      hides: ['The Goldfish'],
    },
    { case: 'GET importRun owner', path: () => `/imports/${runs.owner}`, status: 200 },
  ],
)

test('[I-001] a guest who asks for the import form, or sends it, is asked to log in and led back to it', async () => {
  const asked = await world.get('/works/import')
  const back = asked.headers.get('location') ?? ''
  expect(await (await world.get(back)).text()).toContain('name="back" value="/works/import"')
  const before = await countRuns()
  await sendFiles(site, { world, as: null, files })
  expect(await countRuns()).toBe(before)
})

test('a copy that is kept is in its keeper’s library and nowhere else', async () => {
  const library = await (await world.get('/users/reader/library', 'reader')).text()
  expect(library).toContain('The Goldfish &amp; the Gasogene')
  for (const who of [null, 'writer', 'moderator']) {
    expect(await (await world.get('/works?q=goldfish', who)).text()).not.toContain('Gasogene</a>')
  }
})

test('what is refused leaves nothing behind, on disk neither', async () => {
  await sendFiles(site, { world, as: 'reader', files, csrf: 'not-the-token' })
  const waiting = await world.pool.query<{ kept_at: string }>(
    'select kept_at from import_files where kept_at is not null',
  )
  const folders = new Set(waiting.rows.map((row) => row.kept_at.split('/').at(-2)))
  for (const folder of await readdir(join(world.dataDir, 'uploads'))) {
    const inside = await readdir(join(world.dataDir, 'uploads', folder))
    if (inside.length) expect(folders).toContain(folder)
  }
})

test.each([
  ['not a form with files', { 'content-type': 'text/plain' }, 'hello'],
  ['no boundary', { 'content-type': 'multipart/form-data' }, 'hello'],
  [
    'a form cut off',
    { 'content-type': 'multipart/form-data; boundary=x' },
    '--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nhalf',
  ],
  ['no type at all', { 'content-type': '' }, ''],
])('a request that is %s is refused without a fault of ours', async (_what, headers, body) => {
  const cookie = await world.cookie('reader')
  const answer = await fetch(`${site.url}/works/import`, {
    method: 'POST',
    headers: { ...headers, cookie, origin: site.url },
    body,
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})

test('files sent from another site are refused before they are read', async () => {
  const cookie = await world.cookie('reader')
  const before = await countRuns()
  for (const [name, value] of [
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
  ] as const) {
    const headers = { cookie, [name]: value }
    const answer = await fetch(`${site.url}/works/import`, { method: 'POST', headers, body: new FormData() })
    expect(answer.status).toBe(403)
  }
  expect(await countRuns()).toBe(before)
})

const countRuns = async (): Promise<number> =>
  (await world.pool.query<{ n: number }>('select count(*)::int as n from import_runs')).rows[0]?.n ?? -1
