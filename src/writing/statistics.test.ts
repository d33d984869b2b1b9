import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { aChapter, makeWorld, NOW, type World } from '../../test/world.ts'
import { csvOf } from './statistics-view.ts'

let world: World
const at = { two: 0, three: 0, draft: 0, hidden: 0, secret: 0 }
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0' }

beforeAll(async () => {
  world = await makeWorld('sample')
  const ann = await world.person('ann_writes')
  const chapter = (words: number, published: string) =>
    aChapter({ html: `<p>${'word '.repeat(words).trim()}</p>`, words, published })
  at.two = await world.work(ann, {
    title: '=Two Years',
    fandoms: ['Emma'],
    chapters: [chapter(3, '2024-12-30'), chapter(4, '2025-02-02')],
    chapterCount: { posted: 2, expected: null },
    words: { stated: null, counted: 7 },
    published: '2024-12-30',
  })
  at.three = await world.work(ann, { title: 'Three, Fandoms', fandoms: ['Emma', 'Persuasion', 'Evelina'] })
  at.draft = await world.work(ann, { title: 'Not Yet', fandoms: ['Emma'] }, 'draft')
  at.hidden = await world.work(ann, { title: 'Hidden Away' })
  at.secret = await world.work(ann, { title: 'Unrevealed' })
  await world.pool.query(`update works set standing = 'hidden' where id = ${at.hidden}`)
  await world.pool.query(`update works set disclosure = 'unrevealed' where id = ${at.secret}`)
})
afterAll(() => world.end())

const stats = async (query = ''): Promise<string> =>
  (await world.get(`/users/ann_writes/stats${query}`, 'ann_writes')).text()
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"><a href="\/works\/(\d+)"/g)].map(([, id]) => id ?? '')

describe('[O-021] a creator’s statistics', () => {
  test('count posted works only, and each under every fandom it has', async () => {
    const html = await stats()
    expect(html).not.toContain('Not Yet')
    expect(rowsOf(html).filter((id) => id === String(at.three))).toHaveLength(3)
    for (const fandom of ['Emma', 'Persuasion', 'Evelina']) expect(html).toContain(`<bdi>${fandom}</bdi>`)
    expect(rowsOf(await stats('?flat_view=true')).filter((id) => id === String(at.three))).toHaveLength(1)
  })

  test('show years by the dates of chapters, with the words of that year', async () => {
    const of = async (query: string): Promise<string> =>
      new RegExp(`/works/${at.two}".*?</tr>`, 's').exec(await stats(query))?.[0] ?? ''
    expect(await of('')).toContain('<td class="n">7</td>')
    expect(await of('?year=2024')).toContain('<td class="n">3</td>')
    expect(await of('?year=2025')).toContain('<td class="n">4</td>')
    expect(await stats()).toMatch(/year=2025.*year=2024/s)
  })

  test('are sorted by any column, either way', async () => {
    const byTitle = rowsOf(await stats('?flat_view=true&sort_column=title&sort_direction=ASC'))
    const turned = rowsOf(await stats('?flat_view=true&sort_column=title&sort_direction=DESC'))
    expect(turned).toEqual(byTitle.toReversed())
    const byWords = await stats('?flat_view=true&sort_column=words&sort_direction=DESC')
    expect(byWords).toMatch(/aria-sort="descending"[^>]*><a[^>]*>Words/)
  })

  test('draw each month from the first on, with the same numbers in a table', async () => {
    const html = await stats()
    const bars = [...html.matchAll(/data-key="(\d{4}-\d{2})"/g)].map(([, key]) => key)
    expect(bars.slice(0, 3)).toEqual(['2024-12', '2025-01', '2025-02'])
    expect(html).toContain('<time dateTime="2025-01">'.replace('dateTime', 'datetime'))
  })

  test('are a file for spreadsheets, in which no title is a formula', async () => {
    const answer = await world.get('/users/ann_writes/stats.csv', 'ann_writes')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const text = await answer.text()
    expect(text).toContain("'=Two Years")
    expect(text).toContain('"Three, Fandoms"')
    expect(text).toContain('2024-12,3,')
  })
})

describe('[O-022] a work opened by a reader', () => {
  const hitsOf = async (id: number): Promise<number> => {
    await world.hear()
    const { rows } = await world.pool.query(`select hits from work_counts where work_id = ${id}`)
    return rows[0]?.hits ?? 0
  }
  const open = (path: string, who: string | null, headers: Record<string, string> = BROWSER) =>
    world.get(path, who, { 'x-forwarded-for': '203.0.113.7', ...headers })

  test('counts once a day, whichever and however many of its chapters', async () => {
    const { rows } = await world.pool.query(
      `select id from chapters where work_id = ${at.two} order by position`,
    )
    for (const { id } of rows) await open(`/works/${at.two}/chapters/${id}`, 'reader')
    await open(`/works/${at.two}?view_full_work=true`, 'reader')
    expect(await hitsOf(at.two)).toBe(1)
    await open(`/works/${at.two}`, 'reader')
    expect(await hitsOf(at.two)).toBe(1)
    await open(`/works/${at.two}`, 'moderator')
    expect(await hitsOf(at.two)).toBe(2)
  })

  test('does not count for its creators, for machines, and where nobody is to see it', async () => {
    const before = await hitsOf(at.two)
    await open(`/works/${at.two}`, 'ann_writes')
    await open(`/works/${at.two}`, 'writer', { 'user-agent': 'Googlebot/2.1' })
    await open(`/works/${at.two}`, 'writer', { 'user-agent': '' })
    await open(`/works/${at.two}`, 'writer', { ...BROWSER, 'sec-purpose': 'prefetch' })
    for (const id of [at.draft, at.hidden, at.secret]) await open(`/works/${id}`, 'moderator')
    expect(await hitsOf(at.two)).toBe(before)
    for (const id of [at.draft, at.hidden, at.secret]) expect(await hitsOf(id)).toBe(0)
  })

  test('is a mark of the day that says of nobody who they are, and is gone with it', async () => {
    const { rows } = await world.pool.query('select visitor, day::text from work_visits')
    expect(rows.length).toBeGreaterThan(0)
    for (const { visitor, day } of rows) {
      expect(visitor.length).toBe(12)
      expect(day).toBe(NOW.toISOString().slice(0, 10))
    }
    await world.pool.query('update work_visits set day = day - 1')
    await open(`/works/${at.three}`, 'reader')
    await world.hear()
    const left = await world.pool.query(`select distinct work_id from work_visits`)
    expect(left.rows).toEqual([{ work_id: at.three }])
  })
})

test('a file of nothing has its heads alone', () => {
  expect(csvOf([], []).split('\r\n').filter(Boolean)).toHaveLength(2)
})

const own = '/users/reader/stats'
routeCases(
  () => world,
  [
    { case: 'GET statistics guest', path: own, status: 303 },
    { case: 'GET statistics member', path: own, status: 200, says: ['Nothing of yours is posted yet'] },
    { case: 'GET statistics member', path: '/users/writer/stats', status: 404 },
    { case: 'GET statistics owner', path: own, status: 404 },
    { case: 'GET statisticsFile guest', path: `${own}.csv`, status: 303 },
    { case: 'GET statisticsFile member', path: `${own}.csv`, status: 200 },
    { case: 'GET statisticsFile owner', path: `${own}.csv`, status: 404 },
  ],
)
