import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import type { WorkId } from '../core/ids.ts'
import type { Place } from '../works/index.ts'
import { LEAST } from './desk.fixtures.ts'
import { openForm } from './manuscript-restore.ts'

let world: World
let own = 0
let others = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  own = await world.work(await world.known('reader'), { title: 'Half Written' })
  others = await idOf(world, 'The Umbrella Stand')
})
afterAll(() => world.end())

const NEW = { part: 'work', work: '', chapter: '', base: '', kept: '0' }
interface Said {
  readonly version?: number
  readonly keptAt?: string
  readonly other?: object
}
const keep = async (key: string, form: Sendable, as: string | null = 'reader') => {
  const answer = await world.post(`/manuscripts/${key}`, { ...NEW, ...form }, as)
  return { status: answer.status, body: (await answer.json()) as Said }
}
const NEW_WORK: Place = { part: 'work', workId: null, chapterId: null }
const ofOwn = (): Place => ({ part: 'work', workId: own as WorkId, chapterId: null })
const open = async (place: Place, version: number | null, fresh = {}, asked?: string, as = 'reader') =>
  openForm(world.db, await world.known(as), { place, fresh, version, asked, stands: () => false })

routeCases(
  () => world,
  [
    { case: 'GET manuscripts guest', path: '/users/reader/manuscripts', status: 303 },
    { case: 'GET manuscripts member', path: '/users/reader/manuscripts', status: 200, says: ['Begun and'] },
    { case: 'GET manuscripts owner', path: '/users/reader/manuscripts', status: 404 },
    { case: 'GET manuscript guest', path: `/manuscripts/${randomUUID()}`, status: 303 },
    { case: 'GET manuscript member', path: `/manuscripts/${randomUUID()}`, status: 404 },
    { case: 'GET manuscript owner', path: '/manuscripts/nonsense', status: 404 },
    { case: 'POST manuscript guest', path: `/manuscripts/${randomUUID()}`, form: NEW, status: 401 },
    { case: 'POST manuscript member', path: `/manuscripts/${randomUUID()}`, form: NEW, status: 200 },
    { case: 'POST manuscript owner', path: '/manuscripts/nonsense', form: NEW, status: 404 },
  ],
)

describe('what is typed into a form', () => {
  test('is kept as it was typed, and each keeping has a version', async () => {
    const key = randomUUID()
    const body = `  <b>half a tag, ‮right to left‬, 🕯\n\n\nthree lines\t`
    expect((await keep(key, { title: 'A', body, category: ['Gen', 'F/F'] })).body.version).toBe(1)
    const again = await keep(key, { title: 'AB', body, category: ['Gen', 'F/F'], kept: '1' })
    expect(again).toEqual({ status: 200, body: { version: 2, keptAt: NOW.toISOString() } })
    const opened = await open(NEW_WORK, null, { title: '', rating: '' }, key)
    expect(opened).toMatchObject({ how: 'restored', key, kept: 2, at: NOW })
    expect('fields' in opened && opened.fields).toEqual({
      ...{ title: 'AB', body, category: ['Gen', 'F/F'], rating: '' },
    })
  })

  test('in two windows of one form is not written over: the second is told what the first kept', async () => {
    const key = randomUUID()
    await keep(key, { title: 'From the first' })
    await keep(key, { title: 'From the first again', kept: '1' })
    const second = await keep(key, { title: 'From the second', kept: '1' })
    expect(second.status).toBe(409)
    expect(second.body.other).toMatchObject({ version: 2, fields: { title: 'From the first again' } })
    expect((await keep(key, { title: 'From a third', kept: '0' })).status).toBe(409)
  })

  test('is not kept under another’s name, nor for a work of somebody else', async () => {
    const key = randomUUID()
    expect((await keep(key, { title: 'x', account: 'writer' })).status).toBe(403)
    for (const work of [String(others), '2000000000', 'nonsense'])
      expect((await keep(key, { title: 'x', work })).status).toBe(404)
    const writers = await world.work(await world.known('reader'), { title: 'Mine' })
    expect((await keep(key, { title: 'x', work: String(writers), account: 'reader' })).status).toBe(200)
    const writer = await keep(key, { title: 'y', kept: '1' }, 'writer')
    expect(writer.status).toBe(409)
    expect(writer.body.other).toBeUndefined()
  })

  test('and kept late, after it was saved, does not come back', async () => {
    const key = randomUUID()
    await keep(key, { title: 'Saved' })
    const saved = { ...LEAST, title: 'Saved', key, kept: '1', as: 'draft' }
    expect((await world.post('/works/new', saved, 'reader')).status).toBe(303)
    expect((await keep(key, { title: 'Saved', kept: '1' })).status).toBe(410)
    expect((await keep(key, { title: 'Saved', kept: '0' })).status).toBe(410)
    const asked = await world.get(`/manuscripts/${key}`, 'reader', { accept: 'application/json' })
    expect(await asked.json()).toEqual({ version: null, saved: true })
  })

  test('has a limit, said clearly', async () => {
    expect((await keep(randomUUID(), { body: 'x'.repeat(16_000_000) })).status).toBe(413)
    const five = 'öあ🕯a\n'.repeat(1_000_000)
    expect((await keep(randomUUID(), { body: five })).status).toBe(200)
  })

  test('of a browser without connection counts from when it was typed', async () => {
    const key = randomUUID()
    const { body } = await keep(key, { title: 'On the train', age: '3600000' })
    expect(body.keptAt).toBe(new Date(NOW.getTime() - 3_600_000).toISOString())
  })

  test('is kept for one person 500 times at most', async () => {
    const { id } = await world.person('busy')
    await world.pool.query(
      `insert into manuscripts (key, person_id, part, fields, begun_at, kept_at)
       select gen_random_uuid(), $1, 'work', '{}', now(), now() from generate_series(1, 500)`,
      [id],
    )
    expect(await keep(randomUUID(), { title: 'One more' }, 'busy')).toMatchObject({ status: 422 })
  })
})

describe('a form that is opened', () => {
  test('holds what was typed and not saved, and says from when; thrown away, what is stored', async () => {
    const key = randomUUID()
    const fresh = { title: 'Half Written', summary: '', category: ['Gen'] }
    const form = { title: 'Half Written', summary: 'More', names: 'title,summary,category' }
    await keep(key, { ...form, work: String(own), base: '1' })
    const opened = await open(ofOwn(), 1, fresh)
    expect(opened).toMatchObject({ how: 'restored', fields: { summary: 'More', category: [] }, base: 1 })
    await world.post(`/manuscripts/${key}`, { deed: 'throw', back: `/works/${own}/edit` }, 'reader')
    expect(await open(ofOwn(), 1, fresh)).toMatchObject({ how: 'fresh', fields: fresh, kept: 0 })
  })

  test('on something that was changed since is a conflict at once', async () => {
    const key = randomUUID()
    await keep(key, { title: 'Mine', work: String(own), base: '1' })
    expect(await open(ofOwn(), 2, { title: 'Theirs' })).toMatchObject({ how: 'conflict' })
    expect(await open(ofOwn(), 2, { title: 'Mine' })).toMatchObject({ how: 'fresh', key, kept: 1, base: 2 })
  })

  test('for something new offers what was begun, and opens what is asked for', async () => {
    await world.person('beginner')
    const [one, two] = [randomUUID(), randomUUID()]
    await keep(one, { title: 'First', age: '1000' }, 'beginner')
    await keep(two, { title: 'Second', body: '<p>It was a <em>night</em></p>' }, 'beginner')
    const blank = await open(NEW_WORK, null, {}, undefined, 'beginner')
    expect(blank).toMatchObject({ how: 'fresh', kept: 0, others: [{ key: two }, { key: one }] })
    expect(await open(NEW_WORK, null, {}, one, 'beginner')).toMatchObject({ how: 'restored', key: one })
    const list = await (await world.get('/users/beginner/manuscripts', 'beginner')).text()
    expect(list).toContain('Second — It was a night')
    const went = await world.get(`/manuscripts/${two}`, 'beginner')
    expect(went.headers.get('location')).toBe(`/works/new?manuscript=${two}`)
  })
})
