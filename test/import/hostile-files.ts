import { deflateRawSync } from 'node:zlib'
import { buildZip, type ZipItem } from '../zip.ts'
import { chapterBoxes, download } from './downloads.ts'

/** A file made to exhaust whoever reads it, and what becomes of it. Made only when asked for. */
interface HostileFile {
  readonly made: () => Uint8Array
  readonly becomes: RegExp
}

const MB = 1024 * 1024
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
/** As many as fit in so many megabytes. */
const fill = (piece: string, megabytes: number): string =>
  piece.repeat((megabytes * MB) / Buffer.byteLength(piece))
const story = (text: string): string => download({ chapters: `<div class="userstuff">${text}</div>` })
const counted = (count: number, made: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => made(at))

/** The same as bytes, which need not be put together as a text first. */
const filled = (piece: string, megabytes: number): Uint8Array => Buffer.alloc(megabytes * MB, piece)

function noise(megabytes: number): Uint8Array {
  const random = Buffer.alloc(MB)
  let state = 2_463_534_242
  for (let at = 0; at < MB; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    random[at] = state >>> 8
  }
  return Buffer.alloc(megabytes * MB, random)
}

const CONTAINER = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
const epub = (opf: string, items: readonly ZipItem[] = [], container = CONTAINER): Uint8Array =>
  buildZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    { name: 'META-INF/container.xml', data: container },
    { name: 'c.opf', data: opf },
    ...items,
  ])
const SPINE =
  '<package><manifest><item id="i" href="0.xhtml"/></manifest><spine><itemref idref="i"/></spine></package>'
/** 99 MB of zeros. */
const bomb = (name: string): ZipItem => {
  const raw = deflateRawSync(Buffer.alloc(99 * MB))
  return { name, raw, method: 8, size: 99 * MB }
}

const PREFACE = download({}).split('<div id="chapters"')[0] ?? ''
const END =
  '\n\nAfterword\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n'
const textPage = (body: string): string =>
  `Preface\n\nRain\nPosted originally on the Archive of Our Own at http://archiveofourown.org/works/7.\n\nRating:\nNot Rated\nFandom:\nOriginal Work\nStats:\nPublished: 2020-01-01 Words: 9 Chapters: 1/1\n\nRain\nby mudlark\n${body}${END}`
const tagged = (names: readonly string[]): string =>
  download({ rows: { 'Additional Tags': names.map((name) => `<a href="x">${name}</a>`).join(', ') } })
const ofChapters = (count: number): string =>
  download({ stats: `Published: 2026-01-02 Chapters: ${count}/?`, chapters: chapterBoxes(count) })

export const HOSTILE: Readonly<Record<string, HostileFile>> = {
  'HTML of more than 100 MB': {
    made: () => Buffer.concat([bytes(PREFACE), filled('word ', 100)]),
    becomes: /^refused too-large/,
  },
  'HTML of 11 MB in one paragraph': {
    made: () => bytes(story(`<p>${fill('word ', 11)}</p>`)),
    becomes: /^read 1 /,
  },
  'HTML of 30 MB in one paragraph of Chinese': {
    made: () => bytes(story(`<p>${fill('春眠不覺曉，處處聞啼鳥。', 30)}</p>`)),
    becomes: /^read 1 /,
  },
  'HTML of 46 MB of nested tags': { made: () => bytes(story(fill('<div>', 46))), becomes: /^refused/ },
  'HTML of end tags of nothing': {
    made: () => bytes(story(`${'<i>'.repeat(400)}${fill('</b>', 8)}`)),
    becomes: /^(?:refused|read)/,
  },
  'a work of 5,000 chapters': { made: () => bytes(ofChapters(5_000)), becomes: /^read 5000 / },
  'a tag of 10,000 characters': { made: () => bytes(tagged(['x'.repeat(10_000)])), becomes: /^read 1 / },
  'ten thousand small tags': {
    made: () => bytes(tagged(counted(10_000, (at) => `t${at}`))),
    becomes: /^read 1 /,
  },
  '100 MB of noise': { made: () => noise(100), becomes: /^refused/ },
  'HTML of 1 MB as UTF-16 without a mark': {
    made: () => Buffer.from(story(fill('<p>It rained.</p>\n', 0.5)), 'utf16le'),
    becomes: /^read 1 /,
  },
  'HTML of 1 MB that says UTF-8 and is not': {
    made: () => Buffer.from(story(fill('<p>Déjà vu, naïve café.</p>\n', 1)), 'latin1'),
    becomes: /^read 1 /,
  },
  'HTML of 3 MB of which every third byte is wrong': {
    made: () =>
      Buffer.concat([
        bytes(`${PREFACE}<div id="chapters"><div class="userstuff"><p>`),
        Buffer.alloc(3 * MB, Buffer.from([0xc3, 0xa9, 0xc3, 0xa9, 0xc3, 0xa9, 0xff])),
      ]),
    becomes: /^(?:refused|read)/,
  },
  'HTML of 2 MB cut off in its middle': {
    made: () => bytes(story(fill('<p>It rained on and on.</p>\n', 2))).subarray(0, MB),
    becomes: /^refused damaged/,
  },
  'text of 99 MB': { made: () => filled('A line of words.\n', 99), becomes: /^refused too-large/ },
  'a text conversion of 3 MB in one line': {
    made: () => bytes(textPage(fill('A sentence, and then more of it. ', 3))),
    becomes: /^read 1 /,
  },
  'a text conversion of ten million lines': {
    made: () => bytes(textPage(fill('Aa.\n', 38))),
    becomes: /^refused too-large/,
  },
  'an EPUB with a bomb': {
    made: () => epub(SPINE, [bomb('0.xhtml')]),
    becomes: /^refused too-large/,
  },
  'a zip with a bomb': {
    made: () => buildZip([bomb('a.html')]),
    becomes: /^refused too-large/,
  },
  'a zip that unpacks to more than it says': {
    made: () => buildZip([{ ...bomb('a.html'), size: 1_000 }]),
    becomes: /^refused/,
  },
  'an EPUB of 30,000 files': {
    made: () =>
      epub(
        SPINE,
        counted(30_000, String).map((name) => ({ name, data: 'x' })),
      ),
    becomes: /^refused too-large/,
  },
  'an EPUB whose package is an entity bomb': {
    made: () =>
      epub(
        `<!DOCTYPE x [<!ENTITY a "lol">${counted(30, (at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]><package><metadata><dc:title>&a29;</dc:title></metadata></package>`,
      ),
    becomes: /^refused/,
  },
  'an EPUB whose package is 60 MB': {
    made: () => epub(`<package>${fill('<item id="a1b2c3" href="0123456789"/>', 60)}</package>`),
    becomes: /^refused too-large/,
  },
  'an EPUB whose container never ends': {
    made: () => epub(SPINE, [], fill('<rootfile ', 9)),
    becomes: /^refused/,
  },
}

/** The most that may be read, and what nearly may: each takes seconds, and up to the gigabyte that docs/importing.md names. */
export const HEAVIEST: Readonly<Record<string, HostileFile>> = {
  'HTML of 46 MB in one paragraph': {
    made: () => bytes(story(`<p>${fill('word ', 46)}</p>`)),
    becomes: /^refused too-large/,
  },
  'HTML of 46 MB of <p>': { made: () => bytes(story(fill('<p>', 46))), becomes: /^refused too-large/ },
  'HTML of 46 MB in one attribute': {
    made: () => bytes(story(`<p title="${fill('x ', 46)}">x</p>`)),
    becomes: /^refused too-large/,
  },
  'a work of 11,000 chapters': {
    made: () => bytes(ofChapters(11_000)),
    becomes: /^refused too-many-chapters/,
  },
  'HTML of 46 MB of which every third byte is wrong': {
    made: () =>
      Buffer.concat([
        bytes(`${PREFACE}<div id="chapters"><div class="userstuff"><p>`),
        Buffer.alloc(46 * MB, Buffer.from([0xc3, 0xa9, 0xc3, 0xa9, 0xc3, 0xa9, 0xff])),
      ]),
    becomes: /^refused/,
  },
  'HTML of 8 MB as UTF-16 without a mark': {
    made: () =>
      Buffer.from(story(fill('<p>It rained, and it rained, and then it rained on.</p>\n', 4)), 'utf16le'),
    becomes: /^read 1 /,
  },
  'HTML of 11 MB cut off in its middle': {
    made: () => bytes(story(fill('<p>It rained on and on.</p>\n', 11))).subarray(0, 6 * MB),
    becomes: /^refused damaged/,
  },
  'HTML of 40 MB of dialogue in 80 chapters, as the largest works have': {
    made: () =>
      bytes(
        download({
          stats: 'Published: 2026-01-02 Chapters: 80/80',
          chapters: chapterBoxes(80).replaceAll(
            '<p>',
            `${fill('<p>“Yes,” she said, and <em>then</em> nothing more for a while.</p>\n', 0.5)}<p>`,
          ),
        }),
      ),
    becomes: /^read 80 /,
  },
  'paragraphs that open four hundred phrases each': {
    made: () => bytes(story(`${counted(400, (at) => `<font size="${at}">`).join('')}${fill('<p>x', 5)}`)),
    becomes: /^(?:refused|read)/,
  },
  'a million tags of a work': {
    made: () => bytes(tagged(counted(1_000_000, (at) => `t${at}`))),
    becomes: /^read 1 /,
  },
  'six hundred thousand rows of a work': {
    made: () =>
      bytes(
        download({}).replace(
          '<dl class="tags">',
          `<dl class="tags">${'<dt>Fandoms:</dt><dd>x</dd>'.repeat(600_000)}`,
        ),
      ),
    becomes: /^read 1 /,
  },
  'half a million pictures': {
    made: () => bytes(story(`<p>${'<img src=x alt=y>'.repeat(500_000)}</p>`)),
    becomes: /^read 1 /,
  },
}
