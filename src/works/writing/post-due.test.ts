import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Typed } from '../index.ts'
import { postChapter } from './post-chapter.ts'
import { postDue } from './post-due.ts'
import { type ChapterForm, saveChapter } from './save-chapter.ts'
import { type Schedule, scheduleOf } from './schedule.ts'

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

describe('posting itself', () => {
  const MINUTE = 60_000
  const later = (ms: number) => new Date(NOW.getTime() + ms)
  const at = (ms: number): Schedule => {
    const iso = later(ms).toISOString()
    const typed = { posts_day: iso.slice(0, 10), posts_hour: iso.slice(11, 16), posts_zone: 'UTC' }
    return scheduleOf(typed, NOW) as Schedule
  }
  const standings = async (work: number) => (await rowsOf(work)).map(({ standing }) => standing).join(' ')
  const told = async (work: number) =>
    (
      await world.pool.query<{ payload: object }>(
        `select payload from graphile_worker._private_jobs as jobs join graphile_worker._private_tasks as tasks
          on tasks.id = jobs.task_id where tasks.identifier = 'work.posted' and (payload ->> 'workId')::int = $1`,
        [work],
      )
    ).rows.map(({ payload }) => payload)

  test('a chapter waits for its minute, then readers have it, at the top, once', async () => {
    const work = await workOf('A')
    const id = savedId(await save(work, { chapter_title: 'B' }, { intent: { schedule: at(90 * MINUTE) } }))
    await postDue(world.db, later(89 * MINUTE))
    expect(await standings(work)).toBe('posted draft')
    const due = later(90 * MINUTE)
    await Promise.all(Array.from({ length: 8 }, () => postDue(world.db, due)))
    expect(await standings(work)).toBe('posted posted')
    expect(await told(work)).toEqual([{ workId: work, chapterId: id }])
    const { rows } = await world.pool.query('select sorted_at, chapters_posted from works where id = $1', [
      work,
    ])
    expect(rows[0]).toEqual({ sorted_at: due, chapters_posted: 2 })
    const left = await world.pool.query('select posts_at from chapters where id = $1', [id])
    expect(left.rows[0].posts_at).toBeNull()
  })

  test('after days down all that is overdue is posted, in its order; silently what was to be silent', async () => {
    const work = await workOf('A')
    await save(work, { chapter_title: 'C', announced: 'no' }, { intent: { schedule: at(3 * MINUTE) } })
    await save(work, { chapter_title: 'B', position: '2' }, { intent: { schedule: at(2 * MINUTE) } })
    await postDue(world.db, later(72 * 60 * MINUTE))
    expect(`${await titles(work)} ${await standings(work)}`).toBe('A B C posted posted posted')
    expect(await told(work)).toHaveLength(1)
  })

  test('what was called back, posted by hand or moved to another day is not posted then', async () => {
    const work = await workOf('A')
    const schedule = at(5 * MINUTE)
    const id = savedId(await save(work, { chapter_title: 'B' }, { intent: { schedule } }))
    const edit = (intent: ChapterForm['intent'], base: number) =>
      save(work, { chapter_title: 'B' }, { chapterId: id, base, intent })
    await edit('draft', 1)
    await postDue(world.db, later(6 * MINUTE))
    expect(await standings(work)).toBe('posted draft')
    await edit({ schedule }, 2)
    await edit({ schedule: at(60 * MINUTE) }, 3)
    await postDue(world.db, later(6 * MINUTE))
    expect(await standings(work)).toBe('posted draft')
    await postChapter(world.db, writer, { workId: work as WorkId, chapterId: id, now: NOW })
    await postDue(world.db, later(61 * MINUTE))
    expect(await told(work)).toHaveLength(1)
  })

  test('a work posts itself with its first chapter; a later day of its second is kept', async () => {
    const work = await workOf('A', 'draft')
    await save(work, { chapter_title: 'B' }, { intent: { schedule: at(2 * MINUTE) } })
    await world.pool.query("update works set standing = 'scheduled', posts_at = $1 where id = $2", [
      later(4 * MINUTE),
      work,
    ])
    await postDue(world.db, later(3 * MINUTE))
    expect(await standings(work)).toBe('posted draft')
    await postDue(world.db, later(4 * MINUTE))
    expect(await standings(work)).toBe('posted posted')
    const { rows } = await world.pool.query(
      'select standing, posts_at, updated_on from works where id = $1',
      [work],
    )
    expect(rows[0]).toMatchObject({ standing: 'posted', posts_at: null })
  })

  test('who is suspended posts nothing in the meantime; what cannot be posted keeps no other from it', async () => {
    const [held, broken, fine] = [await workOf('A'), await workOf('A'), await workOf('A')]
    const other = await world.person('mary')
    await world.pool.query('update works set person_id = $1 where id = $2', [other.id, held])
    await world.pool.query('delete from creatorships where work_id = $1', [held])
    const schedule = at(5 * MINUTE)
    const asked = {
      workId: held as WorkId,
      chapterId: null,
      intent: { schedule },
      key: randomUUID(),
      base: null,
    }
    await saveChapter(world.db, other, { ...asked, fields: { body: BODY }, now: NOW, baseUrl: BASE_URL })
    for (const work of [broken, fine]) await save(work, { chapter_title: 'B' }, { intent: { schedule } })
    await world.pool.query("update people set standing = 'suspended', suspended_until = $1 where id = $2", [
      later(60 * MINUTE),
      other.id,
    ])
    await world.pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'not today'; end $$`)
    await world.pool.query(
      `create trigger refuse before update on works for each row when (old.id = ${broken}) execute function refuse()`,
    )
    await expect(postDue(world.db, later(6 * MINUTE))).rejects.toThrow('not today')
    await world.pool.query('drop trigger refuse on works')
    expect([await standings(held), await standings(broken), await standings(fine)]).toEqual([
      'posted draft',
      'posted draft',
      'posted posted',
    ])
    await postDue(world.db, later(61 * MINUTE))
    expect([await standings(held), await standings(broken)]).toEqual(['posted posted', 'posted posted'])
  })
})
