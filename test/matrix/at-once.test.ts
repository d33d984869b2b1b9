import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WorkId } from '../../src/core/ids.ts'
import { banPerson, hideWork, showWork } from '../../src/moderation/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { type SharedCache, sharedCache } from './shared-cache.ts'

const WORD = 'qzatonce'

let world: World
let id: number
let series: number
let cache: SharedCache
beforeAll(async () => {
  world = await makeWorld()
  for (const name of ['reader', 'other']) await world.person(name)
  await world.person('keeper', 'owner')
  const writer = await world.person('writer')
  const series1 = [{ title: `${WORD} series`, position: 1 }]
  id = await world.work(writer, {
    title: WORD,
    creators: ['writer'],
    series: series1,
    additionalTags: [WORD],
  })
  series =
    (await world.pool.query<{ id: number }>('select series_id as id from series_works')).rows[0]?.id ?? 0
})
afterAll(() => world.end())

beforeEach(async () => {
  await world.pool.query("update works set standing = 'posted', audience = 'public' where id = $1", [id])
  cache = sharedCache(async (path, headers) => {
    await world.catalogue.catchUp()
    return world.app.request(`${BASE_URL}${path}`, { headers: { host: 'archive.test', ...headers } })
  })
})

const surfaces = (): string[] => [
  ...[`/works/${id}`, `/works/${id}/navigate`, `/downloads/${id}/x.html`, `/api/v1/works/${id}`],
  ...['/', '/works', '/works.atom', '/api/v1/works', `/tags/${WORD}`, `/tags/${WORD}/works`],
  ...[`/tags/${WORD}/works.atom`, `/series/${series}`, `/series/${series}.atom`, '/users/writer/works'],
  ...[
    '/users/writer/works.atom',
    `/works?title=${WORD.slice(0, 4)}*`,
    `/autocomplete/tag?term=${WORD.slice(0, 4)}`,
  ],
]

async function telling(who: string | null, extra: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const told: string[] = []
  for (const path of surfaces()) {
    const cookie = await world.cookie(who)
    const answer = await cache.get(path, { ...(cookie ? { cookie } : {}), ...extra })
    const text = (await answer.text()).replaceAll(`/tags/${WORD}`, '')
    if ((answer.status === 200 && text.includes(`>${WORD}`)) || text.includes(`"${WORD}"`)) told.push(path)
  }
  return told
}

test('[A-38] what a member was shown is not kept for the guest who asks next, by any cache between', async () => {
  await world.pool.query("update works set audience = 'members' where id = $1", [id])
  expect((await telling('reader')).length).toBeGreaterThan(10)
  expect(await telling(null)).toEqual([])
  expect((await telling('other')).length).toBeGreaterThan(10)
  expect(cache.kept().filter((path) => path.startsWith('/works') && !path.includes('.atom'))).toEqual([])
})

test('[A-38] a guest with what a member was sent is not told that it is still so', async () => {
  await world.pool.query("update works set audience = 'members' where id = $1", [id])
  for (const path of surfaces()) {
    const member = await world.get(path, 'reader')
    const etag = member.headers.get('etag')
    if (!etag) continue
    const guest = await world.get(path, null, { 'if-none-match': etag })
    expect(guest.status, path).not.toBe(304)
  }
})

const CHANGES: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'hidden',
    async () =>
      hideWork(
        world.db,
        await world.known('keeper'),
        { id: id as WorkId, reason: 'x', baseUrl: BASE_URL },
        NOW,
      ),
  ],
  ['restricted', () => world.pool.query("update works set audience = 'members' where id = $1", [id])],
  ['thrown away', () => world.pool.query("update works set standing = 'trashed' where id = $1", [id])],
  ['concealed', () => world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [id])],
]

test.each(CHANGES)(
  '[A-31] a work that is %s is gone from the next request on, from pages, lists, feeds, files and data',
  async (_how, change) => {
    expect((await telling(null)).length).toBeGreaterThan(10)
    await change()
    expect(await telling(null)).toEqual([])
    await world.pool.query("update works set disclosure = 'open' where id = $1", [id])
  },
)

test('[A-31] a work that is shown again is there from the next request on', async () => {
  const keeper = await world.known('keeper')
  const hiding = { id: id as WorkId, reason: 'x', baseUrl: BASE_URL }
  await hideWork(world.db, keeper, hiding, NOW)
  expect(await telling(null)).toEqual([])
  await showWork(world.db, keeper, hiding, NOW)
  expect((await telling(null)).length).toBeGreaterThan(10)
})

test('[A-31] who is banned sees what a guest sees from the next request on', async () => {
  await world.pool.query("update works set audience = 'members' where id = $1", [id])
  expect((await telling('other')).length).toBeGreaterThan(10)
  await banPerson(world.db, await world.known('keeper'), { name: 'other', reason: 'x' }, NOW)
  expect(await telling('other')).toEqual([])
})
