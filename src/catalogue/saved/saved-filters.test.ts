import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idOf, plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { SavedFilterId } from '../../core/ids.ts'
import { normalQuery, type Within } from './normal-query.ts'
import {
  filtersOf,
  MOST_FILTERS,
  makeDefault,
  noDefault,
  removeFilter,
  renameFilter,
  saveFilter,
} from './saved-filters.ts'

let world: World
let reader: Member
let writer: Member
beforeAll(async () => {
  world = await makeWorld('sample')
  reader = await world.known('reader')
  writer = await world.known('writer')
})
beforeEach(async () => {
  await world.pool.query('truncate saved_filters, hidden_tags, hidden_works, hidden_creators, mutes')
})
afterAll(() => world.end())

const save = (name: string, query = 'language=en', usual = false, by = reader) =>
  saveFilter(world.db, by, { name, query, usual }, NOW)
const page = async (path: string, who: string | null = 'reader'): Promise<string> =>
  (await world.get(path, who)).text()
const totalOn = (html: string): number =>
  Number((/([\d,]+) works?/.exec(plain(html.slice(html.indexOf('page-head'))))?.[1] ?? '0').replace(',', ''))
const listed = (html: string): string[] =>
  [...html.matchAll(/<h3>\s*<a href="\/works\?[^"]*">\s*<bdi>(.*?)<\/bdi>/g)].map(([, name = '']) =>
    plain(name),
  )
const lineOf = (html: string): string =>
  plain(/<ul class="reader-line".*?<\/ul>/s.exec(html)?.[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

describe('a saved filter', () => {
  test('is written in one way, however it was asked', () => {
    const normal = (query: string, within?: Within) => normalQuery(new URLSearchParams(query), NOW, within)
    expect(normal('tag=B&tag=A&page=7&ui=de&default=off&hidden=show')).toBe('tag=A&tag=B')
    expect(normal('with=A, B&words_from=5&words_to=2')).toBe(normal('tag=B&words=2-5&tag=A'))
    expect(normal('complete=maybe&language=&sort=kudos')).toBe('')
    expect(normal('language=en&sort=kudos&order=asc')).toBe('language=en&order=asc&sort=kudos')
    expect(normal('updated=last 2 weeks')).toBe('updated=last+2+weeks')
    expect(normal('', ['tag', 'fandom:X'])).toBe('tag=fandom%3AX')
    expect(normal('words=1000-', ['language', 'de'])).toBe('language=de&words=1000-')
    expect(normal(normal('q=a -b&not=C,D&any=é'))).toBe(normal('q=a -b&not=C,D&any=é'))
  })

  test('has a name of its own, whatever its capitals', async () => {
    expect(await save('Evening')).toBeTypeOf('number')
    expect(await save('EVENING', 'tag=x')).toBe('name-taken')
    expect(await save('Evening', 'tag=x', false, writer)).toBeTypeOf('number')
    expect(await save('')).toBe('no-name')
    expect(await save('n'.repeat(81))).toBe('long-name')
    expect(await save('none', '')).toBe('nothing-set')
    expect(await save('long', `tag=${'x'.repeat(4_000)}`)).toBe('long-query')
    expect((await filtersOf(world.db, reader)).map(({ name }) => name)).toEqual(['Evening'])
  })

  test('is renamed, removed and applied by whoever it belongs to, and by no one else', async () => {
    const [one, two] = [(await save('one')) as SavedFilterId, (await save('two')) as SavedFilterId]
    expect(await renameFilter(world.db, reader, one, 'TWO')).toBe('name-taken')
    expect(await renameFilter(world.db, reader, one, 'ONE')).toBe('renamed')
    expect(await renameFilter(world.db, reader, one, '')).toBe('no-name')
    expect(await renameFilter(world.db, writer, one, 'mine')).toBe('no-such-filter')
    expect(await makeDefault(world.db, writer, one)).toBe('no-such-filter')
    expect(await removeFilter(world.db, writer, one)).toBe('no-such-filter')
    expect(await makeDefault(world.db, reader, one)).toBe('applied')
    expect(await makeDefault(world.db, reader, two)).toBe('applied')
    const usual = async () =>
      (await filtersOf(world.db, reader)).filter((one) => one.usual).map(({ name }) => name)
    expect(await usual()).toEqual(['two'])
    await noDefault(world.db, reader)
    expect(await usual()).toEqual([])
    expect(await removeFilter(world.db, reader, two)).toBe('removed')
    expect(await removeFilter(world.db, reader, two)).toBe('no-such-filter')
  })

  test('[A-39] is one of a limited number, also when many are saved at once', async () => {
    const all = await Promise.all(Array.from({ length: MOST_FILTERS + 5 }, (_, at) => save(`filter ${at}`)))
    expect(all.filter((one) => one === 'too-many')).toHaveLength(5)
    expect(await filtersOf(world.db, reader)).toHaveLength(MOST_FILTERS)
  })

  test('is saved from a list by its form, and the list says so from then on', async () => {
    const path = '/tags/Fluff/works?language=en&page=1'
    const html = await page(path)
    const query = /name="query" value="([^"]*)"/.exec(html)?.[1] ?? ''
    expect(plain(query)).toBe('language=en&tag=freeform%3AFluff')
    const answer = await world.post(
      '/settings/filters',
      { deed: 'save', name: ' Soft\tthings ', query: plain(query), back: path },
      'reader',
    )
    expect(answer.headers.get('location')).toBe(path)
    expect(plain(await page(path))).toContain('Saved as Soft things')
    expect(listed(await page('/users/reader/filters'))).toEqual(['Soft things'])
    expect(await page(`/works?${plain(query)}`)).toContain('Saved as')
  })

  test('tells how many works are new since its list was last looked at, exactly', async () => {
    const id = await idOf(world, 'The Umbrella Stand')
    const { rows } = await world.pool.query('select sorted_at from works where id = $1', [id])
    await save('Holmes', 'tag=fandom%3ASherlock+Holmes+-+Arthur+Conan+Doyle')
    const told = async () =>
      plain(/<p class="fresh">.*?<\/p>/s.exec(await page('/users/reader/filters'))?.[0] ?? '').trim()
    expect(await told()).toMatch(/^Nothing new since you last looked, 22 Nov 2026/)
    await world.pool.query('update works set sorted_at = $2 where id = $1', [
      id,
      new Date(NOW.getTime() + 1_000),
    ])
    expect(await told()).toMatch(/^1 work new/)
    await world.pool.query("update saved_filters set looked_at = '2000-01-01'")
    const all = totalOn(await page('/works?tag=fandom%3ASherlock Holmes - Arthur Conan Doyle&sort=title'))
    expect(await told()).toMatch(new RegExp(`^${all} works new`))
    await page('/works?tag=fandom%3ASherlock Holmes - Arthur Conan Doyle')
    expect(await told()).toMatch(/^1 work new since you last looked, 22 Nov 2026/)
    await world.pool.query('update works set sorted_at = $2 where id = $1', [id, rows[0].sorted_at])
  })

  test('of another reader is neither listed nor counted, and a hidden work is in no count of what is new', async () => {
    await save('mine', 'language=en', true)
    expect(await page('/users/writer/filters', 'writer')).not.toContain('mine')
    const id = await world.work(writer, { title: 'Only Members', audience: 'members' })
    await save('all', 'single=yes', false)
    await world.pool.query("update saved_filters set looked_at = '2000-01-01'")
    const fresh = async () => plain(await page('/users/reader/filters')).match(/(\d+) works? new/g)
    const before = await fresh()
    await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [id])
    expect(await fresh()).not.toEqual(before)
    await world.pool.query('delete from works where id = $1', [id])
  })
})

describe('a default filter', () => {
  test('holds in every list of its reader, says what it takes out, and is lifted by one click for that list', async () => {
    const all = totalOn(await page('/works'))
    await save('No fluff', 'not=Fluff', true)
    const html = await page('/works')
    const taken = Number(/takes out (\d+) works/.exec(lineOf(html))?.[1])
    expect(taken).toBeGreaterThan(0)
    expect(totalOn(html)).toBe(all - taken)
    const lift = plain(/<a class="deed" href="([^"]*)"/.exec(html)?.[1] ?? '')
    expect(lift).toBe('/works?default=off')
    const lifted = await page(lift)
    expect(totalOn(lifted)).toBe(all)
    expect(lineOf(lifted)).toContain('is lifted here')
    expect(lifted).toContain('<input type="hidden" name="default" value="off"')
    expect(plain(lifted)).toContain('Put it back')
    expect(lifted).toMatch(/href="\/works\?default=off&amp;page=2"/)
    expect(lifted).not.toMatch(/href="\/works\?page=2"/)
    expect(totalOn(await page('/works', 'writer'))).toBe(all)
    expect(totalOn(await page('/works', null))).toBeLessThanOrEqual(all)
  })

  test('leaves facets, searches, tags’ lists and creators’ lists right, and the library as it is', async () => {
    await save('No fluff', 'not=Fluff', true)
    for (const path of ['/works?language=en', '/works?q=door', '/users/writer', '/tags/Angst/works'])
      expect(titlesIn(await page(path))).toEqual(
        titlesIn(await page(path + (path.includes('?') ? '&not=Fluff' : '?not=Fluff'), 'moderator')),
      )
    expect(await page('/works?language=en')).not.toMatch(/value="freeform:Fluff"/)
    expect(lineOf(await page('/users/reader/library'))).toBe('')
  })

  test('may name what nobody knows, or ask for words', async () => {
    await save('odd', 'q=zyzzyva&tag=No+Such+Tag', true)
    const html = await page('/works')
    expect(html).not.toContain('No Such Tag')
    expect(html).toContain('Your own choices take out every work here')
    expect(await page('/users/reader/works')).toContain('class="reader-line"')
  })
})
