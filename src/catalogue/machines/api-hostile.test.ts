import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const PARAMS = [
  'tag',
  'any',
  'not',
  'q',
  'words',
  'updated',
  'sort',
  'order',
  'page',
  'per_page',
  'name',
  'kind',
  'language',
  'title',
  'creator',
  'single',
  'with',
  'ui',
  'words_from',
  'since',
  'ids',
  '__proto__',
]
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '%',
    '%00',
    '%ED%A0%80',
    '%FF',
    '\\',
    "'",
    '..',
    '-1',
    '0',
    '1e9',
    '9'.repeat(400),
    '1000000000',
    '((((',
    '"',
    '*',
    'NaN',
    'constructor',
    'fandom:',
    ':',
    '*s*',
  ),
  fc.bigInt().map(String),
)

test('[A-33] [A-37] whatever is asked is answered, and never with a fault of ours', async () => {
  const places = fc.constantFrom('/works.atom', '/api/v1/works', '/api/v1/tags', '/api/v1/places')
  const named = fc
    .tuple(
      fc.constantFrom(
        '/tags/~/works.atom',
        '/tags/~/feed.atom',
        '/users/~/works.atom',
        '/users/writer/pseuds/~/works.atom',
        '/creators/~/works.atom',
        '/languages/~/works.atom',
        '/series/~.atom',
        '/api/v1/works/~',
        '/api/v1/tags/fandom/~',
        '/api/v1/tags/~/x',
        '/api/v1/works/1/chapters/~',
        '/api/v1/shelves/~',
        '/koreader/syncs/progress/~',
      ),
      hostile,
    )
    .map(([path, name]) => path.replace('~', () => escaped(name)))
  const query = fc.array(fc.tuple(fc.constantFrom(...PARAMS), hostile), { maxLength: 6 })
  const headers = fc.record(
    {
      'if-none-match': fc.constantFrom('*', '"', ',', 'W/'),
      'if-modified-since': fc.constantFrom('yesterday', 'Sun, 22 Nov 2099 18:00:00 GMT', ''),
      origin: fc.constantFrom('null', 'x', 'https://[', 'http://archive.test'),
    },
    { requiredKeys: [] },
  )
  const who = fc.constantFrom(null, 'reader')
  const all = [fc.oneof(places, named), query, headers, who] as const
  const property = fc.asyncProperty(...all, async (path, asked, given, asker) => {
    const search = asked.map(([name, value]) => `${name}=${escaped(value)}`).join('&')
    const answer = await world.get(`${path}?${search}`, asker, given as Record<string, string>)
    await answer.text()
    expect(answer.status, `${path}?${search}`).toBeLessThan(500)
  })
  await fc.assert(property, { numRuns: 150 })
  const tags = Array.from({ length: 2_000 }, (_, n) => `tag=t${n}`).join('&')
  for (const path of ['/works.atom', '/api/v1/works'])
    expect((await world.get(`${path}?${tags}`)).status).toBe(200)
}, 120_000)

/** What is already an escape, broken or not, is sent as it is. */
const escaped = (text: string): string =>
  text.startsWith('%') ? text : encodeURIComponent(text.toWellFormed())
