import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf } from '../../../test/sample.ts'
import { unzip } from '../../../test/unzip.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { type Actor, GUEST } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { makeDownload } from '../download.ts'
import { joinedBook } from './joined-book.ts'
import { keptParts } from './kept-parts.ts'
import { forgetPacked } from './packed-chapters.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const archive = { name: 'The Small Archive', url: BASE_URL }

async function joined(id: number, actor: Actor = GUEST, kept = keptParts(1_000_000)): Promise<Buffer> {
  const shelf = { db: world.db, files: world.files, kept, now: NOW }
  const file = await joinedBook(shelf, actor, { id: id as WorkId, archive })
  if (!file || file === 'not-allowed') throw new Error(`no book of ${id}`)
  const pieces: Uint8Array[] = []
  for await (const piece of file.read()) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  expect(bytes.length).toBe(file.size)
  return bytes
}

async function whole(id: number, actor: Actor = GUEST): Promise<Buffer> {
  const { db, files } = world
  const made = await makeDownload(db, actor, { id: id as WorkId, format: 'epub', archive, files })
  if (!made || made === 'not-allowed') throw new Error(`no download of ${id}`)
  return Buffer.from(made.bytes)
}

/** The first time, from what is kept in the database, and from what is in memory. */
async function sameAsWhole(id: number, actor: Actor = GUEST): Promise<void> {
  const expected = await whole(id, actor)
  const kept = keptParts(10_000_000)
  for (const memory of [keptParts(10_000_000), kept, kept])
    expect(Buffer.compare(await joined(id, actor, memory), expected)).toBe(0)
}

const packedOf = async (id: number): Promise<number> => {
  const { rows } = await world.pool.query(
    'select count(*)::int as n from packed_chapters join chapters on chapters.id = chapter_id where work_id = $1',
    [id],
  )
  return rows[0].n
}

const writer = () => world.known('writer')

test('a book joined from packed chapters is byte for byte the book that is made whole', async () => {
  const { rows } = await world.pool.query(
    "select id from works where standing = 'posted' and audience = 'public' order by md5(id::text) limit 12",
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { id } of rows) await sameAsWhole(id)
})

test('links from chapter to chapter lead where they would, before and after one of them changes', async () => {
  const chapters = [
    aChapter({ html: '<p>See <a href="#text-note">the note</a> and <a href="#text-gone">none</a>.</p>' }),
    aChapter({ position: 2, html: '<p><a id="text-note">Here</a>.</p>' }),
  ]
  const id = await world.work(await writer(), { title: 'Notes', chapters })
  await sameAsWhole(id)
  expect(await packedOf(id)).toBe(2)
  const change = 'update chapters set html = $2 where work_id = $1 and position = 2'
  await world.pool.query(change, [id, '<p><a id="text-gone">Elsewhere</a>.</p>'])
  expect(await packedOf(id)).toBe(1)
  await sameAsWhole(id)
  const page = unzip(await joined(id)).get('EPUB/chapter1.xhtml')
  expect(page).toContain('href="chapter2.xhtml#text-gone"')
  expect(page).not.toContain('chapter2.xhtml#text-note')
})

test('what stands around a chapter is in its page at once: title, notes, order, the archive’s address', async () => {
  const chapters = [1, 2, 3].map((position) => aChapter({ position, html: `<p>Part ${position}.</p>` }))
  const id = await world.work(await writer(), { title: 'Turns', chapters })
  await sameAsWhole(id)
  for (const change of [
    "update works set title = 'Turned' where id = $1",
    "update chapters set title = 'Named', notes = '<p>New.</p>' where work_id = $1 and position = 2",
    'update chapters set position = 4 where work_id = $1 and position = 1',
    "update works set language = 'ar' where id = $1",
    "update chapters set standing = 'draft' where work_id = $1 and position = 3",
    'delete from chapters where work_id = $1 and position = 2',
  ]) {
    await world.pool.query(change, [id])
    await sameAsWhole(id)
  }
})

test('a work’s own skin is in its book at once, for the text of the chapters alone', async () => {
  const id = await world.work(await writer(), { title: 'Dressed' })
  await sameAsWhole(id)
  const { rows } = await world.pool.query(
    `insert into skins (person_id, kind, title, css, stamp, made_at, changed_at)
     values ($1, 'work', 'Ink', '#workskin .note { color: #123456 }', 'x', now(), now()) returning id`,
    [(await writer()).id],
  )
  await world.pool.query('update works set skin_id = $2 where id = $1', [id, rows[0].id])
  await sameAsWhole(id)
  const style = async (): Promise<string> => unzip(await joined(id)).get('EPUB/style.css') ?? ''
  expect(await style()).toContain('#chapters .note { color: #123456 }')
  // Somebody's who does not make the work: its page does not wear it, and no more does its book.
  await world.pool.query('update skins set person_id = $1', [(await world.known('reader')).id])
  await sameAsWhole(id)
  expect(await style()).not.toContain('#123456')
})

test('a maker’s view of an anonymous work is nobody else’s', async () => {
  const by = await writer()
  const chapters = [aChapter({ creators: ['writer'] }), aChapter({ position: 2, creators: ['writer'] })]
  const id = await world.work(by, { title: 'Masks', chapters })
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [id])
  const kept = keptParts(10_000_000)
  await joined(id, by, kept)
  const texts = [...unzip(await joined(id, GUEST, kept)).values()].join('\n')
  expect(texts).toContain('Masks')
  expect(texts).not.toMatch(/>writer</)
  await sameAsWhole(id)
  await sameAsWhole(id, by)
})

test('a chapter that changes while it is packed is not kept as it was', async () => {
  const id = await world.work(await writer(), {
    title: 'Race',
    chapters: [aChapter({ html: '<p>Old words.</p>' })],
  })
  const client = await world.pool.connect()
  await client.query('begin')
  await client.query("update chapters set html = '<p>New words.</p>' where work_id = $1", [id])
  const reading = joined(id)
  await new Promise((done) => setTimeout(done, 100))
  await client.query('commit')
  client.release()
  await reading
  expect(unzip(await joined(id)).get('EPUB/chapter1.xhtml')).toContain('New words.')
})

test('chapters that nobody fetches for a month are forgotten, and the least lately fetched when there are too many', async () => {
  const id = await idOf(world, 'The Umbrella Stand')
  await joined(id)
  const month = new Date(NOW.getTime() + 31 * 24 * 60 * 60 * 1_000)
  await world.pool.query(
    "update packed_chapters set used_on = '2026-12-23' where chapter_id in (select id from chapters where work_id = $1)",
    [id],
  )
  await forgetPacked(world.db, month)
  expect((await world.pool.query('select 1 from packed_chapters')).rowCount).toBe(await packedOf(id))
  await forgetPacked(world.db, month, 1)
  expect(await packedOf(id)).toBe(0)
  await sameAsWhole(id)
})

test('what is kept in memory has a bound, the least lately used going first', () => {
  const kept = keptParts(80)
  for (let n = 0; n < 20; n++) kept.keep(`${n}`, Buffer.alloc(10))
  expect(kept.get('11')).toBeUndefined()
  expect(kept.get('12')).toHaveLength(10)
  kept.keep('20', Buffer.alloc(10))
  expect([kept.get('12'), kept.get('13')].map(Boolean)).toEqual([true, false])
  kept.keep('much', Buffer.alloc(11))
  expect(kept.get('much')).toBeUndefined()
})
