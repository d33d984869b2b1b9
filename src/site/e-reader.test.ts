import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { BASE_URL, makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const own = [`${BASE_URL}/opds/v1.2`, `${BASE_URL}/opds/v2`, `${BASE_URL}/koreader`]
const PROGRAMS = ['KOReader', 'Thorium', 'Calibre', 'FBReader', 'Moon+ Reader']

routeCases(
  () => world,
  [
    {
      case: 'GET eReader guest',
      path: '/e-reader',
      status: 200,
      says: [...own, ...PROGRAMS, '/settings/devices'],
    },
    { case: 'GET eReader member', path: '/e-reader', status: 200, says: own },
    { case: 'GET eReader owner', path: '/e-reader', status: 200 },
  ],
)

const page = async (path: string, as: string | null = null) => (await world.get(path, as)).text()

/** The catalogues that a page's head names, by type. */
function named(html: string): Record<string, string> {
  const links = [...html.matchAll(/<link rel="alternate" type="([^"]*opds[^"]*)" href="([^"]+)"/g)]
  return Object.fromEntries(links.map(([, type = '', at = '']) => [type, at.replaceAll('&amp;', '&')]))
}
const ATOM = 'application/atom+xml;profile=opds-catalog'
const JSON_TYPE = 'application/opds+json'

describe('a page’s head names the catalogues', () => {
  test('on the front page, in lists, of tags, people and series', async () => {
    const root = { [ATOM]: '/opds/v1.2', [JSON_TYPE]: '/opds/v2' }
    const tag = /href="(\/tags\/[^"/]+\/works)"/.exec(await page('/works'))?.[1] ?? ''
    for (const path of ['/', '/e-reader', tag, '/users/writer', '/users/writer/works'])
      expect(named(await page(path)), path).toEqual(root)
  })

  test('a list of all works names the catalogue that is asked the same, and it is there', async () => {
    const found = named(await page('/works?q=lamp&words_from=100&page=2&ui=de'))
    expect(found).toEqual({
      [ATOM]: '/opds/v1.2/works?q=lamp&words_from=100',
      [JSON_TYPE]: '/opds/v2/works?q=lamp&words_from=100',
    })
    for (const at of Object.values(found)) expect((await world.get(at)).status).toBe(200)
  })
})

test('every program has its five steps, with an address that answers', async () => {
  const html = await page('/e-reader')
  const lists = [...html.matchAll(/<ol class="set-up">(.*?)<\/ol>/gs)].map(([, list = '']) => list)
  expect(lists.map((list) => [...list.matchAll(/<li>/g)].length)).toEqual([5, 5, 5, 5, 5, 5])
  for (const list of lists) {
    const address = /<code dir="ltr">([^<]+)<\/code>/.exec(list)?.[1] ?? ''
    expect(own).toContain(address)
    if (!address.endsWith('/koreader'))
      expect((await world.get(address.slice(BASE_URL.length))).status).toBe(200)
  }
})

test('the front page, the footer and the page of keys lead there', async () => {
  expect(await page('/')).toMatch(/class="more">.*?href="\/e-reader"/s)
  expect(await page('/about')).toContain('href="/e-reader"')
  expect(await page('/settings/devices', 'reader')).toMatch(/main.*href="\/e-reader".*<footer/s)
})
