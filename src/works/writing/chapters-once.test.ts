import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Typed } from '../index.ts'
import { type ChapterForm, saveChapter } from './save-chapter.ts'

let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('irene', 'owner')
})
afterAll(() => world.end())

const BODY = 'The hives are wrapped in straw.'

interface Row {
  readonly id: ChapterId
  readonly title: string
  readonly standing: string
  readonly version: number
}

const rowsOf = async (work: number): Promise<readonly Row[]> =>
  (
    await world.pool.query<Row>(
      'select id, title, standing, version from chapters where work_id = $1 order by position',
      [work],
    )
  ).rows
const titles = async (work: number) => (await rowsOf(work)).map(({ title }) => title).join(' ')

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
const workOf = (letters: string, how: 'posted' | 'draft' = 'posted') =>
  world.work(
    writer,
    {
      title: `Work ${letters} ${++made}`,
      chapters: [...letters].map((title, at) => aChapter({ title, position: at + 1 })),
      chapterCount: { posted: letters.length, expected: null },
    },
    how,
  )

describe('once, and never over what came since', () => {
  test('the same form twenty times at once makes one chapter', async () => {
    const work = await workOf('A')
    const key = randomUUID()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => save(work, { chapter_title: 'B' }, { key })),
    )
    expect(new Set(all.map(savedId)).size).toBe(1)
    expect(await titles(work)).toBe('A B')
  })

  test('a chapter saved on an older version meets what is there, and nothing is written', async () => {
    const work = await workOf('A')
    const [row] = await rowsOf(work)
    const edit = { chapterId: row?.id ?? null, base: row?.version ?? 0 }
    await save(work, { chapter_title: 'A', body: 'What one of them wrote.' }, edit)
    const key = randomUUID()
    const outcome = await save(work, { chapter_title: 'Z', body: 'What the other wrote.' }, { ...edit, key })
    expect(outcome).toMatchObject({ conflict: { html: '<p>What one of them wrote.</p>', version: 2 } })
    expect(await titles(work)).toBe('A')
    const again = await save(work, { chapter_title: 'Z', body: 'Both of them.' }, { ...edit, key, base: 2 })
    expect(again).toHaveProperty('saved')
    expect(await titles(work)).toBe('Z')
    const { rows } = await world.pool.query(
      'select record from work_revisions where work_id = $1 order by id',
      [work],
    )
    expect(rows.map(({ record }) => record.title)).toEqual(['A', 'A'])
  })

  test('what is wrong is said beside its field, and the form can be sent again', async () => {
    const work = await workOf('A')
    const key = randomUUID()
    const wrong = { chapter_title: 'x'.repeat(256), body: ' ', notes: 'n'.repeat(5_001), published: 'soon' }
    const outcome = await save(work, wrong, { key })
    expect(Object.keys((outcome as { faults: object }).faults).sort()).toEqual([
      'body',
      'chapter_title',
      'notes',
      'published',
    ])
    expect(await save(work, { chapter_title: 'B' }, { key })).toHaveProperty('saved')
    expect(await save(work, { chapter_title: 'Empty', body: '' }, { intent: 'draft' })).toMatchObject({
      as: 'draft',
    })
  })

  test('[W-008] a work with more tags than a work may have gets no further chapter until it is trimmed', async () => {
    const additionalTags = Array.from({ length: 76 }, (_, at) => `Tag ${at}`)
    const work = await world.work(writer, { title: 'Too Much Said of It', additionalTags })
    const outcome = await save(work, { chapter_title: 'Two' })
    expect(outcome).toMatchObject({ faults: { chapter_title: expect.stringContaining('75') } })
    expect(await rowsOf(work)).toHaveLength(1)
    const [first] = await rowsOf(work)
    expect(
      await save(work, { chapter_title: 'One' }, { chapterId: first?.id ?? null, base: 1 }),
    ).toHaveProperty('saved')
  })

  test('only a creator’s own', async () => {
    const other = await world.person('other')
    const work = await workOf('A')
    const form = {
      ...{ workId: work as WorkId, chapterId: null, intent: 'post' as const, key: randomUUID() },
    }
    const rest = { base: null, now: NOW, baseUrl: BASE_URL, fields: { body: BODY } }
    expect(await saveChapter(world.db, other, { ...form, ...rest })).toBe('not-yours')
    const elsewhere = await rowsOf(await workOf('B'))
    expect(await save(work, {}, { chapterId: elsewhere[0]?.id ?? null, base: 1 })).toBe('no-such-chapter')
  })
})
