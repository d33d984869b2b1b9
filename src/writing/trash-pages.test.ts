import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { aChapter, makeWorld, NOW, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import { parseChapterId, parseWorkId } from '../core/ids.ts'
import { inTransaction } from '../storage/transaction.ts'
import { trashChapter } from '../works/index.ts'

let world: World
let reader: Member
let id = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  reader = await world.known('reader')
  await world.person('cowriter', 'member', ['night pen'])
  id = await world.work(reader, {
    title: 'Hives',
    fandoms: ['Bees'],
    chapters: [
      aChapter({ title: 'One', html: '<p>The bees sleep.</p><p>All of them.</p>' }),
      aChapter({ title: 'Two', html: '<p>Second.</p>' }),
    ],
  })
  await world.pool.query(
    `insert into creatorships select $1, id, 2 from pen_names where name = 'night pen'`,
    [id],
  )
  await world.pool.query(`update pen_names set unlinked = true, code = 'night' where name = 'night pen'`)
})
afterAll(() => world.end())

const work = () => parseWorkId(String(id)) ?? never()
const never = (): never => {
  throw new Error('no number')
}

const text = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const revisions = () => `/works/${id}/revisions`

describe('the trash in pages', () => {
  test('[W-046] of a draft neither feedback nor orphaning is spoken of; of a posted work both', async () => {
    const draft = await world.work(reader, { title: 'Sketch' }, 'draft')
    const posted = await world.work(reader, { title: 'Loved' })
    for (const work of [draft, posted])
      await world.pool.query('insert into work_counts (work_id, kudos, comments) values ($1, 3, 1)', [work])
    const asked = await text(`/works/${draft}/confirm_delete`)
    expect(asked).toContain('Sketch')
    expect(asked).not.toMatch(/kudos|comment|orphan|Give it up|readers/i)
    const other = await text(`/works/${posted}/confirm_delete`)
    for (const said of ['3 kudos', '1 comment', 'Give it up', `/works/${posted}/orphan`])
      expect(other).toContain(said)
    expect(await text(`/works/${id}/confirm_delete`)).toContain('Take only your own name off it')
  })

  test('[W-058] a deleted work is nowhere; its makers find it in the trash, fetch its text and bring it back', async () => {
    const gift = await world.work(reader, { title: 'Given away', recipients: ['writer'], fandoms: ['Wasps'] })
    const surfaces = [
      `/works/${gift}`,
      '/users/reader/works',
      '/works?q=given',
      '/works.atom',
      '/gifts?recipient=writer',
    ]
    surfaces.push('/tags/Wasps/works', `/downloads/${gift}/a.html`, `/api/v1/works/${gift}`)
    const seen = async (who: string | null) => {
      const pages = await Promise.all(surfaces.map((path) => text(path, who)))
      return surfaces.filter((_, at) => pages[at]?.includes('Given away'))
    }
    expect((await seen(null)).length).toBe(surfaces.length)
    const gone = await world.post(`/works/${gift}/confirm_delete`, {}, 'reader')
    expect(gone.headers.get('location')).toBe('/users/reader/works/trash?done=trashed')
    for (const who of [null, 'writer', 'moderator', 'reader']) expect(await seen(who)).toEqual([])
    const trash = await text('/users/reader/works/trash')
    expect(trash).toContain('Given away')
    expect(trash).toContain('30 days left')
    const file = await world.get(`/users/reader/works/trash?text=${gift}`, 'reader')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(await file.text()).toContain('Given away')
    expect((await world.get(`/users/writer/works/trash?text=${gift}`, 'writer')).status).toBe(404)
    await world.post(`/works/${gift}/restore`, { deed: 'back' }, 'reader')
    expect((await seen(null)).length).toBe(surfaces.length)
  })

  test('[W-078] a work that cites a deleted one says so, in its download too', async () => {
    const source = await world.work(reader, { title: 'The source' })
    const citing = await world.work(await world.known('writer'), { title: 'Citing' })
    await world.pool.query(
      `insert into related_works (work_id, place, relation, other_work_id, title) values ($1, 1, 'inspired-by', $2, 'The source')`,
      [citing, source],
    )
    expect(await text(`/works/${citing}`, null)).toContain('The source')
    await world.post(`/works/${source}/confirm_delete`, {}, 'reader')
    const file = `/downloads/${citing}/Citing.html`
    for (const path of [`/works/${citing}`, file]) {
      const page = await text(path, null)
      expect(page).not.toContain('The source')
      expect(page).toMatch(/deleted/i)
    }
    await world.post(`/works/${source}/restore`, { deed: 'delete' }, 'reader')
    expect(await text(`/works/${citing}`, null)).toMatch(/deleted/i)
    expect(await text('/users/writer/related_works', 'writer')).toContain('name="deed" value="remove"')
  })

  test('a chapter in the trash: its text, back, or gone', async () => {
    const { rows } = await world.pool.query('select id from chapters where work_id = $1 and position = 2', [
      id,
    ])
    const gone = parseChapterId(String(rows[0].id)) ?? never()
    await inTransaction(world.db, (trx) => trashChapter(trx, reader, work(), gone, NOW))
    const lying = (await world.pool.query('select id from trashed_chapters')).rows[0].id
    expect(await text('/users/reader/works/trash')).toContain('Two')
    expect(await text(`/users/reader/works/trash?text=${id}&chapter=${lying}`)).toContain('Second.')
    const kept = await world.post(`/works/${id}/trash/${lying}`, { deed: 'delete' }, 'reader')
    expect(kept.headers.get('location')).toContain('done=shared')
    await world.post(`/works/${id}/trash/${lying}`, { deed: 'back' }, 'reader')
    expect(await text(`/works/${id}/chapters/${gone}`, null)).toContain('Second.')
  })
})

const toLogin = (back: string) => `/users/login?back=${encodeURIComponent(back)}`
routeCases(
  () => world,
  [
    {
      case: 'GET revisions guest',
      path: '/works/1/revisions',
      status: 303,
      leads: toLogin('/works/1/revisions'),
    },
    { case: 'GET revisions member', path: revisions, status: 200, says: ['Earlier versions of'] },
    { case: 'GET revisions owner', path: revisions, status: 404 },
    {
      case: 'GET revision guest',
      path: '/works/1/revisions/1',
      status: 303,
      leads: toLogin('/works/1/revisions/1'),
    },
    { case: 'GET revision member', path: '/works/1/revisions/1', status: 404 },
    { case: 'GET revision owner', path: () => `${revisions()}/1`, status: 404 },
    { case: 'POST revision guest', path: '/works/1/revisions/1', status: 303 },
    { case: 'POST revision member', path: '/works/1/revisions/1', status: 404 },
    { case: 'POST revision owner', path: () => `${revisions()}/1`, status: 404 },
    { case: 'GET deleteWork guest', path: '/works/1/confirm_delete', status: 303 },
    {
      case: 'GET deleteWork member',
      path: () => `/works/${id}/confirm_delete`,
      status: 200,
      says: ['Delete this work?'],
    },
    { case: 'GET deleteWork owner', path: () => `/works/${id}/confirm_delete`, status: 404 },
    { case: 'POST deleteWork guest', path: '/works/1/confirm_delete', status: 303 },
    { case: 'POST deleteWork member', path: '/works/1/confirm_delete', status: 404 },
    { case: 'POST deleteWork owner', path: () => `/works/${id}/confirm_delete`, status: 404 },
    { case: 'POST restoreWork guest', path: '/works/1/restore', status: 303 },
    { case: 'POST restoreWork member', path: '/works/1/restore', status: 404 },
    { case: 'POST restoreWork owner', path: () => `/works/${id}/restore`, status: 404 },
    { case: 'POST restoreChapter guest', path: '/works/1/trash/1', status: 303 },
    { case: 'POST restoreChapter member', path: '/works/1/trash/1', status: 404 },
    { case: 'POST restoreChapter owner', path: () => `/works/${id}/trash/999`, status: 404 },
    {
      case: 'GET trash guest',
      path: '/users/reader/works/trash',
      status: 303,
      leads: toLogin('/users/reader/works/trash'),
    },
    { case: 'GET trash member', path: '/users/reader/works/trash', status: 200, says: ['Trash'] },
    { case: 'GET trash owner', path: '/users/reader/works/trash', status: 404 },
  ],
)
