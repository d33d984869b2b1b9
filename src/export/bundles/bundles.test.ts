import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { epubcheck } from '../../../test/epubcheck.ts'
import { routeCases } from '../../../test/route-cases.ts'
import { unzip } from '../../../test/unzip.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { aChapter, makeWorld, type World } from '../../../test/world.ts'
import { NOTHING_SAID } from '../../works/index.ts'
import { askedFrom, fetchedFrom } from './bundles.fixtures.ts'

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

const asked = (as: string | null, form?: Record<string, string>) => askedFrom(world, series, as, form)
const fetched = (page: string, as: string | null) => fetchedFrom(world, page, as)

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

test('a series is a zip of PDFs, too; what cannot be printed here is counted, and the page says why', async () => {
  const writer = await world.known('writer')
  const ids = [
    await world.work(writer, { title: 'Printed', chapters: [aChapter({ html: '<p>In ink.</p>' })] }),
    await world.work(writer, {
      title: 'Not Printed',
      language: 'sq',
      chapters: [aChapter({ html: TODHRI })],
    }),
    await world.work(writer, { title: 'Printed, Too', chapters: [aChapter({ html: '<p>In ink.</p>' })] }),
  ]
  const page = await asked('writer', { of: 'works', which: ids.join(' '), as: 'pdf-zip' })
  await world.hear()
  const text = await (await world.get(page, 'writer')).text()
  expect(text).toContain('1 work is not in it')
  expect(text).toContain('letters that this archive cannot print')
  const alone = await world.get(`/downloads/${ids[1]}/x.pdf`, 'writer')
  expect([alone.status, await alone.text()]).toEqual([
    422,
    expect.stringMatching(/\(\u{105C0}[^)]*\), so it makes no PDF/u),
  ])
  const { name, bytes } = await fetched(page, 'writer')
  expect(name).toContain('.zip')
  const zip = bytes.toString('latin1')
  expect(zip).toContain('1_Printed.pdf%PDF-1.')
  expect(zip).toContain('2_Printed_Too.pdf%PDF-1.')
})

/** Letters of Todhri, which no machine has yet. */
const TODHRI = `<p>${'\u{105C0}\u{105C1}'.repeat(40)}</p>`

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
  expect(files.get('EPUB/cover.xhtml')).toMatch(/<img src="cover.jpg" role="doc-cover" alt="[^"]*writer"/)
  expect([...files.keys()]).toContain('EPUB/cover.jpg')
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
