import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('reader')
  await world.person('writer')
})
afterAll(() => world.end())

const NOBODY = [404, 404, 404, 404]
const EVERYBODY = [200, 200, 200, 200]

test.each([
  ['a public work', { audience: 'public' }, 'posted', EVERYBODY],
  ['a members-only work', { audience: 'members' }, 'posted', [404, 200, 200, 200]],
  ['a draft', {}, 'draft', [404, 404, 200, 404]],
  ['a kept copy', {}, 'kept', [404, 404, 200, 404]],
  ['an anonymous work', { anonymous: true }, 'posted', EVERYBODY],
] as const)(
  '%s is there for those who may see it, and for nobody else',
  async (_name, record, how, expected) => {
    const id = await world.work(await world.known('writer'), record, how)
    for (const path of [
      `/works/${id}`,
      `/works/${id}/navigate`,
      `/downloads/${id}/x.epub`,
      `/downloads/${id}/x.html`,
    ]) {
      const answers = []
      for (const who of [null, 'reader', 'writer', 'keeper'])
        answers.push((await world.get(path, who)).status)
      expect(answers, path).toEqual(expected)
    }
    expect(NOBODY).toHaveLength(4)
  },
)
