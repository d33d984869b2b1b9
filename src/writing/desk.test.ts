import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, NOW, type World } from '../../test/world.ts'
import { emptyTrash } from '../works/index.ts'
import { deskIn, LEAST } from './desk.fixtures.ts'

let world: World
const at = { others: 0, draft: 0, own: 0, kept: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const reader = await world.known('reader')
  at.others = await world.work(await world.known('writer'), { title: 'Of Another' })
  at.draft = await world.work(await world.known('writer'), { title: 'Hidden in a Drawer' }, 'draft')
  at.own = await world.work(reader, { title: 'Mine to Change' })
  at.kept = await world.work(reader, { title: 'Only Kept', creators: ['far away'] }, 'kept')
})
afterAll(() => world.end())

const { post, page, made, edit, row, tagsOf } = deskIn(() => world)

const back = (path: string): string => `/users/login?back=${encodeURIComponent(path)}`
const own = (): string => `/works/${at.own}/edit`
const tags = (id: number): string => `/works/${id}/edit_tags`

routeCases(
  () => world,
  [
    { case: 'GET newWork guest', path: '/works/new', status: 303, leads: back('/works/new') },
    { case: 'GET newWork member', path: '/works/new', status: 200, says: ['Post a new work'] },
    { case: 'GET newWork owner', path: '/works/new', status: 200 },
    { case: 'POST newWork guest', path: '/works/new', status: 303, leads: back('/works/new') },
    { case: 'POST newWork member', path: '/works/new', status: 422, says: ['Give it a title.'] },
    { case: 'POST newWork owner', path: '/works/new', status: 422 },
    { case: 'GET editWork guest', path: own, status: 303, leads: () => back(own()) },
    { case: 'GET editWork member', path: own, status: 200, says: ['value="Mine to Change"'] },
    { case: 'GET editWork member', path: () => `/works/${at.others}/edit`, status: 403 },
    { case: 'GET editWork member', path: () => `/works/${at.draft}/edit`, status: 404, hides: ['Drawer'] },
    { case: 'GET editWork member', path: () => `/works/${at.kept}/edit`, status: 404 },
    { case: 'GET editWork member', path: '/works/0/edit', status: 404 },
    { case: 'GET editWork owner', path: own, status: 403 },
    { case: 'POST editWork guest', path: own, status: 303, leads: () => back(own()) },
    { case: 'POST editWork member', path: own, form: { title: '' }, status: 422 },
    { case: 'POST editWork member', path: () => `/works/${at.others}/edit`, form: LEAST, status: 403 },
    { case: 'POST editWork member', path: () => `/works/${at.draft}/edit`, form: LEAST, status: 404 },
    { case: 'POST editWork owner', path: own, form: LEAST, status: 403 },
    { case: 'GET editTags guest', path: () => tags(at.own), status: 303 },
    { case: 'GET editTags member', path: () => tags(at.own), status: 200, says: ['Mrs. Hudson'] },
    { case: 'GET editTags member', path: () => tags(at.draft), status: 404 },
    { case: 'GET editTags owner', path: () => tags(at.own), status: 403 },
    { case: 'POST editTags guest', path: () => tags(at.own), status: 303 },
    { case: 'POST editTags member', path: () => tags(at.own), form: { fandom: '' }, status: 422 },
    { case: 'POST editTags owner', path: () => tags(at.own), status: 403 },
    { case: 'GET previewWork guest', path: () => `/works/${at.own}/preview`, status: 303 },
    {
      case: 'GET previewWork member',
      path: () => `/works/${at.own}/preview`,
      status: 200,
      says: ['This is a preview.', 'Mine to Change'],
    },
    { case: 'GET previewWork member', path: () => `/works/${at.draft}/preview`, status: 404 },
    { case: 'GET previewWork owner', path: () => `/works/${at.own}/preview`, status: 403 },
    { case: 'GET drafts guest', path: '/users/reader/works/drafts', status: 303 },
    { case: 'GET drafts member', path: '/users/reader/works/drafts', status: 200, says: ['No drafts'] },
    { case: 'GET drafts member', path: '/users/writer/works/drafts', status: 404, hides: ['Drawer'] },
    { case: 'GET drafts owner', path: '/users/reader/works/drafts', status: 404 },
  ],
)

describe('the form of tags alone', () => {
  test('[W-051] changes tags and not the text; of a draft it saves it or posts it', async () => {
    const id = await made({ title: 'Tagged Later', body: 'A text that stays as it is.' }, 'draft')
    const only = { rating: 'Mature', warning: 'No Archive Warnings Apply', fandom: 'Fandom A, Fandom B' }
    const form = await page(`/works/${id}/edit_tags`)
    for (const words of ['Keep as draft', 'Post', 'Preview', 'Cancel']) expect(form).toContain(words)
    expect((await edit(id, { ...only, as: 'draft' }, 'reader', true)).headers.get('location')).toMatch(
      /done=kept/,
    )
    expect(await tagsOf(id)).toEqual(['Mature', 'No Archive Warnings Apply', 'Fandom A', 'Fandom B'])
    expect((await row(id)).standing).toBe('draft')
    expect(await (await edit(id, { ...only, as: 'preview' }, 'reader', true)).text()).toContain(
      'A text that stays',
    )
    expect((await edit(id, { ...only, as: 'post' }, 'reader', true)).headers.get('location')).toMatch(
      /done=posted/,
    )
    expect(await page(`/works/${id}`, null)).toContain('adult')
    expect((await row(id)).title).toBe('Tagged Later')
    expect(await page(`/works/${id}/edit_tags`)).not.toContain('Keep as draft')
  })
})

describe('drafts', () => {
  test('[W-043] ★ are in no list but their writers’ own, with a count', async () => {
    const id = await made({ title: 'Unseen Yet Written' }, 'draft')
    for (const path of ['/works', '/works?q=Unseen', '/users/reader/works', '/users/reader'])
      expect(await page(path, 'writer'), path).not.toContain('Unseen Yet Written')
    expect((await world.get(`/works/${id}`, 'writer')).status).toBe(404)
    const list = await page('/users/reader/works/drafts')
    expect(list).toContain('Unseen Yet Written')
    const n = list.match(/<li><h3/g)?.length ?? 0
    expect(list).toContain(n === 1 ? '1 draft,' : `${n} drafts,`)
  })

  test('[W-044] have no end: whatever their age, sweeping leaves them, and the list names no day', async () => {
    const ages = [26, 29, 31, 400]
    const ids = []
    for (const age of ages) {
      const id = await made({ title: `Begun ${age} days ago` }, 'draft')
      const day = new Date(NOW.getTime() - age * 86_400_000)
      await world.pool.query(
        'update works set posted_at = $2, sorted_at = $2, changed_at = $2 where id = $1',
        [id, day],
      )
      ids.push(id)
    }
    await emptyTrash(world.db, new Date(NOW.getTime() + 40 * 86_400_000))
    const list = await page('/users/reader/works/drafts')
    for (const age of ages) expect(list).toContain(`Begun ${age} days ago`)
    expect(list).not.toMatch(/expire|will be deleted/i)
    for (const id of ids) expect((await world.get(`/works/${id}`, 'reader')).status).toBe(200)
  })

  test('[W-046] are posted, edited, tagged and deleted from there', async () => {
    const id = await made({ title: 'Ready to Go' }, 'draft')
    const list = await page('/users/reader/works/drafts')
    for (const deed of ['post', 'edit', 'edit_tags', 'confirm_delete'])
      expect(list).toContain(`/works/${id}/${deed}"`)
    const asked = await page(`/works/${id}/confirm_delete`)
    expect(asked).not.toMatch(/orphan|kudos|comments/i)
    expect((await world.post(`/works/${id}/post`, {}, 'reader')).headers.get('location')).toMatch(
      /done=posted/,
    )
    expect(await page('/works', null)).toContain('Ready to Go')
    expect(await page('/users/reader/works/drafts')).not.toContain('Ready to Go')
  })

  test('are told to followers when they are posted, and silently where their writer says so', async () => {
    const told = async () =>
      (
        await world.pool.query<{ id: number }>(
          `select (payload ->> 'workId')::int as id from graphile_worker._private_jobs
            join graphile_worker._private_tasks as tasks on tasks.id = task_id where identifier = 'work.posted'`,
        )
      ).rows.map(({ id }) => id)
    const [loud, silent] = [await made({ title: 'Loud' }), await made({ title: 'Hush', announced: 'no' })]
    expect(await told()).toContain(loud)
    expect(await told()).not.toContain(silent)
    const thinking = await made({ title: 'Told After All', announced: 'no' }, 'draft')
    await edit(thinking, { ...LEAST, as: 'post' })
    expect(await told()).toContain(thinking)
  })

  test('may wait for an hour of their own, and be called back', async () => {
    const hour = { posts_day: '2026-12-24', posts_hour: '18:00', posts_zone: 'Europe/Berlin' }
    expect((await post({ ...hour, posts_day: '2026-11-01' }, 'schedule')).status).toBe(422)
    const id = await made({ title: 'For the Eve', ...hour }, 'schedule')
    expect(await row(id)).toMatchObject({ standing: 'scheduled', posts_local: '2026-12-24T18:00' })
    expect(await page(`/works/${id}/edit`)).toContain('value="2026-12-24"')
    expect((await edit(id, { ...LEAST, ...hour, posts_hour: '19:00', as: 'schedule' })).status).toBe(303)
    expect((await row(id)).posts_local).toBe('2026-12-24T19:00')
    expect((await edit(id, { ...LEAST, as: 'draft' })).status).toBe(303)
    expect(await row(id)).toMatchObject({ standing: 'draft', posts_at: null })
  })
})
