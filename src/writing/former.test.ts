import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

  test('of a chapter is reached from the chapter’s own form, and stays with it', async () => {
    const there = `${revisions()}?chapter=${chapters[0]}`
    expect(await text(`/works/${id}/chapters/${chapters[0]}/edit`)).toContain(`href="${there}"`)
    const page = await text(there)
    const [, compare = ''] = /<a href="([^"]*\/revisions\/\d+)">/.exec(page) ?? []
    expect(await text(compare)).toContain(`href="${there}"`)
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
