import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DOWN_THE_OTHER_SIDE, expected, THE_GOLDFISH, tightly } from '../../test/fixtures/import/expected.ts'
import { looksLikeEpub, readAo3Epub } from './ao3-epub.ts'
import { readSource } from './recognise.ts'
import type { Reading } from './source.ts'

const bytes = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../test/fixtures/import', name))
const read = (reading: Reading) => {
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return tightly(reading.record)
}
/** As anyone would hand it over, under a name that says nothing. */
const readFixture = async (name: string) => read(await readSource({ name: 'file', bytes: bytes(name) }))
const report = (era: string, losses: readonly string[] = []) =>
  ({ format: 'ao3-epub', era, losses, repairs: [] }) as const

/** An EPUB as a map, for what no fixture has. */
const book = (files: Readonly<Record<string, string>>) =>
  readAo3Epub(new Map(Object.entries(files).map(([name, text]) => [name, async () => Buffer.from(text)])))

const opf = (items: readonly string[], metadata = ''): string =>
  `<package><metadata>${metadata}</metadata><manifest>${items.map((item) => `<item id="${item}" href="${item}.xhtml"/>`).join('')}</manifest><spine>${items.map((item) => `<itemref idref="${item}"/>`).join('')}</spine></package>`
const CONTAINER = '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>'

describe('EPUBs that calibre made for AO3', () => {
  test.each([['epub-2019-calibre-one.epub', '2019-2022 calibre']])(
    '%s: one chapter, and its language from the package [I-013]',
    async (name, era) => {
      expect(await readFixture(name)).toEqual(expected(THE_GOLDFISH, report(era)))
    },
  )

  test.each([
    ['epub-2022-calibre-many.epub', '2022-2023 calibre'],
    ['epub-2026-calibre-many.epub', '2025-now calibre'],
  ])('%s: many chapters, whole though every class is renamed [I-013]', async (name, era) => {
    expect(await readFixture(name)).toEqual(expected(DOWN_THE_OTHER_SIDE, report(era)))
  })

  test('the creator’s own headings, at which calibre cut the file, are text again', async () => {
    const record = await readFixture('epub-2026-calibre-headings.epub')
    expect(record.summary).toBe('<p>Before.</p><h2>Within</h2><p>After.</p>')
    expect(record.endNotes).toBe('<h1>At Last</h1><p>The end.</p>')
    expect(record.chapters).toHaveLength(2)
    const [first, second] = record.chapters
    expect(first!.notes).toBe('<p>Note.</p><h2>Note’s Heading</h2><p>More note.</p>')
    expect(first!.endNotes).toBe('<p>End.</p><h2>End’s Heading</h2><p>More end.</p>')
    expect(first!.html).toBe(
      '<h2>Part One</h2><p>One.</p><h2>Part Two</h2><p>Two.</p><p>[a fish]</p><div><h2>Chapter 2</h2><p>Three.</p></div>',
    )
    expect(second).toMatchObject({ title: 'Second', html: '<p>Four.</p>' })
    expect(record).toMatchObject({
      anonymous: true,
      creators: [],
      chapterCount: { posted: 2, expected: null },
    })
    expect(record.import?.losses).toEqual([
      'a picture stored with the file is not kept, only its description',
    ])
  })
})

describe('EPUBs that AO3 wrote itself, 2010 to 2019', () => {
  test('one chapter in two files is one chapter', async () => {
    const record = await readFixture('epub-2015-own-writer-one.epub')
    expect(record).toEqual(expected(THE_GOLDFISH, report('2010-2019 own writer')))
  })

  test('end notes of chapters, which that writer never wrote, are named as lost', async () => {
    const record = await readFixture('epub-2015-own-writer-many.epub')
    const chapters = DOWN_THE_OTHER_SIDE.chapters.map((chapter) => ({ ...chapter, endNotes: '' }))
    expect(record).toEqual(
      expected(
        { ...DOWN_THE_OTHER_SIDE, chapters },
        report('2010-2019 own writer', [
          'chapter end notes of chapters 2 and 3: never written by AO3’s exporter of 2011–2019',
        ]),
      ),
    )
  })
})

describe('EPUBs that are not whole or not from AO3', () => {
  test('an EPUB is known by what is in it', () => {
    expect(looksLikeEpub(['mimetype', 'META-INF/container.xml', 'a.xhtml'])).toBe(true)
    expect(looksLikeEpub(['mimetype', 'content.opf'])).toBe(true)
    expect(looksLikeEpub(['word/document.xml', '[Content_Types].xml'])).toBe(false)
  })

  test('a package that names a missing file is damaged', async () => {
    const reading = await book({
      'META-INF/container.xml': CONTAINER,
      'content.opf': opf(['a', 'b']),
      'a.xhtml': '<p/>',
    })
    expect(reading).toMatchObject({
      outcome: 'refused',
      why: 'damaged',
      reason: expect.stringContaining('b.xhtml'),
    })
  })

  test('no package at all is damaged', async () => {
    expect(await book({ 'META-INF/container.xml': CONTAINER })).toMatchObject({ why: 'damaged' })
  })

  test('a book from elsewhere is turned down by the name of its maker', async () => {
    const reading = await book({
      'META-INF/container.xml': CONTAINER,
      'content.opf': opf(['a'], '<dc:contributor>FanFicFare [https://github.com]</dc:contributor>'),
      'a.xhtml': '<html><head><title/></head><body><p>Text.</p></body></html>',
    })
    expect(reading).toMatchObject({ why: 'not-supported', reason: expect.stringContaining('FanFicFare') })
  })
})
