import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readWork } from '../../../test/documents/reading.ts'
import { BOOKS, OPEN, type Shape, WORD } from '../../../test/documents/shapes.ts'
import { TEXTS } from '../../../test/documents/text-shapes.ts'
import { cleanHtml } from '../../prose/index.ts'

const named = (shapes: readonly Shape[]) => shapes.map((shape) => [shape.what, shape] as const)

describe.each([
  ['Word’s kind', WORD],
  ['OpenDocument', OPEN],
  ['books', BOOKS],
  ['texts and pages', TEXTS],
])('%s', (_kind, shapes) => {
  test.each(named(shapes))('%s', async (_what, shape) => {
    const { title, chapters, file } = await readWork(shape.name, shape.given)
    expect(chapters.map((one) => (one.leftOut ? `(${textOf(one.html)})` : one.title)).map(first)).toEqual(
      shape.chapters,
    )
    if (shape.title !== undefined) expect(title).toBe(shape.title)
    if (shape.language !== undefined) expect(file.about.language).toBe(shape.language)
    const html = chapters.map((one) => one.html).join('\n')
    for (const words of shape.says ?? []) expect(html).toContain(words)
    for (const words of shape.hides ?? []) expect(html).not.toContain(words)
    const remarks = [...new Set(file.remarks.map(({ what }) => what))]
    expect(remarks.sort()).toEqual([...(shape.remarks ?? [])].sort())
    for (const { html: one } of chapters) expect(cleanHtml(one, 'content')).toBe(one)
  })
})

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').trim()
const first = (title: string): string =>
  title.startsWith('(') ? `${title.split(' ')[0]?.replace(/\)$/, '')})` : title

test('a plain text with notes as Markdown has them: they lead there and back', async () => {
  const { chapters } = await readWork('bees.txt', 'They shiver.[^a]\n\nSnow.\n\n[^a]: In turns.\n')
  expect(chapters[0]?.html).toMatch(/shiver\.<sup><a href="#text-note-1" id="text-ref-1"/)
  expect(chapters[0]?.html).toMatch(/<a href="#text-ref-1" id="text-note-1"[^>]*>1<\/a>\. In turns\./)
})

const fixture = (name: string) => readFileSync(join('test/fixtures/import', name))

test.each([
  'html-2010-12-many.html',
  'html-2026-one.html',
  'page-entire.html',
  'epub-2015-own-writer-one.epub',
  'epub-2026-calibre-many.epub',
])('a download from another archive is read, and said to be one: %s', async (name) => {
  const { file } = await readWork(name, fixture(name))
  expect(file.remarks.map(({ what }) => what)).toContain('download')
})

test.each(['\ufeff', '\r\n\r\n'])('RTF after %j is RTF', async (before) => {
  const { chapters } = await readWork('a.rtf', `${before}{\\rtf1 It began.\\par}`)
  expect(chapters.map(({ html }) => html)).toEqual(['<p>It began.</p>'])
})
