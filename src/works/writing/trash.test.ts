import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import { parseChapterId, parseWorkId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { bringWork, readOwnRecord } from '../index.ts'
import { emptyTrash } from './empty-trash.ts'
import { restoreChapter, trashChapter } from './trash-chapter.ts'
import { deleteTrashed, restoreWork, trashWork } from './trash-work.ts'

let world: World
let ana: Member
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  ana = await world.person('ana')
  await world.person('bob', 'member', ['bob in the dark'])
})
afterAll(() => world.end())

const DAY = 86_400_000
const at = (days: number) => new Date(NOW.getTime() + days * DAY)
const asking = { baseUrl: BASE_URL, now: NOW }
const workId = (id: number) => {
  const parsed = parseWorkId(String(id))
  if (!parsed) throw new Error('no number of a work')
  return parsed
}
const rowsOf = async (text: string, values: readonly unknown[] = []) =>
  (await world.pool.query(text, [...values])).rows
const chaptersOf = (id: number) =>
  rowsOf('select id, title, position, version, standing from chapters where work_id = $1 order by position', [
    id,
  ])
const three = ['One', 'Two', 'Three'].map((title) => aChapter({ title, html: `<p>${title} text</p>` }))
const penOf = async (name: string) => (await rowsOf('select id from pen_names where name = $1', [name]))[0].id
const chapterId = (id: unknown) => {
  const parsed = parseChapterId(String(id))
  if (!parsed) throw new Error('no number of a chapter')
  return parsed
}

let id = workId(1)
let made = 0
beforeEach(async () => {
  id = workId(await world.work(ana, { title: `Bees ${++made}`, chapters: three, recipients: ['keeper'] }))
})

test('a chapter goes to the trash and comes back: to its place, under its number, with its names and what was being typed', async () => {
  const [one, two, threeth] = await chaptersOf(id)
  await rowsOf('insert into chapter_creatorships values ($1, $2, 1)', [
    two.id,
    await penOf('bob in the dark'),
  ])
  await rowsOf(
    `insert into manuscripts (key, person_id, work_id, chapter_id, part, fields, begun_at, kept_at)
    values (gen_random_uuid(), $1, $2, $3, 'chapter', '{"body": "typed"}', now(), now())`,
    [ana.id, id, two.id],
  )
  const gone = await inTransaction(world.db, (trx) => trashChapter(trx, ana, id, chapterId(two.id), NOW))
  expect(gone).toBe('trashed')
  expect((await chaptersOf(id)).map((row) => [row.id, row.position])).toEqual([
    [one.id, 1],
    [threeth.id, 2],
  ])
  expect((await world.get(`/works/${id}/chapters/${two.id}`)).status).toBe(404)
  expect(await rowsOf('select chapters_posted, words from works where id = $1', [id])).toEqual([
    { chapters_posted: 2, words: 22 },
  ])
  const [trashed] = await rowsOf('select id from trashed_chapters where work_id = $1', [id])
  expect(await inTransaction(world.db, (trx) => restoreChapter(trx, ana, id, trashed.id, NOW))).toEqual({
    restored: two.id,
  })
  expect((await chaptersOf(id)).map((row) => [row.id, row.position])).toEqual([
    [one.id, 1],
    [two.id, 2],
    [threeth.id, 3],
  ])
  expect(await (await world.get(`/works/${id}/chapters/${two.id}`)).text()).toContain('bob in the dark')
  expect(await (await world.get(`/works?q=two`)).text()).toContain('Bees')
  expect(
    await rowsOf("select fields ->> 'body' as typed from manuscripts where chapter_id = $1", [two.id]),
  ).toEqual([{ typed: 'typed' }])
  expect(await rowsOf('select from trashed_chapters')).toEqual([])
})

test('neither the last posted chapter nor another’s goes; after thirty days one is gone with what it was', async () => {
  const [one, two, last] = await chaptersOf(id)
  const trash = (chapter: unknown, who = ana) =>
    inTransaction(world.db, (trx) => trashChapter(trx, who, id, chapterId(chapter), NOW))
  expect(await trash(two.id, await world.known('bob'))).toBe('not-yours')
  expect(await trash(one.id)).toBe('trashed')
  await rowsOf("update chapters set standing = 'draft' where id = $1", [last.id])
  expect(await trash(two.id)).toBe('last-chapter')
  expect(await trash(one.id)).toBe('no-such-chapter')
  await rowsOf(
    "insert into work_revisions (work_id, chapter_id, content_hash, record) values ($1, $2, '', '{}')",
    [id, one.id],
  )
  await emptyTrash(world.db, at(29))
  expect(await rowsOf('select from trashed_chapters')).toHaveLength(1)
  await emptyTrash(world.db, at(30))
  expect(await rowsOf('select from trashed_chapters')).toEqual([])
  expect(await rowsOf('select from work_revisions where work_id = $1', [id])).toEqual([])
})

test('[W-058] each creator is mailed who asked for it, in their own language, and by no name that is not shown', async () => {
  const shared = await sharedWork()
  await rowsOf(`update people set preferences = preferences || '{"language": "de"}' where name = 'ana'`)
  await rowsOf(`update pen_names set unlinked = true, code = 'nightcode' where name = 'bob in the dark'`)
  expect(await trashWork(world.db, await world.known('bob'), shared, asking)).toBe('trashed')
  const [toAna] = (await world.mails('ana@example.org')).slice(-1)
  const [toBob] = (await world.mails('bob@example.org')).slice(-1)
  expect(toAna?.subject).toBe('„Together“ wurde gelöscht')
  expect(toAna?.text).toContain('bob in the dark')
  expect(toAna?.text.replaceAll('bob in the dark', '')).not.toContain('bob')
  expect(toAna?.text).toContain(`${BASE_URL}/users/ana/works/trash`)
  expect(toBob?.text).toContain('As asked, “Together” has been deleted.')
  expect(await restoreWork(world.db, ana, shared, asking)).toEqual({ standing: 'posted' })
  expect((await world.mails('bob@example.org')).slice(-1)[0]?.subject).toBe('“Together” is back')
  expect(await trashWork(world.db, ana, shared, asking)).toBe('trashed')
  expect(await deleteTrashed(world.db, ana, shared)).toBe('shared')
})

async function sharedWork() {
  const penNames = new Map([['bob in the dark', await penOf('bob in the dark')]])
  const { workId: shared } = await bringWork(world.db, {
    record: { ...(await recordOf()), title: 'Together', creators: ['ana', 'bob in the dark'] },
    ...{ by: ana, asCreator: true, statements: [], baseUrl: BASE_URL, now: NOW, penNames },
  })
  return workId(shared)
}
const recordOf = async () => {
  const record = await readOwnRecord(world.db, ana, id)
  if (!record) throw new Error('there is no record')
  return record
}

test.each(['posted', 'draft', 'hidden'] as const)(
  'a work that is %s comes back as it was',
  async (standing) => {
    await rowsOf('update works set standing = $2 where id = $1', [id, standing])
    const before = await recordOf()
    expect(await trashWork(world.db, ana, id, asking)).toBe('trashed')
    expect(await trashWork(world.db, ana, id, asking)).toBe('no-such-work')
    expect((await world.get(`/works/${id}`, 'ana')).status).toBe(404)
    expect(await restoreWork(world.db, await world.known('bob'), id, asking)).toBe('not-in-trash')
    expect(await restoreWork(world.db, ana, id, asking)).toEqual({ standing })
    expect(await recordOf()).toEqual(before)
  },
)

test('a day that passes in the trash posts nothing: neither there nor because it is brought back', async () => {
  await rowsOf("update works set standing = 'scheduled', posts_at = $2 where id = $1", [id, at(1)])
  await trashWork(world.db, ana, id, asking)
  expect(await restoreWork(world.db, ana, id, asking)).toEqual({ standing: 'scheduled' })
  await trashWork(world.db, ana, id, asking)
  expect(await restoreWork(world.db, ana, id, { ...asking, now: at(2) })).toEqual({ standing: 'draft' })
  expect(await rowsOf('select posts_at from works where id = $1', [id])).toEqual([{ posts_at: null }])
})

test('after thirty days it is gone for good, or at once where it is nobody else’s', async () => {
  const other = workId(await world.work(ana, { title: 'Other' }))
  await trashWork(world.db, ana, id, asking)
  await trashWork(world.db, ana, other, asking)
  expect(await deleteTrashed(world.db, ana, other)).toBe('deleted')
  await emptyTrash(world.db, at(29))
  expect(await rowsOf('select from works where id = $1', [id])).toHaveLength(1)
  await emptyTrash(world.db, at(30))
  expect(await rowsOf('select from works where id = any($1)', [[id, other]])).toEqual([])
})

test('what a creator elsewhere had taken down cannot be brought back by who held it', async () => {
  await rowsOf("update works set standing = 'trashed' where id = $1", [id])
  expect(await restoreWork(world.db, ana, id, asking)).toBe('not-in-trash')
  expect(await deleteTrashed(world.db, ana, id)).toBe('not-in-trash')
  await emptyTrash(world.db, at(60))
  expect(await rowsOf('select from works where id = $1', [id])).toHaveLength(1)
})

test('a copy that was kept again meanwhile is not kept twice', async () => {
  const origin = { url: 'https://archiveofourown.org/works/77', archive: 'Archive of Our Own' }
  const copy = workId(await world.work(ana, { title: 'Copy', origin, creators: ['Somebody'] }, 'kept'))
  const mailed = (await world.mails('ana@example.org')).length
  await trashWork(world.db, ana, copy, asking)
  await world.work(ana, { title: 'Copy', origin, creators: ['Somebody'] }, 'kept')
  expect(await restoreWork(world.db, ana, copy, asking)).toBe('kept-again')
  expect(await world.mails('ana@example.org')).toHaveLength(mailed)
})
