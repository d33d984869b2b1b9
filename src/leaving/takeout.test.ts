import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzip } from '../../test/unzip.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { askForParcel, parcelOf } from '../accounts/index.ts'
import { forgetOldParcels, writeTakeout } from './index.ts'

const schemaAt = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
const isTakeout = ajv.compile(schemaAt('takeout'))
const isRecord = ajv.compile(schemaAt('record'))

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('ana', 'member', ['ana at night'])
  await world.person('other')
})
afterAll(() => world.end())

interface Taken {
  readonly [key: string]: unknown
  readonly works: readonly {
    readonly id: number
    readonly title: string
    readonly state: string
    readonly files: Record<string, string | null> & {
      readonly revisions: readonly string[]
      readonly trash: readonly string[]
    }
  }[]
}

async function fill(): Promise<void> {
  const ana = await world.known('ana')
  const origin = { url: 'https://archiveofourown.org/works/5', archive: 'Archive of Our Own' }
  await world.work(ana, { title: 'Before', origin, chapters: [aChapter({ html: '<p>before</p>' })] })
  await world.work(ana, { title: 'After', origin, chapters: [aChapter({ html: '<p>after</p>' })] })
  await world.work(ana, { title: 'A draft', chapters: [aChapter({ html: '<p>draft</p>' })] }, 'draft')
  const trashed = await world.work(ana, { title: 'Trash', chapters: [aChapter({ html: '<p>trash</p>' })] })
  await world.work(ana, { title: 'Kept', creators: ['Somebody'] }, 'kept')
  const read = await world.work(await world.known('other'), { title: 'Not hers' })
  const q = (text: string, values: readonly unknown[]) => world.pool.query(text, [...values])
  await q("update works set standing = 'trashed' where id = $1", [trashed])
  const after = "(select id from works where title = 'After')"
  await q(
    `insert into work_revisions (work_id, chapter_id, content_hash, record) values (${after}, 1, '', $1)`,
    [JSON.stringify({ title: '', html: '<p>a former chapter</p>' })],
  )
  await q(
    `insert into trashed_chapters (work_id, chapter, position, trashed_at) values (${after}, $1, 2, now())`,
    [JSON.stringify({ row: { html: '<p>a deleted chapter</p>' }, creators: [], manuscripts: [] })],
  )
  await q(
    `insert into manuscripts (key, person_id, part, fields, begun_at, kept_at)
    values (gen_random_uuid(), $1, 'work', '{"body": "being typed"}', now(), now())`,
    [ana.id],
  )
  await q(
    `with read as (insert into documents (id, person_id, made_at, names, files_hash, manner, about, remarks, notes, files_read)
      values (gen_random_uuid(), $1, now(), '{hives.docx}', '', 'find', '{}', '[]', '{"1": "<p>a note</p>"}', '[]') returning id)
    insert into document_chapters (document_id, position, title, blocks, words)
      select id, 1, 'One', '{<p>read and waiting</p>}', 3 from read`,
    [ana.id],
  )
  await q("insert into shelves (person_id, name, made_at) values ($1, 'Rainy days', now())", [ana.id])
  await q(
    "insert into saved_filters (person_id, name, query, looked_at) values ($1, 'Short', 'words=0-900', now())",
    [ana.id],
  )
  await q(
    "insert into favourite_tags select $1, id, now(), now() from tags where name = 'Not Rated' and kind = 'rating'",
    [ana.id],
  )
  await q(
    `insert into places (person_id, work_id, paragraph, share, noted_at) values ($1, ${after}, 4, 0.5, now())`,
    [ana.id],
  )
  await q(
    `insert into readings (person_id, work_id, state, state_at, note, at, seen_at) values
      ($1, $2, 'read', now(), 'in one night', now(), now()), ($1, null, null, null, '', now(), now())`,
    [ana.id, read],
  )
  await q("insert into progress values ($1, 'd0c', '/body/DocFragment[2].0', 0.25, 'Kobo', '7', now())", [
    ana.id,
  ])
  const skin = { kind: 'site', title: 'Evening', css: 'a { top: 0 }', font: 'Georgia', media: ['dark'] }
  const made = await world.post('/skins/new', skin, 'ana')
  await world.post((made.headers.get('location') ?? '').replace(/[?].*/, ''), { deed: 'wear' }, 'ana')
  await q('insert into blocks values ($1, $2)', [ana.id, (await world.known('other')).id])
  await q("insert into files (hash, type, bytes) values ('h', 'image/png', 'picture')", [])
  await q(
    "update pen_names set icon = 'h', icon_alt = 'A lamp' where person_id = $1 and name = 'ana at night'",
    [ana.id],
  )
  await world.files.put(`${'a'.repeat(64)}.jpg`, new TextEncoder().encode('a lamp'), 'image/jpeg')
  await q("insert into image_files values (repeat('a', 64), 'image/jpeg', 3, 2, '{}', false, 9)", [])
  await q("insert into images values (repeat('a', 64), $1, 'lamp.jpg', 'A lamp', now(), now())", [ana.id])
  await world.post('/users/ana/profile/edit', { title: 'Hello', about: 'I write.' }, 'ana')
}

test('everything is in one file that follows the published schemas, and nothing of anybody else', async () => {
  await fill()
  const ana = await world.known('ana')
  await askForParcel(world.db, ana.id, NOW)
  await askForParcel(world.db, ana.id, NOW)
  const waiting = await world.get('/settings/export', 'ana')
  expect([waiting.headers.get('refresh'), await waiting.text()]).toEqual([
    '5',
    expect.stringContaining('being made'),
  ])
  await world.hear()
  const parcel = await parcelOf(world.db, ana.id)
  expect(parcel).toMatchObject({ worksDone: 4, worksAll: 4, failed: false })
  const path = join(world.dataDir, 'parcels', `${parcel?.id}.zip`)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(path).size).toBe(parcel?.bytes)

  const answer = await world.get(`/settings/export/${parcel?.id}`, 'ana')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  const files = unzip(new Uint8Array(await answer.arrayBuffer()))
  const data: Taken = JSON.parse(files.get('data.json') ?? '')
  expect(isTakeout(data) ? [] : isTakeout.errors).toEqual([])
  expect(data.works.map(({ title, state }) => [title, state])).toEqual([
    ['After', 'posted'],
    ['A draft', 'draft'],
    ['Trash', 'trashed'],
    ['Kept', 'posted'],
  ])
  const named = data.works.flatMap(({ files: { revisions, trash, ...others } }) => [
    ...revisions,
    ...trash,
    ...Object.values(others),
  ])
  for (const name of named) if (name) expect(files.has(name), name).toBe(true)
  for (const [name, text] of files)
    if (/^works\/.*\.json$/.test(name) && !name.endsWith('-chapter.json'))
      expect(isRecord(JSON.parse(text)) ? [] : [name, isRecord.errors]).toEqual([])
  expect(files.get(data.works[0]?.files.revisions[0] ?? '')).toContain('before')
  expect(files.get(data.works[0]?.files.revisions[1] ?? '')).toContain('a former chapter')
  expect(files.get(data.works[0]?.files.trash[0] ?? '')).toContain('a deleted chapter')
  expect(JSON.stringify(data.manuscripts)).toContain('being typed')
  expect(data.documents).toEqual([
    expect.objectContaining({
      names: ['hives.docx'],
      notes: { 1: '<p>a note</p>' },
      chapters: [{ title: 'One', blocks: ['<p>read and waiting</p>'], leftOut: false }],
    }),
  ])
  expect(data.readings).toEqual([
    expect.objectContaining({ visits: 0, state: 'read', note: 'in one night', firstAt: null }),
    expect.objectContaining({ work: null, state: null, note: '' }),
  ])
  expect(files.get(data.works[0]?.files.html ?? '')).toContain('after')
  expect(files.get(data.works[2]?.files.record ?? '')).toContain('trash')
  expect([...files].filter(([name]) => name.startsWith('icons/')).map(([, text]) => text)).toEqual([
    'picture',
  ])
  const lamp = { name: 'lamp.jpg', alt: 'A lamp', width: 3, height: 2 }
  expect(data.images).toEqual([{ ...lamp, file: `images/${'a'.repeat(64)}.jpg`, madeAt: expect.any(String) }])
  expect(files.get(`images/${'a'.repeat(64)}.jpg`)).toBe('a lamp')
  expect(JSON.stringify(data)).toContain('Rainy days')
  expect(data.skinWorn).toBe('Evening')
  expect(JSON.stringify(data.skins)).toContain('a { top: 0 }')
  expect(JSON.stringify([...files])).not.toMatch(/Not hers|keeper@|other@|password|token_hash/)
})

test('nobody else can fetch it, and after a week nobody at all', async () => {
  const ana = await world.known('ana')
  const at = `/settings/export/${(await parcelOf(world.db, ana.id))?.id}`
  for (const who of ['other', 'keeper']) expect((await world.get(at, who)).status).toBe(404)
  expect((await world.get(at)).status).toBe(303)
  const soon = new Date(NOW.getTime() + 6 * 86_400_000)
  await forgetOldParcels({ ...world, now: () => soon })
  expect((await world.get(at, 'ana')).status).toBe(200)
  await forgetOldParcels({ ...world, now: () => new Date(NOW.getTime() + 7 * 86_400_000) })
  expect((await world.get(at, 'ana')).status).toBe(404)
  expect(await parcelOf(world.db, ana.id)).toBeUndefined()
})

test('three hundred works are written one after another', { timeout: 240_000 }, async () => {
  const many = await world.person('many')
  const first = await world.work(many, {
    title: 'One of many',
    chapters: [aChapter({ html: '<p>many</p>' })],
  })
  await world.pool.query(
    `insert into works (person_id, title, title_key, language, rating, cleaner_version, permissions, sorted_at, posted_at,
      words, chapters_posted, content_hash, search)
    select person_id, title || n, title_key, language, rating, cleaner_version, permissions, sorted_at, posted_at,
      words, chapters_posted, content_hash, search from works, generate_series(1, 299) as n where id = $1`,
    [first],
  )
  const path = join(world.dataDir, 'many.zip')
  const { works, bytes } = await writeTakeout(
    { db: world.db, files: world.files, archive: { name: 'A', url: BASE_URL }, now: NOW },
    many,
    { path },
  )
  expect([works, statSync(path).size]).toEqual([300, bytes])
  expect(unzip(readFileSync(path)).size).toBe(901)
})
