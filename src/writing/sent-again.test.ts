import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type Sendable, type World } from '../../test/world.ts'
import { LEAST } from './desk.fixtures.ts'

/** One form sent twice, by a browser or by whoever goes back in it: nothing is made twice, and nothing typed is lost. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const NEW = { ...LEAST, series_shown: '1', recipients: '', may_podfic: 'unsaid', work_skin_id: '' }
const SOURCE = {
  ...{ related_kind: 'inspired-by', related_url: 'https://example.org/hound' },
  ...{ related_title: 'The Hound', related_creator: 'Doyle' },
}

/** The form of a new work, to be sent again and again. */
function form(first: Sendable = {}, as = 'draft') {
  const key = randomUUID()
  return async (change: Sendable = {}, pressed = as) => {
    const answer = await world.post('/works/new', { ...NEW, ...first, key, ...change, as: pressed }, 'reader')
    const id = Number(/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
    return { status: answer.status, id, html: answer.status === 409 ? await answer.text() : '' }
  }
}
const rows = async (sql: string, id: number) => (await world.pool.query(sql, [id])).rows
const SERIES = `select title, series_works.position from series join series_works on series_id = series.id
  where work_id = $1 order by title`
const ASKED = 'select standing from creator_invitations where work_id = $1'
const CITED = 'select title from related_works where work_id = $1'
const WORK = 'select title, standing, recipients, permissions, skin_id, version from works where id = $1'

test('as it was, with everything beside the text, makes and asks nothing twice', async () => {
  const send = form({
    ...SOURCE,
    ...{ recipients: 'agatha, Beatrice', series_new: 'The Lamps', series_position: '3', coauthors: 'writer' },
  })
  const first = await send()
  const mails = (await world.mails('writer@example.org')).length
  const again = await send()
  expect([first.status, again]).toMatchObject([303, { status: 303, id: first.id }])
  expect(await rows(SERIES, first.id)).toEqual([{ title: 'The Lamps', position: 3 }])
  expect(await rows(ASKED, first.id)).toEqual([{ standing: 'open' }])
  expect(await rows(CITED, first.id)).toEqual([{ title: 'The Hound' }])
  expect((await world.mails('writer@example.org')).length).toBe(mails)
})

test.each([
  ['recipients', { recipients: 'Agatha' }, 'Agatha'],
  ['permissions', { may_podfic: 'yes' }, 'What is allowed: podfic'],
  ['another new series', { series_new: 'The Clocks' }, 'Clocks'],
])('with other %s meets what was saved', async (_what, change, words) => {
  const send = form({ series_new: 'The Lanterns' })
  const { id } = await send()
  const before = await rows(WORK, id)
  const again = await send(change)
  expect([again.status, again.html.includes(words)]).toEqual([409, true])
  expect([await rows(WORK, id), (await rows(SERIES, id)).length]).toEqual([before, 1])
})

test('with another skin meets what was saved', async () => {
  const answer = await world.post(
    '/skins/new',
    { kind: 'work', title: 'Lamplight', css: 'p { color: red }' },
    'reader',
  )
  const skin = /skins\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
  const send = form()
  await send()
  const again = await send({ work_skin_id: skin })
  expect([again.status, again.html.includes('Lamplight')]).toEqual([409, true])
})

test('with a series, a source, a co-creator more: they are saved', async () => {
  const send = form()
  const { id } = await send()
  const again = await send({ ...SOURCE, series_new: 'The Candles', coauthors: 'writer' })
  expect(again).toMatchObject({ status: 303, id })
  expect(await rows(SERIES, id)).toMatchObject([{ title: 'The Candles' }])
  expect([await rows(ASKED, id), await rows(CITED, id)]).toEqual([
    [{ standing: 'open' }],
    [{ title: 'The Hound' }],
  ])
})

test('by “Post” after “Save as draft”, it is posted, and not said to be while it is not', async () => {
  const send = form()
  const { id } = await send()
  expect((await send({}, 'post')).id).toBe(id)
  expect(await rows(WORK, id)).toMatchObject([{ standing: 'posted' }])
  // Not the other way round: what readers have is not taken from them.
  await send({}, 'draft')
  expect(await rows(WORK, id)).toMatchObject([{ standing: 'posted' }])
})

test('after the work was thrown into the trash, it is not said to be saved', async () => {
  const send = form()
  const { id } = await send()
  await world.post(`/works/${id}/confirm_delete`, {}, 'reader')
  expect((await send({ title: 'Typed since' })).status).toBe(404)
})

test('a chapter’s form: whom it asks is asked, what would write over something meets it', async () => {
  const work = (await form()({ expected: '3' }, 'post')).id
  const key = randomUUID()
  const chapter = {
    body: LEAST.body,
    chapter_title: 'Two',
    position: '2',
    position_was: '2',
    expected_was: '3',
  }
  const send = async (change: Sendable = {}, as = 'draft') => {
    const sent = { ...chapter, expected: '3', ...change, key, as }
    const answer = await world.post(`/works/${work}/chapters/new`, sent, 'reader')
    return [answer.status, /done=(.*)/.exec(answer.headers.get('location') ?? '')?.[1]]
  }
  expect(await send()).toEqual([303, 'kept'])
  expect(await send()).toEqual([303, 'kept'])
  const others: readonly Sendable[] = [{ position: '1' }, { expected: '9' }, { announced: 'no' }]
  for (const change of others) expect((await send(change))[0], JSON.stringify(change)).toBe(409)
  expect(await send({ coauthors: 'writer' })).toEqual([303, 'kept'])
  expect((await rows(ASKED, work)).length).toBe(1)
  expect(await send({ posts_day: '2026-12-24', posts_hour: '18:00', posts_zone: 'UTC' }, 'schedule')).toEqual(
    [303, 'scheduled'],
  )
  expect(
    (await send({ posts_day: '2026-12-25', posts_hour: '18:00', posts_zone: 'UTC' }, 'schedule'))[0],
  ).toBe(409)
  expect(await send({}, 'post')).toEqual([303, 'posted'])
})
