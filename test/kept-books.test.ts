import { Kysely, PostgresDialect } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { type Catalogue, openCatalogue } from '../src/catalogue/index.ts'
import { type Actor, GUEST, type Member } from '../src/core/actor.ts'
import type { WorkId } from '../src/core/ids.ts'
import { fetchedBook, wholeBooks } from '../src/export/books/fetched-book.ts'
import { type GuestBooks, guestBooks } from '../src/export/books/guest-books.ts'
import { type JoinedBook, joinedBook } from '../src/export/books/joined-book.ts'
import { keptParts } from '../src/export/books/kept-parts.ts'
import { makeDownload } from '../src/export/download.ts'
import type { Database } from '../src/storage/database.ts'
import type { Db } from '../src/storage/transaction.ts'
import { LOGGED, TOLD } from './book-changes.ts'
import { aDrawing } from './pictures.ts'
import { unzip } from './unzip.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from './world.ts'

const PICTURE = 'ab'.repeat(32)
let world: World
let counted: Db
let asked: string[] = []
let catalogue: Catalogue
let guests: GuestBooks
let people: Readonly<Record<'writer' | 'other' | 'reader' | 'owner', Member>>
let shelf: Pick<Parameters<typeof fetchedBook>[0], 'db' | 'files' | 'kept' | 'books' | 'guests'>
let archive = { name: 'The Small Archive', url: BASE_URL }
let work: WorkId
let cited: WorkId
let works = 0

beforeAll(async () => {
  world = await makeWorld()
  const log = pino({ level: 'silent' })
  counted = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: world.pool }),
    log: ({ level, query }) => void (level === 'query' && asked.push(query.sql)),
  })
  guests = guestBooks()
  const changed = (works: readonly WorkId[] | null): void => guests.forget(works ?? undefined)
  catalogue = openCatalogue({ db: world.db, dataDir: world.dataDir, log, look: null, changed })
  await catalogue.catchUp()
  people = {
    writer: await world.person('writer', 'member', ['Quill']),
    other: await world.person('other'),
    reader: await world.person('reader'),
    owner: await world.person('owner', 'owner'),
  }
  shelf = { db: counted, files: world.files, kept: keptParts(10_000_000), books: wholeBooks(), guests }
})
afterAll(async () => {
  await catalogue.close()
  await world.end()
})
beforeEach(async () => {
  const { writer, other } = people
  cited = (await world.work(other, { title: `What Came Before ${++works}` })) as WorkId
  const html = `<p>The lamp burned low.</p><p><img src="/images/${PICTURE}.png" alt="A lamp"></p>`
  work = (await world.work(writer, {
    ...{ title: `The Lamp ${++works}`, creators: ['Quill (writer)', 'other'], fandoms: ['Lighthouses'] },
    ...{ series: [{ title: 'Lamps', position: 1 }], additionalTags: ['Slow burn'] },
    chapters: [aChapter({ html, creators: ['other'] }), aChapter({ position: 2 })],
  })) as WorkId
  await world.pool.query(
    `insert into related_works (work_id, relation, other_work_id, title, creators, place, approved)
     values ($1, 'inspired-by', $2, '', '{}', 1, true)`,
    [work, cited],
  )
  await catalogue.catchUp()
  guests.forget()
})

async function bytesOf(book: JoinedBook | 'not-allowed' | undefined): Promise<Buffer | string> {
  if (!book || book === 'not-allowed') return book ?? 'not there'
  const pieces: Uint8Array[] = []
  for await (const piece of book.read()) pieces.push(piece)
  return Buffer.concat(pieces)
}

const fetched = async (actor: Actor, now = NOW) =>
  bytesOf(await fetchedBook({ ...shelf, now }, actor, { id: work, archive }))

/** As it is made for the first time, with nothing kept. */
async function anew(actor: Actor): Promise<Buffer | string> {
  const { db, files } = world
  const made = await makeDownload(db, actor, { id: work, format: 'epub', archive, files })
  return !made || made === 'not-allowed' ? (made ?? 'not there') : Buffer.from(made.bytes)
}

const picturesIn = (book: Buffer | string): readonly string[] =>
  Buffer.isBuffer(book) ? [...unzip(book).keys()].filter((name) => name.includes('/pictures/')) : [book]

const readers = (): readonly Actor[] => [GUEST, ...Object.values(people)]

/** Twice: what is made, and what is kept of it. */
async function sameForAll(what: string): Promise<void> {
  for (const actor of readers()) {
    const expected = await anew(actor)
    for (const time of [1, 2, 3]) {
      const given = await fetched(actor)
      const same = Buffer.isBuffer(given) && Buffer.isBuffer(expected) && given.equals(expected)
      expect([what, time, actor, same || told(given)]).toEqual([what, time, actor, same || told(expected)])
    }
  }
}

/** Its pages where they are long and differ. */
const told = (given: Buffer | string): unknown =>
  Buffer.isBuffer(given) ? [...unzip(given)].filter(([name]) => !/record/.test(name)) : given

test('a change of any kind is in the next download, whoever asks, and whoever may not have it gets none', async () => {
  await sameForAll('at first')
  for (const [what, sql] of LOGGED) {
    await world.pool.query(sql, [work])
    await catalogue.catchUp()
    await sameForAll(what)
  }
})

test('a change that no log tells of is in the next download of members, and of guests when they are told', async () => {
  await sameForAll('at first')
  for (const [what, sql] of TOLD) {
    await world.pool.query(sql, [work])
    guests.forget()
    await sameForAll(what)
  }
})

test('the place of a work that it names shows at once: hidden, for members, unrevealed, gone', async () => {
  await sameForAll('at first')
  for (const set of [
    "audience = 'members'",
    "standing = 'hidden', audience = 'public'",
    "standing = 'posted', disclosure = 'unrevealed'",
    "disclosure = 'anonymous'",
    "disclosure = 'open', title = 'Another Name'",
    "standing = 'trashed'",
  ]) {
    await world.pool.query(`update works set ${set} where id = $1`, [cited])
    // Nobody tells the guests' memory of this work, and nobody need.
    await sameForAll(set)
  }
  await world.pool.query('delete from works where id = $1', [cited])
  await sameForAll('deleted')
})

test('a picture or a skin that is taken away, and the archive’s name, are gone from the next download', async () => {
  const skin = await world.pool.query(
    `insert into skins (person_id, kind, title, css, stamp, made_at, changed_at)
     values ($1, 'work', 'Ink', '#workskin p { color: #123456 }', 'x', now(), now()) returning id`,
    [people.writer.id],
  )
  await world.files.put(`${PICTURE}.png`, new Uint8Array(await aDrawing()), 'image/png')
  await world.pool.query("insert into image_files values ($1, 'image/png', 300, 200, '{}', false, 900)", [
    PICTURE,
  ])
  await world.pool.query("insert into work_images values ($1, $2, 'read')", [work, PICTURE])
  guests.forget()
  await sameForAll('picture')
  expect(picturesIn(await fetched(GUEST))).toEqual([`EPUB/pictures/${PICTURE}.png`])
  for (const [what, sql, values] of [
    ['skin', 'update works set skin_id = $2 where id = $1', [work, skin.rows[0].id]],
    [
      'skin changed',
      "update skins set css = '#workskin p { color: #654321 }' where id = $1",
      [skin.rows[0].id],
    ],
    ['skin gone', 'delete from skins where id = $1', [skin.rows[0].id]],
  ] as const) {
    await world.pool.query(sql, [...values])
    guests.forget()
    await sameForAll(what)
  }
  await world.pool.query('delete from work_images where work_id = $1', [work])
  guests.forget()
  await sameForAll('picture gone')
  expect(picturesIn(await fetched(GUEST))).toEqual([])
  archive = { ...archive, name: 'The Renamed Archive' }
  await sameForAll('archive renamed')
})

test('asked for again, a guest’s book takes no question, and a member’s takes one', async () => {
  await world.pool.query('delete from related_works where work_id = $1', [work])
  guests.forget()
  const questions = async (actor: Actor, now = NOW): Promise<number> => {
    asked = []
    await fetched(actor, now)
    return asked.length
  }
  await questions(GUEST)
  expect([await questions(GUEST), await questions(GUEST), await questions(people.reader)]).toEqual([1, 0, 1])
  const later = new Date(NOW.getTime() + 30_001)
  expect([await questions(GUEST, later), await questions(GUEST, later)]).toEqual([1, 0])
})

test('every table that a book is read from is in its stamp', async () => {
  asked = []
  await joinedBook({ ...shelf, now: NOW }, people.reader, { id: work, archive })
  const read = tablesIn(asked)
  asked = []
  await fetched(people.reader)
  const stamped = tablesIn(asked.slice(0, 1))
  const ours = new Set(['packed_chapters', 'packed_covers'])
  expect([...read].filter((table) => !stamped.has(table) && !ours.has(table))).toEqual([])
  expect(read.size).toBeGreaterThan(8)
})

const tablesIn = (questions: readonly string[]): ReadonlySet<string> =>
  new Set(
    questions.flatMap((sql) =>
      // A view of `tags`, by a column of theirs.
      [...sql.matchAll(/\b(?:from|join) "?([a-z_]+)"?/g)].map(([, name = '']) =>
        name.replace('shown_tags', 'tags'),
      ),
    ),
  )

test('over HTTP a guest’s second download is the first again, with its tag, its parts and no question', async () => {
  await world.pool.query('delete from related_works where work_id = $1', [work])
  const { dataDir, files } = world
  const log = pino({ level: 'silent' })
  const app = createApp({
    ...{
      db: counted,
      dataDir,
      files,
      log,
      catalogue,
      books: guestBooks(),
      baseUrl: BASE_URL,
      now: () => NOW,
    },
    ...{ secret: 'of this test', setupKey: '', folder: dataDir, version: '0' },
  })
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    app.request(`${BASE_URL}/downloads/${work}/x.epub`, { method, headers })
  await (await get()).arrayBuffer()
  await (await get()).arrayBuffer()
  const first = await get()
  const bytes = Buffer.from(await first.arrayBuffer())
  await new Promise((done) => setTimeout(done, 200))
  asked = []
  const [again, part, head] = [await get(), await get({ range: 'bytes=10-19' }), await get({}, 'HEAD')]
  const known = await get({ 'if-none-match': first.headers.get('etag') ?? '' })
  expect(asked.filter((sql) => !sql.includes('archive'))).toEqual([])
  expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true)
  expect([...again.headers]).toEqual([...first.headers])
  expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)])
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  expect(known.status).toBe(304)
})
