import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import { parseChapterId, parseFormerId, parseWorkId } from '../core/ids.ts'
import { inTransaction } from '../storage/transaction.ts'
import { formersOf, keepFormer, restoreFormer, type WorkRecord } from '../works/index.ts'

let world: World
let reader: Member
let id = 0
let chapters: number[] = []
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
  const { rows } = await world.pool.query('select id from chapters where work_id = $1 order by position', [
    id,
  ])
  chapters = rows.map((row) => row.id)
  await world.pool.query(
    `insert into creatorships select $1, id, 2 from pen_names where name = 'night pen'`,
    [id],
  )
  await world.pool.query(`update pen_names set unlinked = true, code = 'night' where name = 'night pen'`)
})
afterAll(() => world.end())

const work = () => parseWorkId(String(id)) ?? never()
const chapter = (at: number) => parseChapterId(String(chapters[at])) ?? never()
const never = (): never => {
  throw new Error('no number')
}

/** As a chapter's form would. */
async function write(html: string, by = reader, shown?: { readonly note: string }, now = NOW): Promise<void> {
  await inTransaction(world.db, async (trx) => {
    await keepFormer(trx, { workId: work(), chapterId: chapter(0), by, now, ...(shown ? { shown } : {}) })
    await trx.updateTable('chapters').set({ html }).where('id', '=', chapter(0)).execute()
  })
}
const formers = async () => (await formersOf(world.db, reader, work(), { page: 1 })).formers
const text = async (path: string, who: string | null = 'reader') => (await world.get(path, who)).text()
const revisions = () => `/works/${id}/revisions`

describe('what a work was', () => {
  test('is listed with when, by whom, and how many words came and went', async () => {
    await write('<p>The <em>old</em> bees sleep.</p><p>All of them.</p>')
    await write('<p>The old wasps sleep.</p><p>All of them.</p>', await world.known('cowriter'))
    const page = await text(revisions())
    expect((await formers()).map(({ came, went }) => [came, went])).toEqual([
      [1, 1],
      [1, 0],
    ])
    expect(page).toContain('by night pen')
    expect(page).not.toContain('cowriter')
    expect(page).toContain('by you')
    expect(await text(`${revisions()}?chapter=${chapters[1]}`)).toContain('Nothing has been changed yet.')
  })

  test('stands beside what came next, what is, or any other, word by word', async () => {
    const [second, first] = await formers()
    const next = await text(`${revisions()}/${first?.id}`)
    expect(next).toMatch(/<ins><span class="said">new: <\/span><em>old<\/em>/)
    expect(next).toContain('<div class="same"><p class="is-paragraph">All of them.</p>')
    expect(next).not.toContain('wasps')
    const now = await text(`${revisions()}/${first?.id}?with=now`)
    expect(now).toMatch(/<del>.*bees.*<\/del>/)
    expect(now).toMatch(/<ins>.*wasps.*<\/ins>/)
    expect(await text(`${revisions()}/${second?.id}?with=${first?.id}`)).toContain('old')
    expect(await text(`${revisions()}/${first?.id}?as=text`)).toContain('<p>The bees sleep.</p>')
  })

  test('becomes what it is, and that can be undone', async () => {
    const [, first] = await formers()
    const answer = await world.post(`${revisions()}/${first?.id}`, {}, 'reader')
    expect(answer.headers.get('location')).toBe(`${revisions()}?done=restored`)
    expect(await text(`/works/${id}`, null)).toContain('The bees sleep.')
    expect(await text('/works?q=wasps', null)).not.toContain('Hives')
    const [undone] = await formers()
    await world.post(`${revisions()}/${undone?.id}`, {}, 'reader')
    expect(await text(`/works/${id}`, null)).toContain('The old wasps sleep.')
    const versions = await world.pool.query('select version from chapters where id = $1', [chapters[0]])
    expect(versions.rows).toEqual([{ version: 3 }])
  })

  test('of its fields: changed facts in a table, and back by the form’s own rules', async () => {
    const edit = { title: 'Hives and Wasps', fandom: 'Bees, Wasps', summary: '<p>Now with wasps.</p>' }
    const { rows } = await world.pool.query('select version from works where id = $1', [id])
    const form = { as: 'post', key: crypto.randomUUID(), base: String(rows[0].version), pen: await penOf() }
    const fields = { rating: 'General Audiences', warning: 'No Archive Warnings Apply', language: 'en' }
    const saved = await world.post(`/works/${id}/edit`, { ...form, ...fields, ...edit }, 'reader')
    expect(saved.status).toBe(303)
    const [former] = await formers()
    const page = await text(`${revisions()}/${former?.id}`)
    expect(page).toMatch(/<ins>.*Wasps/)
    expect(page).toContain('Now with')
    await world.post(`${revisions()}/${former?.id}`, {}, 'reader')
    expect(await text(`/works/${id}`, null)).not.toContain('Hives and Wasps')
    const tags = await text(`/works/${id}`, null)
    expect(tags).not.toContain('Now with wasps')
  })
  const penOf = async () =>
    String((await world.pool.query('select id from pen_names where person_id = $1', [reader.id])).rows[0].id)

  test('what does not fit any more is opened in the form instead, and nothing is changed', async () => {
    const record = { position: 1, title: 'x'.repeat(300), summary: '', notes: '', endNotes: '', words: 1 }
    const { rows } = await world.pool.query(
      `insert into work_revisions (work_id, chapter_id, content_hash, record) values ($1, $2, '', $3) returning id`,
      [id, chapters[0], JSON.stringify({ ...record, published: null, html: '<p>long title</p>' })],
    )
    const answer = await world.post(`${revisions()}/${rows[0].id}`, {}, 'reader')
    const at = answer.headers.get('location') ?? ''
    expect(at).toMatch(new RegExp(`^/works/${id}/chapters/${chapters[0]}/edit\\?manuscript=`))
    const kept = await world.pool.query('select fields from manuscripts where key = $1', [at.split('=')[1]])
    expect(kept.rows[0].fields).toMatchObject({ chapter_title: 'x'.repeat(300), body: '<p>long title</p>' })
    expect(await text(`/works/${id}`, null)).not.toContain('long title')
    await world.pool.query('delete from work_revisions where id = $1', [rows[0].id])
  })

  test('readers are told of an edit where the writer wishes, and by nobody’s name', async () => {
    const later = new Date(NOW.getTime() + 86_400_000)
    await write('<p>Told.</p>', await world.known('cowriter'), { note: 'fixed <the> bees' }, later)
    const page = await text(`/works/${id}`, null)
    expect(page).toMatch(/Edited on <time[^>]*>23 Nov 2026<\/time>: <bdi>fixed &lt;the&gt; bees<\/bdi>/)
    expect(page.replaceAll('night pen', '')).not.toContain('cowriter')
    expect(await text(`/works/${id}/chapters/${chapters[1]}`, null)).not.toContain('fixed')
    await world.pool.query(`update works set posted_at = $2 where id = $1`, [id, later])
    await world.pool.query(`update work_revisions set made_at = $1 where shown`, [NOW])
    expect(await text(`/works/${id}`, null)).not.toContain('fixed')
  })

  test('a thousand versions are listed in pages; one of a long work holds its chapter alone', async () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      aChapter({ html: `<p>${`word${at} `.repeat(500)}</p>` }),
    )
    const long = parseWorkId(String(await world.work(reader, { title: 'Long', chapters: many }))) ?? never()
    const { rows } = await world.pool.query('select id from chapters where work_id = $1 limit 1', [long])
    const one = parseChapterId(String(rows[0].id)) ?? never()
    await inTransaction(world.db, (trx) =>
      keepFormer(trx, { workId: long, chapterId: one, by: reader, now: NOW }),
    )
    const size = await world.pool.query(
      'select length(record::text) as n from work_revisions where work_id = $1',
      [long],
    )
    expect(size.rows[0].n).toBeLessThan(6_000)
    await world.pool.query(
      `insert into work_revisions (work_id, chapter_id, person_id, content_hash, record)
      select work_id, chapter_id, person_id, content_hash, record from work_revisions, generate_series(1, 999) where work_id = $1`,
      [long],
    )
    const from = performance.now()
    const { total, formers: page } = await formersOf(world.db, reader, long, { page: 30 })
    expect([total, page.length]).toEqual([1000, 30])
    expect(performance.now() - from).toBeLessThan(2_000)
  })

  test('a kept copy, and what another wrote, is restored by nobody', async () => {
    const copy = { title: 'Copy', creators: ['Somebody'] } satisfies Partial<WorkRecord>
    const kept = parseWorkId(String(await world.work(reader, copy, 'kept'))) ?? never()
    const { rows } = await world.pool.query(
      `insert into work_revisions (work_id, content_hash, record) select $1, '', record from work_revisions limit 1 returning id`,
      [kept],
    )
    const former = parseFormerId(String(rows[0].id)) ?? never()
    const how = { former, now: NOW, baseUrl: BASE_URL }
    expect(await restoreFormer(world.db, reader, { work: kept, ...how })).toBe('no-such-version')
    const other = await world.known('writer')
    expect(await restoreFormer(world.db, other, { work: work(), ...how })).toBe('no-such-version')
  })
})

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
    const { trashChapter } = await import('../works/index.ts')
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
