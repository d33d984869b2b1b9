import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { epubcheck } from '../../../test/epubcheck.ts'
import { routeCases } from '../../../test/route-cases.ts'
import { idOf } from '../../../test/sample.ts'
import { unzip } from '../../../test/unzip.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { NOTHING_SAID } from '../../works/index.ts'
import { keptParts } from '../books/kept-parts.ts'
import { makeBundle } from './make-bundle.ts'
import { forgetOldBundles } from './progress.ts'

let world: World
let series = 0
let guests = ''
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-bundle-'))
beforeAll(async () => {
  world = await makeWorld('sample')
  const { rows } = await world.pool.query("select id from series where title = 'Rooms to Let'")
  series = rows[0].id
  guests = await asked(null)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.end()
})

/** Asked for as a page's form does; the address of its page. */
async function asked(as: string | null, form: Record<string, string> = {}): Promise<string> {
  const whole = { of: 'series', which: String(series), as: 'epub-zip', path: `/series/${series}`, ...form }
  const answer = await world.post('/downloads/bundles', whole, as)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return answer.headers.get('location') ?? ''
}

async function fetched(
  page: string,
  as: string | null,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const text = await (await world.get(page, as)).text()
  const [, path = ''] = /href="(\/downloads\/bundles\/[^"]+)" download/.exec(text) ?? []
  const answer = await world.get(path, as)
  expect([path, answer.status]).toEqual([path, 200])
  return {
    name: answer.headers.get('content-disposition') ?? '',
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}

routeCases(
  () => world,
  [
    {
      case: 'POST bundles guest',
      path: '/downloads/bundles',
      form: { of: 'works', which: '1', as: 'epub-zip' },
      status: 404,
    },
    {
      case: 'POST bundles guest',
      path: '/downloads/bundles',
      form: { of: 'series', which: '9999', as: 'epub-zip' },
      status: 404,
    },
    {
      case: 'POST bundles guest',
      path: '/downloads/bundles',
      form: { of: 'shelf', which: '1', as: 'epub-zip' },
      status: 404,
    },
    {
      case: 'POST bundles member',
      path: '/downloads/bundles',
      form: { of: 'toString', which: '1', as: 'constructor' },
      status: 404,
    },
    {
      case: 'POST bundles member',
      path: '/downloads/bundles',
      form: { of: 'account', which: 'writer', as: 'html-book' },
      status: 303,
    },
    {
      case: 'POST bundles owner',
      path: '/downloads/bundles',
      form: { of: 'elsewhere', which: 'nobody', as: 'txt-zip' },
      status: 404,
    },
    { case: 'GET bundle guest', path: () => guests, status: 200, says: ['Rooms to Let', 'data-live'] },
    {
      case: 'GET bundle member',
      path: '/downloads/bundles/0b9c1f7e-1111-4111-8111-000000000001',
      status: 404,
    },
    { case: 'GET bundle owner', path: '/downloads/bundles/x', status: 404 },
    { case: 'GET bundleFile guest', path: () => `${guests}/x.zip`, status: 404 },
    { case: 'GET bundleFile member', path: '/downloads/bundles/x/x.zip', status: 404 },
    { case: 'GET bundleFile owner', path: '/downloads/bundles/x/x.zip', status: 404 },
  ],
)

test('a series is a zip of books, in its order, each the book that is fetched alone', async () => {
  await world.hear()
  const page = await (await world.get(guests)).text()
  expect(page).toContain('Fetch the file')
  expect(page).not.toContain('data-live')
  const { name, bytes } = await fetched(guests, null)
  expect(name).toContain('Rooms_to_Let.zip')
  const { rows } = await world.pool.query(
    'select work_id as id from series_works where series_id = $1 order by position',
    [series],
  )
  const whole = bytes.toString('latin1')
  for (const { id } of rows) {
    const alone = Buffer.from(await (await world.get(`/downloads/${id}/x.epub`)).arrayBuffer())
    expect(whole).toContain(alone.toString('latin1'))
  }
})

test('the address of a guest’s file is known to nobody else; a member’s is theirs alone', async () => {
  expect(guests).toMatch(/^\/downloads\/bundles\/[\w-]{43}$/)
  const { rows } = await world.pool.query('select bundles::text as row from bundles where person_id is null')
  expect(rows.map(({ row }) => row).join()).not.toContain(guests.split('/').at(-1))
  const mine = await asked('reader', { as: 'md-zip' })
  await world.hear()
  expect((await world.get(mine, 'reader')).status).toBe(200)
  for (const other of [null, 'writer', 'moderator']) {
    expect((await world.get(mine, other)).status).toBe(404)
    expect((await world.get(`${mine}/x.zip`, other)).status).toBe(404)
  }
})

test('everything in one book is a valid EPUB with a part for each work', async () => {
  const writer = await world.known('writer')
  const chapters = [
    aChapter({ html: '<p>See <a href="#text-n">the note</a>.</p>', endNotes: '<p>So.</p>' }),
    aChapter({ position: 2, html: '<p><a id="text-n">Note</a> <ruby>字<rt>ji</rt></ruby></p>' }),
  ]
  const ids = [
    await world.work(writer, { title: 'First & <Last>', chapters, endNotes: '<p>End.</p>' }),
    await world.work(writer, { title: 'كتاب', language: 'ar', chapters }),
  ]
  const page = await asked('writer', { of: 'works', which: ids.join(' '), as: 'epub-book' })
  await world.hear()
  const { bytes } = await fetched(page, 'writer')
  const path = join(folder, 'whole.epub')
  writeFileSync(path, bytes)
  const { errors, warnings } = epubcheck([path])
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
  const files = unzip(bytes)
  expect(files.get('EPUB/nav.xhtml')).toMatch(/First &amp; &lt;Last&gt;<\/a>\n<ol>/)
  expect(files.get('EPUB/work1-chapter1.xhtml')).toContain('href="work1-chapter2.xhtml#text-n"')
  expect(files.get('EPUB/work2-preface.xhtml')).toContain('كتاب')
})

test('everything in one page is well-formed, and links of one work stay in it', async () => {
  const writer = await world.known('writer')
  const chapters = [
    aChapter({ html: '<p><a href="#text-n">there</a> <a id="text-n">here</a> id="text-n"</p>' }),
  ]
  const ids = [
    await world.work(writer, { title: 'One', chapters }),
    await world.work(writer, { title: 'Two', chapters }),
  ]
  const page = await asked('writer', { of: 'works', which: ids.join(','), as: 'html-book' })
  await world.hear()
  const text = (await fetched(page, 'writer')).bytes.toString()
  expect(notWellFormed(text.replace(/^<!DOCTYPE[^>]*>/, ''))).toBeUndefined()
  const targets = [...text.matchAll(/ id="([^"]*)"(?=[^<]*>)/g)].map(([, id]) => id)
  expect(new Set(targets).size).toBe(targets.length)
  for (const [, to] of text.matchAll(/<a [^>]*href="#([^"]*)"/g)) expect(targets).toContain(to)
  expect(text).toContain('id="text-n"</p>')
})

test('what a reader may not have is counted and not named', async () => {
  const writer = await world.known('writer')
  const open = await world.work(writer, { title: 'Open Door' })
  const refused = await world.work(writer, {
    title: 'Shut Door',
    permissions: { ...NOTHING_SAID, download: 'no' },
  })
  const draft = await world.work(writer, { title: 'No Door Yet' }, 'draft')
  const page = await asked('reader', { of: 'works', which: `${open} ${refused} ${draft}`, as: 'txt-zip' })
  await world.hear()
  const text = await (await world.get(page, 'reader')).text()
  expect(text).toContain('1 work is not in it')
  expect(text).not.toMatch(/Shut Door|No Door Yet/)
  const names = (await fetched(page, 'reader')).bytes.toString('latin1')
  expect(names).toContain('1_Open_Door.txt')
  expect(names).not.toMatch(/Shut|No_Door/)
})

test('an anonymous work, and one under a pen name that is not shown to be theirs, is not in the file of a creator', async () => {
  const by = await world.person('masked', 'member', ['Behind It'])
  await world.work(by, { title: 'Signed', creators: ['masked'] })
  const anonymous = await world.work(by, { title: 'Unsigned', creators: ['masked'] })
  await world.work(by, { title: 'Elsewhere Signed', creators: ['Behind It (masked)'] })
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [anonymous])
  await world.pool.query("update pen_names set unlinked = true, code = 'secretcode' where name = 'Behind It'")
  for (const as of [null, 'reader', 'masked']) {
    const page = await asked(as, { of: 'account', which: 'masked', as: 'txt-zip' })
    await world.hear()
    const names = (await fetched(page, as)).bytes.toString('latin1')
    expect(names).toContain('Signed.txt')
    expect(names).not.toMatch(/Unsigned|Elsewhere/)
  }
})

test('a file is not handed out once something in it is hidden, locked, forbidden or has become anonymous', async () => {
  const writer = await world.known('writer')
  for (const change of [
    "update works set standing = 'hidden' where id = $1",
    "update works set audience = 'members' where id = $1",
    `update works set permissions = permissions || '{"download":"no"}' where id = $1`,
    "update works set disclosure = 'anonymous', changed_at = now() + interval '400 days' where id = $1",
  ]) {
    const title = `Fading ${Math.random()}`
    const id = await world.work(writer, { title, series: [{ title, position: 1 }] })
    const { rows } = await world.pool.query('select series_id from series_works where work_id = $1', [id])
    const page = await bundleOfGuest(rows[0].series_id)
    expect(await (await world.get(page)).text()).toContain('Fetch the file')
    await world.pool.query(change, [id])
    const text = await (await world.get(page)).text()
    expect(text).toContain('not handed out any more')
    expect((await world.get(`${page}/x.zip`)).status).toBe(303)
  }
})

/** Straight to the verb: a guest asks for five files an hour at most. */
async function bundleOfGuest(which: number): Promise<string> {
  const { askForBundle } = await import('./bundles.ts')
  const { bundleWorks } = await import('./bundle-works.ts')
  const found = await bundleWorks(world.db, { type: 'guest' }, { of: 'series', which: String(which) })
  const asked = {
    works: found?.ids ?? [],
    beyond: 0,
    title: 'x',
    shape: 'zip',
    format: 'epub',
    path: '/',
    now: NOW,
  } as const
  const address = await askForBundle(world.db, { type: 'guest' }, asked)
  await world.hear()
  return `/downloads/bundles/${address}`
}

test('a member has one under way at a time, and a guest asks five times an hour', async () => {
  const first = await asked('moderator')
  expect(await asked('moderator', { as: 'md-zip' })).toBe(first)
  await world.hear()
  expect(await asked('moderator', { as: 'md-zip' })).not.toBe(first)
  await world.hear()
  const form = { of: 'series', which: String(series), as: 'txt-zip' }
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) statuses.push((await world.post('/downloads/bundles', form)).status)
  expect(statuses.at(-1)).toBe(403)
  await world.hear()
})

test('stopped half-way and begun again, it goes on where it was; when it is done only the file is left', async () => {
  const page = await asked('reader', { as: 'epub-zip' })
  const id = page.split('/').at(-1) ?? ''
  const stopped = new Error('the program stops')
  let asked_ = 0
  const making = {
    ...{
      db: world.db,
      dataDir: world.dataDir,
      files: world.files,
      kept: keptParts(1_000_000),
      baseUrl: BASE_URL,
    },
    now: () => NOW,
    archive: async () => {
      asked_++
      return 'Archive'
    },
  }
  const { startBundle, noteProgress } = await import('./progress.ts')
  const { writePiece } = await import('./write-piece.ts')
  const { bundleById } = await import('./bundles.ts')
  const { mkdirSync } = await import('node:fs')
  await startBundle(world.db, id)
  const bundle = await bundleById(world.db, id)
  const [work] = bundle?.works ?? []
  if (!bundle || !work) throw stopped
  const piece = await writePiece(making, await world.known('reader'), { bundle, place: 0, work })
  if (piece === 'left-out') throw stopped
  const pieces = join(world.dataDir, 'bundles', `${id}.pieces`)
  mkdirSync(pieces, { recursive: true })
  writeFileSync(join(pieces, '00000'), piece.bytes)
  await noteProgress(world.db, id, { done: 1, held: [work], leftOut: 0, beyond: 0 })
  asked_ = 0
  await makeBundle(making, id)
  // Once for each work that was left, and once for the whole.
  expect(asked_).toBe(bundle.works.length)
  expect((await bundleById(world.db, id))?.held).toEqual(bundle.works)
  const { bytes } = await fetched(page, 'reader')
  expect(bytes.toString('latin1')).toContain(Buffer.from(piece.bytes).toString('latin1'))
  expect(existsSync(pieces)).toBe(false)
  await world.hear()
})

test('after a day it is not there, nor are its files', async () => {
  const page = await asked('reader')
  await world.hear()
  await world.pool.query("update bundles set asked_at = asked_at - interval '25 hours'")
  expect((await world.get(page, 'reader')).status).toBe(404)
  await forgetOldBundles({ db: world.db, dataDir: world.dataDir, now: () => NOW })
  expect(readdirSync(join(world.dataDir, 'bundles'))).toEqual([])
  expect((await world.pool.query('select 1 from bundles')).rowCount).toBe(0)
})

test('pages of many works offer them as one file', async () => {
  const umbrella = await idOf(world, 'The Umbrella Stand')
  expect(umbrella).toBeGreaterThan(0)
  for (const path of [`/series/${series}`, '/users/writer/works'])
    expect([path, (await (await world.get(path)).text()).includes('action="/downloads/bundles"')]).toEqual([
      path,
      true,
    ])
})
