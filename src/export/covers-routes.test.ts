import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
const at = { open: 0, members: 0, draft: 0, kept: 0, unrevealed: 0, hidden: 0, anonymous: 0, adult: 0 }
beforeAll(async () => {
  world = await makeWorld('sample')
  const [reader, writer] = [await world.known('reader'), await world.known('writer')]
  at.open = await idOf(world, 'The Umbrella Stand')
  at.members = await idOf(world, 'A Very Small Safe')
  at.draft = await world.work(writer, { title: 'Not Yet' }, 'draft')
  at.kept = await world.work(reader, { title: 'Kept Close' }, 'kept')
  at.unrevealed = await world.work(writer, { title: 'A Surprise' })
  at.hidden = await world.work(writer, { title: 'Taken Away' })
  at.anonymous = await world.work(writer, { title: 'By Nobody', anonymous: true })
  at.adult = await world.work(writer, {
    title: 'Late',
    rating: 'Explicit',
    summary: '<p>What adults read.</p>',
  })
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [at.unrevealed])
  await world.pool.query("update works set standing = 'hidden' where id = $1", [at.hidden])
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'GET cover guest', path: () => `/works/${at.open}/cover.jpg`, status: 200 },
    { case: 'GET cover guest', path: () => `/works/${at.open}/cover.png`, status: 200 },
    ...(['members', 'draft', 'kept', 'unrevealed', 'hidden'] as const).flatMap((which) => [
      { case: 'GET cover guest' as const, path: () => `/works/${at[which]}/cover.jpg`, status: 404 },
      { case: 'GET card guest' as const, path: () => `/works/${at[which]}/card.png`, status: 404 },
      { case: 'GET card member' as const, path: () => `/works/${at[which]}/card.png`, status: 404 },
    ]),
    { case: 'GET cover member', path: () => `/works/${at.members}/cover.jpg`, status: 200 },
    { case: 'GET cover member', path: () => `/works/${at.kept}/cover.jpg`, status: 200 },
    { case: 'GET cover member', path: () => `/works/${at.draft}/cover.jpg`, status: 404 },
    { case: 'GET cover member', path: () => `/works/${at.unrevealed}/cover.jpg`, status: 404 },
    { case: 'GET cover owner', path: () => `/works/${at.hidden}/cover.jpg`, status: 200 },
    { case: 'GET cover owner', path: () => `/works/${at.kept}/cover.jpg`, status: 404 },
    { case: 'GET cover guest', path: '/works/999999/cover.jpg', status: 404 },
    { case: 'GET card guest', path: () => `/works/${at.open}/card.png`, status: 200 },
    { case: 'GET card owner', path: () => `/works/${at.open}/card.png`, status: 200 },
    { case: 'GET card owner', path: () => `/works/${at.hidden}/card.png`, status: 404 },
    { case: 'GET card guest', path: '/works/999999/card.png', status: 404 },
    { case: 'GET archiveCard guest', path: '/card.png', status: 200 },
    { case: 'GET archiveCard member', path: '/card.png', status: 200 },
    { case: 'GET archiveCard owner', path: '/card.png', status: 200 },
  ],
)

test('a cover is a picture of its size, the same each time, and is not sent twice', async () => {
  for (const [path, format, width, height] of [
    [`/works/${at.open}/cover.jpg`, 'jpeg', 1000, 1500],
    [`/works/${at.open}/cover.png`, 'png', 1000, 1500],
    [`/works/${at.open}/card.png`, 'png', 1200, 630],
    ['/card.png', 'png', 1200, 630],
  ] as const) {
    const first = await world.get(path)
    const bytes = Buffer.from(await first.arrayBuffer())
    expect(first.headers.get('content-type')).toBe(`image/${format}`)
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width, height })
    expect(Buffer.from(await (await world.get(path)).arrayBuffer()).equals(bytes)).toBe(true)
    const etag = first.headers.get('etag') ?? ''
    expect((await world.get(path, null, { 'if-none-match': etag })).status).toBe(304)
  }
})

test('a cover of an anonymous work is another for its writer alone: nobody else finds the name in it', async () => {
  const seen = async (who: string | null) =>
    (await world.get(`/works/${at.anonymous}/cover.png`, who)).headers.get('etag')
  expect(await seen('reader')).toBe(await seen(null))
  expect(await seen('moderator')).toBe(await seen(null))
  expect(await seen('writer')).not.toBe(await seen(null))
})

const said = async (path: string, who: string | null = null): Promise<Record<string, string>> => {
  const html = await (await world.get(path, who)).text()
  return Object.fromEntries(
    [...html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+|description)" content="([^"]*)"/g)].map(
      ([, name = '', content = '']) => [name, content],
    ),
  )
}

test('a link to a work shows its title, summary and card elsewhere; of an adult work no summary', async () => {
  const open = await said(`/works/${at.open}`)
  expect(open).toMatchObject({
    'og:title': expect.stringContaining('The Umbrella Stand'),
    'og:type': 'article',
    'og:url': `http://archive.test/works/${at.open}`,
    'og:image': `http://archive.test/works/${at.open}/card.png`,
    'twitter:card': 'summary_large_image',
  })
  expect(open.description).toBe(open['og:description'])
  const adult = await said(`/works/${at.adult}`)
  expect(adult['og:title']).toContain('Late')
  expect(JSON.stringify(adult)).not.toContain('What adults read')
  expect(JSON.stringify(await said(`/works/${at.anonymous}`))).not.toContain('writer')
})

test('lists, tags, series, people and the front page have the archive’s card; what guests may not see has none', async () => {
  for (const path of ['/', '/works', '/tags/Fluff', '/users/writer', '/about'])
    expect((await said(path))['og:image'], path).toBe('http://archive.test/card.png')
  for (const which of ['members', 'draft', 'kept', 'unrevealed', 'hidden'] as const) {
    const shown = JSON.stringify(await said(`/works/${at[which]}`))
    expect(shown).not.toMatch(/A Very Small Safe|Not Yet|Kept Close|A Surprise|Taken Away/)
  }
  expect(await said(`/works/${at.open}`, 'reader')).toEqual({})
})

test('a work that its creator keeps from search engines is shown nowhere else either', async () => {
  await world.pool.query(
    "update people set preferences = preferences || '{\"hideFromSearch\": true}' where name = 'writer'",
  )
  const html = await (await world.get(`/works/${at.adult}`)).text()
  expect(html).toContain('noindex')
  expect(html).not.toContain('og:title')
})
