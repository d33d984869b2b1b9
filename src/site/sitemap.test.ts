import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { notWellFormed } from '../../test/well-formed.ts'
import { makeWorld, type World } from '../../test/world.ts'
import { partsForEngines } from '../works/index.ts'

let world: World
const works = { found: 0, closed: 0, away: 0, awayMasked: 0, adult: 0, secret: 0, draft: 0, kept: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const shy = await world.person('shy')
  await world.pool.query(
    `update people set preferences = preferences || '{"hideFromSearch": true}' where name = 'shy'`,
  )
  works.found = await world.work(writer, { title: 'Found', published: '2026-09-09', completed: '2026-09-09' })
  works.closed = await world.work(writer, { title: 'Closed', audience: 'members' })
  works.away = await world.work(shy, { title: 'Away' })
  works.awayMasked = await world.work(shy, { title: 'Nobody’s', anonymous: true })
  works.adult = await world.work(writer, { title: 'Adult', rating: 'Explicit' })
  works.secret = await world.work(writer, { title: 'Secret' })
  works.draft = await world.work(writer, { title: 'Draft' }, 'draft')
  works.kept = await world.work(writer, { title: 'Kept', creators: ['far_away'] }, 'kept')
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [works.secret])
})
afterAll(() => world.end())

const PAGES = '/sitemap/pages.xml'
routeCases(
  () => world,
  [
    {
      case: 'GET sitemap guest',
      path: '/sitemap.xml',
      status: 200,
      says: ['/sitemap/works-1.xml</loc><lastmod>20'],
    },
    { case: 'GET sitemap member', path: '/sitemap.xml', status: 200 },
    { case: 'GET sitemap owner', path: '/sitemap.xml', status: 200 },
    {
      case: 'GET sitemapPart guest',
      path: PAGES,
      status: 200,
      says: ['<loc>http://archive.test/works</loc>'],
    },
    { case: 'GET sitemapPart guest', path: '/sitemap/works-2.xml', status: 404 },
    { case: 'GET sitemapPart guest', path: '/sitemap/works-0.xml', status: 404 },
    { case: 'GET sitemapPart guest', path: '/sitemap/works-99999999.xml', status: 404 },
    {
      case: 'GET sitemapPart member',
      path: '/sitemap/works-1.xml',
      status: 200,
      hides: [/works\/\d+<.*Closed/],
    },
    { case: 'GET sitemapPart owner', path: '/sitemap/nothing', status: 404 },
  ],
)

const read = async (path: string, who: string | null = null) => (await world.get(path, who)).text()
const told = async (who: string | null = null): Promise<number[]> =>
  [...(await read('/sitemap/works-1.xml', who)).matchAll(/works\/(\d+)</g)].map(([, id]) => Number(id))

describe('what search engines are told', () => {
  test('is valid, and the same for everybody', async () => {
    for (const path of ['/sitemap.xml', PAGES, '/sitemap/works-1.xml'])
      expect(notWellFormed(await read(path)), path).toBeUndefined()
    expect(await told('reader')).toEqual(await told())
    expect(await told('moderator')).toEqual(await told())
  })

  test('is what guests may read, and no creator asked to be left out of; an anonymous work is as all others', async () => {
    const found = await told()
    for (const [name, id] of Object.entries(works))
      expect([name, found.includes(id)]).toEqual([name, name === 'found' || name === 'awayMasked'])
  })

  test('is what the pages themselves let in, and no other', async () => {
    const found = new Set(await told())
    const { rows } = await world.pool.query<{ id: number }>('select id from works order by id')
    for (const { id } of rows) {
      const answer = await world.get(`/works/${id}`)
      const mayBeFound = answer.status === 200 && !(await answer.text()).includes('content="noindex"')
      expect([id, found.has(id)]).toEqual([id, mayBeFound && id !== works.secret])
    }
  })

  test('says when a chapter was posted last, and not when anything else changed', async () => {
    const of = async () =>
      new RegExp(`works/${works.found}</loc><lastmod>(.*?)<`).exec(await read('/sitemap/works-1.xml'))?.[1]
    expect(await of()).toBe('2026-09-09')
    await world.pool.query('update works set changed_at = now() where id = $1', [works.found])
    expect(await of()).toBe('2026-09-09')
  })

  test('goes on in further parts in a large archive; a part in which nothing is found is not there', async () => {
    await world.pool.query("select setval('works_id_seq', 123456)")
    const far = await world.work(await world.known('writer'), { title: 'The Far Shelf' })
    expect(far).toBeGreaterThan(123_456)
    expect(await read('/sitemap/works-13.xml')).toContain(`/works/${far}<`)
    expect((await world.get('/sitemap/works-12.xml')).status).toBe(404)
    // No part may list more than 50,000, as sitemaps.org says: it holds the works of 10,000 numbers.
    expect((await partsForEngines(world.db)).map(({ part }) => part)).toEqual([1, 13])
  })

  test('is not sent twice, stands in robots.txt, and forgets a work the moment it is hidden', async () => {
    const answer = await world.get('/sitemap/works-1.xml')
    const etag = answer.headers.get('etag') ?? ''
    const again = () => world.get('/sitemap/works-1.xml', null, { 'if-none-match': etag })
    expect((await again()).status).toBe(304)
    await world.pool.query("update works set standing = 'hidden' where id = $1", [works.found])
    expect((await again()).status).toBe(200)
    expect(await told()).not.toContain(works.found)
    expect(await read('/robots.txt')).toContain('\nSitemap: http://archive.test/sitemap.xml\n')
  })
})
