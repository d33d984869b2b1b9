import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { readConfig } from '../core/config.ts'
import { tagCommands } from './tags.ts'
import type { Tools } from './tools.ts'

let world: World
let tools: Tools
let work = 0
const WORD = 'Quincunxes'
const OTHER = 'Five Spots'
const PEOPLE = [null, 'reader', 'writer']

beforeAll(async () => {
  world = await makeWorld('sample')
  tools = { db: world.db, config: readConfig({}), now: () => new Date() }
  const writer = await world.known('writer')
  const tagged = {
    fandoms: ['Orchards - Anonymous', 'Emma - Jane Austen'],
    additionalTags: [WORD, OTHER, 'Trees'],
  }
  work = await world.work(writer, { ...tagged, title: 'Planting in Patterns' })
  expect(await tags('canonical', WORD)).toContain('canonical')
  expect(await tags('synonym', OTHER, WORD)).toContain('a synonym')
  const kept = await world.post('/users/reader/favorite_tags', { keep: WORD }, 'reader')
  expect(kept.headers.get('location')).toBe('/')
})
afterAll(() => world.end())

async function tags(...words: string[]): Promise<string> {
  const out: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
  const under = new Command('palimpsest').command('tags')
  tagCommands(under, async (command) => void (await command(tools)))
  await under.parseAsync(words, { from: 'user' }).catch((fault: Error) => out.push(fault.message))
  return out.join('\n')
}
const page = async (path: string, who: string | null) => (await world.get(path, who)).text()
const shows = (html: string): boolean => [WORD, OTHER].some((name) => html.includes(name))

/** Pages and answers in which the tag stands while it is none that is banned. */
const SHOWN = [
  ...[
    `/works/${0}`,
    '/works?q=orchards',
    '/works.atom?tag=Trees',
    '/api/v1/works?tag=Trees',
    '/api/v1/works/0',
  ],
  ...[
    '/tags/search?name=quinc',
    '/autocomplete/tag?term=quinc',
    '/autocomplete/freeform?term=five',
    '/api/v1/tags?name=quinc',
  ],
  ...[
    '/works?facet=freeform&tag=Trees',
    '/works?tag=Trees',
    '/users/writer/works?tag=Trees',
    '/opds/v1.2/works?tag=Trees',
  ],
]
const OWN_PAGES = ['', '/works', '/works.atom']
const APIS = [`/api/v1/tags/freeform/${WORD}`]

const there = (path: string): string => path.replace('/0', `/${work}`)
const pathsOf = (): string[] => SHOWN.map(there)
const owned = (): string[] => [
  ...[WORD, OTHER].flatMap((name) => OWN_PAGES.map((end) => `/tags/${name}${end}`)),
  ...APIS,
]

describe('[T-032] a banned tag', () => {
  test('is shown to nobody but staff, and to them again when it is let go', async () => {
    for (const path of pathsOf()) expect(shows(await page(path, null)), `${path} before`).toBe(true)
    for (const path of owned()) expect((await world.get(path)).status, path).toBe(200)
    expect(await tags('ban', WORD)).toContain(`banned freeform ${WORD}`)
    await world.hear()
    for (const who of PEOPLE) {
      for (const path of pathsOf()) expect(shows(await page(path, who)), `${path} as ${who}`).toBe(false)
      for (const path of owned()) expect((await world.get(path, who)).status, `${path} as ${who}`).toBe(404)
    }
    expect(await page(`/tags/${WORD}`, 'moderator')).toContain('It is banned: only those')
    expect(await page(`/tags/${WORD}/works`, 'moderator')).toContain('Planting in Patterns')
    expect(await tags('unban', WORD)).toContain(`no longer bans freeform ${WORD}`)
    await world.hear()
    for (const path of pathsOf()) expect(shows(await page(path, null)), `${path} after`).toBe(true)
    for (const path of owned()) expect((await world.get(path)).status, path).toBe(200)
  })

  test('is counted nowhere, found by no word and in no favourites, and what else a work bears stays', async () => {
    const found = async () =>
      (await page(`/works?q=${WORD.toLowerCase()}`, 'reader')).includes('Planting in Patterns')
    expect([await found(), (await page('/', 'reader')).includes(WORD)]).toEqual([true, true])
    const change = /^\s*(\d+) /.exec(await tags('ban', WORD))?.[1] ?? ''
    await world.hear()
    expect([await found(), (await page('/', 'reader')).includes(WORD)]).toEqual([false, false])
    expect(await page(`/works/${work}`, null)).toContain('Trees')
    expect(await page('/works?tag=Trees', null)).toContain('Planting in Patterns')
    expect(await page(`/works?tag=${WORD}`, null)).not.toContain('Planting in Patterns')
    expect((await world.post('/users/reader/favorite_tags', { keep: WORD }, 'reader')).status).toBe(404)
    expect(await tags('undo', change)).toContain('undid')
    await world.hear()
    expect([await found(), (await page('/', 'reader')).includes(WORD)]).toEqual([true, true])
  })

  test('that is a fandom leaves fandoms, their pages and counts', async () => {
    const fandoms = async () => Number(/(\d+) fandoms/.exec(await page('/media', null))?.[1])
    const before = await fandoms()
    expect(await page('/users/writer', null)).toContain('Orchards - Anonymous')
    await tags('ban', 'fandom:Orchards - Anonymous')
    expect(await fandoms()).toBe(before - 1)
    for (const path of ['/', '/media', '/media.atom', '/users/writer', `/works/${work}`])
      expect((await page(path, null)).replace(/value="[^"]*"/g, ''), path).not.toContain('Orchards')
    await tags('unban', 'fandom:Orchards - Anonymous')
    expect(await fandoms()).toBe(before)
  })

  test('stays in its writer’s form and may be saved there; elsewhere it is refused, and what was typed stays', async () => {
    await tags('ban', WORD)
    const form = await page(`/works/${work}/edit_tags`, 'writer')
    expect(form).toContain(`${WORD}, ${OTHER}, Trees`)
    const fields = {
      rating: 'Mature',
      warning: 'No Archive Warnings Apply',
      fandom: 'Emma - Jane Austen',
      intent: 'post',
    }
    const saved = await world.post(
      `/works/${work}/edit_tags`,
      { ...fields, freeform: `${WORD}, Trees` },
      'writer',
    )
    expect(saved.status).toBe(303)
    const typed = {
      ...fields,
      freeform: `Gardens, ${WORD.toUpperCase()}`,
      title: 'New One',
      body: '<p>Rows.</p>',
      language: 'en',
    }
    const refused = await world.post('/works/new', typed, 'reader')
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain(`“${WORD.toUpperCase()}” is a tag that this archive does not take.`)
    expect(html).toContain(`Gardens, ${WORD.toUpperCase()}`)
    const { rows } = await world.pool.query("select 1 from works where title = 'New One'")
    expect(rows).toEqual([])
    await tags('unban', WORD)
  })

  test.each([
    [['ban', 'rating:Explicit'], 'a closed list'],
    [['unban', WORD], 'is not banned'],
    [['ban', 'Nobody Ever Wrote This'], 'No tag is called'],
  ])('cannot be made of what cannot be banned: %j', async (words, remedy) => {
    expect(await tags(...words)).toContain(remedy)
  })

  test('can be banned before anybody uses it, is marked in lists, and means nothing else until it is let go', async () => {
    await tags('ban', '--new', 'freeform:Foul Word')
    expect(await tags('list', 'foul word')).toContain('freeform     Foul Word  (banned)')
    expect(await tags('show', 'Foul Word')).toContain('(not canonical, banned)')
    expect(await tags('ban', 'Foul Word')).toContain('is so already')
    expect(await tags('synonym', 'Foul Word', WORD)).toContain('tags unban "freeform:Foul Word"')
    expect(await tags('history', 'Foul Word')).toContain('banned freeform Foul Word')
  })
})
