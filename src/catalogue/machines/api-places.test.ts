import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { WorkId } from '../../core/ids.ts'
import { notePlace } from '../../library/index.ts'
import type { PlacesShape } from './api-own-shapes.ts'
import { PROBLEM } from './api-shapes.ts'

const MANY = 2_500
const PATH = '/api/v1/places'

let world: World
let works: readonly number[] = []
beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const first = await world.work(writer, { title: 'The first of many' })
  // As many works as a reader of years has begun, and in each a place: of one moment by the ten.
  const { rows: columns } = await world.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = 'works' and is_generated = 'NEVER' and column_name <> 'id'`,
  )
  const copied = columns.map(({ name }) => name).join()
  await world.pool.query(
    `insert into works (${copied}) select ${copied} from works, generate_series(2, $2) where id = $1`,
    [first, MANY],
  )
  const { rows } = await world.pool.query<{ id: number }>('select id from works where id >= $1 order by id', [
    first,
  ])
  works = rows.map(({ id }) => id)
  await world.pool.query(
    `insert into places (person_id, work_id, share, noted_at)
     select people.id, works.id, 0.5, $2::timestamptz - make_interval(mins => works.id / 10)
     from works, people where works.id >= $1 and name = 'reader'`,
    [first, NOW],
  )
}, 60_000)
afterAll(() => world.end())

const ask = async (path: string): Promise<PlacesShape> => {
  const answer = await world.get(path, 'reader')
  expect(answer.status).toBe(200)
  return (await answer.json()) as PlacesShape
}

/** All of a walk's answers; `between` is done after each. */
async function walk(
  from: string,
  between?: (answer: PlacesShape) => Promise<unknown>,
): Promise<PlacesShape[]> {
  const answers: PlacesShape[] = []
  for (let next: string | null = from; next; ) {
    const answer: PlacesShape = await ask(next)
    answers.push(answer)
    await between?.(answer)
    next = answer.next?.slice(BASE_URL.length) ?? null
  }
  return answers
}
const ids = (answers: readonly PlacesShape[]): number[] =>
  answers.flatMap(({ places }) => places.map(({ work }) => work.id))

describe(`${MANY} places`, () => {
  test('are read to the last, each once, the latest first', async () => {
    const answers = await walk(PATH)
    expect(answers.map(({ places }) => places.length)).toEqual([1_000, 1_000, 500])
    const all = ids(answers)
    expect([...all].sort((a, b) => a - b)).toEqual(works)
    const at = answers.flatMap(({ places }) => places.map((place) => place.at))
    expect(at).toEqual([...at].sort().reverse())
  })

  test('of a part asked for with `since`, the same', async () => {
    const since = new Date(NOW.getTime() - ((works[1_200] ?? 0) / 10) * 60_000).toISOString()
    const answers = await walk(`${PATH}?since=${since}`)
    expect(answers).toHaveLength(2)
    const { rows } = await world.pool.query('select work_id from places where noted_at > $1', [since])
    expect(new Set(ids(answers))).toEqual(new Set(rows.map((row) => row.work_id)))
    expect(ids(answers)).toHaveLength(rows.length)
  })

  test('stay in their order while some are noted anew, hidden and deleted: none comes twice, and `now` has the rest', async () => {
    const reader = await world.known('reader')
    const [anew, hidden, deleted] = [works[2_400] ?? 0, works[2_300] ?? 0, works[10] ?? 0]
    let turns = 0
    const answers = await walk(PATH, async () => {
      if (turns++ > 0) return
      const later = new Date(NOW.getTime() + 60_000)
      const place = { workId: anew as WorkId, chapterId: null, paragraph: 0, share: 0.7, device: '' }
      await notePlace(world.db, reader, { ...place, at: later }, later)
      await world.pool.query("update works set standing = 'hidden' where id = $1", [hidden])
      // One that was read already: whoever counts by pages would now skip one.
      await world.pool.query('delete from places where work_id = $1', [deleted])
    })
    const all = ids(answers)
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(all)).toEqual(new Set(works.filter((id) => id !== anew && id !== hidden)))
    expect(new Set(answers.map(({ now }) => now))).toEqual(new Set([NOW.toISOString()]))
    const since = ids([await ask(`${PATH}?since=${answers[0]?.now}`)])
    expect(since).toEqual([anew])
  })
})

test('what `next` never says is refused with words', async () => {
  for (const after of [
    'x',
    '1',
    '1-2',
    '1-2-3-4',
    '1-0-3',
    '-1-2-3',
    '1e99-2-3',
    '9999999999999999-1-1',
    '1-2-3%00',
  ]) {
    const answer = await world.get(`${PATH}?after=${after}`, 'reader')
    expect(answer.status, after).toBe(400)
    expect(PROBLEM.parse(await answer.json()).remedy).toContain('next')
  }
})
