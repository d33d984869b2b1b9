import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import { acceptInvitation } from '../works/index.ts'

/** Gifts, series, sources, co-creators, permissions and skin: a change of one of these alone is kept like any other. */
let world: World
let id = 0
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  for (const name of ['ada', 'brook', 'hidden']) await world.person(name)
  const answer = await world.post('/works/new', { ...LEAST, as: 'post' }, 'ada')
  id = Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
}, 60_000)
afterAll(() => world.end())

const LEAST = {
  ...{ title: 'Given', rating: 'General Audiences', warning: 'No Archive Warnings Apply' },
  ...{ fandom: 'Hearthside', language: 'en', body: 'The lamp was lit before anyone asked.' },
  ...{ series_shown: '1', recipients: '' },
}

const edit = async (some: Sendable): Promise<void> => {
  const answer = await world.post(`/works/${id}/edit`, { ...LEAST, as: 'post', ...some }, 'ada')
  expect(answer.status).toBe(303)
}
const list = async (who = 'ada'): Promise<string> => (await world.get(`/works/${id}/revisions`, who)).text()
const many = async (): Promise<number> =>
  (await world.pool.query('select count(*)::int as n from work_revisions where work_id = $1', [id])).rows[0].n
const newest = async (): Promise<number> =>
  (await world.pool.query('select max(id) as id from work_revisions where work_id = $1', [id])).rows[0].id

test('each is listed in words', async () => {
  await edit({ recipients: 'Agatha' })
  expect(await list()).toContain('Gift for: Agatha added')
  await edit({ recipients: 'Agatha', series_new: 'The Lamps' })
  expect(await list()).toContain('Series: The Lamps (1) added')
  const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
  const series = String(rows[0].series_id)
  const source = {
    ...{ related_kind: 'inspired-by', related_url: 'https://example.org/hound' },
    ...{ related_title: 'The Hound', related_creator: 'Doyle' },
  }
  await edit({ recipients: 'Agatha', series, ...source })
  expect(await list()).toContain('Related works: The Hound added')
  await edit({ series, may_podfic: 'yes' })
  const page = await list()
  expect(page).toContain('Gift for: Agatha taken out')
  expect(page).toContain('What is allowed changed')
})

test('the same once more keeps nothing', async () => {
  const before = await many()
  const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
  await edit({ series: String(rows[0].series_id), may_podfic: 'yes' })
  expect(await many()).toBe(before)
})

test('a skin, too; and what is compared is put into the form, where it is saved', async () => {
  const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
  const series = String(rows[0].series_id)
  const skin = await world.pool.query(
    `insert into skins (person_id, kind, title, stamp, made_at, changed_at) select id, 'work', 'Lamplight', 'x', now(), now()
      from people where name = 'ada' returning id`,
  )
  await edit({ series, may_podfic: 'yes', work_skin_id: String(skin.rows[0].id) })
  expect(await list()).toContain('Work skin is now: Lamplight')
  const compared = await (await world.get(`/works/${id}/revisions/${await newest()}`, 'ada')).text()
  expect(compared).toMatch(/no skin.*Lamplight/s)
  const oldest = await world.pool.query(
    `select id from work_revisions where work_id = $1 and record ->> 'recipients' like '%Agatha%' order by id limit 1`,
    [id],
  )
  const form = await world.post(`/works/${id}/revisions/${oldest.rows[0].id}`, { deed: 'form' }, 'ada')
  expect(form.status).toBe(303)
  const html = await (await world.get(form.headers.get('location') ?? '', 'ada')).text()
  expect(html).toMatch(/name="recipients"[^>]*value="Agatha"|value="Agatha"[^>]*name="recipients"/)
  expect(html).toMatch(/name="may_podfic" value="unsaid"[^>]* checked=""/)
})

test('who joins is named; what a co-creator may not see of a source is not told to them', async () => {
  const anonymous = await world.work(await world.known('ada'), { title: 'The Secret Source' })
  await world.pool.query(`update works set disclosure = 'unrevealed' where id = $1`, [anonymous])
  await world.pool.query(
    `insert into related_works (work_id, place, relation, other_work_id, title, creators, url)
      values ($1, 90, 'inspired-by', $2, '', '{}', 'https://example.org/x')`,
    [id, anonymous],
  )
  await edit({ coauthors: 'brook' })
  const { rows } = await world.pool.query('select id from creator_invitations where work_id = $1', [id])
  expect(await acceptInvitation(world.db, await world.known('brook'), rows[0].id, NOW)).toEqual({ work: id })
  const seen = await list('brook')
  expect(seen).toContain('Creators: brook added')
  expect(seen).not.toContain('The Secret Source')
  const kept = await world.pool.query('select record::text from work_revisions where work_id = $1', [id])
  expect(kept.rows.map(({ record }) => record).join()).not.toContain('The Secret Source')
  expect((await world.get(`/works/${id}/revisions`, 'hidden')).status).toBe(404)
})
