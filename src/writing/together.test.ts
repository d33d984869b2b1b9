import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

test('the form says all of it', async () => {
  const form = await (await world.get('/works/new', 'reader')).text()
  expect(form).toContain('name="coauthors"')
  expect(form).toContain('name="recipients"')
  expect(form).toContain('name="series_new"')
  expect(form).toContain('name="related_url"')
})
