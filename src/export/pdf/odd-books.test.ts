import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cleanHtml } from '../../prose/index.ts'
import type { WorkRecord } from '../../works/index.ts'
import { chapter, input } from '../records.fixtures.ts'
import { pdfDownload } from './pdf-download.ts'

/** What nobody would write, and somebody will. Each can be read aloud: typst promises PDF/UA of it. */
const one = (html: string): Partial<WorkRecord> => ({
  chapters: [chapter(1, { html: cleanHtml(html, 'content') })],
})
const address = (letter: string): string => `/images/${letter.repeat(64)}.png`
const numbers = Array.from({ length: 500 }, (_, at) => at + 1)
const marks = numbers.map((n) => `w${n}<sup><a href="#text-note-${n}" id="text-ref-${n}">${n}</a></sup> `)
const notes = numbers.map((n) => `<p><a href="#text-ref-${n}" id="text-note-${n}">${n}</a> Note ${n}.</p>`)

const ODD: Readonly<Record<string, Partial<WorkRecord>>> = {
  'a title of 300 emoji': { title: '😀'.repeat(300) },
  'a title from right to left': { title: 'שלום (עולם) abc', language: 'he' },
  'a title of signs that join': { title: '👨‍👩‍👧‍👦 x' },
  'a title of two lines with quotes': { title: 'a\nb\r\n"c"' },
  'nothing but spaces': {
    title: '   ',
    chapters: [chapter(1, { title: '   ', html: '<p> </p>' })],
  },
  '500 notes': one(`<p>${marks.join('')}</p><div class="footnotes">${notes.join('')}</div>`),
  'lists in lists': one('<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul><ol><li></li></ol>'),
  'tables of headings, and in tables': one(
    '<table><tr><th>a</th></tr></table><table><tr><th>a</th><td>b</td></tr></table><table><tr><th colspan="9">a</th></tr><tr><td>x</td></tr></table><table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>',
  ),
  'a head of a table as tall as a page': one(
    `<table>${`<tr><th>${'word '.repeat(200)}</th></tr>`.repeat(3)}<tr><td>x</td></tr></table>`,
  ),
  'readings above words, in headings, too': one(
    '<p><ruby>漢<rt>kanji</rt></ruby></p><h2><ruby>x<rt>y</rt></ruby></h2><p dir="rtl">של <ruby>ום<rt>abc</rt></ruby></p>',
  ),
  'empty chapters': { chapters: [1, 2, 3].map((n) => chapter(n, { html: '' })) },
  'chapters of one word and one name': {
    chapters: [1, 2, 3].map((n) => chapter(n, { html: '<p>x</p>', title: 'Same' })),
  },
  'pictures of every shape and place': one(
    `<p>${['a', 'b', 'c'].map((letter) => `<img src="${address(letter)}" alt="">`).join('')}</p><p><a href="https://x.example"><img src="${address('c')}" alt=""></a></p><h3><img src="${address('c')}" alt="in a heading"></h3><h3>Word <img src="${address('c')}" alt=""></h3>`,
  ),
  'links without words': one(
    '<p><a href="https://x.example"> </a><a href="https://x.example"><em></em></a> x</p>',
  ),
  'headings everywhere': one(
    '<h6>a</h6><h1>b</h1><blockquote><h4>q</h4></blockquote><ul><li><h5>in</h5></li></ul><table><tr><td><h6>cell</h6></td></tr></table><h3></h3><h2><br></h2>',
  ),
  'a note in a heading': one(
    '<h3>H<sup><a href="#text-note-1" id="text-ref-1">1</a></sup></h3><p>x</p><div class="footnotes"><p><a href="#text-ref-1" id="text-note-1">1</a> n</p></div>',
  ),
  'one word of 5,000 letters': one(`<p>${'a'.repeat(5_000)}</p><pre>${'x'.repeat(2_000)}\n\n</pre>`),
  'signs that nobody sees': one('<p>a\u00adb\u200bc\u2028d\u2029e\ufeff \uE000</p>'),
}

test.each(Object.entries(ODD))('%s', { timeout: 60_000 }, async (_name, more) => {
  const made = await pdfDownload(input(more, { pictures: await pictures() }))
  expect(typeof made === 'object' && 'pdf' in made && made.pdf.includes('pdfuaid:part')).toBe(true)
})

async function pictures() {
  const shapes = { a: [3_000, 2], b: [2, 3_000], c: [1, 1] } as const
  const drawn = Object.entries(shapes).map(async ([letter, [width, height]]) => {
    const plain = sharp({ create: { width, height, channels: 3, background: '#0d554c' } })
    return [address(letter), { type: 'image/png', bytes: await plain.png().toBuffer() }] as const
  })
  return new Map(await Promise.all(drawn))
}
