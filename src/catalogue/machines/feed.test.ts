import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RouteCase, routeCases } from '../../../test/route-cases.ts'
import { titlesIn } from '../../../test/sample.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import { href, routes } from '../../routes.ts'
import { NOTHING_SAID } from '../../works/index.ts'

let world: World
const series = { open: 0, closed: 0, kept: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const reader = await world.known('reader')
  await world.work(writer, {
    title: 'Closed',
    audience: 'members',
    published: '2026-11-21',
    fandoms: ['A Fandom Nobody May See'],
    additionalTags: ['A Hidden Thought'],
    series: [{ title: 'Behind the Door', position: 1 }],
  })
  await world.work(
    reader,
    { title: 'A Copy Kept', creators: ['far_away'], series: [{ title: 'Kept in a Row', position: 1 }] },
    'kept',
  )
  await world.work(writer, { title: 'A Draft of Mine', published: '2026-11-21' }, 'draft')
  await world.person('two_hands', 'member', ['Left & Right'])
  const signed = await world.work(writer, {
    title: 'Signed by <Two> & "More"\u000B',
    creators: ['writer', 'someone elsewhere'],
    language: 'ar',
    summary: '<p>One &amp; <em>two</em>, see <a href="#here">here</a>.</p>',
    additionalTags: ['Uncanonical Thought'],
    permissions: { ...NOTHING_SAID, machines: 'no', copy: 'no', podfic: 'yes' },
    published: '2026-11-20',
  })
  await world.pool.query(
    "insert into creatorships select $1, id, 9 from pen_names where name = 'Left & Right'",
    [signed],
  )
  await world.work(await world.person('qzmasked'), {
    title: 'By Nobody',
    anonymous: true,
    additionalTags: ['Guess Who'],
    series: [{ title: 'Masks', position: 1 }],
  })
  const secret = await world.work(writer, { title: 'Qzunrevealed', additionalTags: ['Guess Who'] })
  await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [secret])
  const { rows } = await world.pool.query<{ id: number; title: string }>('select id, title from series')
  const named = (title: string): number => rows.find((row) => row.title === title)?.id ?? 0
  Object.assign(series, {
    open: named('Rooms to Let'),
    closed: named('Behind the Door'),
    kept: named('Kept in a Row'),
  })
})
afterAll(() => world.end())

const tag = (name: string): string => href(routes.tagFeed, { name })
const HOLMES = 'Sherlock Holmes - Arthur Conan Doyle'
const ok = { status: 200, says: ['<feed '] } as const
const UNSEEN = { status: 200, hides: ['Closed', 'A Draft of Mine', 'A Copy Kept', 'Qzunrevealed'] } as const
const SHARED = { status: 200, hides: ['A Draft of Mine', 'A Copy Kept', 'Qzunrevealed'] } as const

const cases: readonly RouteCase[] = [
  { case: 'GET worksFeed guest', path: '/works.atom', ...UNSEEN },
  { case: 'GET worksFeed guest', path: '/works.atom?q=umbrella', ...ok, says: ['The Umbrella Stand'] },
  { case: 'GET worksFeed member', path: '/works.atom', ...SHARED, says: ['Closed'] },
  { case: 'GET worksFeed owner', path: '/works.atom', ...SHARED },
  { case: 'GET tagFeed guest', path: () => tag(HOLMES), ...ok, says: ['The Umbrella Stand'] },
  { case: 'GET tagFeed guest', path: () => tag('A Hidden Thought'), status: 404 },
  { case: 'GET tagFeed guest', path: () => tag('No Such Tag'), status: 404 },
  { case: 'GET tagFeed member', path: () => tag('A Hidden Thought'), ...ok, says: ['Closed'] },
  { case: 'GET tagFeed owner', path: () => tag(HOLMES), ...ok },
  { case: 'GET tagFeedAo3 guest', path: () => href(routes.tagFeedAo3, { name: HOLMES }), ...ok },
  { case: 'GET tagFeedAo3 member', path: () => href(routes.tagFeedAo3, { name: HOLMES }), ...ok },
  { case: 'GET tagFeedAo3 owner', path: () => href(routes.tagFeedAo3, { name: HOLMES }), ...ok },
  { case: 'GET languageFeed guest', path: '/languages/ar/works.atom', ...ok },
  { case: 'GET languageFeed guest', path: '/languages/tlh-xx/works.atom', status: 404 },
  { case: 'GET languageFeed member', path: '/languages/ar/works.atom', ...ok },
  { case: 'GET languageFeed owner', path: '/languages/ar/works.atom', ...ok },
  { case: 'GET userFeed guest', path: '/users/writer/works.atom', ...UNSEEN },
  { case: 'GET userFeed guest', path: '/users/nobody_here/works.atom', status: 404 },
  { case: 'GET userFeed guest', path: '/users/reader/works.atom', ...UNSEEN },
  { case: 'GET userFeed member', path: '/users/reader/works.atom', ...SHARED },
  { case: 'GET userFeed owner', path: '/users/writer/works.atom', ...SHARED },
  { case: 'GET pseudFeed guest', path: '/users/writer/pseuds/third_draft/works.atom', ...ok },
  { case: 'GET pseudFeed guest', path: '/users/writer/pseuds/nobody/works.atom', status: 404 },
  { case: 'GET pseudFeed member', path: '/users/writer/pseuds/third_draft/works.atom', ...ok },
  { case: 'GET pseudFeed owner', path: '/users/writer/pseuds/third_draft/works.atom', ...ok },
  { case: 'GET creatorFeed guest', path: '/creators/far_away/works.atom', status: 404 },
  { case: 'GET creatorFeed guest', path: '/creators/someone%20elsewhere/works.atom', ...ok },
  { case: 'GET creatorFeed member', path: '/creators/far_away/works.atom', ...SHARED },
  { case: 'GET creatorFeed owner', path: '/creators/far_away/works.atom', status: 404 },
  { case: 'GET seriesFeed guest', path: () => `/series/${series.open}.atom`, ...ok },
  { case: 'GET seriesFeed guest', path: () => `/series/${series.closed}.atom`, status: 404 },
  { case: 'GET seriesFeed guest', path: '/series/99999999999.atom', status: 404 },
  { case: 'GET seriesFeed member', path: () => `/series/${series.closed}.atom`, ...ok, says: ['Closed'] },
  { case: 'GET seriesFeed member', path: () => `/series/${series.kept}.atom`, ...ok, says: ['A Copy Kept'] },
  { case: 'GET seriesFeed owner', path: () => `/series/${series.kept}.atom`, status: 404 },
  { case: 'GET seriesFeed guest', path: () => `/series/${series.kept}.atom`, status: 404 },
  { case: 'GET seriesFeed owner', path: () => `/series/${series.open}.atom`, ...ok },
]
routeCases(() => world, cases)

const read = async (path: string, who: string | null = null): Promise<string> => {
  const answer = await world.get(path, who)
  expect(answer.status, path).toBe(200)
  return answer.text()
}
const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, one = '']) => one)
const entries = (xml: string): string[] => all(xml, /<entry>(.*?)<\/entry>/gs)
const entryOf = (xml: string, title: string): string => entries(xml).find((one) => one.includes(title)) ?? ''

describe('a feed', () => {
  test('is well-formed in every language of the interface, and has what Atom asks of it', async () => {
    for (const path of [
      '/works.atom',
      '/works.atom?tag=nothing&words=x',
      '/works.atom?page=2&ui=ar',
      '/users/writer/works.atom?ui=de',
    ]) {
      const xml = await read(path)
      expect(notWellFormed(xml), path).toBeUndefined()
      const [head = ''] = xml.split('<entry>')
      for (const name of ['id', 'title', 'updated', 'generator'])
        expect(all(head, new RegExp(`<(${name})[ >]`, 'g')), `${path} ${name}`).toHaveLength(1)
      for (const one of entries(xml)) {
        for (const name of ['id', 'title', 'updated', 'published', 'summary', 'rights'])
          expect(all(one, new RegExp(`<(${name})[ >]`, 'g')), `${path} ${name}`).toHaveLength(1)
        expect(one).toMatch(/<author><name>/)
        expect(one).toMatch(
          /<link rel="alternate" type="text\/html" href="http:\/\/archive\.test\/works\/\d+"/,
        )
      }
      expect(new Set(all(xml, /<id>(.*?)<\/id>/g)).size).toBe(entries(xml).length + 1)
    }
  })

  test('[O-013] has a tag’s newest works first, dated by the newest, and tells of no hidden one', async () => {
    for (const name of [HOLMES, 'Uncanonical Thought', 'Guess Who']) {
      const xml = await read(tag(name))
      const dates = entries(xml).map((one) => /<updated>(.*?)</.exec(one)?.[1] ?? '')
      expect(dates.length, name).toBeGreaterThan(0)
      expect(dates).toEqual(dates.toSorted().reverse())
      expect(/<updated>(.*?)</.exec(xml)?.[1]).toBe(dates[0])
      expect(xml).not.toContain('Qzunrevealed')
      expect(xml).not.toContain('qzmasked')
    }
    expect(entryOf(await read(tag('Guess Who')), 'By Nobody')).toContain(
      '<author><name>Anonymous</name></author>',
    )
  })

  test('[O-014] names each creator by itself; a name of elsewhere leads nowhere', async () => {
    const one = entryOf(await read('/works.atom?tag=Uncanonical Thought'), 'Signed by')
    expect(all(one, /<author>(.*?)<\/author>/g)).toEqual([
      '<name>writer</name><uri>http://archive.test/users/writer/pseuds/writer</uri>',
      '<name>someone elsewhere</name>',
      '<name>Left &amp; Right (two_hands)</name><uri>http://archive.test/users/two_hands/pseuds/Left%20*a*%20Right</uri>',
    ])
  })

  test('says of a work what its entry on a page says, and what its creator allows', async () => {
    const answer = await world.get('/works.atom?tag=Uncanonical Thought')
    const one = entryOf(await answer.text(), 'Signed by')
    expect(one).toContain('<title xml:lang="ar">Signed by &lt;Two&gt; &amp; "More"</title>')
    expect(one).toContain('term="Uncanonical Thought" scheme="http://archive.test/api/v1/tags?kind=freeform"')
    expect(one).toContain('&lt;em&gt;two&lt;/em&gt;')
    expect(one).toContain('Rating: General Audiences')
    expect(one).toMatch(/<rights>Allowed: podfic\. Not allowed: copying to another archive, use by machines/)
    expect(answer.headers.get('tdm-reservation')).toBe('1')
  })

  test('has the works of its page, page for page, and leads from one to the next', async () => {
    const question = 'sort=title&language=en'
    const first = await read(`/works.atom?${question}`)
    const page = titlesIn(await (await world.get(`/works?${question}`)).text())
    expect(all(first, /<entry>\n<id>.*?<\/id>\n<title[^>]*>(.*?)<\/title>/g)).toHaveLength(page.length)
    const to = (xml: string, rel: string): string | undefined =>
      new RegExp(`<link rel="${rel}" type="[^"]*" href="http://archive\\.test([^"]*)"`)
        .exec(xml)?.[1]
        ?.replaceAll('&amp;', '&')
    expect(to(first, 'self')).toBe('/works.atom?sort=title&language=en')
    expect(to(first, 'alternate')).toBe('/works?sort=title&language=en')
    expect(to(first, 'previous')).toBeUndefined()
    const german = await read(`/works.atom?${question}&ui=de`)
    expect(to(german, 'next')).toContain('ui=de')
    expect(/<id>(.*?)</.exec(german)?.[1]).toBe(/<id>(.*?)</.exec(first)?.[1])
    const second = await read(to(first, 'next') ?? '')
    expect(to(second, 'previous')).toBe(to(first, 'first'))
    expect(/<id>(.*?)</.exec(second)?.[1]).toBe(/<id>(.*?)</.exec(first)?.[1])
    expect(entries(second).some((one) => entries(first).includes(one))).toBe(false)
    const total = Number(/<opensearch:totalResults>(\d+)</.exec(first)?.[1])
    expect(total).toBeGreaterThan(20)
  })

  test('is not sent twice to whoever has it, and is sent when something is new', async () => {
    const answer = await world.get('/users/writer/works.atom')
    const [etag, modified] = [answer.headers.get('etag') ?? '', answer.headers.get('last-modified') ?? '']
    expect(answer.headers.get('cache-control')).toContain('public')
    const again = (headers: Record<string, string>): Promise<Response> =>
      world.get('/users/writer/works.atom', null, headers)
    expect((await again({ 'if-none-match': `"x", W/${etag}` })).status).toBe(304)
    expect((await again({ 'if-modified-since': modified })).status).toBe(304)
    expect((await again({ 'if-none-match': '"x"', 'if-modified-since': modified })).status).toBe(200)
    for (const clock of [
      new Date(Date.parse(modified) + 1_000).toUTCString(),
      'Sun, 22 Nov 2099 18:00:00 GMT',
    ])
      expect((await again({ 'if-modified-since': clock })).status, clock).toBe(200)
    const gone = await world.work(await world.known('writer'), {
      title: 'Soon Gone',
      published: '2001-01-01',
    })
    expect((await again({ 'if-modified-since': modified })).status).toBe(200)
    const later = (await again({})).headers.get('last-modified') ?? ''
    await world.pool.query("update works set standing = 'hidden' where id = $1", [gone])
    expect((await again({ 'if-modified-since': later })).status).toBe(200)
  })

  test('is named in the head of each list and under it, with what is asked', async () => {
    for (const [path, feed] of [
      ['/works?tag=Fluff&page=2&ui=de', '/works.atom?tag=Fluff'],
      ['/users/writer', '/users/writer/works.atom'],
      ['/users/writer/pseuds/third_draft/works', '/users/writer/pseuds/third_draft/works.atom'],
      ['/creators/someone%20elsewhere', '/creators/someone%20elsewhere/works.atom'],
      [`/series/${series.open}`, `/series/${series.open}.atom`],
      ['/languages/en/works', '/languages/en/works.atom'],
    ] as const) {
      const page = await (await world.get(path)).text()
      expect(page, path).toContain(`<link rel="alternate" type="application/atom+xml" href="${feed}"`)
      if (!path.includes('page=2')) expect(page, path).toContain(`<a href="${feed}"`)
    }
    const own = await (await world.get('/users/reader/library?sort=title', 'reader')).text()
    const feed = '/users/reader/library.atom?sort=title'
    expect(own).toContain(`<link rel="alternate" type="application/atom+xml" href="${feed}"`)
    expect(own).toContain(`href="/settings/devices?feed=${encodeURIComponent(feed)}"`)
  })

  test('of another site’s page that asks with a member’s cookie is a guest’s', async () => {
    const asked: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ]
    for (const headers of asked) {
      const answer = await world.get('/works.atom', 'reader', headers)
      expect(await answer.text()).not.toContain('>Closed<')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
    const own = await world.get('/works.atom', 'reader', { 'sec-fetch-site': 'same-origin' })
    expect(await own.text()).toContain('>Closed<')
    expect(own.headers.get('access-control-allow-origin')).toBeNull()
  })
})
