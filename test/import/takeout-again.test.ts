import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOTHING_SAID } from '../../src/works/index.ts'
import { type Listening, listen, sendFiles } from '../listen.ts'
import { aChapter, makeWorld, type World } from '../world.ts'

/** Everything that somebody took along from one archive, brought into another, as its own page offers it. */
let old: World
let here: World
let site: Listening
beforeAll(async () => {
  ;[old, here] = [await makeWorld(), await makeWorld()]
  for (const world of [old, here]) await world.person('owner', 'owner')
  await here.person('wick', 'member', ['Quill'])
  site = await listen(here)
})
afterAll(async () => {
  await site.close()
  for (const world of [old, here]) await world.end()
})

async function takenAlong(): Promise<Uint8Array<ArrayBuffer>> {
  const by = await old.person('wick', 'member', ['Quill'])
  const series = (position: number) => [{ title: 'Lamps', position }]
  const permissions = { ...NOTHING_SAID, download: 'no', machines: 'no' } as const
  await old.work(by, { title: 'Plain' })
  await old.work(by, { title: 'In a Drawer' }, 'draft')
  await old.work(by, { title: 'For Members', audience: 'members' })
  await old.work(by, { title: 'Unnamed', anonymous: true })
  await old.work(by, { title: 'Second', creators: ['Quill'], series: series(2) })
  await old.work(by, { title: 'First', series: series(1) })
  await old.work(by, { title: 'Not Mine', creators: ['somebody far'] }, 'kept')
  await old.work(by, { title: 'Thrown Away' })
  await old.work(by, {
    title: 'For Reading',
    permissions,
    chapters: [aChapter({ title: 'I' }), aChapter({})],
  })
  await old.pool.query("update works set standing = 'trashed' where title = 'Thrown Away'")
  await old.post('/settings/export', {}, 'wick')
  await old.hear()
  const page = await (await old.get('/settings/export', 'wick')).text()
  const file = await old.get(/\/settings\/export\/[0-9a-z-]+/.exec(page)?.[0] ?? '', 'wick')
  return new Uint8Array(await file.arrayBuffer())
}

const works = async ({ pool }: World): Promise<string[]> => {
  const { rows } = await pool.query<{ line: string }>(`
    select concat_ws(', ', title, standing, audience, disclosure, permissions ->> 'download',
      (select count(*) from chapters where work_id = works.id),
      (select string_agg(series.title || ' ' || position, ' ') from series_works
        join series on series.id = series_id where work_id = works.id),
      (select string_agg(name, ' ') from creatorships join pen_names on pen_names.id = pen_name_id
        where work_id = works.id)) as line
    from works where standing <> 'trashed' order by title`)
  return rows.map(({ line }) => line)
}

test('a draft stays a draft, a copy of another’s work stays a copy, and all else is as it was', async () => {
  const zip = await takenAlong()
  const sent = await sendFiles(site, { world: here, as: 'wick', files: { 'wick.zip': zip }, whose: 'mine' })
  await here.hear()
  expect(await works(here)).toEqual(await works(old))
  const report = await (await here.get(sent.headers.get('location') ?? '', 'wick')).text()
  expect(report).toContain('8 new works')
  expect(report).toContain('1 refused')
  expect(report).toContain('It lay in the trash')
  expect(report).toContain('post it from its page')
  expect(report).toContain('say so on its page')
  for (const { id } of (
    await here.pool.query("select id from works where title in ('In a Drawer', 'Not Mine')")
  ).rows)
    expect((await here.get(`/works/${id}`)).status).toBe(404)
})
