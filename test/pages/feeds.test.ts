import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageKinds } from '../browser/pages-in-browser.ts'
import { feedparsed, type ParsedFeed } from '../feedparser.ts'
import { type Listening, listen } from '../listen.ts'
import { titlesIn } from '../sample.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'

/** Every kind of page that lists works leads to a feed of the same works, which a feed reader understands. */
let world: World
let site: Listening
const lists: { kind: string; as: string | null; feed: string | undefined; titles: string[] }[] = []
const read: { kind: string; titles: string[]; parsed: ParsedFeed }[] = []

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  const kinds = await pageKinds(world, site)
  for (const { name: kind, path, as } of kinds) {
    const html = await (await world.get(path, as)).text()
    const feed = /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)"/.exec(html)?.[1]
    const hasWorks = /<li id="work_\d+"/.test(html)
    if (hasWorks || feed)
      lists.push({ kind, as, feed: feed?.replaceAll('&amp;', '&'), titles: hasWorks ? titlesIn(html) : [] })
  }
  const answers = await Promise.all(
    lists.map(async ({ feed = '', as }) => ({
      at: `${BASE_URL}${feed}`,
      xml: await (await world.get(feed, as)).text(),
    })),
  )
  for (const [at, parsed] of feedparsed(answers).entries()) {
    const { kind = '', titles = [] } = lists[at] ?? {}
    read.push({ kind, titles, parsed })
  }
})
afterAll(async () => {
  await site.close()
  await world.end()
})

/** What stands beside the list itself: some of it, or what only its owner sees. */
const MORE: ReadonlySet<string> = new Set(['own gifts'])

/** To a work; of lists of names, to a tag's works or to a series. */
const LEADS = new RegExp(`^${BASE_URL}/(?:works|tags|series)/`)

describe('no list in the product is without its feed', () => {
  test('each page with works on it names one', () => {
    expect(lists.length).toBeGreaterThan(20)
    expect(lists.filter(({ feed }) => !feed).map(({ kind }) => kind)).toEqual([])
  })

  test('which feedparser reads without complaint', () => {
    expect(
      read
        .filter(({ parsed }) => parsed.amiss || parsed.version !== 'atom10')
        .map(({ kind, parsed }) => [kind, parsed.amiss]),
    ).toEqual([])
    for (const { kind, parsed } of read) {
      expect(parsed.title, kind).not.toBe('')
      expect(new Set(parsed.entries.map(({ id }) => id)).size, kind).toBe(parsed.entries.length)
      for (const { link, authors, updated } of parsed.entries)
        expect([LEADS.test(link), authors.length > 0, updated !== ''], kind).toEqual([true, true, true])
    }
  })

  test('and which has the works of the page, by the same titles', () => {
    const asRead = (titles: readonly string[]) =>
      titles.map((title) => title.replace(/\s+/g, ' ').trim()).sort()
    for (const { kind, titles, parsed } of read) {
      if (!titles.length || MORE.has(kind)) continue
      const told = asRead(parsed.entries.map(({ title }) => title))
      for (const title of asRead(titles)) expect(told.includes(title), `${kind}: ${title}`).toBe(true)
    }
  })
})
