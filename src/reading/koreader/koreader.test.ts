import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unzip } from '../../../test/unzip.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { makeDeviceKey } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { notePlace, placeOf } from '../../library/index.ts'
import { elementsIn, parseDocument, textOf } from '../../prose/index.ts'
import { inTransaction } from '../../storage/transaction.ts'

/** KOReader's plug-in kosync, as its code asks: docs/clients.md. */
interface Reader {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Answer }>
}
type Answer = Readonly<Record<string, unknown>>

let world: World
let writer: Member
let reader: Member
let device: Reader

beforeAll(async () => {
  world = await makeWorld()
  // An archive is open once it has an owner.
  await world.person('keeper', 'owner')
  writer = await world.person('writer')
  reader = await world.person('reader')
  device = await aDevice(reader)
})
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from places'))

async function aDevice(person: Member, key?: string): Promise<Reader> {
  const wanted = { use: 'progress', label: 'Kobo', now: NOW } as const
  const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, person.id, wanted))
  if (typeof made === 'string') throw new Error(made)
  const headers = {
    'content-type': 'application/json',
    accept: 'application/vnd.koreader.v1+json',
    'x-auth-user': person.name,
    'x-auth-key': createHash('md5')
      .update(key ?? made.key)
      .digest('hex'),
  }
  return {
    ask: async (method, path, body) => {
      const sent = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)
      const answer = await world.app.request(`${BASE_URL}/koreader${path}`, { method, headers, body: sent })
      expect(answer.headers.get('content-type')).toBe('application/vnd.koreader.v1+json; charset=utf-8')
      return { status: answer.status, body: (await answer.json()) as Answer }
    },
  }
}

const LINES = Array.from({ length: 8 }, (_, n) => `<p>Line ${n}.</p>`)
const text = (n: number): string =>
  [...LINES.slice(0, 5), `<h3>Part of ${n}</h3>`, ...LINES.slice(5)].join('')

async function aWork(titles = ['One', 'Two', 'Three'], more = {}) {
  const chapters = titles.map((title, n) =>
    aChapter({ position: n + 1, title, html: text(n), notes: '<p>Hm.</p>' }),
  )
  const id = (await world.work(writer, { title: 'A Far Country', chapters, ...more })) as WorkId
  return { id, chapters: await chaptersOf(id) }
}

async function chaptersOf(id: WorkId): Promise<ChapterId[]> {
  const asked = world.db.selectFrom('chapters').select('id').where('work_id', '=', id)
  return (await asked.orderBy('position').execute()).map((row) => row.id)
}

/** The book as an e-reader gets it, and what KOReader calls it: read with a digest written once more, here. */
async function download(id: WorkId) {
  const answer = await world.get(`/downloads/${id}/book.epub`, 'reader')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const digest = createHash('md5')
  for (let n = -1; n <= 10; n++) {
    const start = n < 0 ? 0 : 1024 << (2 * n)
    if (start < bytes.length) digest.update(bytes.subarray(start, start + 1024))
  }
  const document = digest.digest('hex')
  const isNoted = () => world.pool.query('select from book_files where digest = $1', [document])
  await expect.poll(async () => (await isNoted()).rowCount).toBe(1)
  return { document, pages: unzip(bytes) }
}

const put = (said: object) =>
  device.ask('PUT', '/syncs/progress', { percentage: 0.5, device: 'Kobo', device_id: 'A1', ...said })

/** What a path leads to in the book itself, followed step by step as an XPath is. */
function followed(pages: ReadonlyMap<string, string>, path: string): string {
  const [, , fragment = '', ...steps] = path.replace(/\.\d+$/, '').split('/')
  const names = [
    ...(pages.get('EPUB/content.opf') ?? '').matchAll(/<item id="(?:cover-page|section\d+)" href="([^"]+)"/g),
  ]
  const page = pages.get(`EPUB/${names[Number(/\d+/.exec(fragment)) - 1]?.[1]}`) ?? ''
  let at = elementsIn(parseDocument(page))[0]
  for (const step of steps) {
    const [, name = '', count = '1'] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? []
    at = at && elementsIn(at).filter(({ tagName }) => tagName === name)[Number(count) - 1]
  }
  return at ? textOf(at) : `nothing at ${path}`
}

test('a session as KOReader has it: refused, let in, sent, asked back', async () => {
  const wrong = await aDevice(reader, 'guessed')
  expect(await wrong.ask('GET', '/users/auth')).toMatchObject({ status: 401, body: { code: 2001 } })
  expect(await device.ask('GET', '/users/auth')).toEqual({ status: 200, body: { authorized: 'OK' } })
  const joined = await device.ask('POST', '/users/create', { username: 'someone', password: 'x' })
  expect(joined.status).toBe(402)
  expect(joined.body.message).toContain(`${BASE_URL}/settings/devices`)
  expect(await device.ask('GET', '/syncs/progress/0123456789abcdef0123456789abcdef')).toEqual({
    status: 200,
    body: {},
  })
})

test('a place in a book from here moves the place in the work, to the chapter and the line', async () => {
  const { id, chapters } = await aWork()
  const { document, pages } = await download(id)
  const progress = '/body/DocFragment[4]/body/div/div[2]/p[7]/text()[1].12'
  expect(followed(pages, progress.replace('/text()[1].12', ''))).toBe('Line 6.')
  const sent = await put({ document, progress, percentage: 0.4321 })
  expect(sent).toEqual({ status: 200, body: { document, timestamp: NOW.getTime() / 1_000 } })
  // The heading stands before the sixth paragraph, so the seventh is the eighth block.
  expect(await placeOf(world.db, reader, id)).toMatchObject({
    ...{ chapterId: chapters[1], paragraph: 7, share: expect.closeTo(0.4321), device: 'Kobo' },
  })
  const back = {
    document,
    progress,
    percentage: 0.4321,
    device: 'Kobo',
    device_id: 'A1',
    timestamp: NOW.getTime() / 1_000,
  }
  expect((await device.ask('GET', `/syncs/progress/${document}`)).body).toEqual(back)
})

test('who went on in a browser is asked by the e-reader whether to go there: to that line of its own file', async () => {
  const { id, chapters } = await aWork()
  const { document, pages } = await download(id)
  await put({ document, progress: '/body/DocFragment[3]/body/div/div[2]/p[1].0', percentage: 0.1 })
  await world.pool.query("update progress set noted_at = noted_at - interval '1 hour'")
  const place = { workId: id, chapterId: chapters[2] ?? null, paragraph: 7, share: 0.8, device: '', at: NOW }
  await notePlace(world.db, reader, place, NOW)
  const { body } = await device.ask('GET', `/syncs/progress/${document}`)
  expect(body).toMatchObject({ document, percentage: expect.closeTo(0.8), device_id: 'palimpsest' })
  expect(followed(pages, String(body.progress))).toBe('Line 6.')
  expect(body.device).toBeTruthy()
  await notePlace(world.db, reader, { ...place, paragraph: 0 }, NOW)
  const opening = (await device.ask('GET', `/syncs/progress/${document}`)).body
  expect(followed(pages, String(opening.progress))).toContain('Chapter 3: Three')
})

test('a work of one text has no chapters in its book either', async () => {
  const { id, chapters } = await aWork(['Alone'], { chapterCount: { posted: 1, expected: 1 } })
  const { document, pages } = await download(id)
  const progress = '/body/DocFragment[3]/body/div/div/p[4].0'
  expect(followed(pages, progress)).toBe('Line 3.')
  await put({ document, progress })
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: chapters[0], paragraph: 3 })
  const place = { workId: id, chapterId: chapters[0] ?? null, paragraph: 4, share: 0.8, device: '', at: NOW }
  await world.pool.query("update progress set noted_at = noted_at - interval '1 hour'")
  await notePlace(world.db, reader, place, NOW)
  const { body } = await device.ask('GET', `/syncs/progress/${document}`)
  expect(followed(pages, String(body.progress))).toBe('Line 4.')
})

test('an older book keeps its name: what is new in the work is not read yet, and has no line in it', async () => {
  const { id, chapters } = await aWork()
  const third = chapters[2] ?? null
  await world.pool.query("update chapters set standing = 'draft' where id = $1", [third])
  const { document } = await download(id)
  await world.pool.query("update chapters set standing = 'posted' where id = $1", [third])
  await put({ document, progress: '/body/DocFragment[5]/body/div/p.0', percentage: 1 })
  const place = await placeOf(world.db, reader, id)
  expect(place).toMatchObject({ chapterId: chapters[1], paragraph: 8, share: expect.closeTo(2 / 3) })
  expect(place?.fresh).toEqual([third])
  await world.pool.query("update progress set noted_at = noted_at - interval '1 hour'")
  await notePlace(
    world.db,
    reader,
    { workId: id, chapterId: third, paragraph: 1, share: 0.9, device: '', at: NOW },
    NOW,
  )
  const { body } = await device.ask('GET', `/syncs/progress/${document}`)
  expect(body).toMatchObject({ percentage: 1, device_id: 'A1' })
})

test('a line that was taken out since is the last one there is, not the chapter’s beginning', async () => {
  const { id, chapters } = await aWork()
  const { document } = await download(id)
  const shorter = LINES.slice(0, 3).join('')
  await world.pool.query('update chapters set html = $2 where id = $1', [chapters[1], shorter])
  await put({ document, progress: '/body/DocFragment[4]/body/div/div[2]/p[7].0' })
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: chapters[1], paragraph: 2 })
})

test('opening a book at its first pages takes nobody back', async () => {
  const { id, chapters } = await aWork()
  const { document } = await download(id)
  const far = { workId: id, chapterId: chapters[2] ?? null, paragraph: 3, share: 0.9, device: '', at: NOW }
  await notePlace(world.db, reader, far, NOW)
  await put({ document, progress: '/body/DocFragment[1]/body/div/p.0', percentage: 0 })
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: chapters[2], paragraph: 3 })
})

test('what another reading program sends keeps the share, and what is not of here comes back as it came', async () => {
  const { id } = await aWork()
  const { document } = await download(id)
  await put({ document: 'filename', identifiers: [{ type: 'content', value: document }], progress: '12' })
  expect(await placeOf(world.db, reader, id)).toMatchObject({ chapterId: null, share: 0.5 })
  const odd = { document: 'some other book', progress: 'epubcfi(/6/14!/4/2)', percentage: 0.123456789 }
  await put(odd)
  expect((await device.ask('GET', '/syncs/progress/some%20other%20book')).body).toMatchObject(odd)
  await put({ ...odd, progress: 17 })
  expect((await device.ask('GET', '/syncs/progress/some%20other%20book')).body).toMatchObject({
    progress: '17',
  })
  const another = await aDevice(writer)
  expect((await another.ask('GET', '/syncs/progress/some%20other%20book')).body).toEqual({})
})

test('of a work that is not to be seen any more an e-reader is told no more than it said itself', async () => {
  const { id, chapters } = await aWork()
  const { document } = await download(id)
  const progress = '/body/DocFragment[3]/body/div/div[2]/p[2].0'
  await put({ document, progress })
  const place = { workId: id, chapterId: chapters[2] ?? null, paragraph: 7, share: 0.8, device: '', at: NOW }
  await world.pool.query("update progress set noted_at = noted_at - interval '1 hour'")
  await notePlace(world.db, reader, place, NOW)
  await world.pool.query("update works set standing = 'hidden' where id = $1", [id])
  expect((await device.ask('GET', `/syncs/progress/${document}`)).body).toMatchObject({
    progress,
    device_id: 'A1',
  })
  expect((await put({ document, progress })).status).toBe(200)
  const another = await aDevice(await world.person('newcomer'))
  expect((await another.ask('GET', `/syncs/progress/${document}`)).body).toEqual({})
})

test('[A-33] hostile bodies are refused in KOReader’s own words', async () => {
  const fine = { document: 'd', progress: '1', percentage: 0.1, device: 'x' }
  const refused = async (body: unknown) => (await device.ask('PUT', '/syncs/progress', body)).body.code
  expect((await put(fine)).status).toBe(200)
  for (const body of ['{', '', 'null', '[]', '7', { ...fine, progress: {} }, { ...fine, percentage: 1.5 }])
    expect(await refused(body)).toSatisfy((code) => code === 2003 || code === 2004)
  for (const percentage of [-1, 'half', null, [0.5]])
    expect(await refused({ ...fine, percentage })).toBe(2003)
  for (const document of ['', 'x'.repeat(201), 'a\u0000b', '\ud800', 7, undefined])
    expect(await refused({ ...fine, document })).toBe(2004)
  expect(await refused({ ...fine, progress: 'x'.repeat(2_001) })).toBe(2003)
  expect(await refused({ ...fine, device: 'x'.repeat(40_000) })).toBe(2003)
  expect(await refused({ ...fine, device: 'x'.repeat(2_000_000) })).toBe(2003)
  expect((await device.ask('GET', `/syncs/progress/${'x'.repeat(201)}`)).status).toBe(403)
  expect((await device.ask('GET', '/syncs/progress/%00')).status).toBe(403)
})

test('nobody keeps more documents than anybody reads, and the latest stay', async () => {
  const many = await world.person('collector')
  await world.pool.query(
    `insert into progress (person_id, document, progress, percentage, device, noted_at)
     select $1, 'book ' || n, '1', 0, 'x', $2::timestamptz - n * interval '1 minute' from generate_series(1, 5000) as n`,
    [many.id, NOW],
  )
  const eager = await aDevice(many)
  const sent = await eager.ask('PUT', '/syncs/progress', {
    document: 'new',
    progress: '1',
    percentage: 0,
    device: 'x',
  })
  expect(sent.status).toBe(200)
  const { rows } = await world.pool.query(
    `select count(*)::int as n, bool_or(document = 'new') as new, bool_or(document = 'book 5000') as old
     from progress where person_id = $1`,
    [many.id],
  )
  expect(rows).toEqual([{ n: 5000, new: true, old: false }])
})
