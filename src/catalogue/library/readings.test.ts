import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { WorkId } from '../../core/ids.ts'
import { readingsOf, rememberingReadings } from '../../library/index.ts'
import { hideWork } from '../../moderation/index.ts'
import { postChapter, trashWork } from '../../works/index.ts'

let world: World
const at: Record<string, number> = {}
const work = (title: string): WorkId => at[title] as WorkId
const HISTORY = '/users/reader/readings'
const page = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const open = (title: string, who = 'reader') => page(`/works/${work(title)}`, who)
const mark = (title: string, state: string, who: string | null = 'reader') =>
  world.post(`/works/${work(title)}/reading`, { state, back: `/works/${work(title)}` }, who)
const prefer = (history: boolean) =>
  world.pool.query(
    `update people set preferences = preferences || jsonb_build_object('history', $1::boolean) where name = 'reader'`,
    [history],
  )
const titles = (html: string): string[] =>
  [...html.matchAll(/<li id="work_\d+".*?<h4 class="heading"><a[^>]*>(.*?)<\/a>/gs)].map(
    ([, title]) => title ?? '',
  )
const entryOf = async (title: string) =>
  (await readingsOf(world.db, await world.known('reader'))).find((one) => one.work === work(title))
const clear = () => world.pool.query('delete from readings')
/** As it would be had its reader been there so much earlier. */
const earlier = (span: string) =>
  world.pool.query(
    `update readings set first_at = first_at - $1::interval, last_at = last_at - $1::interval, at = at - $1::interval`,
    [span],
  )

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  for (const title of ['Opened Once', 'Wanted', 'Finished', 'Left Off', 'To Be Renamed'])
    at[title] = await world.work(writer, { title, additionalTags: [`Of ${title}`] })
  at['Of the Reader'] = await world.work(await world.known('reader'), { title: 'Of the Reader' })
})
afterAll(() => world.end())

describe('a visit', () => {
  test('is counted once while its reader stays, and again when they come back', async () => {
    await clear()
    for (let n = 0; n < 3; n++) await open('Opened Once')
    await world.hear()
    expect(await entryOf('Opened Once')).toMatchObject({ visits: 1, fresh: 0 })
    await open('Opened Once')
    await world.hear()
    expect(await entryOf('Opened Once')).toMatchObject({ visits: 1 })
    await earlier('31 minutes')
    await open('Opened Once')
    expect(await page(HISTORY)).toContain('visited 2 times')
    expect(await entryOf('Opened Once')).toMatchObject({ visits: 2, last: NOW })
  })

  test('of a guest, of one’s own work, or of what a browser fetched ahead is none', async () => {
    await clear()
    await page(`/works/${work('Wanted')}`, null)
    await open('Of the Reader')
    await world.get(`/works/${work('Wanted')}`, 'reader', { 'sec-purpose': 'prefetch' })
    await world.hear()
    expect((await world.pool.query('select from readings')).rows).toEqual([])
  })

  test('is not lost by one that cannot be written', async () => {
    const { db } = world
    const reader = await world.known('reader')
    const log = { warn: () => undefined } as never
    const remembering = rememberingReadings({ db, log, now: () => NOW })
    remembering.note(reader, { id: 999_999_999 as WorkId, chapters: { posted: 1 } })
    remembering.note(reader, { id: work('Wanted'), chapters: { posted: 1 } })
    await remembering.flush()
    expect(await entryOf('Wanted')).toMatchObject({ visits: 1 })
  })
})

test('[U-031] entries are deleted one by one, or all after a question; a deleted work begins again at one', async () => {
  await clear()
  for (const title of ['Opened Once', 'Wanted', 'Finished']) await open(title)
  await world.hear()
  await earlier('1 day')
  await open('Opened Once')
  await world.hear()
  const { id } = (await entryOf('Opened Once')) ?? {}
  await open('Opened Once')
  const answer = await world.post(HISTORY, { entry: String(id), back: HISTORY }, 'reader')
  expect(answer.headers.get('location')).toBe(`${HISTORY}?done=removed`)
  expect(titles(await page(HISTORY)).sort()).toEqual(['Finished', 'Wanted'])
  await open('Opened Once')
  await world.hear()
  expect(await entryOf('Opened Once')).toMatchObject({ visits: 1 })

  expect(await page(`${HISTORY}/confirm_delete`)).toContain('gone for good')
  expect(titles(await page(HISTORY))).toHaveLength(3)
  await world.post(`${HISTORY}/confirm_delete`, {}, 'reader')
  expect(await page(HISTORY)).toContain('Works you open are listed here')
  await open('Finished')
  expect(titles(await page(HISTORY))).toEqual(['Finished'])
})

test('nobody deletes an entry of another', async () => {
  await clear()
  await open('Finished')
  await world.hear()
  const { id } = (await entryOf('Finished')) ?? {}
  expect((await world.post('/users/writer/readings', { entry: String(id) }, 'writer')).status).toBe(404)
  expect((await world.post(HISTORY, { entry: String(id) }, 'writer')).status).toBe(404)
  expect(await entryOf('Finished')).toBeDefined()
})

test('[U-032] with history off nothing is noted and nothing shown, the front page included; switched on, all is back', async () => {
  await clear()
  await open('Opened Once')
  await mark('Wanted', 'later')
  await world.hear()
  await earlier('3 days')
  const before = await readingsOf(world.db, await world.known('reader'))
  expect(await page('/')).toContain('Marked for later')

  await prefer(false)
  for (const path of [HISTORY, `${HISTORY}/later`, `${HISTORY}?q=wanted`]) {
    const off = await page(path)
    expect(off).toContain('Your history is switched off')
    expect(off).not.toContain('Wanted')
  }
  expect(await page('/')).not.toContain('Marked for later')
  expect(await open('Wanted')).not.toMatch(/Marked for later|Mark as/)
  await open('Finished')
  expect((await mark('Finished', 'read')).headers.get('location')).toBe(HISTORY)
  await world.hear()
  expect(await readingsOf(world.db, await world.known('reader'))).toEqual([])
  expect((await world.pool.query('select from readings')).rows).toHaveLength(2)

  await prefer(true)
  expect(await readingsOf(world.db, await world.known('reader'))).toEqual(before)
  expect(titles(await page(HISTORY)).sort()).toEqual(['Opened Once', 'Wanted'])
  expect(titles(await page(`${HISTORY}/later`))).toEqual(['Wanted'])
})

test('[U-033] a member marks works of others for later and as read; the lists and the front page show it, and it comes off there', async () => {
  await clear()
  const answer = await mark('Wanted', 'later')
  expect(answer.headers.get('location')).toBe(`/works/${work('Wanted')}?done=marked`)
  expect(await open('Wanted')).toMatch(/<summary class="button">.*?Marked for later<\/summary>/s)
  await mark('Finished', 'read')
  expect(await open('Finished')).toMatch(/<summary class="button">.*?Already read<\/summary>/s)
  expect(titles(await page(`${HISTORY}/later`))).toEqual(['Wanted'])
  expect(titles(await page(`${HISTORY}/read`))).toEqual(['Finished'])
  expect(titles(await page(HISTORY)).sort()).toEqual(['Finished', 'Wanted'])
  const home = await page('/')
  expect(home).toMatch(/id="later".*Wanted.*The one work marked for later/s)

  expect(await page(`${HISTORY}/read`)).toContain(`formaction="/works/${work('Finished')}/reading"`)
  const unread = { state: 'none', back: `${HISTORY}/read` }
  await world.post(`/works/${work('Finished')}/reading`, unread, 'reader')
  expect(titles(await page(`${HISTORY}/read`))).toEqual([])
  const off = await world.post(`/works/${work('Wanted')}/reading`, { state: 'none', back: '/' }, 'reader')
  expect(off.headers.get('location')).toBe('/')
  expect(await page('/')).not.toContain('id="later"')
  expect(titles(await page(`${HISTORY}/later`))).toEqual([])
  expect(titles(await page(HISTORY))).toContain('Wanted')

  for (const [title, who] of [
    ['Of the Reader', 'reader'],
    ['Wanted', 'writer'],
    ['Wanted', null],
  ] as const)
    expect(await page(`/works/${work(title)}`, who)).not.toMatch(/\/reading"|Mark as/)
})

test('a note to oneself stands in the list and on the work, as it was written', async () => {
  await clear()
  const note = 'Read <b>this</b> again\n\nin autumn'
  await world.post(`/works/${work('Finished')}/reading`, { note }, 'reader')
  for (const path of [HISTORY, `/works/${work('Finished')}`, `/works/${work('Finished')}/reading`])
    expect(await page(path)).toContain('Read &lt;b&gt;this&lt;/b&gt; again\n\nin autumn')
  expect(await page(`/works/${work('Finished')}`, 'writer')).not.toContain('in autumn')
  await world.post(`/works/${work('Finished')}/reading`, { note: ' ', state: 'none' }, 'reader')
  await world.post(`/works/${work('Finished')}/reading`, { deed: 'forget' }, 'reader')
  expect((await world.pool.query('select from readings')).rows).toEqual([])
})

test('[U-034] listed works follow changes: titles, deletions, what a moderator hides, chapters once they are posted', async () => {
  await clear()
  const four = ['To Be Renamed', 'Left Off', 'Opened Once', 'Finished']
  for (const title of four) await mark(title, 'later')
  const writer = await world.known('writer')
  await world.pool.query("update works set title = 'Renamed' where id = $1", [work('To Be Renamed')])
  expect(titles(await page(HISTORY))).toContain('Renamed')

  await trashWork(world.db, writer, work('Left Off'), { baseUrl: BASE_URL, now: NOW })
  let shown = await page(HISTORY)
  expect(shown).toContain('Deleted work')
  expect(shown).not.toContain('Left Off')
  await world.pool.query('delete from works where id = $1', [work('Left Off')])
  expect(await page(HISTORY)).toContain('Deleted work')
  expect(await page(`${HISTORY}?q=renamed`)).not.toContain('Deleted work')

  const hiding = { id: work('Opened Once'), reason: 'x', baseUrl: BASE_URL }
  await hideWork(world.db, await world.known('moderator'), hiding, NOW)
  shown = await page(HISTORY)
  expect(shown).not.toContain('Opened Once')
  expect(shown.match(/Deleted work/g)?.length).toBe(
    (await page(`${HISTORY}/later`)).match(/Deleted work/g)?.length,
  )

  const { rows } = await world.pool.query(
    `insert into chapters (work_id, position, standing, html, words, search)
     values ($1, 2, 'draft', '<p>More of it.</p>', 3, '') returning id`,
    [work('Finished')],
  )
  expect(await page(HISTORY)).not.toContain('Updated since')
  await postChapter(world.db, writer, { workId: work('Finished'), chapterId: rows[0].id, now: NOW })
  expect(await page(HISTORY)).toContain('Updated since: 1 new chapter')
  await open('Finished')
  expect(await page(HISTORY)).not.toContain('Updated since')

  const { rows: gone } = await world.pool.query('select id from readings where work_id is null')
  await world.post(HISTORY, { entry: String(gone[0].id) }, 'reader')
  expect(await page(HISTORY)).not.toContain('Deleted work')
})
