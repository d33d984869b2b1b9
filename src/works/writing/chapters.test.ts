import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { postDraft, type Typed, workPageView } from '../index.ts'
import { dropChapter } from './drop-chapter.ts'
import { orderChapters } from './order-chapters.ts'
import { postChapter } from './post-chapter.ts'
import { type ChapterForm, saveChapter } from './save-chapter.ts'

let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('irene', 'owner')
})
afterAll(() => world.end())

const TODAY = '2026-11-22'
const BODY = 'The hives are wrapped in straw.'

interface Row {
  readonly id: ChapterId
  readonly title: string
  readonly position: number
  readonly standing: string
  readonly version: number
}

const rowsOf = async (work: number): Promise<readonly Row[]> =>
  (
    await world.pool.query<Row>(
      'select id, title, position, standing, version from chapters where work_id = $1 order by position',
      [work],
    )
  ).rows
const titles = async (work: number) => (await rowsOf(work)).map(({ title }) => title).join(' ')
const head = async (work: number) =>
  (
    await world.pool.query(
      `select words, chapters_posted, chapters_expected, published_on::text, updated_on::text, completed_on::text, sorted_at
      from works where id = $1`,
      [work],
    )
  ).rows[0]

const save = (work: number, fields: Typed, form: Partial<ChapterForm> = {}) =>
  saveChapter(world.db, writer, {
    ...{ workId: work as WorkId, chapterId: null, intent: 'post', key: randomUUID(), base: null },
    ...{ now: NOW, baseUrl: BASE_URL, ...form },
    fields: { body: BODY, ...fields },
  })

const savedId = (outcome: Awaited<ReturnType<typeof save>>): ChapterId => {
  if (typeof outcome === 'string' || !('saved' in outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.saved
}

let made = 0
const OLD = { published: '2024-03-01', updated: '2024-03-01', completed: null }
/** A posted work whose chapters are called by these letters. */
const workOf = (letters: string, record = {}) =>
  world.work(writer, {
    title: `Work ${letters} ${++made}`,
    ...OLD,
    chapters: [...letters].map((title, at) => aChapter({ title, position: at + 1, published: '2024-03-01' })),
    chapterCount: { posted: letters.length, expected: null },
    ...record,
  })

const readBy = async (work: number, who = writer) => {
  const view = await workPageView(world.db, who, work as WorkId, 'entire')
  return view?.shown.map(({ title, position }) => `${position}${title}`).join(' ')
}

describe('[W-032] [W-033] a new chapter’s place', () => {
  test.each([
    ['1', 'X A B C'],
    ['2', 'A X B C'],
    ['3', 'A B X C'],
    ['4', 'A B C X'],
    ['', 'A B C X'],
    ['2000', 'A B C X'],
    ['-8543', 'X A B C'],
    ['0', 'X A B C'],
    ['NaN', 'X A B C'],
    ['second', 'X A B C'],
    ['2.9', 'A X B C'],
    ['1e400', 'A B C X'],
  ])('%j typed', async (position, order) => {
    const work = await workOf('ABC')
    for (const intent of ['post', 'draft'] as const) {
      const outcome = await save(work, { chapter_title: 'X', position }, { intent })
      expect(await titles(work)).toBe(order)
      expect((await rowsOf(work)).map((row) => row.position)).toEqual([1, 2, 3, 4])
      await dropChapter(world.db, writer, { workId: work as WorkId, chapterId: savedId(outcome), now: NOW })
      expect(await titles(work)).toBe('A B C')
    }
  })

  test('an edited chapter moves, and its id stays', async () => {
    const work = await workOf('ABCD')
    const [, second] = await rowsOf(work)
    const move = async (position: string) => {
      const row = (await rowsOf(work)).find(({ id }) => id === second?.id)
      await save(
        work,
        { chapter_title: 'B', position },
        { chapterId: row?.id ?? null, base: row?.version ?? 0 },
      )
      return titles(work)
    }
    expect(await move('4')).toBe('A C D B')
    expect(await move('1')).toBe('B A C D')
    expect(await move('99')).toBe('A C D B')
    expect(await move('3')).toBe('A C B D')
    expect(await move('')).toBe('A C B D')
    expect((await rowsOf(work))[2]?.id).toBe(second?.id)
  })
})

describe('order', () => {
  const order = async (work: number, typed: Readonly<Record<string, string>>) => {
    const rows = await rowsOf(work)
    const places = new Map(rows.map(({ id, title, position }) => [id, typed[title] ?? String(position)]))
    await orderChapters(world.db, writer, {
      workId: work as WorkId,
      was: rows.map(({ id }) => id),
      places,
      now: NOW,
    })
    return titles(work)
  }
  test('[W-034] typed numbers, also where they collide or say nothing', async () => {
    const work = await workOf('ABCD')
    expect(await order(work, { A: '4', B: '3', C: '2', D: '1' })).toBe('D C B A')
    expect(await readBy(work)).toBe('1D 2C 3B 4A')
    expect(await order(work, { A: '1' })).toBe('A D C B')
    expect(await order(work, { A: '2', D: '2' })).toBe('D A C B')
    expect(await order(work, { B: '1', C: '1' })).toBe('C B D A')
    expect(await order(work, { C: '99', B: '' })).toBe('B D A C')
    expect(await order(work, {})).toBe('B D A C')
  })

  test('of 300 chapters in a moment, in few statements', async () => {
    const work = await world.work(writer, {
      title: 'Long',
      chapters: Array.from({ length: 300 }, (_, at) => aChapter({ title: `${at}`, position: at + 1 })),
    })
    const rows = await rowsOf(work)
    const places = new Map(rows.map(({ id, position }) => [id, String(301 - position)]))
    await orderChapters(world.db, writer, {
      workId: work as WorkId,
      was: rows.map(({ id }) => id),
      places,
      now: NOW,
    })
    const after = await rowsOf(work)
    expect(after.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse())
    expect(after.map(({ position }) => position)).toEqual(rows.map(({ position }) => position))
  })
})

describe('[W-036] [W-037] dates', () => {
  test('a draft chapter changes nothing that readers see; posting it does', async () => {
    const work = await workOf('AB')
    const before = await head(work)
    const id = savedId(await save(work, { chapter_title: 'X', position: '2' }, { intent: 'draft' }))
    expect(await head(work)).toEqual(before)
    expect(await readBy(work)).toBe('1A 2B')
    expect(await postChapter(world.db, writer, { workId: work as WorkId, chapterId: id, now: NOW })).toBe(
      'posted',
    )
    expect(await readBy(work)).toBe('1A 2X 3B')
    expect(await head(work)).toMatchObject({ updated_on: TODAY, sorted_at: NOW, chapters_posted: 3 })
    expect((await head(work)).words).toBeGreaterThan(before.words)
    expect(await postChapter(world.db, writer, { workId: work as WorkId, chapterId: id, now: NOW })).toBe(
      'already-posted',
    )
  })

  test('[W-014] a chapter may be of the past, and stays there; of the future it may not be', async () => {
    const work = await workOf('AB')
    const before = await head(work)
    await save(work, { chapter_title: 'X', published: '2023-01-01' })
    expect(await head(work)).toMatchObject({ updated_on: '2024-03-01', sorted_at: before.sorted_at })
    const late = await save(work, { chapter_title: 'Y', published: '2026-11-23' })
    expect(late).toMatchObject({ faults: { published: expect.stringContaining('still to come') } })
    const [first] = await rowsOf(work)
    const edit = { chapterId: first?.id ?? null, base: first?.version ?? 0 }
    expect(await save(work, { published: '2026-11-23' }, edit)).toHaveProperty('faults.published')
    expect(await save(work, { published: '2025-05-05', chapter_title: 'A' }, edit)).toHaveProperty('saved')
    expect(await head(work)).toMatchObject({ updated_on: '2025-05-05' })
    expect((await head(work)).sorted_at.toISOString()).toBe('2025-05-05T00:00:00.000Z')
  })

  test('[W-038] complete when posted equals planned, open again when the plan is', async () => {
    const work = await workOf('AB')
    const plan = async (expected: string) => {
      const [first] = await rowsOf(work)
      await save(
        work,
        { chapter_title: 'A', expected },
        { chapterId: first?.id ?? null, base: first?.version ?? 0 },
      )
      return head(work)
    }
    expect(await plan('3')).toMatchObject({ chapters_expected: 3, completed_on: null })
    expect(await plan('2')).toMatchObject({ chapters_expected: 2, completed_on: '2024-03-01' })
    expect(await plan('?')).toMatchObject({ chapters_expected: null, completed_on: null })
    expect(await plan('1')).toMatchObject({ chapters_expected: null, completed_on: null })
    await plan('2')
    await save(work, { chapter_title: 'C', expected: '2' })
    expect(await head(work)).toMatchObject({ chapters_expected: 3, completed_on: TODAY })
  })
})

describe('[W-047] [W-048] a draft with several chapters', () => {
  test('is posted with its first; its words are those of all before, of the posted ones after', async () => {
    const work = await world.work(writer, { title: 'Begun', chapters: [aChapter({ title: 'A' })] }, 'draft')
    const one = (await head(work)).words
    const second = savedId(await save(work, { chapter_title: 'B', body: 'Five words are in here.' }))
    savedId(await save(work, { chapter_title: 'C', body: 'Four words, in here.' }, { intent: 'draft' }))
    expect((await head(work)).words).toBe(one + 9)
    expect(await postDraft(world.db, writer, work as WorkId, NOW)).toBe('posted')
    expect((await rowsOf(work)).map(({ standing }) => standing)).toEqual(['posted', 'draft', 'draft'])
    expect((await head(work)).words).toBe(one)
    await postChapter(world.db, writer, { workId: work as WorkId, chapterId: second, now: NOW })
    expect((await head(work)).words).toBe(one + 5)
    expect(await readBy(work)).toBe('1A 2B')
  })

  test('another first chapter is the one it is posted with', async () => {
    const work = await world.work(writer, { title: 'Turned', chapters: [aChapter({ title: 'A' })] }, 'draft')
    await save(work, { chapter_title: 'X', position: '1' }, { intent: 'draft' })
    expect((await rowsOf(work)).map(({ title, standing }) => `${title} ${standing}`)).toEqual([
      'X posted',
      'A draft',
    ])
    const [first] = await rowsOf(work)
    const drop = { workId: work as WorkId, chapterId: first?.id as ChapterId, now: NOW }
    expect(await dropChapter(world.db, writer, drop)).toBe('trashed')
    expect((await rowsOf(work)).map(({ title, standing }) => `${title} ${standing}`)).toEqual(['A posted'])
    const [last] = await rowsOf(work)
    expect(await dropChapter(world.db, writer, { ...drop, chapterId: last?.id as ChapterId })).toBe(
      'last-chapter',
    )
  })

  test('one that was brought here whole keeps its chapters', async () => {
    const chapters = ['A', 'B', 'C'].map((title, at) => aChapter({ title, position: at + 1 }))
    const work = await world.work(writer, { title: 'Brought', chapters }, 'draft')
    await postDraft(world.db, writer, work as WorkId, NOW)
    expect(await readBy(work)).toBe('1A 2B 3C')
  })
})
