import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Typed } from '../tables.ts'
import { previewWork } from './preview-work.ts'
import { type SavedWork, saveWork, type WorkForm } from './save-work.ts'

let world: World
let writer: Member

beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('irene')
})
afterAll(() => world.end())

const LEAST: Typed = {
  title: 'A Hive in Winter',
  rating: 'Teen And Up Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Sherlock Holmes',
  language: 'en',
  body: 'The bees do not sleep in winter.',
}

const form = (some: Partial<WorkForm> = {}, typed: Typed = {}): WorkForm => ({
  typed: { ...LEAST, ...typed },
  intent: 'post',
  key: randomUUID(),
  base: null,
  now: NOW,
  baseUrl: BASE_URL,
  ...some,
})
const save = (some: Partial<WorkForm> = {}, typed: Typed = {}) =>
  saveWork(world.db, writer, form(some, typed))
const saved = (outcome: SavedWork): WorkId => {
  if (typeof outcome === 'object' && 'saved' in outcome) return outcome.saved
  throw new Error(`it was not saved: ${JSON.stringify(outcome)}`)
}
const faultsIn = (outcome: SavedWork) =>
  typeof outcome === 'object' && 'faults' in outcome ? outcome.faults : {}
const works = async (): Promise<number> =>
  (await world.pool.query<{ n: number }>('select count(*)::int as n from works')).rows[0]?.n ?? 0

describe('one form', () => {
  test('sent 20 times at once makes one work', async () => {
    const before = await works()
    const same = form({}, { title: 'Twenty at Once' })
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => saveWork(world.db, writer, same)))
    expect(new Set(outcomes.map(saved)).size).toBe(1)
    expect(await works()).toBe(before + 1)
    const told = await world.pool.query(
      `select from graphile_worker._private_jobs where payload ->> 'workId' = $1`,
      [String(saved(outcomes[0] ?? 'no-such-work'))],
    )
    expect(told.rowCount).toBe(1)
  })

  test('sent again with other words meets what it made: neither is lost', async () => {
    const key = randomUUID()
    const id = saved(await save({ key, intent: 'draft' }))
    const outcome = await save({ key }, { body: 'And then I typed on, after going back.' })
    expect(outcome).toMatchObject({ conflict: { id, now: { title: 'A Hive in Winter' } } })
  })

  test('is not another’s, whatever its key', async () => {
    const key = randomUUID()
    const mine = saved(await save({ key }))
    const other = await world.person('godfrey')
    expect(saved(await saveWork(world.db, other, form({ key })))).not.toBe(mine)
  })
})

describe('the number of tags', () => {
  const EIGHT = { fandom: 'A, B', relationship: 'C, D', character: 'E, F', freeform: 'G, H' }
  const SEVEN = { ...EIGHT, freeform: 'G' }
  const OVER = /may have 7 tags.*This one has 8: take 1 out/

  test('[W-007] ★ over all four kinds has a limit: it, the number and the rest are said', async () => {
    expect(faultsIn(await save({ mostTags: 7 }, EIGHT)).freeform).toMatch(OVER)
    const id = saved(await save({ mostTags: 7 }, SEVEN))
    expect(faultsIn(await save({ id, mostTags: 7 }, EIGHT)).freeform).toMatch(OVER)
    expect(saved(await save({ id, mostTags: 7 }, SEVEN))).toBe(id)
    const many = Array.from({ length: 75 }, (_, at) => `Tag ${at}`).join(',')
    expect(faultsIn(await save({}, { freeform: many })).freeform).toMatch(/may have 75 tags.*76: take 1 out/)
  })

  test('[W-008] of a work that is over it has to come down before it is edited', async () => {
    const id = saved(await save({ mostTags: 8 }, EIGHT))
    for (const tagsOnly of [false, true])
      expect(faultsIn(await save({ id, mostTags: 7, tagsOnly }, EIGHT)).freeform).toMatch(OVER)
    expect(saved(await save({ id, mostTags: 7, tagsOnly: true }, SEVEN))).toBe(id)
  })
})

describe('a preview', () => {
  test('[W-017] leaves nothing behind: no work, no tag, no fact told', async () => {
    const all = async () =>
      (
        await world.pool.query<{
          n: number
        }>(`select (select count(*) from works) + (select count(*) from tags)
        + (select count(*) from graphile_worker._private_jobs) + (select count(*) from submissions) as n`)
      ).rows[0]?.n
    const before = await all()
    const seen = await previewWork(
      world.db,
      writer,
      form({}, { title: 'Only Seen', freeform: 'Never before' }),
    )
    expect(seen).toMatchObject({ view: { work: { title: 'Only Seen', draft: false, own: false } } })
    expect(await all()).toBe(before)
  })
})

describe('a work from elsewhere', () => {
  test('keeps names that could not be given here, and texts over the limit, while it is edited', async () => {
    const long = `<p>${'x'.repeat(2_000)}</p>`
    const odd = ['Love, and *Bees*', 'Plain']
    const id = (await world.work(writer, { additionalTags: odd, summary: long })) as WorkId
    const { rows } = await world.pool.query<{ version: number }>('select version from works where id = $1', [
      id,
    ])
    const base = rows[0]?.version ?? 0
    const typed = {
      title: 'Renamed',
      freeform: 'Plain, Love, and *Bees*, More',
      summary: long,
      body: LEAST.body ?? '',
    }
    saved(
      await saveWork(world.db, writer, {
        ...form({ id, base }),
        typed: { ...typed, warning: LEAST.warning ?? '' },
      }),
    )
    const tags = await world.pool.query<{ name: string }>(
      `select name from work_tags join tags on tags.id = tag_id where work_id = $1 and kind = 'freeform' order by position`,
      [id],
    )
    expect(tags.rows.map(({ name }) => name)).toEqual(['Plain', 'Love, and *Bees*', 'More'])
  })
})
