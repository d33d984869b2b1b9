import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import { parseQuery } from './query/parse.ts'
import { writeQuery } from './query/write.ts'

/** The page of the whole search: what it asks, and what it is filled with. */
let world: World

beforeAll(async () => {
  world = await makeWorld()
  const by = await world.person('keeper', 'owner')
  const words = (count: number) => [aChapter({ words: count, html: `<p>${'word '.repeat(count)}</p>` })]
  await world.work(by, {
    title: 'Alpha',
    chapters: words(50),
    published: '2020-01-01',
    completed: '2020-01-01',
  })
  await world.work(by, {
    title: 'Beta',
    chapters: words(500),
    published: '2021-01-01',
    completed: '2021-01-01',
  })
  await world.work(by, { title: 'Gamma', chapters: words(5000), relationships: ['Emma/Harriet, always'] })
  for (const [title, n] of [
    ['Alpha', 5],
    ['Beta', 10],
    ['Gamma', 20],
  ] as const)
    await world.pool.query(
      `insert into work_counts (work_id, hits, kudos, comments, bookmarks)
       select id, $2, $2, $2, $2 from works where title = $1
       on conflict (work_id) do update set hits = $2, kudos = $2, comments = $2, bookmarks = $2`,
      [title, n],
    )
  await world.pool.query('update works set title = title')
})
afterAll(() => world.end())

const found = async (query: string): Promise<string[]> =>
  titlesIn(await (await world.get(`/works?${query}`)).text())
const form = async (query: string): Promise<string> => (await world.get(`/works/search?${query}`)).text()
/** What a field of the form holds. */
const fieldIn = (page: string, name: string): string | undefined =>
  new RegExp(`<input[^>]*name="${name}"[^>]*?value="([^"]*)"`)
    .exec(page)?.[1]
    ?.replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')

describe.each(['hits', 'kudos', 'comments', 'bookmarks'])('[S-017] the field for %s takes', (field) => {
  test.each([
    ['a number', '10', ['Beta']],
    ['a range', '5-10', ['Alpha', 'Beta']],
    ['a range with spaces', '5 - 10', ['Alpha', 'Beta']],
    ['more than', '>5', ['Beta', 'Gamma']],
    ['less than', '< 10', ['Alpha']],
  ])('%s', async (_what, written, titles) => {
    const asked = `${field}=${encodeURIComponent(written)}&sort=title`
    expect(await found(asked)).toEqual(titles)
    // The form is filled with what means the same.
    const again = fieldIn(await form(asked), field) ?? ''
    expect(await found(`${field}=${encodeURIComponent(again)}&sort=title`)).toEqual(titles)
  })
})

test('[S-016] a relative date, then words as well: refining keeps what was asked before', async () => {
  expect(await found('updated=> 2 years ago&sort=title')).toEqual(['Alpha', 'Beta'])
  const page = await (await world.get('/works?updated=> 2 years ago&sort=title')).text()
  const edit = /href="(\/works\/search\?[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const filled = await (await world.get(edit)).text()
  expect(fieldIn(filled, 'updated')).toBe('> 2 years ago')
  expect(await found('updated=> 2 years ago&words=>100&sort=title')).toEqual(['Beta'])
})

test.each([
  ['title', ['Alpha', 'Beta', 'Gamma']],
  ['words', ['Alpha', 'Beta', 'Gamma']],
  ['hits', ['Alpha', 'Beta', 'Gamma']],
  ['kudos', ['Alpha', 'Beta', 'Gamma']],
  ['comments', ['Alpha', 'Beta', 'Gamma']],
  ['bookmarks', ['Alpha', 'Beta', 'Gamma']],
])('[S-018] results are put in order by %s, in the direction chosen', async (sort, titles) => {
  expect(await found(`sort=${sort}&order=asc`)).toEqual(titles)
  expect(await found(`sort=${sort}&order=desc`)).toEqual([...titles].reverse())
  const page = await form(`sort=${sort}&order=asc`)
  expect(page).toMatch(new RegExp(`<option value="${sort}" selected`))
  expect(page).toMatch(/<option value="asc" selected/)
})

describe('[S-019] what was typed into the box stands in its fields of the form', () => {
  test('a threshold, an order, a flag, a language, a tag; and words stay words', async () => {
    const typed =
      'lamp "second key" -dark comments>5 sort:>kudos complete:yes language:German fandom:"Emma" -tag:Angst'
    const page = await form(`q=${encodeURIComponent(typed)}`)
    expect(fieldIn(page, 'q')).toBe('lamp &quot;second key&quot; -dark')
    expect(fieldIn(page, 'comments')).toBe('>5')
    expect(fieldIn(page, 'with_fandom')).toBe('Emma')
    expect(fieldIn(page, 'without')).toBe('Angst')
    expect(page).toMatch(/<option value="kudos" selected/)
    expect(page).toMatch(/<option value="asc" selected/)
    expect(page).toMatch(/name="complete" value="yes" checked/)
    expect(page).toMatch(/<option value="de"[^>]* selected/)
  })

  test('what was not understood stays as it was typed', async () => {
    expect(fieldIn(await form(`q=${encodeURIComponent('comments>5 ) lamp')}`), 'q')).toBe('comments>5 ) lamp')
  })

  test('a name with a comma is kept whole, and a name finds the field of its kind', async () => {
    const page = await form(
      'tag=relationship:Emma/Harriet, always&tag=No Archive Warnings Apply&tag=Mrs. Hudson',
    )
    expect(page).toContain('<input type="hidden" name="tag" value="relationship:Emma/Harriet, always"')
    expect(page).toMatch(/value="warning:No Archive Warnings Apply" checked/)
    expect(fieldIn(page, 'with_character')).toBe('Mrs. Hudson')
    expect(await found('with_character=Mrs. Hudson, Nobody At All')).toEqual([])
    expect(await found('with_character=Mrs. Hudson&sort=title')).toEqual(['Alpha', 'Beta', 'Gamma'])
  })
})

test.each([
  'lamp "second key" -dark',
  'moor OR marsh',
  '(moor OR marsh) lamp',
  '-(moor lamp)',
  'lam* summary:bees',
  'kudos:10-20 kudos>7 hits:5 hits<3',
  'updated:2024-01-01..2024-02-01 posted:>2024',
  'complete:no otp:yes language:de tag:"Found Family" fandom:"Emma"',
])('a query is written so that it means the same: %s', (typed) => {
  const { tree } = parseQuery(typed, '2026-11-22')
  if (!tree) throw new Error('nothing was understood')
  expect(parseQuery(writeQuery(tree), '2026-11-22').tree).toEqual(tree)
})
