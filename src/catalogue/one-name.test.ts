import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const page = async (path: string) => (await world.get(path)).text()
const chips = (html: string) =>
  [...html.matchAll(/Remove filter[\s\S]*?<bdi>([^<]*)<\/bdi>/g)].map(([, name]) => name)

describe('one name spelled several ways in an address', () => {
  test('is one filter, taken off by one click', async () => {
    const html = await page('/works?tag=Fluff&tag=FLUFF&tag=fluff&with=fLUFF')
    expect(chips(html)).toEqual(['Fluff'])
    expect(html).not.toMatch(/href="\/works\?(?:tag|with)=[fF][lL][uU][fF][fF]"/)
  })

  test('is asked for in two ways, and the stronger goes before', async () => {
    const html = await page('/works?tag=fluff&not=Fluff')
    expect(chips(html)).toEqual(['Fluff'])
    expect(html).toContain('A tag was asked for in two ways')
  })
})

test('the works of a medium are its fandoms', async () => {
  const answer = await world.get('/tags/Books *a* Literature/works')
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    '/media/Books%20*a*%20Literature/fandoms',
  ])
})
