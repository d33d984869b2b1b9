import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
const at: Record<string, number> = {}
const page = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const total = (html: string): number => Number(/of <strong[^>]*>(\d+) works/.exec(html)?.[1])
const prefer = (wish: object) =>
  world.pool.query(`update people set preferences = preferences || $1::jsonb where name = 'reader'`, [
    JSON.stringify(wish),
  ])

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  for (const title of ['Quite Done', 'Left Half Way', 'Being Read'])
    at[title] = await world.work(writer, { title, additionalTags: ['Of These Three'] })
  const mark = (title: string, state: string) =>
    world.post(`/works/${at[title]}/reading`, { state }, 'reader')
  await mark('Quite Done', 'read')
  await mark('Left Half Way', 'dropped')
  await mark('Being Read', 'reading')
})
afterAll(() => world.end())

test('what a reader is done with leaves their lists when they wish it, is counted, and comes back at a click', async () => {
  const all = total(await page('/works'))
  await prefer({ hideRead: true })
  const less = await page('/works')
  expect(total(less)).toBe(all - 2)
  expect(less).toMatch(/What you hide<\/a> takes out 2 works/)
  for (const path of ['/', '/works?tag=Of+These+Three', '/users/writer/works', '/users/writer']) {
    const html = await page(path)
    expect(html, path).not.toContain('Quite Done')
    expect(html, path).not.toContain('Left Half Way')
  }
  expect(await page('/works?tag=Of+These+Three')).toContain('Being Read')
  expect(await page('/works?tag=Of+These+Three&hidden=show')).toContain('Quite Done')
  expect(await page('/users/reader/readings/read')).toContain('Quite Done')
  expect(await page('/users/reader/hidden')).not.toContain('Quite Done')
  expect(await page('/works?tag=Of+These+Three', 'writer')).toContain('Quite Done')
  expect(await page('/works?tag=Of+These+Three', null)).toContain('Quite Done')
})

test('with the history off it does not hold', async () => {
  await prefer({ hideRead: true, history: false })
  expect(await page('/works?tag=Of+These+Three')).toContain('Quite Done')
})
