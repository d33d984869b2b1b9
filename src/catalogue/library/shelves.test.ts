import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
const at = { copy: 0, other: 0, shelf: 0, drawing: 0 }
const SHELVES = '/users/reader/library/shelves'
const deed = (form: Record<string, string>, who = 'reader') =>
  world.post(`/users/${who}/library/shelves`, form, who)
const idOf = async (name: string): Promise<number> =>
  (await world.pool.query('select id from shelves where name = $1', [name])).rows[0]?.id
const shelfPage = async (id: number) => (await world.get(`${SHELVES}/${id}`, 'reader')).text()

beforeAll(async () => {
  world = await makeWorld('sample')
  const reader = await world.known('reader')
  at.copy = await world.work(reader, { title: 'A Copy for the Shelf' }, 'kept')
  at.other = await world.work(reader, { title: 'A Copy Beside It', language: 'de' }, 'kept')
  await deed({ deed: 'add', name: 'Rainy days' })
  at.shelf = await idOf('Rainy days')
  await deed({ deed: 'put', work: String(at.copy), [`shelf_${at.shelf}`]: 'on' })
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'GET shelves guest', path: SHELVES, status: 303 },
    { case: 'GET shelves member', path: SHELVES, status: 200, says: ['Rainy days', '1 copy stands on it'] },
    { case: 'GET shelves owner', path: SHELVES, status: 404, hides: ['Rainy days'] },
    { case: 'POST shelves guest', path: SHELVES, form: { deed: 'add', name: 'x' }, status: 303 },
    {
      case: 'POST shelves member',
      path: SHELVES,
      form: { deed: 'add', name: '  ' },
      status: 422,
      says: ['needs a name'],
    },
    {
      case: 'POST shelves member',
      path: SHELVES,
      form: { deed: 'add', name: 'RAINY  days' },
      status: 422,
      says: ['RAINY  days', 'of that name already'],
    },
    {
      case: 'POST shelves member',
      path: SHELVES,
      form: { deed: 'add', name: 'x'.repeat(61) },
      status: 422,
      says: ['too long'],
    },
    { case: 'POST shelves owner', path: SHELVES, form: { deed: 'add', name: 'Mine now' }, status: 404 },
    { case: 'GET shelf guest', path: () => `${SHELVES}/${at.shelf}`, status: 303 },
    {
      case: 'GET shelf member',
      path: () => `${SHELVES}/${at.shelf}`,
      status: 200,
      says: ['A Copy for the Shelf', '.atom"'],
      hides: ['A Copy Beside It'],
    },
    { case: 'GET shelf owner', path: () => `${SHELVES}/${at.shelf}`, status: 404 },
    { case: 'GET shelf owner', path: () => `/users/moderator/library/shelves/${at.shelf}`, status: 404 },
    { case: 'GET shelf member', path: `${SHELVES}/0`, status: 404 },
  ],
)

test('a copy may stand on several shelves, and is filtered there as anywhere', async () => {
  await deed({ deed: 'add', name: 'Auf Deutsch' })
  const german = await idOf('Auf Deutsch')
  await deed({ deed: 'put', work: String(at.other), [`shelf_${at.shelf}`]: 'on', [`shelf_${german}`]: 'on' })
  expect(await shelfPage(german)).toContain('A Copy Beside It')
  const found = await (await world.get(`${SHELVES}/${at.shelf}?language=de`, 'reader')).text()
  expect(found).toContain('A Copy Beside It')
  expect(found).not.toContain('A Copy for the Shelf')
  await deed({ deed: 'put', work: String(at.other), [`shelf_${german}`]: 'on' })
  expect(await shelfPage(at.shelf)).not.toContain('A Copy Beside It')
})

test('a shelf can be renamed and taken away; what stood on it stays', async () => {
  await deed({ deed: 'add', name: 'For a while' })
  const id = String(await idOf('For a while'))
  expect((await deed({ deed: 'rename', shelf: id, name: 'Rainy days' })).status).toBe(422)
  await deed({ deed: 'rename', shelf: id, name: 'For longer' })
  expect(await (await world.get(SHELVES, 'reader')).text()).toContain('For longer')
  await deed({ deed: 'put', work: String(at.copy), [`shelf_${id}`]: 'on' })
  await deed({ deed: 'remove', shelf: id })
  expect((await world.get(`${SHELVES}/${id}`, 'reader')).status).toBe(404)
  expect(await (await world.get('/users/reader/library', 'reader')).text()).toContain('A Copy for the Shelf')
})

test('nobody’s copy is put on another’s shelf, nor anybody’s shelf renamed by another', async () => {
  const asWriter = (form: Record<string, string>) => deed(form, 'writer')
  expect((await asWriter({ deed: 'put', work: String(at.copy), [`shelf_${at.shelf}`]: 'on' })).status).toBe(
    404,
  )
  expect((await asWriter({ deed: 'rename', shelf: String(at.shelf), name: 'Stolen' })).status).toBe(404)
  expect((await asWriter({ deed: 'remove', shelf: String(at.shelf) })).status).toBe(404)
  const theirs = await world.work(await world.known('writer'), { title: 'Theirs' }, 'kept')
  await asWriter({ deed: 'put', work: String(theirs), [`shelf_${at.shelf}`]: 'on' })
  const { rows } = await world.pool.query('select count(*)::int as n from shelf_works where work_id = $1', [
    theirs,
  ])
  expect(rows).toEqual([{ n: 0 }])
})
