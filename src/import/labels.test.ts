import { describe, expect, test } from 'vitest'
import { type LabelRow, readLabels } from './labels.ts'

const row = (label: string, values: readonly string[], more: Partial<LabelRow> = {}): LabelRow => ({
  label,
  values,
  text: values.join(', '),
  hrefs: [],
  ...more,
})

const BASIC: readonly LabelRow[] = [
  row('Rating', ['General Audiences']),
  row('Archive Warning', ['No Archive Warnings Apply']),
  row('Fandom', ['Sherlock Holmes - Arthur Conan Doyle']),
  row('Language', ['English']),
  row('Stats', ['Published: 2024-01-05 Words: 1,180 Chapters: 1/1']),
]
const having = (...rows: LabelRow[]): LabelRow[] => [
  ...BASIC.filter((basic) => !rows.some((r) => r.label.slice(0, 5) === basic.label.slice(0, 5))),
  ...rows,
]

describe('labelled rows', () => {
  test('a plain work loses nothing', () => {
    expect(readLabels(BASIC)).toEqual({
      rating: 'General Audiences',
      warnings: ['No Archive Warnings Apply'],
      categories: [],
      fandoms: ['Sherlock Holmes - Arthur Conan Doyle'],
      relationships: [],
      characters: [],
      additionalTags: [],
      language: 'en',
      series: [],
      collections: [],
      published: '2024-01-05',
      updated: null,
      completed: '2024-01-05',
      chapterCount: { posted: 1, expected: 1 },
      chaptersStated: true,
      words: 1180,
      losses: [],
    })
  })

  test.each([
    ['Choose Not To Use Archive Warnings', 'Creator Chose Not To Use Archive Warnings'],
    ['Underage', 'Underage Sex'],
    ['major character death', 'Major Character Death'],
  ])('the older warning %s is read as %s', (older, now) => {
    expect(readLabels(having(row('Archive Warnings', [older]))).warnings).toEqual([now])
  })

  test('a missing warnings row and a missing rating are named [I-003]', () => {
    const fields = readLabels(BASIC.filter((r) => !/Rating|Warning/.test(r.label)))
    expect(fields.rating).toBe('Not Rated')
    expect(fields.warnings).toEqual(['Creator Chose Not To Use Archive Warnings'])
    expect(fields.losses).toEqual([
      'warnings row missing: kept as Creator Chose Not To Use Archive Warnings',
      'rating row missing: kept as Not Rated',
    ])
  })

  test('an unknown warning stays as an additional tag, an unknown row is named', () => {
    const fields = readLabels(having(row('Archive Warnings', ['Sad Trombone']), row('Mood', ['grey'])))
    expect(fields.additionalTags).toEqual(['Sad Trombone'])
    expect(fields.losses).toEqual([
      'row “Mood” was not understood: grey',
      'warning “Sad Trombone” is not one we know: kept as an additional tag',
    ])
  })

  test.each([['Part 1 of A Study, in Scarlet, Part 12 of Letters']])(
    'series are split at each part in plain text: %s',
    (text) => {
      expect(readLabels(having(row('Series', text.split(', '), { text }))).series).toEqual([
        { title: 'A Study, in Scarlet', position: 1 },
        { title: 'Letters', position: 12 },
      ])
    },
  )

  test('series are split at links in HTML, even when a title says “Part 2 of”', () => {
    const given = row('Series', ['Tea, Part 2 of Many', 'Letters'], {
      text: 'Part 3 of Tea, Part 2 of Many, Part 1 of Letters',
      hrefs: ['http://archiveofourown.org/series/7', '/series/8'],
    })
    expect(readLabels(having(given)).series).toEqual([
      { title: 'Tea, Part 2 of Many', position: 3, url: 'https://archiveofourown.org/series/7' },
      { title: 'Letters', position: 1, url: 'https://archiveofourown.org/series/8' },
    ])
  })

  test.each([
    ['Published: 2010-12-05 Words: 4515', '2010-12-05', null, '2010-12-05', 1, 1, 4515],
    [
      'Published: 2015-03-01 Updated: 2015-04-01 Chapters: 2/? Words: 4515',
      '2015-03-01',
      '2015-04-01',
      null,
      2,
      null,
      4515,
    ],
    [
      'Published: 2015-03-01 Completed: 2015-04-01 Words: 12,345 Chapters: 1,002/1,002',
      '2015-03-01',
      '2015-04-01',
      '2015-04-01',
      1002,
      1002,
      12345,
    ],
    ['Published: 2015-03-01 Words: 9 Chapters: 3/3', '2015-03-01', null, '2015-03-01', 3, 3, 9],
    ['Published: 2015-03-01 Words: 9 Chapters: 1/5', '2015-03-01', null, null, 1, 5, 9],
  ])('stats of any era: %s', (text, published, updated, completed, posted, expected, words) => {
    const fields = readLabels(having(row('Stats', [text])))
    expect(fields).toMatchObject({ published, updated, completed, words })
    expect(fields.chapterCount).toEqual({ posted, expected })
  })

  test('a day the calendar does not have is named', () => {
    const fields = readLabels(having(row('Stats', ['Published: 2015-02-31 Words: 9 Chapters: 1/5'])))
    expect(fields.published).toBeNull()
    expect(fields.losses).toContain('published date “2015-02-31” is no date')
  })

  test('a tag of ten thousand characters is cut to the limit and named', () => {
    const fields = readLabels(having(row('Additional Tags', ['x'.repeat(10_000)])))
    expect(fields.additionalTags).toEqual(['x'.repeat(150)])
    expect(fields.losses[0]).toMatch(/^tag of 10000 characters cut to its first 150/)
  })
})
