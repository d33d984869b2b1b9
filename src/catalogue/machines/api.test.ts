import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { routeCases } from '../../../test/route-cases.ts'
import { idOf } from '../../../test/sample.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { GUEST } from '../../core/actor.ts'
import { TAG_KINDS } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import type { Database } from '../../storage/database.ts'
import { NOTHING_SAID } from '../../works/index.ts'
import { ANSWERS } from './api-openapi.ts'
import { PROBLEM, TAGS_PAGE, WORKS_PAGE } from './api-shapes.ts'
import { tagsPage } from './api-tags.ts'
import { worksPage } from './api-works.ts'

let world: World
const at = { open: 0, closed: 0, draft: 0, kept: 0, nobody: 0, unrevealed: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  at.closed = await world.work(writer, {
    title: 'Qzclosed',
    audience: 'members',
    fandoms: ['Qzfandom'],
    additionalTags: ['Qzthought'],
  })
  at.kept = await world.work(await world.known('reader'), { title: 'Qzkept', creators: ['qzfar'] }, 'kept')
  at.draft = await world.work(writer, { title: 'Qzdraft', additionalTags: ['Qztagofdraft'] }, 'draft')
  at.nobody = await world.work(await world.person('qzmasked'), {
    title: 'By Nobody',
    anonymous: true,
    permissions: { ...NOTHING_SAID, machines: 'no', copy: 'no', download: 'no', words: 'Ask me.' },
  })
  at.unrevealed = await world.work(writer, { title: 'Qzunrevealed' })
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [at.unrevealed])
  at.open = await idOf(world, 'The Umbrella Stand')
})
afterAll(() => world.end())

const HOLMES = 'Sherlock Holmes - Arthur Conan Doyle'
const work = (id: number): string => href(routes.apiWork, { workId: id })
const tag = (kind: string, name: string): string => href(routes.apiTag, { kind, name })
const HIDDEN = ['Qzclosed', 'Qzfandom', 'Qzthought', 'Qzkept', 'Qzdraft', 'Qztagofdraft', 'Qzunrevealed']

routeCases(
  () => world,
  [
    {
      case: 'GET apiWorks guest',
      path: '/api/v1/works?per_page=100',
      status: 200,
      hides: [...HIDDEN, 'qzmasked'],
    },
    {
      case: 'GET apiWorks member',
      path: '/api/v1/works?tag=Qzthought',
      status: 200,
      says: ['Qzclosed', '"total":1'],
    },
    { case: 'GET apiWorks owner', path: '/api/v1/works?q=Qzdraft', status: 200, says: ['"total":0'] },
    { case: 'GET apiWork guest', path: () => work(at.open), status: 200, says: ['The Umbrella Stand'] },
    { case: 'GET apiWork guest', path: () => work(at.closed), status: 404, hides: HIDDEN },
    { case: 'GET apiWork guest', path: () => work(at.unrevealed), status: 404, hides: HIDDEN },
    { case: 'GET apiWork guest', path: '/api/v1/works/nine', status: 404, says: ['"remedy"'] },
    { case: 'GET apiWork member', path: () => work(at.closed), status: 200, says: ['Qzclosed'] },
    { case: 'GET apiWork member', path: () => work(at.kept), status: 200, says: ['"audience":"kept"'] },
    { case: 'GET apiWork member', path: () => work(at.draft), status: 404 },
    { case: 'GET apiWork owner', path: () => work(at.kept), status: 404 },
    { case: 'GET apiWork owner', path: () => work(at.nobody), status: 200, hides: ['qzmasked'] },
    { case: 'GET apiTags guest', path: '/api/v1/tags?name=holmes', status: 200, says: [HOLMES] },
    {
      case: 'GET apiTags guest',
      path: '/api/v1/tags?name=qz',
      status: 200,
      says: ['"total":0'],
      hides: HIDDEN,
    },
    { case: 'GET apiTags member', path: '/api/v1/tags?name=qz', status: 200, says: ['Qzthought'] },
    { case: 'GET apiTags owner', path: '/api/v1/tags?name=qz', status: 200, hides: ['Qztagofdraft'] },
    { case: 'GET apiTag guest', path: () => tag('fandom', HOLMES), status: 200, says: ['"children"'] },
    { case: 'GET apiTag guest', path: () => tag('freeform', 'Qzthought'), status: 404 },
    { case: 'GET apiTag guest', path: () => tag('character', HOLMES), status: 404, says: ['"remedy"'] },
    { case: 'GET apiTag guest', path: () => tag('constructor', HOLMES), status: 404, says: ['freeform'] },
    { case: 'GET apiTag member', path: () => tag('freeform', 'Qzthought'), status: 200, says: ['"works":1'] },
    { case: 'GET apiTag owner', path: () => tag('fandom', HOLMES), status: 200 },
    {
      case: 'GET apiDescription guest',
      path: '/api/v1/openapi.json',
      status: 200,
      says: ['"openapi":"3.1.0"'],
    },
    { case: 'GET apiDescription member', path: '/api/v1/openapi.json', status: 200 },
    { case: 'GET apiDescription owner', path: '/api/v1/openapi.json', status: 200 },
  ],
)

const read = async (path: string, who: string | null = null): Promise<unknown> => {
  const answer = await world.get(path, who)
  expect(answer.status, path).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  return answer.json()
}

describe('what the interface says', () => {
  const ASKED: readonly (readonly [keyof typeof ANSWERS, () => string])[] = [
    ['apiWorks', () => '/api/v1/works'],
    ['apiWorks', () => '/api/v1/works?q=lamp&per_page=100&tag=Nobody Knows&words=x&page=9'],
    ['apiWorks', () => '/api/v1/works?sort=title&per_page=3&page=2'],
    ['apiWork', () => work(at.open)],
    ['apiWork', () => work(at.nobody)],
    ['apiTags', () => '/api/v1/tags'],
    ['apiTags', () => '/api/v1/tags?kind=fandom&sort=uses&name=h'],
    ['apiTag', () => tag('fandom', HOLMES)],
    ['apiTag', () => tag('media', 'Books & Literature')],
    ['apiTag', () => tag('rating', 'Mature')],
  ]
  test.each(ASKED)('is what its description says: %s %s', async (name, path) => {
    for (const who of [null, 'reader']) {
      const answer = await read(path(), who)
      // Fields that are not described would be left out of what is parsed.
      expect((ANSWERS[name] as z.ZodType).parse(answer)).toEqual(answer)
    }
  })

  test('is described for every address, parameter by parameter', async () => {
    const described = (await read('/api/v1/openapi.json')) as {
      paths: Record<string, { get: { parameters: { name: string }[] } }>
      components: { schemas: Record<string, { properties: object }> }
    }
    expect(Object.keys(described.paths)).toEqual([
      '/api/v1/works',
      '/api/v1/works/{workId}',
      '/api/v1/tags',
      '/api/v1/tags/{kind}/{name}',
      '/api/v1/works/{workId}/chapters/{chapterId}',
      '/api/v1/places',
      '/api/v1/shelves',
      '/api/v1/shelves/{shelf}',
      '/api/v1/shelves/{shelf}/works/{workId}',
    ])
    const named = described.paths['/api/v1/works']?.get.parameters.map(({ name }) => name)
    for (const one of ['tag', 'any', 'not', 'q', 'words', 'updated', 'sort', 'page', 'per_page'])
      expect(named).toContain(one)
    expect(described.components.schemas.apiWorks?.properties).toHaveProperty('facets')
    const links = JSON.stringify(described).match(/"\$ref":"#\/components\/schemas\/(\w+)"/g) ?? []
    for (const link of links)
      expect(described.components.schemas).toHaveProperty(/(\w+)"$/.exec(link)?.[1] ?? '')
  })

  test('are the works of the page, counted alike', async () => {
    const question = `tag=${encodeURIComponent(HOLMES)}&sort=words`
    const page = WORKS_PAGE.parse(await read(`/api/v1/works?${question}`))
    const html = await (await world.get(`/works?${question}`)).text()
    expect(page.works.map(({ id }) => `work_${id}`)).toEqual(
      [...html.matchAll(/<li id="(work_\d+)"/g)].map(([, id]) => id),
    )
    expect(page.facets?.fandom?.[0]?.count).toBe(page.total)
    const all = await Promise.all(
      Array.from({ length: Math.ceil(page.total / 7) }, (_, n) =>
        read(`/api/v1/works?${question}&per_page=7&page=${n + 1}`),
      ),
    )
    const ids = all.flatMap((one) => WORKS_PAGE.parse(one).works.map(({ id }) => id))
    expect(new Set(ids).size).toBe(page.total)
  })

  test('tells what was not understood, and which names no tag has', async () => {
    const page = WORKS_PAGE.parse(await read('/api/v1/works?tag=Nobody Knows&words=x&per_page=1000'))
    expect(page.unknown).toEqual(['Nobody Knows'])
    expect(page.notes).toHaveLength(3)
    expect(page.per_page).toBe(100)
  })

  test('carries what a creator allows: in the record, and as a reservation for machines', async () => {
    const answer = await world.get(work(at.nobody))
    expect(answer.headers.get('tdm-reservation')).toBe('1')
    expect(await answer.json()).toMatchObject({
      creators: [],
      anonymous: true,
      downloads: null,
      permissions: { machines: 'no', copy: 'no', podfic: 'unsaid', words: 'Ask me.' },
    })
    await world.pool.query(
      `update works set permissions = jsonb_set(permissions::jsonb, '{machines}', '"yes"') where id = $1`,
      [at.open],
    )
    expect((await world.get(work(at.open))).headers.get('tdm-reservation')).toBe('0')
  })

  test('of a fault or a missing thing is a problem with its remedy', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/api/v1/works/0',
      tag('fandom', 'No Such'),
      tag('x', 'y'),
      '/api/',
    ]) {
      const answer = await world.get(path)
      expect(answer.status, path).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const said: unknown = await answer.json()
      expect(PROBLEM.parse(said)).toEqual(said)
    }
    const broken = await makeWorld('sample')
    await broken.get('/')
    await broken.pool.query('alter table works rename to gone')
    const answer = await broken.get('/api/v1/works')
    await broken.end()
    expect(answer.status).toBe(500)
    expect(PROBLEM.parse(await answer.json()).detail).toContain('went wrong')
  })

  test('is a guest’s answer when a page of another site asks with a member’s cookie', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const answer = await world.get('/api/v1/works?tag=Qzthought', 'reader', headers)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(await answer.json()).toMatchObject({ total: 0, unknown: ['Qzthought'] })
      expect((await world.get(work(at.kept), 'reader', headers)).status).toBe(404)
    }
    const own = await world.get('/api/v1/works?tag=Qzthought', 'reader')
    expect(own.headers.get('access-control-allow-origin')).toBeNull()
    expect(own.headers.get('cache-control')).toContain('private')
  })

  test('is not sent twice to whoever has it', async () => {
    for (const path of ['/api/v1/works', work(at.open), '/api/v1/tags', '/api/v1/openapi.json']) {
      const etag = (await world.get(path)).headers.get('etag') ?? ''
      const again = await world.get(path, null, { 'if-none-match': etag })
      expect(again.status, path).toBe(304)
      expect(await again.text()).toBe('')
    }
  })
})

test('as many queries are made for a hundred works as for one', async () => {
  let queries = 0
  const log = (): void => void queries++
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: world.pool }), log })
  const browsing = { db, catalogue: world.catalogue, actor: GUEST, base: '', now: NOW }
  const asked = async (made: () => Promise<unknown>): Promise<number> => {
    queries = 0
    await made()
    return queries
  }
  const works = (perPage: number): Promise<number> => {
    const search = new URLSearchParams({ per_page: String(perPage) })
    return asked(() => worksPage({ ...browsing, search }))
  }
  expect(await works(1)).toBeGreaterThan(1)
  expect(await works(100)).toBe(await works(1))
  const tags = (name: string): Promise<number> =>
    asked(() => tagsPage(browsing, '', new URLSearchParams({ name })))
  expect(await tags('')).toBe(await tags('sherlock holmes arthur conan'))
  const page = WORKS_PAGE.parse(await read('/api/v1/works?per_page=100'))
  expect(page.works.length).toBeGreaterThan(40)
})

test('what docs/api.md shows can be asked as it stands there', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/api.md'), 'utf8')
  const shown = [...page.matchAll(/"\$ARCHIVE(\/[^"]*)"/g)].map(([, path = '']) => path)
  expect(shown.length).toBeGreaterThan(6)
  for (const path of shown) {
    const answer = await world.get(path)
    expect(answer.status, path).toBe(200)
    const said = await answer.text()
    expect(said, path).not.toMatch(/"total":0|"unknown":\["|<opensearch:totalResults>0</)
  }
  for (const path of Object.values(routes).filter((one) => one.includes('/api/')))
    expect(page).toContain(
      path.replace(/:(\w+)/g, (_, name: string) => (name === 'workId' ? 'ID' : name.toUpperCase())),
    )
})

test('a name with a stroke in it is found, however it is written', async () => {
  const { tags } = TAGS_PAGE.parse(await read('/api/v1/tags?kind=relationship'))
  const { name, url } = tags.find((one) => one.name.includes('/')) ?? { name: '', url: '' }
  for (const path of [new URL(url).pathname, `/api/v1/tags/relationship/${encodeURIComponent(name)}`])
    expect(await read(path)).toMatchObject({ name, kind: 'relationship' })
})

test('every kind of tag can be asked for', async () => {
  for (const kind of TAG_KINDS)
    expect(await read(`/api/v1/tags?kind=${kind}`)).toMatchObject({ tags: expect.anything() })
})
