import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

/** As a browser asks: nobody tells the catalogue to catch up first, as `world.get` does. */
const listed = async (): Promise<string> =>
  (await world.app.request(`${BASE_URL}/works`, { headers: { host: 'archive.test' } })).text()

test('what a request changes is in the list that the next request asks for, with its tags counted', async () => {
  const owner = await world.person('owner', 'owner')
  const chapters = [aChapter({ html: '<p>Lit at once.</p>' })]
  const id = await world.work(owner, { title: 'Lit at Once', fandoms: ['Lanterns'], chapters }, 'draft')
  await world.catalogue.catchUp()
  expect(await listed()).not.toContain('Lit at Once')
  expect((await world.post(`/works/${id}/post`, {}, 'owner')).status).toBe(303)
  const page = await listed()
  expect(page).toContain('Lit at Once')
  expect(page).toContain('value="fandom:Lanterns"')
})
