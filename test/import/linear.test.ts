import { describe, expect, test } from 'vitest'
import { readSource } from '../../src/import/recognise.ts'
import { findStatements } from '../../src/import/statements.ts'
import {
  cleanHtml,
  countWords,
  plainText,
  plainTitle,
  searchPlain,
  searchText,
  toXhtml,
} from '../../src/prose/index.ts'
import { bareName } from '../../src/works/index.ts'
import { titleKey } from '../../src/works/store-work.ts'
import { bytesOf, download, fixture } from './importing.ts'

/** Pieces that, one after another, lead a pattern to look at the same letters again and again. */
const PIECES = [
  ...[
    ' ',
    ' \n',
    '\u00a0',
    '. ',
    ', ',
    ':',
    '--',
    '* ',
    '=',
    '“',
    '.“',
    ".'A",
    '.A',
    '«',
    '(',
    '[',
    ']',
    '{',
  ],
  ...[
    '<',
    '<a ',
    '</',
    '<!--',
    '<!---->',
    '<b',
    '&',
    '&a',
    '1,',
    '1/',
    '字',
    '🐟',
    'a\n\n',
    'by a,\n',
    'I, ',
  ],
  ...[
    'Words: 1 ',
    'Chapters: 1',
    'Published: ',
    'Stats: ',
    'Part 1 of ',
    ' by a, ',
    'Chapter 1\n',
    'Chapter 1: ',
  ],
  ...['[archived by ', 'Anonymous [', '[Restricted Work] by ', ' (a)', 'Translation into ', 'Inspired by '],
  ...[
    'Please drop by ',
    'Please drop by the archive and ',
    'comment ',
    'Posted originally on the a at ',
    '/works/1',
  ],
  ...['Preface\n', 'Afterword\n', 'Summary\n', 'Notes\n', 'Chapter Summary\n', 'End Notes\n'],
  ...['please ask ', 'do not ', 'feel free to translate ', 'podfic and ', 'my my my ', 'AI '],
]

/** Whole files are long in reading; a single pattern is quick, and tells only of more. */
const FILE = 40_000
const PATTERN = 100_000
const TIMES = 4
/** Half the way from linear to quadratic, so that a busy machine is not a fault. */
const MOST = (TIMES + TIMES ** 2) / 2 + 2
/** Below so much processor time (µs) nothing can be told. */
const NOISE = 25_000

async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const filled = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))

/** The pieces whose time grows faster than their length, each tried again before it is believed. */
async function superLinear(work: (text: string) => unknown, size = FILE): Promise<string[]> {
  const slow: string[] = []
  for (const piece of PIECES) {
    // What ends the text is what makes a pattern fail after it has seen everything.
    const small = `${filled(piece, size)}!`
    const large = `${filled(piece, size * TIMES)}!`
    const grows = async () =>
      (await cpu(() => work(large))) > MOST * Math.max(await cpu(() => work(small)), NOISE)
    if ((await grows()) && (await grows()) && (await grows())) slow.push(piece)
  }
  return slow
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const read = (file: string) => readSource({ name: 'x', bytes: bytesOf(file) })
const link = (text: string): string => `<a href="https://a.example/x">${text}</a>`

const IN_A_DOWNLOAD: Readonly<Record<string, (text: string) => string>> = {
  'the title': (title) => download({ title }),
  'the byline': (text) => download({ by: `${link('a')}${text}` }),
  'a tag': (text) => download({ rows: { 'Additional Tags': link(text) } }),
  'a series': (text) => download({ rows: { Series: `Part 1 of ${link('a')}${text}` } }),
  'a series without links': (text) => download({ rows: { Series: text } }),
  'a label': (text) => download({ rows: { [text]: 'x' } }),
  'the stats': (stats) => download({ stats }),
  'the summary': (summary) => download({ summary: `<p>${summary}</p>` }),
  'related works': (text) =>
    download({ preface: `<ul><li>${text}</li><li>Inspired by [Restricted Work] by ${text}</li></ul>` }),
  'the closing line': (text) => download({}).replace('Please drop', `Please drop by ${text} Please drop`),
  'a heading': (text) =>
    download({
      stats: 'Published: 2026-01-02 Chapters: 1/2',
      chapters: `<div class="meta group"><h2 class="heading">${text}</h2></div><div class="userstuff">x</div>`,
    }),
  'the text': (text) => download({ chapters: `<div class="userstuff"><p>${text}</p></div>` }),
}

describe('the time a download takes grows with its length, whatever is repeated', () => {
  test.each(Object.entries(IN_A_DOWNLOAD))('in %s', async (_, file) => {
    expect(await superLinear((text) => read(file(escaped(text))))).toEqual([])
  })

  test.each([
    ['raw in the text', (text: string) => download({ chapters: `<div class="userstuff">${text}` })],
    ['before the page', (text: string) => `${text}${download({})}`],
    ['in its head', (text: string) => download({}).replace('<head>', `<head>${text}`)],
    [
      'in an attribute',
      (text: string) => download({ chapters: `<div class="userstuff"><a href="${text}">x</a></div>` }),
    ],
    ['after its end', (text: string) => `${download({})}${text}`],
    ['in a saved page', (text: string) => fixture('page-entire.html').replace('<p>', () => `<p>${text}`)],
    [
      'in an error page',
      (text: string) => fixture('refused-error-404.html').replace('<p', () => `${text}<p`),
    ],
    ['in a page of nobody', (text: string) => `<html><body><p>${text}`],
    ['alone', (text: string) => text],
  ] as const)('%s', async (_, file) => {
    expect(await superLinear((text) => read(file(text)))).toEqual([])
  })
})

const textPage = (some: Readonly<Record<string, string>> = {}): string => {
  const {
    top = '',
    title = 'Rain',
    archive = 'the Archive of Our Own',
    url = '/works/7',
    value = 'x',
    stats = '',
  } = some
  const { byline = 'by mudlark', body = 'It rained.', end = '', chapters = '1/1' } = some
  return `${top}\nPreface\n\n${title}\nPosted originally on ${archive} at http://archiveofourown.org${url}.\n\nRating:\nNot Rated\nFandom:\n${value}\nAdditional Tags:\n${value}\nStats:\nPublished: 2020-01-01 Words: 9 Chapters: ${chapters}${stats}\n\nRain\n${byline}\n\n${body}\n\nAfterword\n\n${end}\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n`
}

describe('the time a text conversion takes grows with its length, whatever is repeated', () => {
  test.each(['top', 'title', 'archive', 'url', 'value', 'stats', 'byline', 'body', 'end'])(
    'in its %s',
    async (place) => {
      expect(await superLinear((text) => read(textPage({ [place]: text })))).toEqual([])
    },
  )

  test('in a body of many chapters', async () => {
    expect(
      await superLinear((text) => read(textPage({ body: text.replaceAll(' ', '\n'), chapters: '40/40' }))),
    ).toEqual([])
  })
})

describe('the time our own patterns take grows with the length of what they read', () => {
  const record = { additionalTags: [], summary: '', notes: '', endNotes: '', chapters: [] }
  test.each<readonly [string, (text: string) => unknown]>([
    ['statements in tags', (text) => findStatements({ ...record, additionalTags: [text] })],
    ['statements in notes', (text) => findStatements({ ...record, notes: `<p>${escaped(text)}</p>` })],
    ['cleaning', (text) => cleanHtml(text, 'content')],
    ['cleaning a summary', (text) => cleanHtml(`<p>${escaped(text)}</p>`, 'summary')],
    ['plain text', plainText],
    ['titles', plainTitle],
    ['words', (text) => countWords(cleanHtml(text, 'content'))],
    ['words of plain text', countWords],
    ['search', (text) => searchText(cleanHtml(text, 'content'))],
    ['search of names', searchPlain],
    ['XHTML', (text) => toXhtml(cleanHtml(text, 'content'))],
    ['sort keys', titleKey],
    ['pen names', bareName],
  ])('%s', async (_, work) => {
    expect(await superLinear(work, PATTERN)).toEqual([])
  })
})
