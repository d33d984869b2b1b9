import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { strippedText } from '../../test/stripped.ts'
import { plainText } from '../prose/index.ts'
import type { WorkRecord } from '../works/index.ts'
import { readAo3Html } from './ao3-html.ts'
import { looksLikeAo3Text, readAo3Text } from './ao3-text.ts'
import { refused } from './source.ts'

const folder = new URL('../../test/fixtures/import/text/', import.meta.url)
const fixture = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8')
const read = (text: string): WorkRecord => {
  const reading = readAo3Text(text)
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return reading.record
}
const page = (stats: string, after: string) =>
  `Preface\n\nRain\nPosted originally on the Archive of Our Own at http://archiveofourown.org/works/7.\n\nRating:\nNot Rated\nFandom:\nOriginal Work\nStats:\n${stats}\n\nRain\nby mudlark\n${after}`
const END =
  'Afterword\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n'
const titles = (record: WorkRecord) => record.chapters.map((chapter) => chapter.title)
const bodies = (record: WorkRecord) => record.chapters.map((chapter) => plainText(chapter.html))

describe('each converter’s way of writing it down', () => {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -4)] : []))

  test.each(names)('%s: the whole record, field by field', async (name) => {
    expect(looksLikeAo3Text(fixture(name))).toBe(true)
    const record = `${JSON.stringify(read(fixture(name)), null, 2)}\n`
    await expect(record).toMatchFileSnapshot(new URL(`${name}.json`, folder).pathname)
  })

  test('with Windows line ends it is the same', () => {
    for (const name of names)
      expect(read(fixture(name).replaceAll('\n', '\r\n'))).toEqual(read(fixture(name)))
  })

  test('with labels and values in one run', () => {
    const run =
      'Rain - mudlark - Original Work p.message { x: y; } PrefaceRainPosted originally on the Archive of Our Own at http://archiveofourown.org/works/7.Rating:General AudiencesArchive Warning:No Archive Warnings ApplyFandom:Original WorkAdditional Tags:Rain, UmbrellasStats:Published: 2020-01-02Words: 12Chapters: 1/1Rainby mudlark\nRain\nIt rained.\nStill.'
    const record = read(run)
    expect(record).toMatchObject({ title: 'Rain', creators: ['mudlark'], rating: 'General Audiences' })
    expect(record).toMatchObject({ additionalTags: ['Rain', 'Umbrellas'], words: { stated: 12 } })
    expect(bodies(record)).toEqual(['It rained.\nStill.'])
  })
})

describe('who made it', () => {
  const signed = (byline: string) =>
    page('Published: 2020-01-02', `Rain\nIt rained.\n${END}`).replace('by mudlark', byline)

  test.each([
    ['by mudlark (crow), two words', ['mudlark (crow)', 'two words']],
    ['by\nmudlark\n,\ncrow', ['mudlark', 'crow']],
    ['by mudlark,\ncrow', ['mudlark', 'crow']],
    ['by Anonymous', []],
  ])('%j', (byline, creators) => {
    expect(read(signed(byline))).toMatchObject({ creators, anonymous: creators.length === 0 })
    expect(bodies(read(signed(byline)))).toEqual(['It rained.'])
  })

  test('without a byline, the page’s own title says it', () => {
    expect(read(`Rain - mudlark, crow - Original Work\n${signed('')}`).creators).toEqual(['mudlark', 'crow'])
  })

  test('or nobody does, and that is a loss; a story run into the byline is no name', () => {
    for (const byline of ['', `by ${'It rained and it rained. '.repeat(20)}`]) {
      const record = read(signed(byline))
      expect(record).toMatchObject({ title: 'Rain', creators: [], anonymous: true })
      expect(record.import?.losses.join()).toContain('does not show who made the work')
    }
  })
})

describe('AO3’s own downloads of every era, their tags stripped, read as they do with tags', () => {
  const html = new URL('../', folder)
  const names = readdirSync(html).filter((name) => /^html-.*\.html$/.test(name))
  /** Works that quote a download, and the one autumn whose downloads had no heads, are kept whole. */
  const whole = names.filter((name) => /quoting|2011-11-many/.test(name))
  const told = (record: WorkRecord) => {
    const flat = (html: string) => plainText(html).replace(/[\s*]+/g, ' ')
    const { rating, warnings, categories, published, updated, completed, chapterCount } = record
    return {
      ...{ rating, warnings, categories, published, updated, completed, chapterCount },
      ...{
        title: record.title,
        creators: record.creators,
        origin: record.origin,
        anonymous: record.anonymous,
      },
      characters: record.characters,
      collections: record.collections.length > 0,
      series: record.series.map(({ title, position }) => ({ title, position })),
      words: record.words.stated,
      texts: [record.summary, record.notes, record.endNotes].map(flat),
      related: record.relatedWorks.map(({ relation, title, creators }) => ({ relation, title, creators })),
      chapters: record.chapters.map((c) => [
        ...[c.title, c.creators, c.published],
        ...[c.summary, c.notes, c.endNotes, c.html].map(flat),
      ]),
    }
  }

  test.each(names.filter((name) => !whole.includes(name)))('%s', (name) => {
    // a line no download has: HTML can tell that it is none of the notes, text cannot
    const source = readFileSync(new URL(name, html), 'utf8').replace('Dedicated to the moon', '')
    const reading = readAo3Html(source)
    if (reading.outcome !== 'read') throw new Error(reading.reason)
    for (const gap of [0, 1]) expect(told(read(strippedText(source, gap)))).toEqual(told(reading.record))
  })

  test.each(whole)('%s: kept whole, with the loss named where chapters are', (name) => {
    const record = read(strippedText(readFileSync(new URL(name, html), 'utf8'), 1))
    expect(record.chapters).toHaveLength(1)
    if (!name.includes('one')) expect(record.import?.losses.join()).toContain('kept as one')
  })
})

describe('where chapters begin', () => {
  const stats = (chapters: string) =>
    `Published: 2020-01-02\nCompleted: 2020-02-02\nChapters: ${chapters}\nWords: 9`

  test('numbered heads, though the story says “Chapter 2” too', () => {
    const text = page(stats('2/2'), `Chapter 1\n\nShe read aloud.\n\nChapter 2\n\nHe slept.\n\n${END}`)
    expect(bodies(read(text))).toEqual(['She read aloud.', 'He slept.'])
    const quoting = text.replace('She read aloud.', 'The page said:\n\nChapter 2\n\nand stopped.')
    expect(read(quoting).chapters).toHaveLength(2)
    expect(bodies(read(quoting)).join('\n')).toContain('and stopped.')
  })

  test('a table of contents in the text is not the chapters', () => {
    const list = 'Chapter 1\nChapter 2\nChapter 3\n\n'
    const text = page(
      stats('3/3'),
      `${list}Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n\nChapter 3\n\nThree.\n\n${END}`,
    )
    expect(bodies(read(text))).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('titles among numbers, as untitled chapters of old downloads were', () => {
    const text = page(
      stats('3/3'),
      `Prelude\nChapter Summary\nIt begins.\nSee the end of the chapter for notes\nOne.\nChapter End Notes\nSo.\nChapter 2\nTwo.\nFinale\nChapter Summary\nIt ends.\nSee the end of the chapter for notes\nThree.\nChapter End Notes\nGood.\n${END}`,
    )
    expect(titles(read(text))).toEqual(['Prelude', '', 'Finale'])
    expect(read(text).chapters.map((c) => plainText(c.endNotes))).toEqual(['So.', '', 'Good.'])
  })

  test.each([
    ['1. Fog', '2. Rain', '3. Snow'],
    ['I', 'II', 'III'],
    ['One', 'Two', 'Three'],
    ['Capítulo 1: Niebla', 'Capítulo 2: Lluvia', 'Capítulo 3: Nieve'],
    ['Глава 1', 'Глава 2', 'Глава 3'],
    ['第一章', '第二章', '第三章'],
    ['Prologue', '1', 'Epilogue'],
  ])('writers’ own numbers: %s', (...heads) => {
    const body = heads.map((head) => `${head}\nIt went on.\nAnd on it went.`).join('\n')
    const record = read(page(stats('3/3'), `${body}\n${END}`))
    expect(titles(record)).toEqual(heads)
    expect(record.import?.losses.join()).toContain('look like titles')
  })

  test('when the count cannot be met the text stays whole, and the loss is named', () => {
    const record = read(page(stats('3/3'), `Fog came.\n\nChapter 2\n\nRain came.\n\n${END}`))
    expect(bodies(record)).toEqual(['Fog came.\nChapter 2\nRain came.'])
    expect(record.chapterCount).toEqual({ posted: 1, expected: 1 })
    expect(record.import?.losses).toContain(
      'the stats say 3 chapters, but the text does not show where they begin: kept as one',
    )
  })

  test('a work with one chapter of several to come has a head, and its notes', () => {
    const one = 'Published: 2026-03-01\nWords: 9\nChapters: 1/?'
    const text = page(one, `Chapter 1: Fog\n\nChapter Notes\n\nHello.\n\nIt came.\n\nIt stayed.\n\n${END}`)
    expect(read(text).chapters).toMatchObject([{ title: 'Fog', notes: '<p>Hello.</p>' }])
    expect(read(text)).toMatchObject({ completed: null, chapterCount: { posted: 1, expected: null } })
  })
})

describe('what the text does not tell is said', () => {
  const losses = (text: string) => read(text).import?.losses.join('\n') ?? ''

  test('where notes end, if neither a link nor the title marks it', () => {
    const text = page('Published: 2012-01-02\nWords: 9', 'Summary\nWet.\nNotes\nHi.\nIt rained.\nIt poured.')
    expect(read(text)).toMatchObject({ summary: '<p>Wet.</p>', notes: '<p>Hi.</p>' })
    expect(bodies(read(text))).toEqual(['It rained.\nIt poured.'])
    expect(losses(text)).toContain('where the summary or notes end')
  })

  test('a wider gap marks it', () => {
    const text = page(
      'Published: 2012-01-02\nWords: 9',
      'Notes\n\nHi.\n\nHo.\n\n\n\nIt rained.\n\nIt poured.\n\nIt did.',
    )
    expect(read(text).notes).toBe('<p>Hi.</p>\n<p>Ho.</p>')
    expect(losses(text)).not.toContain('notes end')
  })

  test('a missing closing line, and words after it', () => {
    const body = 'Rain\nIt rained.\n'
    expect(losses(page('Published: 2020-01-02', body))).toContain(
      'the closing line of the download is missing',
    )
    const more = page('Published: 2020-01-02', `${body}${END}Converted by a machine.`)
    expect(read(more).endNotes).toBe('<p>Converted by a machine.</p>')
    expect(losses(more)).toContain('text after the closing line')
  })

  test('lines above the title page', () => {
    expect(
      losses(
        `Rain - mudlark - Original Work\nBrought to you by X\n${page('Published: 2020-01-02', 'Rain\nIt.')}`,
      ),
    ).toContain('lines above the title page were left out: “Brought to you by X”')
  })
})

describe('refused', () => {
  test('text that is no download', () => {
    expect(looksLikeAo3Text('Rating: none. Posted originally on a napkin.')).toBe(false)
    expect(readAo3Text('Once.')).toEqual(
      refused('not-recognised', 'This text has no title page of a download.'),
    )
  })

  test('a title page without a text, and one with more chapters than anyone writes', () => {
    expect(readAo3Text(page('Published: 2020-01-02', END))).toMatchObject({ why: 'no-chapters' })
    const many = page('Published: 2020-01-02\nChapters: 999999999/?', 'It rained.')
    expect(readAo3Text(many)).toMatchObject({ why: 'too-many-chapters' })
  })
})

describe('nothing is lost', () => {
  const line = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' })
        .filter((text) => !text.startsWith(',')),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom('It rained.', '“So?” he said.', 'A Title', '雨', '***', '  ', ''),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'Chapter 1',
        'Chapter 2: Fog',
        'Chapter Notes',
        'Chapter Summary',
        'Chapter End Notes',
        'See the end of the chapter for notes',
        'Summary',
        'Notes',
        'End Notes',
        'Afterword',
        'Rain',
        'by mudlark',
        'Inspired by Fog by someone',
      ),
    },
  )
  const squeezed = (text: string) => text.normalize('NFC').replace(/[\s\u00ad]/g, '')
  const everything = (record: WorkRecord) =>
    squeezed(
      [
        record.notes,
        record.summary,
        record.endNotes,
        ...record.chapters.flatMap((c) => [c.summary, c.notes, c.html, c.endNotes]),
      ]
        .map(plainText)
        .concat(record.relatedWorks.map((work) => `Inspired by ${work.title} by ${work.creators.join()}`))
        .concat(titles(record), record.creators)
        .concat(record.chapters.flatMap((c) => (c.creators ? [`by ${c.creators.join()}`] : [])))
        .join('\n'),
    )
  const MARKS =
    /^(?:Chapter \d+|(?:Chapter )?(?:Summary|Notes|End Notes)|Afterword|Rain|See the end of the chapter for notes|[\s*~#•=_—–-]+)$/

  test('every line of any text is in the record, however it was divided', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), fc.nat(4), (lines, chapters) => {
        const reading = readAo3Text(
          page(`Published: 2020-01-02\nChapters: ${chapters + 1}/?`, lines.join('\n')),
        )
        if (reading.outcome === 'refused') return
        const kept = everything(reading.record)
        for (const text of lines) {
          const said = text.trim().replace(/^Chapter \d+: /, '')
          if (!MARKS.test(said)) expect(kept).toContain(squeezed(said))
        }
      }),
      { numRuns: 500 },
    )
  })

  test('much without sense is read or refused', () => {
    const hostile = [
      '{',
      'a,',
      'Preface ',
      'Rating:',
      ' '.repeat(9),
      'Chapter 1\n',
      'Chapter Notes\n',
      'by a,\n',
      '\n',
      'Published: 1 ',
    ]
    for (const part of hostile) {
      const many = part.repeat(Math.floor(100_000 / part.length))
      expect(readAo3Text(many).outcome).toBe('refused')
      expect(readAo3Text(page(`Published: 2020-01-02\nChapters: 9/9\n${many}`, many)).outcome).toMatch(
        /read|refused/,
      )
      looksLikeAo3Text(many + page('', many))
    }
  })
})
