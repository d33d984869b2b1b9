import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'
import { build } from './build.ts'
import { follow } from './follow.ts'

/** 20000 for the figure in docs/decisions/011-change-log.md. */
const WORKS = Number(process.env.CATALOGUE_WORKS ?? 4_000)
/** Of the thread's own work, so that a busy machine changes nothing: collecting garbage is in it. */
const LONGEST_MS = 60

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const { id } = await world.person('writer', 'owner')
  const write = (query: string) => world.pool.query(query)
  await write(`insert into tags (kind, name, name_key, canonical)
    select (array['fandom', 'relationship', 'character', 'freeform'])[1 + n % 4], 'tag ' || n, 'tag ' || n, true
    from generate_series(1, ${WORKS}) as n`)
  await write(`insert into works (person_id, title, title_key, language, rating, cleaner_version, permissions, sorted_at,
      posted_at, words, chapters_posted, content_hash, search)
    select ${id}, 'Work ' || n, 'work ' || n, 'en', 'Not Rated', 1, '{}', now() - n * interval '1 minute', now(), n, 1, '', ''
    from generate_series(1, ${WORKS}) as n`)
  await write(`insert into work_tags (work_id, tag_id, position)
    select works.id, tags.id, row_number() over (partition by works.id) from works
    cross join lateral (select distinct 20 + (works.id * step * step) % ${WORKS} as tag from generate_series(1, 14) as step) as chosen
    join tags on tags.id = chosen.tag`)
})
afterAll(() => world.end())

/** The longest that the thread was at work between two turns of others, in milliseconds. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let going = true
  let last = process.threadCpuUsage()
  const turn = (): void => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
    if (going) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  going = false
  return longest
}

test('reading the whole archive leaves others their turn, and so does reading that every work changed', async () => {
  let built: Awaited<ReturnType<typeof build>>
  const building = await longestStall(async () => {
    built = await build(world.db, () => false)
  })
  expect(built?.index.count()).toBe(WORKS)
  await world.pool.query('update works set words = words + 1')
  const following = await longestStall(async () => built && follow(world.db, built))
  const words = { column: 'words', from: WORKS + 1, to: WORKS + 1 }
  expect(built?.index.ask({ reader: { sees: [0] }, filter: words }).total).toBe(1)
  if (process.env.CATALOGUE_WORKS) console.log({ WORKS, building, following })
  expect(Math.max(building, following)).toBeLessThan(LONGEST_MS)
})

test('a build that is given up ends', async () => {
  expect(await build(world.db, () => true)).toBeUndefined()
})
