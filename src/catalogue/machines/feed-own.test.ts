import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { aChapter, makeWorld, NOW, type World } from '../../../test/world.ts'
import { deviceKeys, endDeviceKey, makeDeviceKey } from '../../accounts/index.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { NOTHING_SAID } from '../../works/index.ts'

let world: World
const works = { open: 0, closed: 0, kept: 0, draft: 0, masked: 0, secret: 0, given: 0 }
let shelf = 0

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const reader = await world.known('reader')
  await world.person('ana', 'member', ['Qz Apart'])
  const chapters = ['One', 'Two & <Three>', ''].map((title, at) => ({
    ...aChapter({
      title,
      html: `<p>Text ${at}. <a href="/works">Here</a></p>`,
      summary: at ? '' : '<p>It begins.</p>',
    }),
    published: `2026-11-0${at + 1}`,
  }))
  works.open = await world.work(writer, {
    title: 'In Parts',
    chapters,
    chapterCount: { posted: 3, expected: null },
    permissions: { ...NOTHING_SAID, download: 'yes' },
  })
  works.closed = await world.work(writer, { title: 'Closed', audience: 'members', published: '2026-11-21' })
  works.kept = await world.work(reader, { title: 'A Copy Kept', creators: ['far_away'] }, 'kept')
  works.draft = await world.work(writer, { title: 'A Draft of Mine' }, 'draft')
  works.masked = await world.work(await world.person('qzmasked'), { title: 'By Nobody', anonymous: true })
  works.secret = await world.work(writer, { title: 'Qzunrevealed' })
  works.given = await world.work(writer, { title: 'For Ana' })
  await give(works.given, 'ana')
  await world.post(`/works/${works.given}/reading`, { state: 'later' }, 'reader')
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [works.secret])
  await world.post('/users/reader/library/shelves', { deed: 'add', name: 'Rainy days' }, 'reader')
  const { rows } = await world.pool.query<{ id: number }>("select id from shelves where name = 'Rainy days'")
  shelf = rows[0]?.id ?? 0
  await world.pool.query('insert into shelf_works values ($1, $2, now())', [shelf, works.kept])
})
afterAll(() => world.end())

const give = (work: number, to: string) =>
  world.pool.query(
    'insert into gifts (work_id, position, pen_name_id, name) select $1, 0, id, name from pen_names where name = $2',
    [work, to],
  )

const of = (work: keyof typeof works) => (): string => `/works/${works[work]}.atom`
const UNSEEN = { status: 404, hides: ['Qzunrevealed', 'Closed', 'Draft'] } as const

const cases: readonly RouteCase[] = [
  {
    case: 'GET workFeed guest',
    path: of('open'),
    status: 200,
    says: ['In Parts: 2. Two &amp; &lt;Three&gt;'],
  },
  { case: 'GET workFeed guest', path: of('closed'), ...UNSEEN },
  { case: 'GET workFeed guest', path: of('kept'), ...UNSEEN },
  { case: 'GET workFeed guest', path: of('secret'), ...UNSEEN },
  { case: 'GET workFeed guest', path: of('masked'), status: 200, says: ['>Anonymous<'], hides: ['qzmasked'] },
  { case: 'GET workFeed guest', path: '/works/99999999999.atom', status: 404 },
  { case: 'GET workFeed member', path: of('closed'), status: 200, says: ['Closed'] },
  { case: 'GET workFeed member', path: of('kept'), status: 200, says: ['A Copy Kept'] },
  { case: 'GET workFeed owner', path: of('kept'), ...UNSEEN },
  { case: 'GET workFeed owner', path: of('draft'), ...UNSEEN },
  { case: 'GET libraryFeed guest', path: '/users/reader/library.atom', status: 404 },
  { case: 'GET libraryFeed member', path: '/users/READER/library.atom', status: 200, says: ['A Copy Kept'] },
  { case: 'GET libraryFeed member', path: '/users/writer/library.atom', status: 404 },
  { case: 'GET libraryFeed owner', path: '/users/reader/library.atom', status: 404 },
  { case: 'GET shelfFeed guest', path: () => `/users/reader/library/shelves/${shelf}.atom`, status: 404 },
  {
    case: 'GET shelfFeed member',
    path: () => `/users/reader/library/shelves/${shelf}.atom`,
    status: 200,
    says: ['A Copy Kept', 'Rainy days'],
  },
  { case: 'GET shelfFeed owner', path: () => `/users/reader/library/shelves/${shelf}.atom`, status: 404 },
  { case: 'GET shelfFeed owner', path: () => `/users/moderator/library/shelves/${shelf}.atom`, status: 404 },
  { case: 'GET readingsFeed guest', path: '/users/reader/readings.atom', status: 404 },
  { case: 'GET readingsFeed member', path: '/users/reader/readings.atom', status: 200, says: ['For Ana'] },
  { case: 'GET readingsFeed member', path: '/users/ana/readings.atom', status: 404 },
  { case: 'GET readingsFeed owner', path: '/users/reader/readings.atom', status: 404 },
  { case: 'GET readingListFeed guest', path: '/users/reader/readings/later.atom', status: 404 },
  {
    case: 'GET readingListFeed member',
    path: '/users/reader/readings/later.atom',
    status: 200,
    says: ['For Ana'],
  },
  {
    case: 'GET readingListFeed member',
    path: '/users/reader/readings/read.atom',
    status: 200,
    hides: ['<entry>'],
  },
  { case: 'GET readingListFeed owner', path: '/users/reader/readings/later.atom', status: 404 },
  { case: 'GET giftsFeed guest', path: '/users/ana/gifts.atom', status: 200, says: ['For Ana'] },
  { case: 'GET giftsFeed guest', path: '/users/nobody_here/gifts.atom', status: 404 },
  { case: 'GET giftsFeed member', path: '/users/ana/gifts.atom', status: 200, says: ['For Ana'] },
  { case: 'GET giftsFeed owner', path: '/users/ana/gifts.atom?page=9', status: 200, says: ['For Ana'] },
  { case: 'GET giftsToFeed guest', path: '/gifts.atom?recipient=ana', status: 200, says: ['For Ana'] },
  { case: 'GET giftsToFeed guest', path: '/gifts.atom', status: 404 },
  { case: 'GET giftsToFeed member', path: '/gifts.atom?recipient=ana', status: 200 },
  { case: 'GET giftsToFeed owner', path: '/gifts.atom?recipient=nobody', status: 200, hides: ['<entry>'] },
]
routeCases(() => world, cases)

const read = async (path: string, who: string | null = null): Promise<string> => {
  const answer = await world.get(path, who)
  expect(answer.status, path).toBe(200)
  const xml = await answer.text()
  expect(notWellFormed(xml), path).toBeUndefined()
  return xml
}
const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, one = '']) => one)
const titles = (xml: string): string[] => all(xml, /<entry>\n<id>.*?<\/id>\n<title[^>]*>(.*?)<\/title>/g)

describe('a work’s feed', () => {
  test('has its posted chapters, the newest first, each under its own address', async () => {
    const xml = await read(of('open')())
    expect(titles(xml)).toEqual([
      'In Parts: Chapter 3',
      'In Parts: 2. Two &amp; &lt;Three&gt;',
      'In Parts: 1. One',
    ])
    expect(all(xml, /<updated>(.*?)T/g)).toEqual(['2026-11-03', '2026-11-03', '2026-11-02', '2026-11-01'])
    const ids = all(xml, /<id>(.*?)<\/id>/g)
    expect(new Set(ids).size).toBe(4)
    expect(ids[1]).toMatch(new RegExp(`^http://archive\\.test/works/${works.open}/chapters/\\d+$`))
    expect(xml).toContain('&lt;p&gt;It begins.&lt;/p&gt;')
    expect(xml).not.toContain('Text 0')
  })

  test('leaves out a chapter that is a draft, and makes one new when its readers are told of an edit', async () => {
    const before = await read(of('open')())
    const [id = ''] = all(before, /chapters\/(\d+)<\/id>\n<title[^>]*>In Parts: 1/g)
    await world.pool.query("update chapters set standing = 'draft' where id = $1", [id])
    expect(await read(of('open')())).not.toContain(`chapters/${id}<`)
    await world.pool.query("update chapters set standing = 'posted' where id = $1", [id])
    await world.pool.query(
      `insert into work_revisions (work_id, chapter_id, made_at, shown, note, record, content_hash)
        select $1, $2, posted_at + interval '1 day', true, 'mended', '{}', '' from works where id = $1`,
      [works.open, id],
    )
    const [updated = ''] = all(await read(of('open')()), /In Parts: 1[\s\S]*?<updated>(.*?)T/g)
    expect(updated > '2026-11-01').toBe(true)
  })

  test('has their text where that is asked for and its creator gives it away, with whole addresses', async () => {
    const full = await read(`${of('open')()}?text=full`)
    expect(full).toContain('&lt;p&gt;Text 0. &lt;a href="http://archive.test/works"')
    expect(full).toContain(`href="http://archive.test/works/${works.open}.atom?text=full"`)
    expect(await read(`${of('given')()}?text=full`)).not.toContain('<content')
    await world.pool.query(
      'update works set permissions = permissions || \'{"download": "no"}\' where id = $1',
      [works.open],
    )
    expect(await read(`${of('open')()}?text=full`)).not.toContain('Text 0')
  })
})

describe('a personal address', () => {
  const keyOf = async (name: string): Promise<string> => {
    const { id } = await world.known(name)
    const made = await inTransaction(world.db, (trx) =>
      makeDeviceKey(trx, id, { use: 'feeds', label: 'reader', now: NOW }),
    )
    if (typeof made === 'string') throw new Error(made)
    return made.key
  }

  test('answers as its person reads, and leads on with the key; nothing else on it names the key', async () => {
    const key = await keyOf('reader')
    const answer = await world.get(`/works.atom?key=${key}&sort=title&tag=Fluff`)
    const xml = await answer.text()
    expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([
      200,
      expect.stringContaining('noindex'),
    ])
    expect(answer.headers.get('cache-control')).toMatch(/^private/)
    const [head = '', ...entries] = xml.split('<entry>')
    expect(entries.join('')).not.toContain(key)
    const links = all(head, /<link ([^>]*)\/>/g)
    for (const link of links) expect(link.includes(key), link).toBe(!link.includes('"alternate"'))
    expect(all(head, /<id>(.*?)<\/id>/g)[0]).toBe('http://archive.test/works.atom?sort=title&amp;tag=Fluff')
    expect(titles(await read(`/works.atom?key=${key}`))).toContain('Closed')
    expect(titles(await read(`/users/reader/library.atom?key=${key}`))).toContain('A Copy Kept')
    expect(titles(await read(`/works/${works.closed}.atom?key=${key}`))).toEqual(['Closed'])
    expect((await world.get(`/users/writer/library.atom?key=${key}`)).status).toBe(404)
  })

  test('is not sent twice to whoever has it, and not kept for anybody else', async () => {
    const key = await keyOf('reader')
    const first = await world.get(`/works.atom?key=${key}`)
    const etag = first.headers.get('etag') ?? ''
    expect((await world.get(`/works.atom?key=${key}`, null, { 'if-none-match': etag })).status).toBe(304)
    expect((await world.get('/works.atom', null, { 'if-none-match': etag })).status).toBe(200)
  })

  test('opens feeds and no page: elsewhere its person is a guest', async () => {
    const key = await keyOf('reader')
    for (const path of ['/settings/devices', '/users/reader/library', '/works/new'])
      expect((await world.get(`${path}?key=${key}`)).status, path).toBe(303)
    expect((await world.get(`/works/${works.closed}?key=${key}`)).status).toBe(404)
    expect(await (await world.get(`/api/v1/works?key=${key}`)).text()).not.toContain('"Closed"')
  })

  test('that was ended is told so at once, in words, and gives nothing', async () => {
    const key = await keyOf('ana')
    expect(titles(await read(`/works.atom?key=${key}`))).toContain('Closed')
    const { id } = await world.known('ana')
    for (const made of await deviceKeys(world.db, id)) await endDeviceKey(world.db, id, made.id)
    for (const path of ['/works.atom', `/works/${works.open}.atom`, '/users/ana/gifts.atom', '/no.atom'])
      for (const who of [null, 'reader']) {
        const answer = await world.get(`${path}?key=${key}`, who)
        if (path === '/no.atom') expect(answer.status).toBe(404)
        else {
          expect([answer.status, answer.headers.get('content-type')]).toEqual([
            401,
            'text/plain; charset=UTF-8',
          ])
          expect(await answer.text()).toBe(
            'This personal address was ended, or never was one. Make another here: http://archive.test/settings/devices\n',
          )
        }
      }
    expect((await world.get('/works.atom?key=')).status).toBe(401)
  })

  test('leaves out what its person hides', async () => {
    const key = await keyOf('reader')
    await world.post('/settings/hidden', { hide: `/works/${works.given}` }, 'reader')
    expect(titles(await read(`/works.atom?key=${key}&q=Ana`))).not.toContain('For Ana')
    expect(titles(await read('/works.atom?q=Ana'))).toContain('For Ana')
  })
})

test('a history that is switched off has no feed', async () => {
  const given = `'{"history": false}'`
  await world.pool.query(`update people set preferences = preferences || ${given} where name = 'reader'`)
  expect((await world.get('/users/reader/readings.atom', 'reader')).status).toBe(404)
})

test('gifts to a name that is kept apart are on no feed of the account', async () => {
  await world.post('/users/ana/pseuds/Qz Apart/link', { deed: 'unlink' }, 'ana')
  await give(works.open, 'Qz Apart')
  expect(await (await world.get('/users/ana/gifts', 'ana')).text()).toContain('In Parts')
  for (const who of [null, 'reader', 'ana'])
    expect(titles(await read('/users/ana/gifts.atom', who))).toEqual(['For Ana'])
})
