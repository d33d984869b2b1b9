import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { GUEST } from '../../core/actor.ts'
import { readingsOf } from '../../library/index.ts'
import { browse } from '../browse.ts'
import { openCatalogue } from '../memory/open.ts'
import { questionIn } from '../question.ts'
import { usualSort } from '../wanted.ts'

/** Fifty works, number one opened last; every seventh is deleted since. */
const MANY = 50
let world: World
const ids: number[] = []
const hours = (n: number) => new Date(NOW.getTime() - n * 3_600_000)
const page = async (path: string) => (await world.get(`/users/reader/readings${path}`, 'reader')).text()
/** Of works their number, of deleted ones a cross. */
const listed = (html: string): string[] =>
  [...html.matchAll(/<h4 class="heading">(?:<a[^>]*>Number (\d+)<|(Deleted work))/g)].map(([, n]) => n ?? '×')
const isGone = (n: number): boolean => n % 7 === 0
const numbers = Array.from({ length: MANY }, (_, at) => at + 1)

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const reader = await world.known('reader')
  for (const n of numbers) {
    const id = await world.work(writer, {
      title: `Number ${n}`,
      additionalTags: n % 2 ? ['Odd One'] : [],
      language: n > 40 ? 'de' : 'en',
    })
    ids.push(id)
    await world.pool.query(
      `insert into readings (person_id, work_id, visits, first_at, last_at, at, seen_at, state, state_at)
       values ($1, $2, 1, $3, $3, $3, $3, $4, $5)`,
      [reader.id, id, hours(n), n <= 3 ? 'read' : null, n <= 3 ? hours(10 - n) : null],
    )
    if (isGone(n)) await world.pool.query("update works set standing = 'trashed' where id = $1", [id])
  }
})
afterAll(() => world.end())

test('the latest visit stands first, deleted works stand where they were, each on one page', async () => {
  const pages = [await page(''), await page('?page=2'), await page('?page=3')]
  expect(pages.flatMap(listed)).toEqual(numbers.map((n) => (isGone(n) ? '×' : String(n))))
  expect(pages[0]).toMatch(/1–20.*43 works/s)
  const upwards = [await page('?order=asc'), await page('?order=asc&page=2'), await page('?order=asc&page=3')]
  expect(upwards.flatMap(listed)).toEqual(numbers.toReversed().map((n) => (isGone(n) ? '×' : String(n))))
  expect(listed(await page('?page=99'))).toEqual(listed(pages[2] ?? ''))
})

test('any filter and any other order of lists holds, and then deleted works have no place', async () => {
  const odd = numbers.filter((n) => n % 2 && !isGone(n)).map(String)
  expect(listed(await page('?tag=Odd+One'))).toEqual(odd.slice(0, 20))
  expect(listed(await page('?tag=Odd+One&page=2'))).toEqual(odd.slice(20))
  expect(listed(await page('?language=de'))).toEqual(numbers.filter((n) => n > 40 && !isGone(n)).map(String))
  expect(listed(await page('?q=%22Number+33%22'))).toEqual(['33'])
  expect(listed(await page('?title=Number&sort=title')).slice(0, 3)).toEqual(['1', '10', '11'])
  expect(listed(await page('?sort=title&order=desc'))[0]).toBe('9')
  expect(await page('?q=number')).toMatch(/<option value="visited" selected="">Last visited or marked/)
  expect(await (await world.get('/works?sort=visited', 'reader')).text()).not.toContain('value="visited"')
})

test('a list of marks stands in the order of marking', async () => {
  expect(listed(await page('/read'))).toEqual(['3', '2', '1'])
  expect(listed(await page('/read?sort=title'))).toEqual(['1', '2', '3'])
})

test('while the catalogue is being read the database answers the same', async () => {
  const { db, dataDir } = world
  const catalogue = openCatalogue({ db, dataDir, log: pino({ level: 'silent' }), look: null })
  const actor = await world.known('reader')
  const scope = { of: 'readings', only: ids as never } as const
  for (const search of ['', 'order=asc', 'tag=Odd One&page=2', 'sort=title', 'q=number']) {
    const question = questionIn(new URLSearchParams(search), NOW, usualSort(scope))
    const memory = await browse({ db, catalogue: world.catalogue, actor }, scope, question)
    const database = await browse(
      { db, catalogue: { ...catalogue, index: () => undefined }, actor },
      scope,
      question,
    )
    expect([search, database.ids, database.total, database.pages]).toEqual([
      search,
      memory.ids,
      memory.total,
      memory.pages,
    ])
    expect(memory.ids.length).toBeGreaterThan(0)
  }
  const guest = await browse(
    { db, catalogue: world.catalogue, actor: GUEST },
    scope,
    questionIn(new URLSearchParams(), NOW),
  )
  expect(guest.total).toBe(43)
  await catalogue.close()
})

test('what a reader hides elsewhere still stands in their own history', async () => {
  await world.post('/settings/hidden', { hide: '/users/writer' }, 'reader')
  expect(listed(await page(''))).toContain('1')
  await world.pool.query('delete from mutes')
})

test('[O-041] an entry holds the moment of the work’s last change for machines', async () => {
  await world.pool.query("update works set sorted_at = '2025-03-04T05:06:07Z' where id = $1", [ids[0]])
  const entry = /<li id="work_\d+"(?:(?!<li id=).)*Number 1<.*?<\/li>/s.exec(await page(''))?.[0]
  expect(entry).toContain('<time datetime="2025-03-04T05:06:07.000Z">')
})

test('programs are told each list, and what is new since a moment', async () => {
  const reader = await world.known('reader')
  const told = await readingsOf(world.db, reader)
  expect(told).toHaveLength(43)
  expect(told[0]).toMatchObject({
    work: ids[0],
    visits: 1,
    state: 'read',
    first: hours(1),
    last: hours(1),
    note: '',
  })
  expect((await readingsOf(world.db, reader, { state: 'read' })).map(({ work }) => work)).toEqual([
    ids[2],
    ids[1],
    ids[0],
  ])
  expect(await readingsOf(world.db, reader, { since: hours(4) })).toHaveLength(4)
  expect(await readingsOf(world.db, await world.known('writer'))).toEqual([])
})

test('an empty list does not offer to keep its works for reading without a network', async () => {
  expect(await page('/read')).toContain('data-keep-list')
  for (const path of ['/later', '/read?q=zzzz'])
    expect(await page(path), path).not.toContain('data-keep-list')
  const library = async (as: string) => (await world.get(`/users/${as}/library`, as)).text()
  expect(await library('reader')).not.toContain('data-keep-list')
})
