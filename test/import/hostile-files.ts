import { deflateRawSync } from 'node:zlib'
import { buildZip, type ZipItem } from '../zip.ts'
import { chapterBoxes, download } from './importing.ts'

const MB = 1024 * 1024
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
/** As many as fit in so many megabytes. */
const fill = (piece: string, megabytes: number): string =>
  piece.repeat((megabytes * MB) / Buffer.byteLength(piece))
const story = (text: string): string => download({ chapters: `<div class="userstuff">${text}</div>` })

function noise(size: number, from = 0): Uint8Array {
  const random = new Uint8Array(size)
  let state = 2_463_534_242
  for (let at = 0; at < size; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    random[at] = from + ((state >>> 8) % (256 - from))
  }
  return random
}

const CONTAINER = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
const epub = (opf: string, items: readonly ZipItem[] = [], container = CONTAINER): Uint8Array =>
  buildZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    { name: 'META-INF/container.xml', data: container },
    { name: 'c.opf', data: opf },
    ...items,
  ])
const spine = (count: number): string =>
  `<package><manifest>${Array.from({ length: count }, (_, at) => `<item id="i${at}" href="${at}.xhtml"/>`).join('')}</manifest><spine>${Array.from({ length: count }, (_, at) => `<itemref idref="i${at}"/>`).join('')}</spine></package>`

const preface = download({}).split('<div id="chapters"')[0] ?? ''
const textPage = (body: string): string =>
  `Preface\n\nRain\nPosted originally on the Archive of Our Own at http://archiveofourown.org/works/7.\n\nRating:\nNot Rated\nFandom:\nOriginal Work\nStats:\nPublished: 2020-01-01 Words: 9 Chapters: 1/1\n\nRain\nby mudlark\n${body}`
const END =
  '\n\nAfterword\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n'

/** Files made to exhaust whoever reads them; each with what becomes of it. */
export const HOSTILE: Readonly<
  Record<string, { readonly made: () => Uint8Array; readonly becomes: RegExp }>
> = {
  'HTML of 100 MB in one paragraph': {
    made: () => bytes(story(`<p>${fill('word ', 100)}</p>`)),
    becomes: /^refused too-large/,
  },
  'HTML of 46 MB in one paragraph': {
    made: () => bytes(story(`<p>${fill('word ', 46)}</p>`)),
    becomes: /^refused too-large/,
  },
  'HTML of 30 MB in one paragraph of Chinese': {
    made: () => bytes(story(`<p>${fill('春眠不覺曉，處處聞啼鳥。', 30)}</p>`)),
    becomes: /^read/,
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
    becomes: /^read 80 chapters/,
  },
  'HTML of 11 MB in one paragraph': {
    made: () => bytes(story(`<p>${fill('word ', 11)}</p>`)),
    becomes: /^read/,
  },
  'HTML of 9 MB of paragraphs of a letter': {
    made: () => bytes(story(fill('<p>x</p>\n', 2.5))),
    becomes: /^read/,
  },
  'tags nested for 46 MB': { made: () => bytes(story(fill('<div>', 46))), becomes: /^refused/ },
  'tags nested behind end tags of nothing': {
    made: () => bytes(story(fill('<b></x>', 12))),
    becomes: /^refused/,
  },
  '46 MB of <p>': { made: () => bytes(story(fill('<p>', 46))), becomes: /^refused too-large/ },
  'paragraphs that open a thousand phrases each': {
    made: () =>
      bytes(
        story(`${Array.from({ length: 400 }, (_, at) => `<font size="${at}">`).join('')}${fill('<p>x', 5)}`),
      ),
    becomes: /^(?:refused|read)/,
  },
  'end tags of nothing': {
    made: () => bytes(story(`${'<i>'.repeat(400)}${fill('</b>', 8)}`)),
    becomes: /^(?:refused|read)/,
  },
  '100 MB of noise': { made: () => noise(100 * MB), becomes: /^refused/ },
  'HTML with 46 MB of noise': {
    made: () => new Uint8Array(Buffer.concat([bytes(preface), noise(46 * MB, 0x80)])),
    becomes: /^refused/,
  },
  'HTML of 46 MB of which every third byte is wrong': {
    made: () =>
      new Uint8Array(
        Buffer.concat([
          bytes(`${preface}<div id="chapters"><div class="userstuff"><p>`),
          Buffer.alloc(46 * MB, Buffer.from([0xc3, 0xa9, 0xc3, 0xa9, 0xc3, 0xa9, 0xff])),
        ]),
      ),
    becomes: /^refused/,
  },
  'text of 100 MB': { made: () => bytes(fill('A line of words.\n', 100)), becomes: /^refused too-large/ },
  'a text conversion of 100 MB of one line': {
    made: () => bytes(textPage(fill('word ', 100))),
    becomes: /^refused too-large/,
  },
  'a text conversion of 11 MB of one line': {
    made: () => bytes(textPage(`${fill('A sentence, and then more of it. ', 11)}${END}`)),
    becomes: /^read/,
  },
  'a text conversion of 10 MB of one line run together': {
    made: () => bytes(textPage(`${fill('He sat.“No.”She stood.', 10)}${END}`)),
    becomes: /^read/,
  },
  'a text conversion of ten million lines': {
    made: () => bytes(textPage(`${fill('Aa.\n', 38)}${END}`)),
    becomes: /^(?:read|refused)/,
  },
  'a bomb of 10 MB of zeros in an EPUB': {
    made: () => epub(spine(1), [{ name: '0.xhtml', data: new Uint8Array(99 * MB), deflate: true }]),
    becomes: /^refused too-large/,
  },
  'a zip of one bomb': {
    made: () => buildZip([{ name: 'a.html', data: new Uint8Array(99 * MB), deflate: true }]),
    becomes: /^refused too-large/,
  },
  'a zip that unpacks to more than it says': {
    made: () =>
      buildZip([{ name: 'a.html', raw: deflateRawSync(new Uint8Array(99 * MB)), method: 8, size: 1_000 }]),
    becomes: /^refused/,
  },
  'an EPUB of 20,000 entries': {
    made: () =>
      epub(
        spine(19_990),
        Array.from({ length: 19_990 }, (_, at) => ({ name: `${at}.xhtml`, data: '<p>x</p>' })),
      ),
    becomes: /^refused not-supported/,
  },
  'an EPUB of 30,000 entries': {
    made: () =>
      epub(
        spine(1),
        Array.from({ length: 30_000 }, (_, at) => ({ name: `${at}.xhtml`, data: 'x' })),
      ),
    becomes: /^refused too-large/,
  },
  'an EPUB whose package is an entity bomb': {
    made: () =>
      epub(
        `<!DOCTYPE x [<!ENTITY a "lol">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]><package><metadata><dc:title>&a29;</dc:title></metadata></package>`,
      ),
    becomes: /^refused/,
  },
  'an EPUB whose package is 90 MB': {
    made: () =>
      epub(`<package>${fill('<item id="a1b2c3" href="0123456789abcdefghijklmnopq"/>', 90)}</package>`),
    becomes: /^refused too-large/,
  },
  'an EPUB whose package names one file a million times': {
    made: () =>
      epub(
        `<package><manifest><item id="i" href="0.xhtml"/></manifest><spine>${'<itemref idref="i"/>'.repeat(150_000)}</spine></package>`,
        [{ name: '0.xhtml', data: new Uint8Array(noise(5 * MB, 0x80)), deflate: true }],
      ),
    becomes: /^refused/,
  },
  'an EPUB whose container never ends': {
    made: () => epub(spine(1), [], fill('<rootfile ', 9)),
    becomes: /^refused/,
  },
  'a work of 10,000 chapters': {
    made: () =>
      bytes(download({ stats: 'Published: 2026-01-02 Chapters: 10000/?', chapters: chapterBoxes(10_000) })),
    becomes: /^read 10000/,
  },
  'a work of 11,000 chapters': {
    made: () =>
      bytes(download({ stats: 'Published: 2026-01-02 Chapters: 11000/?', chapters: chapterBoxes(11_000) })),
    becomes: /^refused too-many-chapters/,
  },
  'attributes of 46 MB': { made: () => bytes(story(`<p title="${fill('x ', 46)}">x</p>`)), becomes: /^read/ },
  'millions of attributes': {
    made: () =>
      bytes(
        story(`<p ${Array.from({ length: 2_000_000 }, (_, at) => `a${at.toString(36)}=1`).join(' ')}>x</p>`),
      ),
    becomes: /^(?:read|refused)/,
  },
  'a million tags of a work': {
    made: () =>
      bytes(
        download({
          rows: {
            'Additional Tags': Array.from({ length: 1_000_000 }, (_, at) => `<a href="x">t${at}</a>`).join(
              ', ',
            ),
          },
        }),
      ),
    becomes: /^read/,
  },
  'a million rows of a work': {
    made: () =>
      bytes(
        download({ preface: '' }).replace(
          '<dl class="tags">',
          `<dl class="tags">${'<dt>Fandoms:</dt><dd>x</dd>'.repeat(600_000)}`,
        ),
      ),
    becomes: /^read/,
  },
  'a tag of 46 MB': {
    made: () => bytes(download({ rows: { 'Additional Tags': `<a href="x">${fill('x', 46)}</a>` } })),
    becomes: /^read/,
  },
  'notes of 46 MB in one sentence': {
    made: () => bytes(download({ summary: `<p>${fill('please do ask before ', 46)}</p>` })),
    becomes: /^read/,
  },
  'a million pictures': {
    made: () => bytes(story(`<p>${'<img src=x alt=y>'.repeat(1_000_000)}</p>`)),
    becomes: /^read/,
  },
  'comments that might begin a page': { made: () => bytes(`${'<!---->'.repeat(500)}x`), becomes: /^refused/ },
}
