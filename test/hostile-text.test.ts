import { expect, test } from 'vitest'
import { questionIn, treeOf } from '../src/catalogue/question.ts'
import { readPageBytes } from '../src/import/read-page.ts'
import { readSource } from '../src/import/recognise.ts'
import { mailHtml } from '../src/mail/mail-html.tsx'
import { oneLine } from '../src/mail/post-mail.ts'
import {
  cleanHtml,
  countWords,
  plainText,
  plainTitle,
  searchPlain,
  searchText,
  settledText,
} from '../src/prose/index.ts'
import { download } from './import/downloads.ts'
import { NOW } from './world.ts'
import { buildZip } from './zip.ts'

/** What, repeated without end, makes a careless pattern look at the same letters again and again. */
const PIECES = [
  ...[' ', ', ', '[', ')', '7', '\n', '\r', '<', '"', "'", 'x', 'a a a ', '--', ':', '&', '.“', '|'],
  ...['<ul><li>', '</b>', '<!--', '<a "', ' by a', 'Chapter 1: ', '[Restricted Work] by ', 'x@'],
]

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string) => readSource({ name: 'x', bytes: bytesOf(text) })
const pageAt = (address: string) => (text: string) =>
  readPageBytes(
    { name: address, address, bytes: bytesOf(`<html><body><div class="entry-text">x ${text}`) },
    undefined,
  )
const asked = (names: readonly string[]) => (text: string) =>
  treeOf(questionIn(new URLSearchParams(names.map((name): [string, string] => [name, text])), NOW))
const says = (text: string) => ({
  ...{ subject: oneLine(text), says: [text], locale: 'en' },
  archive: text,
  baseUrl: 'http://a.test',
})

const OPF =
  '<package><manifest><item id="i" href="0.xhtml"/></manifest><spine><itemref idref="i"/></spine></package>'
const epub = (text: string) =>
  buildZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      data: '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
    },
    { name: 'c.opf', data: OPF },
    { name: '0.xhtml', data: download({ chapters: `<div class="userstuff">${text}` }) },
  ])
const textPage = (text: string): string =>
  `Preface\n\nRain\nPosted originally on the Archive of Our Own at http://archiveofourown.org/works/7.\n\nRating:\nNot Rated\nFandom:\n${text}\nStats:\nPublished: 2020-01-01 Words: 9 Chapters: 1/1\n\nRain\nby mudlark\n\n${text}\n\nAfterword\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n`

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a file': read,
  'a download’s chapter': (text) => read(download({ chapters: `<div class="userstuff">${text}` })),
  'a download’s head': (text) => read(download({ title: text, by: text })),
  'a text': (text) => read(textPage(text)),
  'a part of an EPUB': (text) => readSource({ name: 'x', bytes: epub(text) }),
  'a page': pageAt('https://a.example/1'),
  'a journal’s page': pageAt('https://wick.livejournal.com/7.html'),
  'the cleaner': (text) => cleanHtml(text, 'content'),
  'plain text': plainText,
  'the words of a text': countWords,
  'the words of clean HTML': (text) => countWords(`<p>${text.replaceAll('<', '&lt;')}</p>`),
  'text for search': (text) => [searchText(text), searchPlain(text)],
  'the query box': asked(['q']),
  'filters of an address': asked([
    'title',
    'creator',
    'fandom_names',
    'other_tag_names',
    'words_from',
    'updated',
    'language',
    'page',
  ]),
  'a profile’s text': (text) => cleanHtml(settledText(text), 'summary'),
  'a title': plainTitle,
  'a mail': (text) => mailHtml(says(text)),
}

const SMALL = 100_000
const TIMES = 10
/** Ten times as much may take forty times as long, on a machine that does other things; the square would be a hundred. */
const MOST = 40
/** Below so much processor time nothing can be told. */
const NOISE_MS = 40
const filled = (piece: string, size: number): string => `${piece.repeat(Math.ceil(size / piece.length))}!`

async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

async function growth(parse: (text: string) => unknown, piece: string): Promise<string | null> {
  const some = filled(piece, SMALL)
  // What takes seconds now would take minutes ten times over.
  const little = await cpu(() => parse(some))
  if (little > 10_000) return `${JSON.stringify(piece)}: ${Math.round(little)} ms for 100 kB`
  const much = await cpu(() => parse(filled(piece, SMALL * TIMES)))
  const times = much / Math.max(little, NOISE_MS)
  return times > MOST ? `${JSON.stringify(piece)}: ${times.toFixed(0)} times as long` : null
}

test.each(Object.entries(PARSERS))(
  '[A-36] a megabyte of hostile text takes %s no longer than its length asks for',
  { timeout: 300_000 },
  async (_name, parse) => {
    const slow: string[] = []
    for (const piece of PIECES) slow.push((await growth(parse, piece)) ?? '')
    expect(slow.filter(Boolean)).toEqual([])
  },
)
