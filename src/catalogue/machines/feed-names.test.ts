import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { wrangling } from '../../../test/wrangle.ts'
import { mute } from '../../accounts/index.ts'
import { href, routes } from '../../routes.ts'

let world: World
const RECENT = 'A Fandom of & Today'

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const hudson = await world.known('mrs_hudson_rents')
  const fandoms = { fandoms: [RECENT], characters: ['Somebody New'], additionalTags: ['Unplaced'] }
  await world.work(writer, {
    ...fandoms,
    title: 'New There',
    published: '2026-11-21',
    series: [{ title: 'A New Row', position: 1 }],
  })
  await world.work(writer, { title: 'Closed', fandoms: ['For Members'], audience: 'members' })
  await world.work(writer, { title: 'Unposted', fandoms: ['Of a Draft'] }, 'draft')
  await world.work(hudson, { title: 'Hers', fandoms: ['Hers Alone'] })
  await world.work(writer, { title: 'Masked', anonymous: true, series: [{ title: 'Masks', position: 1 }] })
  await world.pool.query("update works set posted_at = $1 where title = 'New There'", [
    new Date(NOW.getTime() + 60_000),
  ])
  const by = await world.known('moderator')
  const { canonical, parent } = wrangling(
    () => world,
    () => by,
  )
  await canonical(['fandom', RECENT])
  await canonical(['character', 'Somebody New'])
  await parent(['character', 'Somebody New'], ['fandom', RECENT])
})
afterAll(() => world.end())

const tags = href(routes.tagTagsFeed, { name: RECENT })
const medium = (name: string): string => href(routes.mediaFandomsFeed, { name })
const BOOKS = 'Books & Literature'
const ok = { status: 200, says: ['<feed '], hides: ['Of a Draft', 'Masks'] } as const

const cases: readonly RouteCase[] = [
  { case: 'GET mediaFeed guest', path: '/media.atom', ...ok, hides: ['For Members', 'Of a Draft'] },
  { case: 'GET mediaFeed member', path: '/media.atom', ...ok, says: ['For Members'] },
  {
    case: 'GET tagSearchFeed guest',
    path: '/tags/search.atom?kind=fandom',
    ...ok,
    hides: ['For Members', 'Of a Draft'],
  },
  { case: 'GET tagSearchFeed member', path: '/tags/search.atom?kind=fandom', ...ok, says: ['For Members'] },
  { case: 'GET tagSearchFeed owner', path: '/tags/search.atom', ...ok },
  { case: 'GET mediaFeed owner', path: '/media.atom', ...ok },
  { case: 'GET mediaFandomsFeed guest', path: () => medium(BOOKS), ...ok },
  { case: 'GET mediaFandomsFeed guest', path: () => medium('No Such Medium'), status: 404 },
  { case: 'GET mediaFandomsFeed member', path: () => medium(BOOKS), ...ok },
  { case: 'GET mediaFandomsFeed owner', path: () => medium(BOOKS), ...ok },
  { case: 'GET tagTagsFeed guest', path: () => tags, ...ok, says: ['Somebody New'], hides: ['Unplaced'] },
  {
    case: 'GET tagTagsFeed guest',
    path: () => href(routes.tagTagsFeed, { name: 'For Members' }),
    status: 404,
  },
  { case: 'GET tagTagsFeed guest', path: () => href(routes.tagTagsFeed, { name: 'Unplaced' }), status: 404 },
  { case: 'GET tagTagsFeed member', path: () => href(routes.tagTagsFeed, { name: 'For Members' }), ...ok },
  { case: 'GET tagTagsFeed owner', path: () => tags, ...ok },
  { case: 'GET userSeriesFeed guest', path: '/users/writer/series.atom', ...ok, says: ['A New Row'] },
  { case: 'GET userSeriesFeed guest', path: '/users/nobody_here/series.atom', status: 404 },
  { case: 'GET userSeriesFeed member', path: '/users/writer/series.atom', ...ok },
  { case: 'GET userSeriesFeed owner', path: '/users/writer/series.atom', ...ok },
]
routeCases(() => world, cases)

const read = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const titles = (xml: string): string[] =>
  [...xml.matchAll(/<entry>\n<id>[^<]*<\/id>\n<title>([^<]*)</g)].map(([, title = '']) => title)

test('the newest fandom stands first, by the first work of it that the reader finds', async () => {
  const xml = await read('/media.atom')
  expect(titles(xml)[0]).toBe('A Fandom of &amp; Today')
  const dates = [...xml.matchAll(/<updated>(.*?)</g)].map(([, date = '']) => date).slice(1)
  expect(dates).toEqual(dates.toSorted().reverse())
  expect(xml).toContain('href="http://archive.test/tags/A%20Fandom%20of%20*a*%20Today/works"')
})

test('they are well-formed in every language, and have what Atom asks of each entry', async () => {
  for (const ui of ['en', 'de', 'ar'])
    for (const path of ['/media.atom', medium(BOOKS), tags, '/users/writer/series.atom']) {
      const xml = await read(`${path}?ui=${ui}`)
      expect(notWellFormed(xml), path).toBeUndefined()
      const all = xml.split('<entry>').slice(1)
      expect(all.length, path).toBeGreaterThan(0)
      for (const entry of all)
        for (const name of ['id', 'title', 'updated', 'author', 'summary'])
          expect([...entry.matchAll(new RegExp(`<${name}[ >]`, 'g'))], `${path} ${name}`).toHaveLength(1)
    }
})

test('a long list goes on from page to page', async () => {
  const first = await read('/media.atom')
  const next = /<link rel="next"[^>]*href="http:\/\/archive\.test([^"]*)"/.exec(first)?.[1]
  if (titles(first).length < 20) return expect(next).toBeUndefined()
  const second = titles(await read(next ?? ''))
  expect(second.some((title) => titles(first).includes(title))).toBe(false)
})

test('past its last page there is the last one, and nothing leads back through empty ones', async () => {
  for (const path of ['/media.atom', '/users/writer/series.atom', '/tags/search.atom?kind=fandom']) {
    const far = await read(`${path}${path.includes('?') ? '&' : '?'}page=99`)
    expect(titles(far).length, path).toBeGreaterThan(0)
    expect(far, path).toContain('There is no such page')
    expect(far, path).not.toMatch(/page=98|rel="next"/)
  }
})

test('each is named in the head of its page and under it', async () => {
  for (const [path, feed] of [
    ['/media', '/media.atom'],
    ['/tags/search?kind=fandom&sort=uses', '/tags/search.atom?kind=fandom'],
    [href(routes.mediaFandoms, { name: BOOKS }), medium(BOOKS)],
    [href(routes.tag, { name: RECENT }), tags],
    ['/users/writer/series', '/users/writer/series.atom'],
  ] as const) {
    const page = await read(path)
    expect(page, path).toContain(`<link rel="alternate" type="application/atom+xml" href="${feed}"`)
    expect(page, path).toContain(`<a href="${feed}"`)
  }
})

test('[U-017] a member’s leaves out what they mute', async () => {
  const asReader = (path: string): Promise<string> => read(path, 'reader')
  expect(titles(await asReader('/media.atom'))).toContain('Hers Alone')
  await mute(world.db, await world.known('reader'), await world.known('mrs_hudson_rents'), NOW)
  expect(titles(await asReader('/media.atom'))).not.toContain('Hers Alone')
  expect(titles(await read('/media.atom'))).toContain('Hers Alone')
})
