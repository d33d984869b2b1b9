import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateInto } from '../bench/generate/into-database.ts'
import { faultsAt } from '../src/tags/graph-faults.ts'
import { makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

test('a made-up archive joins one that is running, and works as any other', async () => {
  const { id: person } = await world.person('owner', 'owner')
  await world.work(await world.known('owner'), { title: 'Here Before' })
  await world.catalogue.catchUp()
  const told: number[] = []
  const progress = (works: number) => void told.push(works)
  await generateInto(world.db, { works: 1_200, seed: 3, mostWords: 30, person, progress })
  expect(told).toEqual([1_000])
  await world.catalogue.catchUp()
  expect(world.catalogue.index()?.count()).toBe(1_201)
  const page = await (await world.get('/works?complete=yes&sort=kudos', 'owner')).text()
  expect(page).toMatch(/class="facet fandom"/)
  const tags = (await world.db.selectFrom('tags').select('id').execute()).map(({ id }) => id)
  const faults = await world.db.transaction().execute((trx) => faultsAt(trx, tags))
  expect(faults).toEqual({ tags: [], parents: [], metaTags: [] })
  // What is posted afterwards is numbered after them.
  expect(await world.work(await world.known('owner'), { title: 'Here After' })).toBeGreaterThan(1_200)
})
