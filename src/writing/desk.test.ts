import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

/** The smallest work there is. */
const LEAST = {
  title: 'The Lamp in the Hall',
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Sherlock Holmes - Arthur Conan Doyle',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}

const post = (some: Sendable = {}, as = 'post') =>
  world.post('/works/new', { ...LEAST, as, ...some }, 'reader')
const many = async (): Promise<number> =>
  (await world.pool.query<{ n: number }>('select count(*)::int as n from works')).rows[0]?.n ?? 0
const baseIn = (form: string): string => /name="base" value="(\d+)"/.exec(form)?.[1] ?? ''
const idIn = (answer: Response): number =>
  Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])

describe('a new work', () => {
  test('[W-002] ★ of the fewest fields is posted and in the public lists', async () => {
    const answer = await post({ title: 'Straight to Its Readers' })
    expect(answer.status, await answer.text()).toBe(303)
    const page = await (await world.get(answer.headers.get('location') ?? '')).text()
    expect(page).toContain('Straight to Its Readers')
    expect(await (await world.get('/works')).text()).toContain('Straight to Its Readers')
  })

  test('[W-001] is for members: a guest is asked to log in, and nothing is stored', async () => {
    const before = await many()
    const form = await world.get('/works/new')
    expect([form.status, form.headers.get('location')]).toEqual([303, '/users/login?back=%2Fworks%2Fnew'])
    const sent = await world.post('/works/new', { ...LEAST, as: 'post' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/users/login?back=%2Fworks%2Fnew'])
    expect(await many()).toBe(before)
  })

  test('kept as a draft is edited, and posted from there', async () => {
    const id = idIn(await post({ title: 'Not Yet' }, 'draft'))
    expect((await world.get(`/works/${id}`)).status).toBe(404)
    const form = await (await world.get(`/works/${id}/edit`, 'reader')).text()
    expect(form).toContain('value="Not Yet"')
    const saved = await world.post(
      `/works/${id}/edit`,
      { ...LEAST, title: 'Now', base: baseIn(form) },
      'reader',
    )
    expect(saved.status).toBe(303)
    expect(await (await world.get(`/works/${id}`)).text()).toContain('Now')
  })
})
