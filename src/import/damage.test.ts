import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAo3Html } from './ao3-html.ts'
import { readAo3Page } from './ao3-page.ts'
import { readSource } from './recognise.ts'
import { expandSelfClosing } from './xhtml.ts'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../test/fixtures/import', name), 'utf8')

const MANY = fixture('html-2026-many.html')
const upTo = (text: string, mark: string): string => {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`the fixture has no ${mark}`)
  return text.slice(0, at)
}

describe('files that are not whole', () => {
  test.each([
    ['before the first chapter', 'id="chapters"', 'before the first chapter'],
    ['in the first text', 'hold on to my', 'in chapter 1 of 3'],
    ['between two chapters', 'Chapter 3: Chapter 2', 'in chapter'],
    ['in the last text', 'we have named', 'in chapter 3 of 3'],
  ])('cut %s: refused, never taken for the whole', (_, mark, says) => {
    expect(readAo3Html(upTo(MANY, mark))).toEqual({
      outcome: 'refused',
      why: 'damaged',
      reason: expect.stringMatching(new RegExp(`truncated.*${says}.*download it again`)),
    })
  })

  test('cut in the text of a work of one chapter: refused', () => {
    const cut = upTo(fixture('html-2019-one.html'), 'very nearly over')
    expect(readAo3Html(cut)).toMatchObject({
      why: 'damaged',
      reason: expect.stringContaining('in the middle of the text'),
    })
  })

  test.each([
    ['in the end notes of the last chapter', MANY, 'More soon.'],
    ['in the afterword', MANY, 'The Carpenter was away.'],
    ['in the closing line', MANY, 'drop by the Archive'],
  ])('cut %s: the text is whole, so it is read and the loss named', (_, text, mark) => {
    const reading = readAo3Html(upTo(text, mark))
    expect(reading).toMatchObject({ outcome: 'read', record: { chapterCount: { posted: 3 } } })
    if (reading.outcome !== 'read') return
    expect(reading.record.chapters).toHaveLength(3)
    expect(reading.record.import?.losses).toContain(
      'the end of the file is missing: notes at the end may be lost',
    )
  })

  test('a chapter taken out of the middle is named', () => {
    const text = MANY.replace(
      /<div class="meta group">\s*<h2 class="heading">Chapter 2<[\s\S]*?(?=<div class="meta group">)/,
      '',
    )
    const reading = readAo3Html(text)
    expect(reading).toMatchObject({ outcome: 'read' })
    if (reading.outcome !== 'read') return
    expect(reading.record.chapters).toHaveLength(2)
    expect(reading.record.import?.losses).toContain('the file says it has 3 chapters and holds 2')
  })

  test('cut anywhere at all, a file is refused or has all its chapters', () => {
    for (let at = 0; at < MANY.length; at += 37) {
      const reading = readAo3Html(MANY.slice(0, at))
      if (reading.outcome === 'read') expect([at, reading.record.chapters.length]).toEqual([at, 3])
    }
  })

  test('bits of pages in any order never make a reader throw', () => {
    const page = fixture('page-entire.html')
    const pieces = `${MANY}${page}`.match(/<[^>]{1,80}>|[^<]{1,40}/g) ?? []
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (some) => {
        const text = some.join('')
        expect(['read', 'refused']).toContain(readAo3Html(text).outcome)
        expect(['read', 'refused']).toContain(readAo3Page(text).outcome)
      }),
      { numRuns: 300 },
    )
  })
})

describe('files that are too much', () => {
  test('five thousand chapters are five thousand chapters', () => {
    const chapter = /<div class="meta group">[\s\S]*?<!--\/chapter content-->/.exec(MANY)?.[0] ?? ''
    const chapters = Array.from({ length: 5_000 }, (_, at) =>
      chapter.replace('Chapter 1: The Glass', `Chapter ${at + 1}: Square ${at + 1}`),
    )
    const text = MANY.replace(/<div class="meta group">[\s\S]*(?=<\/div><div id="afterword")/, () =>
      chapters.join(''),
    ).replace('Chapters: 3/?', 'Chapters: 5,000/?')
    const reading = readAo3Html(text)
    expect(reading).toMatchObject({
      outcome: 'read',
      record: { chapterCount: { posted: 5_000 }, import: { losses: [] } },
    })
    if (reading.outcome !== 'read') return
    expect(reading.record.chapters).toHaveLength(5_000)
    expect(reading.record.chapters.at(-1)).toMatchObject({ position: 5_000, title: 'Square 5000' })
  })

  test('a script in every place a person can write is text there or gone', () => {
    const bad = '<script>alert(1)</script>'
    const text = MANY.replace('<h1>Down', `<h1>${bad}Down`).replace('>Tea</a>', `>${bad}Tea</a>`)
    const reading = readAo3Html(text)
    if (reading.outcome !== 'read') throw new Error(reading.reason)
    expect(reading.record.title).toContain('Down the Other Side')
    expect(reading.record.title).not.toContain('<')
    expect(reading.record.additionalTags.join()).not.toContain('<')
  })

  test.each([
    ['one in another', '<div>'],
    ['behind end tags of nothing', '<div></x>'],
    ['in the chapters of a story', '<font size="1"></b>'],
  ])('elements nested deeper than a person writes, %s, are refused', async (_, tag) => {
    for (const whole of [MANY, fixture('page-entire.html')]) {
      const deep = whole.replace('</body>', `${tag.repeat(100_000)}</body>`)
      const reading = await readSource({ name: 'x', bytes: new TextEncoder().encode(deep) })
      expect(reading).toMatchObject({
        outcome: 'refused',
        why: 'damaged',
        reason: expect.stringContaining('nests'),
      })
    }
  })
})

describe('XHTML for an HTML parser', () => {
  test.each([
    ['<title/>', '<title></title>'],
    ['<a id="x>y" /><br/>', '<a id="x>y" ></a><br/>'],
    ['<p class="calibre1"/>text', '<p class="calibre1"></p>text'],
    ['<!-- <b/> --><i/>', '<!-- <b/> --><i></i>'],
    ['1 < 2 <a href="', '1 < 2 <a href="'],
  ])('%s', (given, wanted) => {
    expect(expandSelfClosing(given)).toBe(wanted)
  })
})
