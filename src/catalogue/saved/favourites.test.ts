import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { makeCanonical, makeSynonym, undoTagChange } from '../../tags/index.ts'

let world: World
const HOLMES = '/tags/Sherlock Holmes - Arthur Conan Doyle'
const LIST = '/users/reader/favorite_tags'
const page = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const send = (form: Record<string, string>, who = 'reader') => world.post(LIST, form, who)
const keep = (tag: string) => send({ keep: tag, back: '/' })
const shelf = (html: string): string => /<ul class="tag-counts favourites">.*?<\/ul>/s.exec(html)?.[0] ?? ''
const names = (html: string): string[] =>
  [...shelf(html).matchAll(/<span class="which"><a[^>]*><bdi>(.*?)<\/bdi>/gs)].map(([, name = '']) => name)
const canonical = (name: string, kind: 'freeform' | 'character' = 'freeform') =>
  makeCanonical(world.db, 'program', { kind, name })

beforeAll(async () => {
  world = await makeWorld('sample')
})
beforeEach(() => world.pool.query('delete from favourite_tags'))
afterAll(() => world.end())

describe('[T-019] favourite tags', () => {
  test('are kept by a button on the tag’s page and over its works, and taken off there, on the front page and on their own', async () => {
    for (const path of [HOLMES, `${HOLMES}/works`]) {
      const html = await page(path)
      const [, value = ''] = /name="keep" value="([^"]*)"/.exec(html) ?? []
      expect(value).toBe('fandom:Sherlock Holmes - Arthur Conan Doyle')
      expect((await send({ keep: value, back: path })).headers.get('location')).toBe(path)
      const [, drop = ''] = /name="drop" value="(\d+)"/.exec(await page(path)) ?? []
      for (const shown of ['/', LIST]) {
        expect(names(await page(shown)), shown).toEqual(['Sherlock Holmes - Arthur Conan Doyle'])
        expect(shelf(await page(shown))).toContain(`name="drop" value="${drop}"`)
      }
      await send({ drop, back: path })
      expect(await page('/')).not.toContain('favourites')
    }
    expect(await page(LIST)).toContain('No favourite tag yet')
  })

  test('tell the works of their lists, what is new since these were opened, and their feed', async () => {
    await keep('fandom:Sherlock Holmes - Arthur Conan Doyle')
    const total = Number(/(\d+) works/.exec(await page(`${HOLMES}/works`))?.[1])
    const told = (html: string) =>
      shelf(html)
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
    expect(told(await page('/'))).toContain(`, ${total} works`)
    expect(told(await page('/'))).not.toContain('new work')
    await world.pool.query("update favourite_tags set looked_at = '2000-01-01'")
    expect(told(await page('/'))).toContain(`${total} new works`)
    await page(`${HOLMES}/works`, 'writer')
    expect(told(await page('/'))).toContain(`${total} new works`)
    await page(`${HOLMES}/works`)
    expect(told(await page('/'))).not.toContain('new work')
    const [, feed = ''] = /href="([^"]*)" type="application\/atom/.exec(shelf(await page('/'))) ?? []
    const answer = await world.get(feed)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('atom'),
    ])
  })

  test('are twenty at most: the next is refused with what to do, and one that is there stays', async () => {
    for (let at = 1; at <= 21; at++) await canonical(`Beloved ${at}`)
    for (let at = 1; at <= 20; at++) expect((await keep(`Beloved ${at}`)).status).toBe(303)
    expect((await keep('Beloved 3')).status).toBe(303)
    const refused = await keep('Beloved 21')
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html.replace(/<[^>]*>/g, '')).toContain('Beloved 21 was not added: there are 20 favourite tags')
    expect(names(html)).toHaveLength(20)
    const [, drop = ''] = /name="drop" value="(\d+)"/.exec(html) ?? []
    await send({ drop })
    expect((await keep('Beloved 21')).status).toBe(303)
    expect(names(await page('/'))).toHaveLength(20)
  })

  test('sent twice at once are twenty still', async () => {
    for (let at = 1; at <= 19; at++) await keep(`Beloved ${at}`)
    await Promise.all(['Beloved 20', 'Beloved 21', 'Beloved 1'].map(keep))
    expect(names(await page('/'))).toHaveLength(20)
  })

  test('lead to what they became when they become synonyms, and go when they stop being canonical', async () => {
    await canonical('Slow Burning')
    await canonical('Burning Slowly')
    const lonely = await canonical('Lonely Word')
    for (const one of ['Slow Burning', 'Burning Slowly', 'Lonely Word']) await keep(one)
    const merged = await makeSynonym(
      ...([world.db, 'program'] as const),
      { kind: 'freeform', name: 'Burning Slowly' },
      { kind: 'freeform', name: 'Slow Burning' },
    )
    expect(names(await page('/'))).toEqual(['Lonely Word', 'Slow Burning'])
    if ('done' in lonely) await undoTagChange(world.db, 'program', lonely.done)
    expect(names(await page('/'))).toEqual(['Slow Burning'])
    const [, drop = ''] = /name="drop" value="(\d+)"/.exec(await page('/')) ?? []
    if ('done' in merged) await undoTagChange(world.db, 'program', merged.done)
    expect(names(await page('/'))).toEqual(['Burning Slowly', 'Slow Burning'])
    await send({ drop })
    expect(names(await page('/'))).toEqual(['Burning Slowly'])
  })

  test('are canonical tags, whatever is sent: a synonym is kept as what it is filed under, a writer’s own word is not', async () => {
    await canonical('Filed Under This')
    await makeSynonym(
      ...([world.db, 'program'] as const),
      { kind: 'freeform', name: 'Another Word For It' },
      { kind: 'freeform', name: 'Filed Under This' },
    )
    await keep('Another Word For It')
    expect(names(await page('/'))).toEqual(['Filed Under This'])
    await world.work(await world.known('writer'), { title: 'Words', additionalTags: ['Only Mine'] })
    expect(await page('/tags/Only Mine')).not.toContain('name="keep"')
    const refused = await keep('Only Mine')
    expect([refused.status, (await refused.text()).replace(/<[^>]*>/g, '')]).toEqual([
      422,
      expect.stringContaining('Only Mine was not added: only names this archive files under'),
    ])
    for (const none of ['Nowhere To Be Found', '', 'a\0b', 'media:Books & Literature'])
      expect([404, 422]).toContain((await keep(none)).status)
    for (const drop of ['0', '-1', '9'.repeat(30), 'x', "1' or '1'='1"])
      expect((await send({ drop })).status, drop).toBe(404)
  })

  test('two of one name and different kinds are two, each with its own pages', async () => {
    await canonical('Twice Named')
    await canonical('Twice Named', 'character')
    await keep('freeform:Twice Named')
    await keep('character:Twice Named')
    const html = shelf(await page('/'))
    for (const kind of ['freeform', 'character'])
      expect(html).toContain(`href="/tags/${kind}%3ATwice%20Named/works"`)
  })

  test('are seen by nobody else, and a guest is offered none', async () => {
    await keep('Fluff')
    expect(names(await page('/', 'writer'))).toEqual([])
    expect(names(await page('/', null))).toEqual([])
    expect(await page(HOLMES, null)).not.toContain('name="keep"')
    expect((await world.pool.query('select chosen_at from favourite_tags')).rows).toEqual([
      { chosen_at: NOW },
    ])
  })
})

routeCases(
  () => world,
  [
    {
      case: 'GET favourites guest',
      path: LIST,
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Ffavorite_tags',
    },
    { case: 'GET favourites member', path: LIST, status: 200, says: ['No favourite tag yet'] },
    { case: 'GET favourites owner', path: LIST, status: 404 },
    {
      case: 'POST favourites guest',
      path: LIST,
      form: { keep: 'Fluff' },
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Ffavorite_tags',
    },
    {
      case: 'POST favourites member',
      path: LIST,
      form: { keep: 'Fluff', back: HOLMES },
      status: 303,
      leads: HOLMES,
    },
    { case: 'POST favourites owner', path: LIST, form: { keep: 'Fluff' }, status: 404 },
  ],
)
