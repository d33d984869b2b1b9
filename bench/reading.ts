import { readPageBytes } from '../src/import/read-page.ts'
import { readSource } from '../src/import/recognise.ts'
import { findStatements } from '../src/import/statements.ts'
import {
  cleanHtml,
  countWords,
  plainText,
  plainTitle,
  searchPlain,
  searchText,
  toXhtml,
} from '../src/prose/index.ts'
import { bareName } from '../src/works/index.ts'
import { titleKey } from '../src/works/store-work.ts'
import { download } from '../test/import/downloads.ts'
import { HEAVIEST } from '../test/import/hostile-files.ts'
import { hostileReadings } from '../test/import/hostile-readings.ts'
import { printTable, type Row } from './figures.ts'

/**
 * bin/bench reading: what the heaviest files take, and whether the time to read a file grows with its length, whatever is repeated in it and wherever.
 * Each line names the piece that grew most when it was repeated four times as often. Takes some minutes.
 */
export async function readingGrows(): Promise<void> {
  const heaviest = await heaviestFiles()
  printTable(`The heaviest files, each in a process of ${HEAP} MB of JavaScript`, heaviest)
  const rows: Row[] = []
  for (const [place, file] of Object.entries(NESTED)) rows.push(await nestingOf(place, file))
  for (const [place, work] of Object.entries({ ...IN_A_DOWNLOAD, ...IN_A_TEXT, ...IN_A_PAGE, ...ALONE }))
    rows.push(await growthOf(place, work))
  printTable(`Reading ${TIMES} times as much, against reading it once (processor time)`, rows)
  if ([...heaviest, ...rows].some((row) => !row.met)) process.exitCode = 1
}

/** docs/importing.md promises this. */
const HEAP = 1024

async function heaviestFiles(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, { becomes }] of Object.entries(HEAVIEST)) {
    const { readings, died } = await hostileReadings([name], HEAP)
    const [reading] = readings
    rows.push({
      what: `${name}: ${reading?.outcome.split(' ').slice(0, 2).join(' ') ?? 'not read'}`,
      figure: reading
        ? `${reading.seconds.toFixed(1)} s, ${reading.megabytes} MB`
        : (died ?? 'nothing said').slice(0, 60),
      target: `as expected, ≤ ${2 * HEAP} MB`,
      met: reading !== undefined && becomes.test(reading.outcome) && reading.megabytes <= 2 * HEAP,
    })
  }
  return rows
}

const DEEP = 100

/** The same words and tags, in one box and in a hundred: each box must not be looked through anew. */
async function nestingOf(place: string, file: (box: number) => Work): Promise<Row> {
  const words = 'It rained. <i>x</i>'.repeat(20_000)
  await file(1)(words)
  const flat = await cpu(() => file(1)(words))
  const ratio = (await cpu(() => file(DEEP)(words))) / Math.max(flat, NOISE)
  return {
    what: `${place}, ${DEEP} deep against flat`,
    figure: `${ratio.toFixed(1)}×`,
    target: '≤ 3×',
    met: ratio <= 3,
  }
}

/** Pieces that, one after another, lead a pattern to look at the same letters again and again. */
const PIECES = [
  ...[
    '<p>x',
    '<p></p>',
    '<br>',
    '<b></b>',
    '<i>x',
    '<script></script>',
    '<a href="/x">y</a>',
    '<img alt=next src=x>',
    '<td>x',
    '<select>',
  ],
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

const SMALL = 60_000
const TIMES = 4
/** Half the way from linear to quadratic, so that a busy machine is not a fault. */
const MOST = (TIMES + TIMES ** 2) / 2
/** Below so much processor time (µs) nothing can be told. */
const NOISE = 30_000

type Work = (text: string) => unknown

async function growthOf(place: string, work: Work): Promise<Row> {
  let worst = { piece: '', ratio: 0 }
  for (const piece of PIECES) {
    const ratio = await ratioOf(work, piece)
    if (ratio > worst.ratio) worst = { piece, ratio }
  }
  const { piece, ratio } = worst
  return {
    what: ratio === 0 ? place : `${place}, of ${JSON.stringify(piece)}`,
    figure: ratio === 0 ? 'too quick to tell' : `${ratio.toFixed(1)}×`,
    target: `≤ ${MOST}×`,
    met: ratio <= MOST,
  }
}

/** 0 when both take no time to speak of; what seems too much is measured again before it is believed. */
async function ratioOf(work: Work, piece: string): Promise<number> {
  // What ends the text is what makes a pattern fail after it has seen everything.
  const filled = (size: number): string => `${piece.repeat(Math.ceil(size / piece.length))}!`
  const [small, large] = [filled(SMALL), filled(SMALL * TIMES)]
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 3 && least > MOST; tries++) {
    const long = await cpu(() => work(large))
    if (long < NOISE * TIMES) return 0
    least = Math.min(least, long / Math.max(await cpu(() => work(small)), NOISE))
  }
  return least
}

async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const read = (file: string) => readSource({ name: 'x', bytes: bytesOf(file) })
const readPage = (file: string, address: string | null = null) =>
  readPageBytes({ name: 'x', address, bytes: bytesOf(file) }, undefined)
const link = (text: string): string => `<a href="https://a.example/x">${text}</a>`

const PLACES: Readonly<Record<string, (text: string) => string>> = {
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

const IN_A_DOWNLOAD: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(
    Object.entries(PLACES).map(([place, file]) => [
      `a download: ${place}`,
      (text: string) => read(file(escaped(text))),
    ]),
  ),
  'a download: raw in the text': (text) => read(download({ chapters: `<div class="userstuff">${text}` })),
  'a download: before the page': (text) => read(`${text}${download({})}`),
  'a download: in its head': (text) => read(download({}).replace('<head>', () => `<head>${text}`)),
  'a download: in an attribute': (text) =>
    read(download({ chapters: `<div class="userstuff"><a href="${text}">x</a></div>` })),
  'a download: after its end': (text) => read(`${download({})}${text}`),
}

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

const IN_A_TEXT: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(
    ['top', 'title', 'archive', 'url', 'value', 'stats', 'byline', 'body', 'end'].map((place) => [
      `a text: ${place}`,
      (text: string) => read(textPage({ [place]: text })),
    ]),
  ),
  'a text: many chapters': (text) => read(textPage({ body: text.replaceAll(' ', '\n'), chapters: '40/40' })),
}

const JOURNAL = 'https://wick.livejournal.com/7.html'
const IN_A_PAGE: Readonly<Record<string, Work>> = {
  'a page: its text': (text) => readPage(`<html><body><div><p>${text}`),
  'a page: its text, escaped': (text) => readPage(`<html><body><div><p>${escaped(text)}`),
  'a page: its head': (text) => readPage(`<html><head><title>${text}</title><body><p>It rained.`),
  'a page: a journal entry': (text) =>
    readPage(`<html><body><div class="entry-text">It rained.<br>${text}</div>`, JOURNAL),
  'a page: labels': (text) => readPage(`<html><body><p>Title: ${text}</p><p>Summary: ${text}</p><p>x`),
  'a page: a comment': (text) => readPage(`<html><body><!-- story-info\nTitle: ${text}\n--><p>It rained.`),
  'a page: nothing else': readPage,
}

const record = { additionalTags: [], summary: '', notes: '', endNotes: '', chapters: [] }
const boxed =
  (tag: string, file: Work) =>
  (boxes: number): Work =>
  (text) =>
    file(`${`<${tag}>`.repeat(boxes)}${text}`)
const entry: Work = (text) => readPage(`<html><body><div class="entry-text">It rained.<br>${text}`, JOURNAL)
const NESTED: Readonly<Record<string, (boxes: number) => Work>> = {
  'a journal entry in boxes': boxed('div', entry),
  'a journal entry in tables': boxed('table><tr><td', entry),
  'a page in boxes': boxed('div class="story"', (text) => readPage(`<html><body>${text}`)),
  'a download in boxes': boxed('div', (text) => read(download({ chapters: text }))),
  'a summary in quotations': boxed('blockquote', (text) => read(download({ summary: text }))),
}

const ALONE: Readonly<Record<string, Work>> = {
  'statements in tags': (text) => findStatements({ ...record, additionalTags: [text] }),
  'statements in notes': (text) => findStatements({ ...record, notes: `<p>${escaped(text)}</p>` }),
  cleaning: (text) => cleanHtml(text, 'content'),
  'cleaning a summary': (text) => cleanHtml(`<p>${escaped(text)}</p>`, 'summary'),
  'plain text': plainText,
  titles: plainTitle,
  words: (text) => countWords(cleanHtml(text, 'content')),
  'words of plain text': countWords,
  search: (text) => searchText(cleanHtml(text, 'content')),
  'search of names': searchPlain,
  XHTML: (text) => toXhtml(cleanHtml(text, 'content')),
  'sort keys': titleKey,
  'pen names': bareName,
}
