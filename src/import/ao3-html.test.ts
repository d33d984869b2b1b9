import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  DOWN_THE_OTHER_SIDE,
  expected,
  ONE_OF_MANY,
  THE_GOLDFISH,
  tightly,
} from '../../test/fixtures/import/expected.ts'
import { looksLikeAo3Html, readAo3Html } from './ao3-html.ts'
import type { Reading } from './source.ts'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../test/fixtures/import', name), 'utf8')
const read = (reading: Reading) => {
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return tightly(reading.record)
}
const report = (era: string, losses: readonly string[] = []) =>
  ({ format: 'ao3-html', era, losses, repairs: [] }) as const

const NO_LANGUAGE = 'language not stated: kept as unknown'
const NO_TITLES = 'chapter titles: AO3’s exporter did not write them from 5 October to 28 November 2011'

const ERAS = [
  ['2010-12', '2010-2012', '2010-2017'],
  ['2011-11', '2010-2012', '2011 autumn'],
  ['2012-11', '2012-2017', '2010-2017'],
  ['2015', '2012-2017', '2010-2017'],
  ['2018', '2017-2019', '2017-2019'],
  ['2019', '2019-2022', '2019-2022'],
  ['2022', '2022-2023', '2022-2023'],
  ['2023-04', '2023', '2023'],
  ['2023-11', '2023-now', '2023-2025'],
  ['2025-10', '2023-now', '2025-now'],
  ['2026', '2023-now', '2025-now'],
] as const

describe('HTML downloads of every era', () => {
  test.each(ERAS)('%s: a work of one chapter, whole [I-013]', (file, era) => {
    const text = fixture(`html-${file}-one.html`)
    const spoken = file >= '2022'
    expect(looksLikeAo3Html(text)).toBe(true)
    expect(read(readAo3Html(text))).toEqual(
      expected(THE_GOLDFISH, report(era, spoken ? [] : [NO_LANGUAGE]), spoken ? {} : { language: 'und' }),
    )
  })

  test.each(ERAS)('%s: a work of many chapters, minified, whole [I-013]', (file, _, era) => {
    const text = fixture(`html-${file}-many.html`)
    const spoken = file >= '2022'
    const untitled = file === '2011-11'
    const told = untitled
      ? { ...DOWN_THE_OTHER_SIDE, chapters: DOWN_THE_OTHER_SIDE.chapters.map((c) => ({ ...c, title: '' })) }
      : DOWN_THE_OTHER_SIDE
    expect(looksLikeAo3Html(text)).toBe(true)
    expect(read(readAo3Html(text))).toEqual(
      expected(
        told,
        report(era, [...(spoken ? [] : [NO_LANGUAGE]), ...(untitled ? [NO_TITLES] : [])]),
        spoken ? {} : { language: 'und' },
      ),
    )
  })

  test('one posted chapter of many has its title and notes since 2026, and named as lost before', () => {
    const line = 'a line about a related work was not understood: Dedicated to the moon'
    expect(read(readAo3Html(fixture('html-2026-related.html')))).toEqual(
      expected(ONE_OF_MANY, report('2026-now', [line])),
    )
    const { html } = ONE_OF_MANY.chapters[0]!
    expect(read(readAo3Html(fixture('html-2024-related.html')))).toEqual(
      expected(
        { ...ONE_OF_MANY, chapters: [{ html }] },
        report('2023-now', [
          line,
          'title, summary and notes of chapter 1: until February 2026 AO3 left them out when one chapter was posted',
        ]),
      ),
    )
  })
})

describe('a story that quotes a download', () => {
  test('comes through whole, in the shape of today', () => {
    const record = read(readAo3Html(fixture('html-2024-quoting.html')))
    expect(record).toMatchObject({
      title: 'Posted Originally On',
      creators: [],
      anonymous: true,
      origin: { url: 'https://archiveofourown.org/works/1888' },
      rating: 'Not Rated',
      summary: expect.stringMatching(/^<p>Notes<\/p><blockquote>.*Watson reads a download\./),
      endNotes: '<p>End Notes</p>',
      completed: '2024-03-01',
      updated: '2024-03-01',
      chapterCount: { posted: 2, expected: 2 },
    })
    expect(record.notes).toContain('Please drop by and comment.')
    expect(record.chapters.map((c) => c.title)).toEqual(['Chapter 2: Not the Second', ''])
    expect(record.chapters[0]!.html).toContain('<p>Holmes read on.</p>')
    expect(record.chapters[0]!.html).toMatch(/Posted originally[\s\S]*Explicit[\s\S]*Chapter 9[\s\S]*None\./)
    expect(record.chapters[1]!.html).toMatch(
      /^<h2>A heading of his own[\s\S]*Afterword[\s\S]*And so it did\.<\/p>$/,
    )
    expect(record.import?.losses).toEqual([])
  })

  test('and in the shape of 2012, when nothing stood around the text but one element', () => {
    const record = read(readAo3Html(fixture('html-2015-quoting-one.html')))
    expect(record.chapters).toHaveLength(1)
    expect(record.chapters[0]!.html).toMatch(/^<p[^>]*>Posted originally[\s\S]*Holmes read on[\s\S]*None\./)
    expect(record.origin?.url).toBe('https://archiveofourown.org/works/1888')
  })
})

describe('chapters with nothing in them', () => {
  test('an empty head or an empty text does not run into the next chapter', () => {
    const text = fixture('html-2011-11-many.html')
      .replace(/(<div class="meta group">)[\s\S]*?(?=<\/div><!--chapter content-->)/g, '$1')
      .replace(/(<!--chapter content--><div class="userstuff">)[\s\S]*?(?=<\/div><!--\/chapter)/, '$1')
    const { chapters } = read(readAo3Html(text))
    expect(chapters.map(({ html }) => html.includes('<p>'))).toEqual([false, true, true])
  })
})
