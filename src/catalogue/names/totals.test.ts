import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person(
    'many',
    'member',
    Array.from({ length: 44 }, (_, at) => `Quill ${at}`),
  )
  await world.pool.query(`insert into tags (kind, name, name_key, canonical)
    select 'freeform', 'Row ' || n, 'row ' || n, true from generate_series(1, 10060) as n`)
})
afterAll(() => world.end())

const page = async (path: string) => (await (await world.get(path)).text()).replace(/<[^>]*>/g, '')

describe('[S-024] a total is true, however many there are', () => {
  test.each([
    ['by name', 'sort=name'],
    ['by use, of more than are put in that order', 'sort=uses'],
    ['newest first', 'sort=created'],
  ])('of tags, %s', async (_how, sort) => {
    for (const at of ['', '&page=202', '&page=1000000000'])
      expect(await page(`/tags/search?name=row&${sort}${at}`), at).toContain('10,060 tags found')
    expect((await page(`/tags/search?name=row&${sort}&page=1000000000`)).match(/No works/g)).toHaveLength(10)
  })

  test('of people', async () => {
    for (const at of ['', '&page=3', '&page=999999999'])
      expect(await page(`/people/search?name=quill${at}`), at).toContain('44 names found')
    expect((await page('/people/search?name=quill&page=999999999')).match(/No works/g)).toHaveLength(4)
  })

  test('told to programs as to people', async () => {
    const told = await (await world.get('/api/v1/tags?name=row&page=202')).json()
    expect(told).toMatchObject({ total: 10_060, page: 202, pages: 202 })
  })
})
