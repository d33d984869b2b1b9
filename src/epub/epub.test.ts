import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { epubcheck } from '../../test/epubcheck.ts'
import { unzip } from '../../test/unzip.ts'
import { notWellFormed } from '../../test/well-formed.ts'
import { book, brokenMarkups, markups, oneWayMarkups, section } from './books.fixtures.ts'
import { undoFit, writeEpub } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-epub-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const body = async (...markup: string[]): Promise<string[]> => {
  const files = unzip(await writeEpub(book(markup.map((one, n) => section(n + 1, one)))))
  return markup.map((_, n) => {
    const page = files.get(`EPUB/chapter${n + 1}.xhtml`) ?? ''
    return /role="doc-chapter">([\s\S]*)<\/div>\n<\/body>/.exec(page)?.[1] ?? page
  })
}

describe('an EPUB file', () => {
  test('starts with its type, stored and without extra field, as readers sniff for it', async () => {
    const bytes = Buffer.from(await writeEpub(book([section(1, '<p>One</p>')])))
    expect(bytes.toString('latin1', 30, 58)).toBe('mimetypeapplication/epub+zip')
    expect([bytes.readUInt16LE(8), bytes.readUInt16LE(28)]).toEqual([0, 0])
  })

  test('is the same bytes for the same book, and dated by its content', async () => {
    const one = await writeEpub(book([section(1, '<p>One</p>')]))
    const again = await writeEpub(book([section(1, '<p>One</p>')]))
    expect(Buffer.compare(one, again)).toBe(0)
    expect(unzip(one).get('EPUB/content.opf')).toContain('2024-02-03T04:05:06Z')
    expect(Buffer.from(one).readUInt16LE(12)).toBe((44 << 9) | (2 << 5) | 3)
  })

  test('takes dates that zip cannot hold', async () => {
    for (const when of ['1970-01-01T00:00:00Z', '2200-01-01T00:00:00Z']) {
      const modified = new Date(when)
      expect(unzip(await writeEpub(book([section(1, '')], { modified }))).size).toBe(7)
    }
  })

  test('turns its pages from the right for languages written so', async () => {
    const files = unzip(await writeEpub(book([section(1, '')], { language: 'ar', direction: 'rtl' })))
    expect(files.get('EPUB/content.opf')).toContain('page-progression-direction="rtl"')
    expect(files.get('EPUB/chapter1.xhtml')).toContain('lang="ar" xml:lang="ar" dir="rtl"')
  })

  test('says its series in the words of EPUB 3 and of calibre', async () => {
    const series = [
      { title: 'A & B', position: 2 },
      { title: 'C', position: 1 },
    ]
    const opf = unzip(await writeEpub(book([section(1, '')], { series }))).get('EPUB/content.opf')
    expect(opf).toContain('<meta property="belongs-to-collection" id="series2">C</meta>')
    expect(opf).toContain('<meta refines="#series1" property="group-position">2</meta>')
    expect(opf).toContain('<meta name="calibre:series" content="A &amp; B"/>')
  })
})

describe('readers’ markup in a book', () => {
  test('passes EPUBCheck whatever it holds, with no error and no warning', async () => {
    const paths: string[] = []
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      paths.push(join(folder, `${name}.epub`))
      writeFileSync(join(folder, `${name}.epub`), bytes)
    }
    const all = [...markups, ...oneWayMarkups, ...brokenMarkups]
    await write('all', await writeEpub(book(all.map(([, markup], n) => section(n + 1, markup)))))
    await write('empty', await writeEpub(book([section(1, '', { kind: 'preface' })], { title: ' \u0001' })))
    const { errors, warnings } = epubcheck(paths)
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
  })

  test.each(markups)('comes back as it was: %s', async (_, markup) => {
    const [fitted = ''] = await body(markup)
    expect(undoFit(fitted)).toBe(markup)
  })

  test('that breaks no rule is left as it is', async () => {
    const plain = '<p>One <em>two</em><br/>three &amp; four</p><hr/><blockquote><p>Five</p></blockquote>'
    expect(await body(plain)).toEqual([plain])
  })

  test('has its pictures made links that say what they show', async () => {
    const [fitted] = await body('<p><img src="https://p.example/c.png" alt="A cat"/></p>')
    expect(fitted).toContain('<a href="https://p.example/c.png"')
    expect(fitted).toContain('>[Image: A cat]</a>')
  })

  test('may link from chapter to chapter, and nowhere that is not', async () => {
    const [one, two] = await body('<p><a href="#b">x</a><a href="#c">y</a></p>', '<p id="b">z</p>')
    expect(one).toContain('<a href="chapter2.xhtml#b" data-was-href="#b">x</a>')
    expect(one).toContain('<a data-was-href="#c">y</a>')
    expect(two).toBe('<p id="b">z</p>')
  })

  test('has its relative links lead back to the archive', async () => {
    const [fitted] = await body('<p><a href="/works/1">x</a><a href="javascript:x()">y</a></p>')
    expect(fitted).toBe('<p><a href="https://archive.example/works/1">x</a><a>y</a></p>')
  })

  test('made to be slow to read is read all the same', async () => {
    const hostile = [
      '<a ',
      '<!--',
      '<a "',
      "<p title='",
      '<b>',
      '</b>',
      '<b>x</i>',
      '<a href="#x">',
      '&',
      ']]>',
    ]
    const bytes = await writeEpub(book(hostile.map((one, n) => section(n + 1, one.repeat(60_000)))))
    for (const [name, text] of unzip(bytes)) {
      if (name.endsWith('.xhtml')) expect([name, notWellFormed(text)]).toEqual([name, undefined])
    }
  })

  test('of any kind gives well-formed files and the same bytes twice', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[...markups, ...oneWayMarkups, ...brokenMarkups.slice(0, -2)].map(([, markup]) => markup),
      ),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<em>',
        '<a href="',
        '<ul><p>',
        '-->',
        '<!--',
        '<!-',
        '">',
        '&',
        '<img ',
        '/>',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.string({ unit: 'binary' }),
        async (parts, name) => {
          const made = book([section(1, parts.join('')), section(2, parts.toReversed().join(''))], {
            title: name,
            description: name,
            creators: [{ name, fileAs: name }],
            subjects: [name],
          })
          const bytes = await writeEpub(made)
          for (const [file, text] of unzip(bytes)) {
            if (/\.(?:xhtml|opf|ncx|xml)$/.test(file))
              expect([file, notWellFormed(text)]).toEqual([file, undefined])
          }
          expect(Buffer.compare(bytes, await writeEpub(made))).toBe(0)
        },
      ),
      { numRuns: 150 },
    )
  })
})
