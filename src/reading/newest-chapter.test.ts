import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../test/sample.ts'
import { aChapter, makeWorld, NOW, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { orderChapters } from '../works/index.ts'

let world: World
let writer: Member

beforeAll(async () => {
  world = await makeWorld('sample')
  writer = await world.known('writer')
})
afterAll(() => world.end())

const page = async (path: string, as: string | null = 'reader') => (await world.get(path, as)).text()
const chaptersOf = async (work: number) =>
  await world.db
    .selectFrom('chapters')
    .select(['id', 'title'])
    .where('work_id', '=', work as WorkId)
    .orderBy('position')
    .execute()

async function aWork(title: string, letters: string, expected: number | null = null): Promise<number> {
  const chapters = [...letters].map((letter, at) =>
    aChapter({ title: letter, html: `<p>Text of ${letter}.</p>`, position: at + 1 }),
  )
  return world.work(writer, { title, chapters, chapterCount: { posted: letters.length, expected } })
}

/** Where the number of chapters in a list leads. */
async function newestIn(
  list: string,
  work: number,
  as: string | null = 'reader',
): Promise<string | undefined> {
  const entry = (await page(list, as)).split(`id="work_${work}"`)[1] ?? ''
  return /<dd class="chapters"><a href="([^"]+)">/.exec(entry)?.[1]
}

test('[W-034] in lists the number of chapters leads to whichever chapter is last in the new order', async () => {
  const work = await aWork('Four Doors', 'ABCD')
  const rows = await chaptersOf(work)
  const list = '/works?q=%22Four+Doors%22'
  expect(await newestIn(list, work)).toBe(`/works/${work}/chapters/${rows[3]?.id}`)
  const places = new Map(rows.map(({ id }, at) => [id, String(4 - at)]))
  await orderChapters(world.db, writer, {
    workId: work as WorkId,
    was: rows.map(({ id }) => id),
    places,
    now: NOW,
  })
  expect(await newestIn(list, work)).toBe(`/works/${work}/chapters/${rows[0]?.id}`)
  const whole = plain(await page(`/works/${work}?view_full_work=true`))
  expect([...whole.matchAll(/Text of (.)\./g)].map((found) => found[1]).join('')).toBe('DCBA')
  expect(plain(await page(`/works/${work}/navigate`))).toMatch(/1\.\s*D[\s\S]*4\.\s*A/)
})

test('[W-041] who reads works whole by preference still comes to the newest chapter alone', async () => {
  const work = await aWork('Three Windows', 'XYZ')
  await world.pool.query(`update people set preferences = '{"wholeWork": true}' where name = 'reader'`)
  const whole = plain(await page(`/works/${work}`))
  for (const letter of 'XYZ') expect(whole).toContain(`Text of ${letter}.`)
  const newest = plain(await page((await newestIn('/works?q=%22Three+Windows%22', work)) ?? ''))
  expect(newest).toContain('Text of Z.')
  expect(newest).not.toContain('Text of X.')
})

test('a work of one chapter has no newest; a draft is not it', async () => {
  const one = await aWork('One Stair', 'S')
  expect(await newestIn('/works?q=%22One+Stair%22', one)).toBeUndefined()
  const two = await aWork('Two Stairs', 'ST')
  const draft = { chapter_title: 'U', body: 'Not yet.', as: 'draft', key: crypto.randomUUID() }
  await world.post(`/works/${two}/chapters/new`, draft, 'writer')
  const last = (await chaptersOf(two)).find(({ title }) => title === 'T')
  for (const as of ['reader', 'writer', null])
    expect(await newestIn('/works?q=%22Two+Stairs%22', two, as)).toBe(`/works/${two}/chapters/${last?.id}`)
})

test('after the last chapter stands the next work of the series, of those the reader may see', async () => {
  const parts = await Promise.all(
    [1, 2, 3].map((position) =>
      world.work(writer, { title: `Lodger ${position}`, series: [{ title: 'The Lodgers', position }] }),
    ),
  )
  const next = async (as: string | null) =>
    /class="following" href="\/works\/(\d+)"/.exec(await page(`/works/${parts[0]}`, as))?.[1]
  expect(await next(null)).toBe(String(parts[1]))
  await world.pool.query("update works set audience = 'members' where id = $1", [parts[1]])
  expect(await next(null)).toBe(String(parts[2]))
  expect(await next('reader')).toBe(String(parts[1]))
})
