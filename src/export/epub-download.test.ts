import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { epubcheck } from '../../test/epubcheck.ts'
import { unzip } from '../../test/unzip.ts'
import { notWellFormed } from '../../test/well-formed.ts'
import { undoFit } from '../epub/index.ts'
import { attr, find, parseDocument } from '../prose/index.ts'
import { carried, carry, epubDownload, htmlDownload } from './index.ts'
import { anyRecord, chapter, input, kinds, record } from './records.fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'palimpsest-epub-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filesOf = async (kind: string): Promise<ReadonlyMap<string, string>> =>
  unzip(await epubDownload(input(kinds.get(kind))))
const textOf = async (kind: string): Promise<string> => [...(await filesOf(kind)).values()].join('\n')
const inside = (page: string, id: string): string =>
  new RegExp(`<div id="${id}"[^>]*>([\\s\\S]*)</div>\\n</body>`).exec(page)?.[1]?.trim() ?? ''

describe('the EPUB download', () => {
  test('[W-059] [W-061] passes EPUBCheck for every kind of work, with no error and no warning', async () => {
    const paths: string[] = []
    for (const [kind, more] of kinds) {
      paths.push(join(folder, `${kind}.epub`))
      writeFileSync(join(folder, `${kind}.epub`), await epubDownload(input(more)))
    }
    for (const [n, any] of fc.sample(anyRecord, { numRuns: 12, seed: 7 }).entries()) {
      paths.push(join(folder, `any-${n}.epub`))
      writeFileSync(join(folder, `any-${n}.epub`), await epubDownload(input(any)))
    }
    const { errors, warnings } = epubcheck(paths)
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
  })

  test('holds what the HTML download holds, page after page', async () => {
    for (const kind of [
      'one-chapter',
      'notes-everywhere',
      'anonymous',
      'related',
      'series-twice',
      'imported',
    ]) {
      const files = await filesOf(kind)
      const html = htmlDownload(input(kinds.get(kind)))
      const chapters = [...files].filter(([name]) => /chapter\d+\.xhtml$/.test(name))
      const pages = chapters.map(([, page]) => inside(page, 'chapters'))
      const flat = (text: string): string =>
        undoFit(text)
          .replace(/\s*\n\s*/g, '\n')
          .trim()
      const links = (text: string): string =>
        text
          .replaceAll('afterword.xhtml#', '#')
          .replaceAll('href="https://archive.example/works/2"', 'href="/works/2"')
      const expected = /<div id="chapters"[^>]*>([\s\S]*)<\/div>\n<div id="afterword">/.exec(html)?.[1] ?? ''
      expect(flat(pages.join('\n'))).toBe(flat(expected))
      for (const id of ['preface', 'afterword']) {
        const body = new RegExp(
          `<div id="${id}">\\n([\\s\\S]*?)\\n</div>\\n(?:<div id="chapters"|</body>)`,
        ).exec(html)
        const page = inside(files.get(`EPUB/${id}.xhtml`) ?? '', id)
        expect(links(flat(page))).toBe(links(flat(body?.[1] ?? '')))
      }
    }
  })

  test('gives back each chapter’s own markup', async () => {
    const html =
      '<p>One <img src="https://p.example/c.png" alt="A cat"> &amp; <code>two</code></p>\n<ol start="3"><li>x</li></ol>'
    const files = unzip(await epubDownload(input({ chapters: [chapter(1, { html }), chapter(2)] })))
    const page = files.get('EPUB/chapter1.xhtml') ?? ''
    const text = /<!--chapter content-->\n<div class="userstuff">([\s\S]*)<\/div>\n<!--/.exec(page)?.[1] ?? ''
    expect(undoFit(text)).toBe(html.replace('cat">', 'cat"/>'))
  })

  test('says what it is in its package: creators, tags, source, series, rights, dates', async () => {
    const opf = (await filesOf('imported')).get('EPUB/content.opf') ?? ''
    expect(opf).toContain('<dc:creator id="creator2">Second Pen (marigold)</dc:creator>')
    expect(opf).toContain('<dc:source>https://archive.example/works/7</dc:source>')
    expect([...opf.matchAll(/<dc:subject>(.*?)</g)].map((m) => m[1]).slice(0, 3)).toEqual([
      'Fanworks',
      'General Audiences',
      'No Archive Warnings Apply',
    ])
    expect(opf).toContain('<dc:date>2024-02-03</dc:date>')
    expect(opf).toContain(
      '<dc:rights>Allowed: podfic. Ask the creator first: remixing. Not allowed: use by machines, such as training AI. Ask "me" first. Anything else has not been said, which is no permission.</dc:rights>',
    )
    expect(opf).toMatch(/urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}</)
  })

  test('[W-061] lists headed chapters, and a finished single one by its title', async () => {
    const contents = async (kind: string): Promise<string[]> =>
      [...((await filesOf(kind)).get('EPUB/toc.ncx') ?? '').matchAll(/<navLabel><text>(.*?)</g)].map(
        (m) => m[1] ?? '',
      )
    expect(await contents('one-chapter')).toEqual(['Preface', 'The Wet Umbrella', 'Afterword'])
    expect(await contents('wip-1-of-3')).toEqual(['Preface', 'Chapter 1', 'Afterword'])
    expect(await contents('no-chapter')).toEqual(['Preface', 'Afterword'])
  })

  test('[W-062] has its end-note links lead across files', async () => {
    expect((await filesOf('notes-everywhere')).get('EPUB/preface.xhtml')).toContain(
      'See the end of the work for <a href="afterword.xhtml#endnotes">more notes</a>',
    )
  })

  test('[W-064] names no creator of an anonymous work', async () => {
    expect(await textOf('anonymous')).not.toMatch(/marigold|Second Pen/)
    expect(await textOf('anonymous')).toContain('>Anonymous</dc:creator>')
  })

  test('carries its record in the preface', async () => {
    const page = (await filesOf('imported')).get('EPUB/preface.xhtml') ?? ''
    const meta = find(parseDocument(page), (e) => attr(e, 'name') === 'palimpsest:record')
    expect(carried(attr(meta!, 'content') ?? '')).toEqual(carried(carry(record(kinds.get('imported')))))
  })

  test('of any record is well-formed and the same bytes twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async (any) => {
        const bytes = await epubDownload(input(any))
        expect(Buffer.compare(bytes, await epubDownload(input(any)))).toBe(0)
        for (const [name, text] of unzip(bytes)) {
          if (/\.(?:xhtml|opf|ncx|xml)$/.test(name))
            expect([name, notWellFormed(text)]).toEqual([name, undefined])
        }
      }),
      { numRuns: 100 },
    )
  })
})
