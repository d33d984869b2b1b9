import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import type { WorkId } from '../../src/core/ids.ts'
import { makeDownload } from '../../src/export/index.ts'
import { bringPictures } from '../../src/import/bring-pictures.ts'
import { bringIn, readGathered } from '../../src/import/index.ts'
import { keepImage } from '../../src/works/index.ts'
import { epubcheck } from '../epubcheck.ts'
import { nuErrors } from '../nu.ts'
import { aDrawing, moving, noise } from '../pictures.ts'
import { unzip } from '../unzip.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../world.ts'

let world: World
let by: Member
let id: WorkId
const pictures: string[] = []
const named = (at: number): string => pictures[at] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-pictures-'))
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  by = await world.person('painter')
  const kinds = [await noise(900, 700).jpeg().toBuffer(), await aDrawing(), await moving()]
  for (const bytes of kinds) {
    const kept = await keepImage({ db: world.db, files: world.files, room: 1e9, now: NOW }, by, {
      bytes,
      name: 'x',
      alt: 'A <"picture"> & more',
    })
    if (typeof kept === 'string') throw new Error(kept)
    pictures.push(`/images/${kept.file}`)
  }
  const [one = '', two = '', three = ''] = pictures
  const again = `<p><a href="https://elsewhere.example/"><img src="${BASE_URL}${one}" alt="In a link"></a></p>`
  id = (await world.work(by, {
    title: 'Pictured',
    notes: `<p><img class="wide" src="${two}" alt="A drawing" height="20" width="30"></p>`,
    chapters: [
      aChapter({
        html: `<p>Text <img src="${one}" alt="A &quot;picture&quot; &amp; more" width="900"> text.</p>
<figure><img src="${three}" alt=""><figcaption>It moves</figcaption></figure>
<ul><li><img src="${one}" alt="Once more"></li></ul>
<p>Words: src="${one}"</p>`,
      }),
      aChapter({
        position: 2,
        html: `${again}<p><img src="https://elsewhere.example/far.png" alt="Far"></p>`,
      }),
    ],
    chapterCount: { posted: 2, expected: 2 },
  })) as WorkId
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true, force: true })
})

const archive = { name: 'The Small Archive', url: BASE_URL }
async function download(format: 'epub' | 'html', files: World['files'] | undefined = world.files) {
  const made = await makeDownload(world.db, by, { id, format, archive, files })
  if (!made || made === 'not-allowed') throw new Error('no file')
  return Buffer.from(made.bytes)
}

test('a book has its pictures in it, valid, with their descriptions, the same bytes each time', async () => {
  const bytes = await download('epub')
  expect(bytes.equals(await download('epub'))).toBe(true)
  const path = join(folder, 'pictured.epub')
  writeFileSync(path, bytes)
  expect(epubcheck([path])).toMatchObject({ errors: [], warnings: [] })
  const files = unzip(bytes)
  const names = [...files.keys()].filter((name) => name.startsWith('EPUB/pictures/'))
  expect(names.sort()).toEqual(pictures.map((address) => `EPUB/pictures/${address.slice(8)}`).sort())
  const chapter = files.get('EPUB/chapter1.xhtml') ?? ''
  expect(chapter).toContain(`<img src="pictures/${pictures[0]?.slice(8)}" data-was-src="${pictures[0]}"`)
  expect(chapter).toContain('alt="A &quot;picture&quot; &amp; more"')
  expect(files.get('EPUB/chapter2.xhtml')).toMatch(/<img src="pictures\/[^>]*alt="In a link"/)
  expect(files.get('EPUB/chapter2.xhtml')).toContain('[Image: Far]')
  expect(files.get('EPUB/preface.xhtml')).toContain(
    `<img class="wide" src="pictures/${pictures[1]?.slice(8)}"`,
  )
})

test('a page has its pictures in it, and can be read without a network', async () => {
  const page = (await download('html')).toString()
  const path = join(folder, 'pictured.html')
  writeFileSync(path, page)
  expect(nuErrors([path]).filter((error) => !error.includes('Obsolete doctype'))).toEqual([])
  expect(page.match(/src="data:image\/(?:jpeg|png|gif);base64,/g)).toHaveLength(5)
  expect(page).toContain(`data-was-src="${pictures[2]}"`)
  expect(page).toContain(`Words: src="${pictures[0]}"`)
  expect(page).toContain('src="https://elsewhere.example/far.png"')
  expect(/<img[^<>]* src="\/images/.test(page)).toBe(false)
})

test.each(['epub', 'html'] as const)(
  'a %s brings its pictures back: to its maker the same, to anybody else their own',
  async (format) => {
    const bytes = await download(format)
    const [mine] = await world.db
      .selectFrom('chapters')
      .select('html')
      .where('work_id', '=', id)
      .orderBy('position')
      .execute()
    const reading = await readGathered({ name: `x.${format}`, bytes })
    const pictures = { files: world.files, room: 1e9 }
    const common = { db: world.db, whose: 'kept' as const, baseUrl: BASE_URL, now: () => NOW, pictures }
    const back = reading.outcome === 'read' ? await bringPictures({ ...common, by }, reading) : undefined
    expect(back?.record.chapters[0]?.html).toBe(mine?.html)
    expect(back?.record.notes).toContain(`src="${named(1)}"`)

    const finder = await world.person(`finder${format}`)
    const report = await bringIn({ ...common, by: finder }, 'x', reading)
    if (report.outcome !== 'imported') throw new Error(report.outcome)
    expect(report.losses).toEqual([])
    const kept = await world.pool.query(
      'select hash, place, type from work_images join image_files using (hash) where work_id = $1',
      [report.workId],
    )
    expect(kept.rows.map(({ place, type }) => [place, type]).sort()).toEqual([
      ['read', 'image/gif'],
      ['read', 'image/jpeg'],
      ['read', 'image/png'],
    ])
    for (const { hash, type } of kept.rows) {
      const path = `/images/${hash}.${type === 'image/jpeg' ? 'jpg' : type.slice(6)}`
      expect((await world.get(path, finder.name)).status).toBe(200)
    }
    const again = await bringIn({ ...common, by: finder }, 'x', await readGathered({ name: 'x', bytes }))
    expect(again.outcome).toBe('already-here')

    const poor = await world.person(`poor${format}`)
    const without = await bringIn({ ...common, by: poor, pictures: { ...pictures, room: 0 } }, 'x', reading)
    expect('losses' in without && without.losses).toEqual([
      '3 pictures in the file could not be kept here, only their descriptions',
    ])
  },
)

test('what is not in the file is at its address: a link in a book, the picture in a page', async () => {
  const none = { ...world.files, get: async () => undefined }
  expect((await download('html', none)).toString()).toContain(`src="${BASE_URL}${pictures[2]}"`)
  const chapter = unzip(await download('epub', none)).get('EPUB/chapter1.xhtml')
  expect(chapter).toContain(`href="${BASE_URL}${pictures[0]}"`)
  expect(chapter).toContain('[Image: Once more]')
})
