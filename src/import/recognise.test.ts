import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildZip } from '../../test/zip.ts'
import { readSource } from './recognise.ts'
import { LIMITS } from './source.ts'

const folder = new URL('../../test/fixtures/import/', import.meta.url)
const bytesOf = (text: string) => new TextEncoder().encode(text)
const said = async (bytes: Uint8Array | string, limits = LIMITS as Parameters<typeof readSource>[1]) => {
  const file = { name: 'x', bytes: typeof bytes === 'string' ? bytesOf(bytes) : bytes }
  const reading = await readSource(file, limits)
  if (reading.outcome === 'refused') return `${reading.why}: ${reading.reason}`
  return `${reading.record.import?.format}: ${reading.record.title}`
}
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('a file is known by its content, not its name', () => {
  const files = [
    ...readdirSync(folder).filter((name) => /\.(?:html|epub)$/.test(name)),
    ...readdirSync(new URL('text/', folder)).flatMap((name) =>
      name.endsWith('.txt') ? [`text/${name}`] : [],
    ),
  ]
  test.each(files)('%s', async (name) => {
    const format = name.startsWith('refused')
      ? /^(?!damaged)[a-z-]+: \S/
      : new RegExp(`^(?:ao3-${/^(?:text|html|epub|page)/.exec(name)?.[0]}|palimpsest-\\w+): \\S`)
    expect(await said(new Uint8Array(readFileSync(new URL(name, folder))))).toMatch(format)
  })

  test('what the text says of permission is set in the record', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('text/same-line.txt', folder)))
    const reading = await readSource({ name: 'x', bytes })
    const made = reading.outcome === 'read' ? reading.record.permissions : undefined
    expect(made).toMatchObject({ podfic: 'yes', copy: 'no', translation: 'unsaid' })
    expect(made?.words).toBe('Podfic Welcome\nPlease do not repost this elsewhere.')
  })

  test('I-012: a mis-encoded download is mended and says so', async () => {
    const html = readFileSync(new URL('html-2019-one.html', folder), 'utf8')
    const twice = bytesOf(new TextDecoder('windows-1252').decode(bytesOf(html)))
    const [plain, mended] = await Promise.all(
      [bytesOf(html), twice].map((bytes) => readSource({ name: 'x', bytes })),
    )
    if (plain?.outcome !== 'read' || mended?.outcome !== 'read') throw new Error('refused')
    expect(mended.record.chapters).toEqual(plain.record.chapters)
    expect(mended.record.import?.repairs).toContain('undid a wrong re-encoding (â€œ → “)')
  })
})

const NOISE = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)

describe('what is not a work is refused with what it seems to be and what to do', () => {
  test.each([
    ['', /^empty/],
    ['  \n\t', /^empty/],
    ['%PDF-1.7 …', /^not-recognised: This seems to be a PDF\. Please download the work as HTML or EPUB/],
    [`${'x'.repeat(60)}BOOKMOBI`, /Kindle book/],
    [latin1('\x89PNG\r\n\x1a\n'), /picture \(PNG\)\. Works are read from/],
    [latin1('\xff\xd8\xff\xe0'), /picture \(JPEG\)/],
    [latin1('GIF89a'), /picture/],
    ['{\\rtf1\\ansi hello}', /RTF document\. If it is yours.*\/works\/documents/],
    [latin1('\xd0\xcf\x11\xe0\xa1\xb1'), /old Word document/],
    [latin1('\x1f\x8b\x08'), /gzip/],
    ['{"title": "A work"}', /JSON/],
    ['[{"title": 1}]', /JSON/],
    ['<?xml version="1.0"?><rss><channel/></rss>', /not-recognised/],
    ['From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related', /MHTML/],
    ['-- dump\nDROP TABLE x;\nCREATE TABLE y (z int);', /database dump/],
    [
      'Once upon a time there was a plain text.',
      /^not-recognised: .*plain text without the title page.*\/works\/import\/pages/,
    ],
    ['<p>Rating: none. A page of my own.</p>', /^not-recognised: .*a web page/],
    [buildZip([{ name: 'word/document.xml', data: '<x/>' }]), /DOCX/],
    [buildZip([{ name: 'a.txt', data: 'x' }]), /^not-supported: .*zip of files/],
    [buildZip([]), /^not-supported|^empty/],
    [buildZip([{ name: 'a.txt', data: 'x' }]).subarray(0, 30), /^damaged: The end of the zip.*again\.$/],
    [NOISE, /^not-recognised: This is neither text nor/],
    [
      buildZip([{ name: 'mimetype', data: 'application/epub+zip' }]).subarray(7),
      /^damaged: .*its beginning is missing/,
    ],
    [Buffer.concat([NOISE, buildZip([])]), /^damaged: This is part of an EPUB or a zip/],
  ])('%#', async (content, reason) => {
    expect(await said(content)).toMatch(reason)
  })

  test('a book of whose inside nothing is left is said to be called one', async () => {
    const reading = await readSource({ name: 'My Book.EPUB', bytes: NOISE })
    expect(reading).toMatchObject({
      reason: expect.stringContaining('This is called an EPUB, and what is in it is none'),
    })
  })

  test('too large, as a file or as text', async () => {
    expect(await said(new Uint8Array(101 * 1024 * 1024))).toMatch(/^too-large: .*100 MB/)
    expect(await said('words '.repeat(100), { ...LIMITS, text: 500 })).toMatch(/^too-large/)
  })

  test('[A-24] a book whose package is an entity bomb expands nothing', async () => {
    const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
    const opf = `<?xml version="1.0"?><!DOCTYPE package [<!ENTITY l0 "lol">${entities.join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>
<package><metadata><dc:title>&l10;&file;</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`
    const page = `<!DOCTYPE html [<!ENTITY l0 "lol">${entities.join('')}]><html><body><p>&l10;</p></body></html>`
    const book = buildZip([
      { name: 'mimetype', data: 'application/epub+zip' },
      {
        name: 'META-INF/container.xml',
        data: '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>',
      },
      { name: 'content.opf', data: opf },
      { name: 'a.xhtml', data: page },
    ])
    const answer = await said(book)
    expect(answer).toMatch(/^(?:not-supported|damaged): /)
    expect(answer.length).toBeLessThan(500)
    expect(answer).not.toMatch(/lol|root:/)
  })

  test('a damaged book is refused, not thrown', async () => {
    const name = readdirSync(folder).find((file) => file.endsWith('.epub')) ?? ''
    const book = new Uint8Array(readFileSync(new URL(name, folder)))
    for (let part = 1; part < 10; part++)
      expect(await said(book.subarray(0, Math.floor((book.length * part) / 10)))).toMatch(/^damaged/)
  })

  test('any bytes at all get an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await said(bytes)).toMatch(/^[a-z-]+: /)
      }),
    )
  })
})
