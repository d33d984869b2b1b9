import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChapter, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import {
  forgetPlace,
  knownRead,
  knownWritten,
  type NotedPlace,
  notePlace,
  placeOf,
  placesOf,
  placesSeen,
  placesTyped,
  rangesOf,
  shareNow,
} from '../index.ts'

let world: World
let writer: Member
let reader: Member

beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer')
  reader = await world.person('reader')
})
afterAll(() => world.end())

let works = 0
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

async function aWork(
  chapters = 3,
): Promise<{ readonly id: WorkId; readonly chapters: readonly ChapterId[] }> {
  const id = (await world.work(writer, {
    // The same title by the same writer would be the same work, brought again.
    title: `The Long Way, ${++works}`,
    chapters: Array.from({ length: chapters }, (_, at) => aChapter({ title: `Part ${at + 1}` })),
  })) as WorkId
  return { id, chapters: await chaptersOf(id) }
}

async function chaptersOf(id: WorkId): Promise<ChapterId[]> {
  const rows = await world.db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.id)
}

const aPlace = (workId: WorkId, chapterId: ChapterId | null, more: Partial<NotedPlace> = {}): NotedPlace => ({
  ...{ workId, chapterId, paragraph: 4, share: 0.4, device: '', at: NOW },
  ...more,
})

test('the latest word counts, whichever device it comes from and whenever it comes', async () => {
  const { id, chapters } = await aWork()
  const [first = null, second = null] = chapters
  expect(await notePlace(world.db, reader, aPlace(id, second, { at: before(5) }), NOW)).toBe('noted')
  const late = aPlace(id, first, { at: before(60), device: 'Kindle', paragraph: 1 })
  expect(await notePlace(world.db, reader, late, NOW)).toBe('older')
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: second, paragraph: 4, device: '' })
  expect(await notePlace(world.db, reader, { ...late, at: before(1) }, NOW)).toBe('noted')
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: first, device: 'Kindle' })
})

test('a clock that is fast is put right, and strange figures are brought within bounds', async () => {
  const { id, chapters } = await aWork()
  const odd = { at: before(-600), share: 7, paragraph: -3.5, device: 'x'.repeat(500) }
  await notePlace(world.db, reader, aPlace(id, chapters[0] ?? null, odd), NOW)
  const place = await placeOf(world.db, reader, id)
  expect(place).toMatchObject({ at: NOW, share: 1, paragraph: 0 })
  expect(place?.device.length).toBe(100)
})

test('a chapter of another work is not kept, and the share still says where', async () => {
  const { id, chapters } = await aWork(4)
  const other = await aWork()
  await notePlace(world.db, reader, aPlace(id, other.chapters[0] ?? null, { share: 0.6 }), NOW)
  const place = await placeOf(world.db, reader, id)
  expect(place).toMatchObject({ chapterId: null, next: { id: chapters[2], position: 3 } })
})

test('what was posted since is new, whatever its place in the work, until the reader has been there again', async () => {
  const { id, chapters } = await aWork()
  await notePlace(world.db, reader, aPlace(id, chapters[2] ?? null, { share: 1, chapters: 2 }), NOW)
  const fresh = [chapters[2]]
  expect(await placeOf(world.db, reader, id)).toMatchObject({ fresh, chapters: 3, next: { id: chapters[2] } })
  // An e-reader that does not know of chapters leaves it at that.
  await notePlace(world.db, reader, aPlace(id, chapters[1] ?? null, { share: 0.5 }), NOW)
  const place = await placeOf(world.db, reader, id)
  expect(place).toMatchObject({ fresh, next: { id: chapters[1], position: 2, title: 'Part 2' } })
  expect(place && shareNow(place)).toBeCloseTo(1 / 3)
  await notePlace(world.db, reader, aPlace(id, chapters[1] ?? null, { chapters: 3 }), NOW)
  expect((await placeOf(world.db, reader, id))?.fresh).toEqual([])
})

/** As if its writer had set it before all others. */
const setFirst = (id: ChapterId | undefined) =>
  world.pool.query('update chapters set position = -1 where id = $1', [id])

test('a chapter set in before those that were seen is the new one, not the last', async () => {
  const { id, chapters } = await aWork()
  const [first, second, inserted] = chapters
  const known = rangesOf(chapters.slice(0, 2))
  await setFirst(inserted)
  await notePlace(world.db, reader, aPlace(id, second ?? null, { known }), NOW)
  expect(await placeOf(world.db, reader, id)).toMatchObject({ fresh: [inserted] })
  const told = { ...aPlace(id, first ?? null), known }
  expect(await placesSeen(world.db, { type: 'guest' }, [told])).toMatchObject([{ fresh: [inserted] }])
})

test('what was seen on one device stays seen when another that knows less comes later', async () => {
  const { id, chapters } = await aWork()
  const [first = null, ...others] = chapters
  await notePlace(world.db, reader, aPlace(id, first, { known: rangesOf(chapters), at: before(9) }), NOW)
  const late = { known: rangesOf(chapters.slice(0, 1)), at: before(1) }
  expect(await notePlace(world.db, reader, aPlace(id, first, late), NOW)).toBe('noted')
  expect((await placeOf(world.db, reader, id))?.fresh).toEqual([])
  const alone = await world.person('knows_little')
  await notePlace(world.db, alone, aPlace(id, first, late), NOW)
  expect((await placeOf(world.db, alone, id))?.fresh).toEqual(others)
})

test('[A-33] which chapters are known is said in few letters, and strange ranges do no harm', async () => {
  expect(knownWritten([14, 12, 13, 40, 55, 56])).toBe('12-14,40,55-56')
  expect(knownWritten([])).toBe('')
  for (const text of ['', '7', '12-14,40', '1-9999999999']) expect(knownRead(text), text).toBeDefined()
  for (const text of ['5-2', '1,', ',', '-1', '1-', 'x', '1 ', '1-2-3', '99999999999', '[1,2]'])
    expect(knownRead(text), text).toBeUndefined()
  const { id, chapters } = await aWork()
  await notePlace(world.db, reader, aPlace(id, null, { known: knownRead('0-9999999999') ?? [] }), NOW)
  expect((await placeOf(world.db, reader, id))?.fresh).toEqual([])
  const one = { work: id, chapter: null, paragraph: 1, share: 0.1, at: NOW.toISOString() }
  const typed =
    placesTyped(
      JSON.stringify([
        { ...one, known: `${chapters[0]}` },
        { ...one, known: 'x' },
      ]),
    ) ?? []
  expect(typed).toHaveLength(1)
  expect(await placesSeen(world.db, reader, typed)).toMatchObject([{ fresh: chapters.slice(1) }])
})

test('a place in a work that is not to be seen any more is nowhere, and none is taken', async () => {
  const { id, chapters } = await aWork()
  const place = aPlace(id, chapters[0] ?? null)
  await notePlace(world.db, reader, place, NOW)
  await world.pool.query("update works set standing = 'hidden' where id = $1", [id])
  expect(await placeOf(world.db, reader, id)).toBeUndefined()
  expect((await placesOf(world.db, reader)).map(({ workId }) => workId)).not.toContain(id)
  expect(await placesSeen(world.db, reader, [place])).toEqual([])
  expect(await notePlace(world.db, reader, place, NOW)).toBe('no-such-work')
  await world.pool.query("update works set standing = 'posted', audience = 'members' where id = $1", [id])
  expect(await placeOf(world.db, reader, id)).toBeDefined()
  expect(await placesSeen(world.db, { type: 'guest' }, [place])).toEqual([])
  expect(await placesSeen(world.db, reader, [{ ...place, chapters: 1 }])).toMatchObject([
    { workId: id, fresh: chapters.slice(1) },
  ])
})

test('places are listed newest first, since a day, of some works; and forgotten', async () => {
  const [one, two] = [await aWork(), await aWork()]
  const alone = await world.person('alone')
  await notePlace(world.db, alone, aPlace(one.id, null, { at: before(30) }), NOW)
  await notePlace(world.db, alone, aPlace(two.id, null, { at: before(20) }), NOW)
  const listed = async (asked = {}) => (await placesOf(world.db, alone, asked)).map(({ workId }) => workId)
  expect(await listed()).toEqual([two.id, one.id])
  expect(await listed({ since: before(25) })).toEqual([two.id])
  expect(await listed({ works: [one.id] })).toEqual([one.id])
  expect(await listed({ works: [] })).toEqual([])
  expect(await forgetPlace(world.db, alone, two.id)).toBe('forgotten')
  expect(await forgetPlace(world.db, alone, two.id)).toBe('none')
  expect(await listed()).toEqual([one.id])
})
