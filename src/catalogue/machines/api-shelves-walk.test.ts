import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { WorkId } from '../../core/ids.ts'
import { setState } from '../../library/index.ts'
import { SORTS } from '../question.ts'
import { PROBLEM, type WorksPageShape } from './api-shapes.ts'

const MANY = 330
const LATER = '/api/v1/shelves/later'

let world: World
let works: readonly number[] = []
beforeAll(async () => {
  world = await makeWorld('sample')
  const first = await world.work(await world.known('writer'), { title: 'One of many' })
  const { rows: columns } = await world.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = 'works' and is_generated = 'NEVER' and column_name not in ('id', 'title', 'words')`,
  )
  const copied = columns.map(({ name }) => name).join()
  // Titles and lengths that many have, and titles in no order of their numbers.
  await world.pool.query(
    `insert into works (${copied}, title, words) select ${copied}, 'Work ' || chr(67 - n % 3) || ' Ä-“' || n % 50, n % 7
     from works, generate_series(1, $2) as n where id = $1`,
    [first, MANY],
  )
  const { rows } = await world.pool.query<{ id: number }>('select id from works where id > $1 order by id', [
    first,
  ])
  works = rows.map(({ id }) => id)
  await world.pool.query(
    `insert into readings (person_id, work_id, state, state_at, at, seen_at)
     select people.id, works.id, 'later', $2::timestamptz - make_interval(mins => works.id / 10), $2, $2
     from works, people where works.id > $1 and name = 'reader'`,
    [first, NOW],
  )
  await world.catalogue.keepUp()
}, 60_000)
afterAll(() => world.end())

const ask = async (path: string): Promise<WorksPageShape> => {
  const answer = await world.get(path, 'reader')
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as WorksPageShape
}

/** All of a walk's answers; `between` is done after the first. */
async function walk(from: string, between?: () => Promise<unknown>): Promise<WorksPageShape[]> {
  const answers: WorksPageShape[] = []
  for (let next: string | null = from; next; ) {
    const answer: WorksPageShape = await ask(next)
    answers.push(answer)
    if (answers.length === 1) await between?.()
    next = answer.next?.slice(BASE_URL.length) ?? null
  }
  return answers
}
const ids = (answers: readonly WorksPageShape[]): number[] =>
  answers.flatMap((answer) => answer.works.map(({ id }) => id))
const sorted = (some: readonly number[]): number[] => [...some].sort((a, b) => a - b)

describe(`a shelf of ${MANY} works`, () => {
  test('is read to the last, each once, the latest marked first, and says which page that is', async () => {
    const answers = await walk(`${LATER}?per_page=100`)
    expect(answers.map(({ page, pages, total }) => [page, pages, total])).toEqual(
      [1, 2, 3, 4].map((page) => [page, 4, MANY]),
    )
    expect(sorted(ids(answers))).toEqual(works)
    const tens = ids(answers).map((id) => Math.floor(id / 10))
    expect(tens).toEqual(sorted(tens))
    expect(answers[1]?.previous).toBe(`${BASE_URL}${LATER}?per_page=100&page=1`)
  })

  test('is the same by number, from which one may go on', async () => {
    const walked = await walk(`${LATER}?per_page=100`)
    for (const [at, answer] of walked.entries()) {
      const counted = await ask(`${LATER}?per_page=100&page=${at + 1}`)
      expect(counted.works).toEqual(answer.works)
      expect(counted.next).toBe(answer.next)
    }
    expect((await ask(`${LATER}?per_page=100&page=99`)).page).toBe(4)
    expect(ids(await walk(`${LATER}?per_page=100&page=3`))).toEqual(ids(walked.slice(2)))
  })

  test.each(SORTS.flatMap((sort) => ['asc', 'desc'].map((order) => [sort, order])))(
    'sorted by %s %s is read to the last in the order that the pages have, each once',
    async (sort, order) => {
      const answers = await walk(`${LATER}?per_page=60&sort=${sort}&order=${order}`)
      expect(sorted(ids(answers))).toEqual(works)
      const index = world.catalogue.index()
      const direction = order === 'asc' ? 'up' : 'down'
      const inMemory = index?.ask({
        ...{ reader: { sees: [0, 1, 2, 3] }, filter: { ids: works }, limit: MANY },
        sort: { by: sort ?? '', direction },
      })
      expect(ids(answers)).toEqual(inMemory?.ids)
    },
  )

  test('of which a part is asked for is read to the end of that part', async () => {
    const answers = await walk(`${LATER}?words=3-4&sort=title`)
    const { rows } = await world.pool.query('select id from works where words in (3, 4) and id = any($1)', [
      works,
    ])
    expect(sorted(ids(answers))).toEqual(sorted(rows.map(({ id }) => id)))
    expect(new Set(answers.map(({ total }) => total))).toEqual(new Set([rows.length]))
  })

  test('goes on where it was while works come, go and are hidden: none comes twice, none is passed over', async () => {
    const reader = await world.known('reader')
    const [gone, hidden, anew] = [works[20] ?? 0, works[250] ?? 0, works[300] ?? 0]
    const all = await walk(`${LATER}?per_page=100`)
    const last = all[0]?.works.at(-1)?.id ?? 0
    const later = new Date(NOW.getTime() + 60_000)
    const mark = (work: number, state: 'later' | 'read') =>
      setState(world.db, reader, { work: work as WorkId, state, now: later })
    const answers = await walk(`${LATER}?per_page=100`, async () => {
      // Whoever counts would now pass over two works and have one twice.
      for (const work of [gone, last]) await mark(work, 'read')
      await world.pool.query("update works set standing = 'hidden' where id = $1", [hidden])
      await mark(anew, 'read')
      await mark(anew, 'later')
    })
    expect(ids(answers)).toEqual(ids(all).filter((id) => id !== hidden && id !== anew))
    expect(ids([await ask(`${LATER}?per_page=1`)])).toEqual([anew])
  })
})

test('the library and what it holds are read in the same way', async () => {
  const reader = await world.known('reader')
  const { total } = await ask('/api/v1/shelves/library')
  const made: number[] = []
  for (const title of ['Kept one', 'Kept two', 'Kept three'])
    made.push(await world.work(reader, { title, creators: ['far'] }, 'kept'))
  const answers = await walk('/api/v1/shelves/library?per_page=1')
  expect(answers).toHaveLength(total + 3)
  expect(new Set(ids(answers)).size).toBe(total + 3)
  expect(ids(answers)).toEqual(expect.arrayContaining(made))
})

test('the best fit goes by number: what fits better tomorrow has no place that lasts', async () => {
  const [reader, writer] = [await world.known('reader'), await world.known('writer')]
  const made: number[] = []
  for (const title of ['Qzfit', 'Qzfit again']) {
    const workId = await world.work(writer, { title })
    made.push(workId)
    await setState(world.db, reader, { work: workId as WorkId, state: 'reading', now: NOW })
  }
  const answers = await walk('/api/v1/shelves/reading?q=Qzfit&sort=relevance&per_page=1')
  expect(answers[0]?.next).toContain('page=2')
  expect(sorted(ids(answers))).toEqual(made)
})

test('what `next` never says is refused with words', async () => {
  for (const after of ['x', '1', 'visited-1', 'visited-x-1', 'visited-1-', 'visited-1-1e9', 'title-1-One']) {
    const answer = await world.get(`${LATER}?after=${after}`, 'reader')
    expect(answer.status, after).toBe(400)
    expect(PROBLEM.parse(await answer.json()).remedy).toContain('next')
  }
  for (const after of ['title-1-%00', `title-1-${'x'.repeat(500)}`, 'title-9999999999-One', 'words-1-2'])
    expect((await world.get(`${LATER}?sort=title&after=${after}`, 'reader')).status, after).toBe(400)
  for (const after of ['title-999999999-', 'title-1-%EF%BF%BD', 'title-1-%27%3B--'])
    expect((await world.get(`${LATER}?sort=title&after=${after}`, 'reader')).status, after).toBe(200)
})
