import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AWKWARD_TITLES, awkwardWorks } from '../../../test/clients/awkward-works.ts'
import { keyFor } from '../../../test/clients/catalogue-walk.ts'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { idOf } from '../../../test/sample.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
const at = { open: 0, members: 0, kept: 0, series: 0, shelf: 0 }
beforeAll(async () => {
  world = await makeWorld('sample')
  await awkwardWorks(world)
  at.open = await idOf(world, 'The Umbrella Stand')
  at.members = await idOf(world, 'For Members')
  at.kept = await idOf(world, 'A Copy Kept')
  const series = await world.pool.query('select id from series where title = $1', ['Rooms to Let'])
  at.series = series.rows[0].id
  const reader = await world.known('reader')
  const shelf = await world.pool.query(
    'insert into shelves (person_id, name, made_at) values ($1, $2, now()) returning id',
    [reader.id, 'By the Window'],
  )
  at.shelf = shelf.rows[0].id
  await world.pool.query('insert into shelf_works values ($1, $2, now())', [at.shelf, at.kept])
  await world.pool.query(
    "insert into saved_filters (person_id, name, query, looked_at) values ($1, 'Umbrellas', 'q=umbrella', now())",
    [reader.id],
  )
})
afterAll(() => world.end())

const V1 = '/opds/v1.2'
const V2 = '/opds/v2'
const ok = { status: 200 } as const
const LOCKED = { status: 401, says: ['http://opds-spec.org/auth/basic'] } as const
const PUBLIC = ['New works', 'Fandoms A–Z', 'Languages', 'Your shelves'] as const

const cases: readonly RouteCase[] = [
  { case: 'GET opds guest', path: '/opds', ...ok, says: PUBLIC, hides: ['saved filters'] },
  { case: 'GET opds member', path: '/opds', ...ok, says: ['Your saved filters'] },
  { case: 'GET opds owner', path: '/opds', ...ok, says: PUBLIC },
  { case: 'GET opdsSlash guest', path: '/opds/', ...ok, says: PUBLIC },
  { case: 'GET opdsSlash member', path: '/opds/', ...ok, says: PUBLIC },
  { case: 'GET opdsSlash owner', path: '/opds/', ...ok, says: PUBLIC },
  { case: 'GET opds1 guest', path: V1, ...ok, says: PUBLIC },
  { case: 'GET opds1 member', path: V1, ...ok, says: PUBLIC },
  { case: 'GET opds1 owner', path: V1, ...ok, says: PUBLIC },
  { case: 'GET opds2 guest', path: V2, ...ok, says: PUBLIC },
  { case: 'GET opds2 member', path: V2, ...ok, says: PUBLIC },
  { case: 'GET opds2 owner', path: V2, ...ok, says: PUBLIC },
  { case: 'GET opdsRootSlash guest', path: `${V1}/`, ...ok, says: PUBLIC },
  { case: 'GET opdsRootSlash member', path: `${V2}/`, ...ok, says: PUBLIC },
  { case: 'GET opdsRootSlash owner', path: `${V2}/`, ...ok, says: PUBLIC },
  { case: 'GET opdsWorks guest', path: `${V1}/works`, ...ok, hides: ['For Members', 'A Copy Kept'] },
  { case: 'GET opdsWorks guest', path: '/opds/v3/works', status: 404 },
  { case: 'GET opdsWorks member', path: `${V2}/works?q=members`, ...ok, says: ['For Members'] },
  { case: 'GET opdsWorks owner', path: `${V2}/works`, ...ok, hides: ['A Copy Kept'] },
  { case: 'GET opdsWork guest', path: () => `${V1}/works/${at.open}`, ...ok, says: ['open-access'] },
  { case: 'GET opdsWork guest', path: () => `${V2}/works/${at.members}`, status: 404 },
  { case: 'GET opdsWork guest', path: `${V2}/works/x`, status: 404 },
  { case: 'GET opdsWork member', path: () => `${V2}/works/${at.members}`, ...ok, hides: ['open-access'] },
  { case: 'GET opdsWork member', path: () => `${V2}/works/${at.kept}`, ...ok, hides: ['open-access'] },
  { case: 'GET opdsWork owner', path: () => `${V2}/works/${at.kept}`, status: 404 },
  { case: 'GET opdsSeries guest', path: () => `${V1}/series/${at.series}`, ...ok, says: ['Rooms to Let'] },
  { case: 'GET opdsSeries guest', path: `${V1}/series/99999`, status: 404 },
  { case: 'GET opdsSeries member', path: () => `${V2}/series/${at.series}`, ...ok },
  { case: 'GET opdsSeries owner', path: () => `${V2}/series/${at.series}`, ...ok },
  { case: 'GET opdsFandoms guest', path: `${V1}/fandoms`, ...ok, says: ['letter=S'] },
  { case: 'GET opdsFandoms member', path: `${V2}/fandoms?letter=S`, ...ok, says: ['Sherlock Holmes'] },
  { case: 'GET opdsFandoms owner', path: `${V2}/fandoms?letter=none&page=x`, ...ok },
  { case: 'GET opdsLanguages guest', path: `${V1}/languages`, ...ok, says: ['Deutsch'] },
  { case: 'GET opdsLanguages member', path: `${V2}/languages`, ...ok },
  { case: 'GET opdsLanguages owner', path: `${V2}/languages`, ...ok },
  { case: 'GET opdsSearch guest', path: `${V2}/search?query=umbrella`, ...ok, says: ['The Umbrella Stand'] },
  { case: 'GET opdsSearch guest', path: `${V2}/search?author=nobody_here`, ...ok, hides: ['publications'] },
  { case: 'GET opdsSearch member', path: `${V1}/search?query=umbrella`, ...ok },
  { case: 'GET opdsSearch owner', path: `${V1}/search?query=(`, ...ok },
  { case: 'GET opdsFilters guest', path: `${V1}/filters`, ...LOCKED },
  { case: 'GET opdsFilters member', path: `${V1}/filters`, ...ok, says: ['works?q=umbrella'] },
  { case: 'GET opdsFilters owner', path: `${V2}/filters`, ...ok, hides: ['umbrella'] },
  { case: 'GET opdsShelves guest', path: `${V2}/shelves`, ...LOCKED },
  { case: 'GET opdsShelves member', path: `${V2}/shelves`, ...ok, says: ['By the Window'] },
  { case: 'GET opdsShelves owner', path: `${V2}/shelves`, ...ok, hides: ['By the Window'] },
  { case: 'GET opdsLibrary guest', path: `${V1}/library`, ...LOCKED },
  { case: 'GET opdsLibrary member', path: `${V1}/library`, ...ok, says: ['A Copy Kept'] },
  { case: 'GET opdsLibrary owner', path: `${V1}/library`, ...ok, hides: ['A Copy Kept'] },
  { case: 'GET opdsShelf guest', path: () => `${V1}/shelves/${at.shelf}`, ...LOCKED },
  { case: 'GET opdsShelf member', path: () => `${V1}/shelves/${at.shelf}`, ...ok, says: ['A Copy Kept'] },
  { case: 'GET opdsShelf owner', path: () => `${V1}/shelves/${at.shelf}`, status: 404 },
  { case: 'GET opdsReadings guest', path: `${V2}/readings/later`, ...LOCKED },
  { case: 'GET opdsReadings member', path: `${V2}/readings/read`, ...ok },
  { case: 'GET opdsReadings owner', path: `${V2}/readings/reading`, ...ok },
  { case: 'GET opdsDescription guest', path: '/opds/search.xml', ...ok, says: ['{searchTerms}'] },
  { case: 'GET opdsDescription member', path: '/opds/search.xml', ...ok },
  { case: 'GET opdsDescription owner', path: '/opds/search.xml', ...ok },
  { case: 'GET opdsAuthentication guest', path: '/opds/authentication.json', ...ok, says: ['auth/basic'] },
  { case: 'GET opdsAuthentication member', path: '/opds/authentication.json', ...ok },
  { case: 'GET opdsAuthentication owner', path: '/opds/authentication.json', ...ok },
]
routeCases(() => world, cases)

const NAVIGATION = 'application/atom+xml;profile=opds-catalog;kind=navigation'
const ACQUISITION = 'application/atom+xml;profile=opds-catalog;kind=acquisition'

describe('a page of a catalogue', () => {
  test.each([
    [V1, NAVIGATION],
    [`${V1}/fandoms?letter=S`, NAVIGATION],
    [`${V1}/works`, ACQUISITION],
    [`${V1}/works/1`, 'application/atom+xml;type=entry;profile=opds-catalog'],
    [V2, 'application/opds+json'],
    [`${V2}/works`, 'application/opds+json'],
    [`${V2}/works/1`, 'application/opds-publication+json'],
  ])('%s is of the type %s, whatever is accepted, and not changed until something is', async (path, type) => {
    for (const accept of ['*/*', 'application/opds+json', 'text/html', 'nonsense']) {
      const answer = await world.get(path, null, { accept, 'accept-encoding': 'identity' })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
    }
    const { headers } = await world.get(path)
    const [tag, since] = [headers.get('etag') ?? '', headers.get('last-modified') ?? '']
    expect((await world.get(path, null, { 'if-none-match': tag })).status).toBe(304)
    expect((await world.get(path, null, { 'if-modified-since': since })).status).toBe(304)
    const head = await world.app.request(`http://archive.test${path}`, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', tag])
    expect(head.headers.get('last-modified')).toBe(since)
  })

  test('is well-formed and speaks the language asked for, and so do the pages it leads to', async () => {
    for (const ui of ['de', 'ar']) {
      const xml = await (await world.get(`${V1}/works?q=lamp&ui=${ui}`)).text()
      expect(notWellFormed(xml)).toBeUndefined()
      expect(xml).toContain(`xml:lang="${ui}"`)
      for (const [, href] of xml.matchAll(/rel="http:\/\/opds-spec.org\/facet" href="([^"]*)"/g))
        expect(href).toContain(`ui=${ui}`)
    }
  })

  test('[A-07] is another for each who asks, and no shared cache may keep a member’s', async () => {
    const [guest, member] = [await world.get(`${V2}/works`), await world.get(`${V2}/works`, 'reader')]
    expect(guest.headers.get('etag')).not.toBe(member.headers.get('etag'))
    expect(member.headers.get('cache-control')).toBe('private, no-cache')
    expect(guest.headers.get('vary')).toContain('authorization')
    const elsewhere = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await world.get(`${V2}/shelves`, 'reader', elsewhere)).status).toBe(401)
  })

  test('holds every title, whatever it is, in valid XML and JSON', async () => {
    const xml = await (await world.get(`${V1}/works?creator=writer`)).text()
    expect(notWellFormed(xml)).toBeUndefined()
    const json = JSON.parse(await (await world.get(`${V2}/works?creator=writer`)).text())
    const titles = json.publications.map((one: { metadata: { title: string } }) => one.metadata.title)
    for (const title of AWKWARD_TITLES)
      expect(
        titles.some((one: string) => one.startsWith(title.slice(0, 10))),
        title,
      ).toBe(true)
    expect(JSON.stringify(json)).not.toMatch(/:(?:null|""|\[\]|\{\})/)
  })
})

test('a cover is a picture of the size that is said of it, for those who see the work', async () => {
  const entry = await world.get(`${V2}/works/${at.members}`, null, await keyFor(world, 'reader'))
  const { images } = (await entry.json()) as { images: [{ href: string; width: number; height: number }] }
  const [{ href, width, height }] = images
  const path = new URL(href).pathname
  const cover = await world.get(path, null, await keyFor(world, 'reader'))
  expect(await sharp(await cover.arrayBuffer()).metadata()).toMatchObject({ format: 'jpeg', width, height })
  expect((await world.get(path)).status).toBe(404)
})

describe('a key', () => {
  test('opens its member’s own shelves', async () => {
    const answer = await world.get(`${V1}/library`, null, await keyFor(world, 'reader'))
    expect(await answer.text()).toContain('A Copy Kept')
  })

  test.each(['/opds', `${V2}/works`, '/downloads/1/x.epub', '/works/1/cover.jpg', '/images/x.png'])(
    'that is wrong is told so at %s, and nothing else',
    async (path) => {
      const { authorization = '' } = await keyFor(world, 'reader')
      const right = Buffer.from(authorization.slice('Basic '.length), 'base64').toString()
      const other = right.replace('reader:', 'writer:')
      for (const said of ['', 'reader:', 'nobody:abc', 'reader:sample password', other]) {
        const given = { authorization: `Basic ${Buffer.from(said).toString('base64')}` }
        const answer = await world.get(path, null, given)
        expect(answer.status, said).toBe(401)
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
        expect(answer.headers.get('link')).toContain('rel="http://opds-spec.org/auth/document"')
        expect(answer.headers.get('content-type')).toBe('application/opds-authentication+json')
        expect(await answer.json()).toMatchObject({
          authentication: [{ type: 'http://opds-spec.org/auth/basic' }],
        })
      }
    },
  )

  test('that was ended opens nothing from then on', async () => {
    const given = await keyFor(world, 'moderator')
    expect((await world.get(`${V2}/shelves`, null, given)).status).toBe(200)
    const { id } = await world.known('moderator')
    await world.db.deleteFrom('device_keys').where('person_id', '=', id).execute()
    expect((await world.get(`${V2}/shelves`, null, given)).status).toBe(401)
  })
})
