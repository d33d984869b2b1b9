import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../src/storage/transaction.ts'
import { noteImages } from '../../src/works/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { opens, type State, VIEWERS, type Viewer } from './expected.ts'
import { forEach, stateOf } from './looking.ts'
import { sharedCache } from './shared-cache.ts'
import { type Archive, accountOf, type Made, makeArchive } from './works.ts'

/** Pictures: one in a chapter that is posted, one in a chapter that is not, of every work, for every viewer. */
let world: World
let archive: Archive
beforeAll(async () => {
  world = await makeWorld()
  archive = await makeArchive(world)
  await forEach(archive.works, async (made) => {
    await addPicture(made, 'posted', made.chapter)
    await addPicture(made, 'draft', made.draftChapter)
    await inTransaction(world.db, (trx) => noteImages(trx, made.id, NOW))
  })
}, 120_000)
afterAll(() => world.end())

const hashOf = ({ number }: Made, which: string): string =>
  createHash('sha256').update(`${which} ${number}`).digest('hex')
const pathOf = (made: Made, which: string): string => `/images/${hashOf(made, which)}.jpg`

async function addPicture(made: Made, which: string, chapter: number): Promise<void> {
  const hash = hashOf(made, which)
  await world.files.put(`${hash}.jpg`, new Uint8Array([1]), 'image/jpeg')
  await world.pool.query(
    `with file as (insert into image_files values ($1, 'image/jpeg', 1, 1, '{}', false, 1))
      insert into images (hash, person_id, made_at, used_at) select $1, person_id, now(), now() from works where id = $2`,
    [hash, made.id],
  )
  await world.pool.query('update chapters set html = html || $2 where id = $1', [
    chapter,
    `<p><img src="${pathOf(made, which)}" alt=""></p>`,
  ])
}

const MAKERS: readonly Viewer[] = ['creator', 'co-creator']

/** Said anew: whose it is sees it always; else as the work; of a chapter that waits, its makers alone. */
function expected(viewer: Viewer, state: State, which: string): number {
  if (viewer === 'creator') return 200
  if (opens(viewer, state) === 'nothing') return 404
  return which === 'posted' || MAKERS.includes(viewer) ? 200 : 404
}

test('[A-29] a picture is seen by whoever may see its work, and by nobody else', {
  timeout: 120_000,
}, async () => {
  const wrong: string[] = []
  const seen = { 200: 0, 404: 0 }
  for (const viewer of VIEWERS)
    await forEach(archive.works, async (made) => {
      for (const which of ['posted', 'draft']) {
        const { status, headers } = await world.get(pathOf(made, which), accountOf(viewer, made))
        const wanted = expected(viewer, made, which)
        if (status !== wanted)
          wrong.push(`${viewer} at ${which} of ${stateOf(made)}: ${status} for ${wanted}`)
        if (!headers.get('cache-control')?.startsWith('private'))
          wrong.push(`${which} of ${stateOf(made)} is kept`)
        if (status === 200 || status === 404) seen[status]++
      }
    })
  expect(wrong).toEqual([])
  expect(seen[200]).toBeGreaterThan(300)
  expect(seen[404]).toBeGreaterThan(300)
})

test('[A-38] no cache between keeps a picture, and no reader is told that another’s is unchanged', async () => {
  const cache = sharedCache((path, headers) =>
    Promise.resolve(
      world.app.request(`${BASE_URL}${path}`, { headers: { host: 'archive.test', ...headers } }),
    ),
  )
  for (const made of archive.works) {
    const path = pathOf(made, 'posted')
    const cookie = await world.cookie(accountOf('creator', made))
    const etag = (await cache.get(path, { cookie })).headers.get('etag') ?? ''
    const guest = await cache.get(path, { 'if-none-match': etag })
    expect(guest.status === 304, stateOf(made)).toBe(expected('guest', made, 'posted') === 200)
  }
  expect(cache.kept()).toEqual([])
})
