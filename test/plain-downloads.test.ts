import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { markdownDownload } from '../src/export/markdown-download.ts'
import { chapter, input, kinds } from '../src/export/records.fixtures.ts'
import { textDownload } from '../src/export/text-download.ts'
import { wrap } from '../src/export/wrapped.ts'
import { readDocument } from '../src/import/documents/read-document.ts'
import { readSource } from '../src/import/recognise.ts'
import { cleanHtml, parseHtml, textOf } from '../src/prose/index.ts'
import type { WorkRecord } from '../src/works/index.ts'

const asText = (more: Partial<WorkRecord>): string => [...textDownload(input(more))].join('')
const asMarkdown = (more: Partial<WorkRecord>): string => [...markdownDownload(input(more))].join('')

const wordsIn = (html: string): string[] =>
  textOf(parseHtml(html.replaceAll('<br>', ' ').replace(/<\/(?:p|li|h\d|td|div|blockquote)>/g, ' '))).match(
    /[\p{L}\p{M}\p{N}]+/gu,
  ) ?? []

const textsOf = ({
  summary,
  notes,
  endNotes,
  chapters,
}: Pick<WorkRecord, 'summary' | 'notes' | 'endNotes' | 'chapters'>) => ({
  summary: wordsIn(summary),
  notes: wordsIn(notes),
  endNotes: wordsIn(endNotes),
  chapters: chapters.map((one) => ({
    title: one.title,
    summary: wordsIn(one.summary),
    notes: wordsIn(one.notes),
    text: wordsIn(one.html),
    endNotes: wordsIn(one.endNotes),
  })),
})

/** Chinese and Japanese have a test of their own: their lines are joined without a space. */
const SCRIPTS = [
  'wabcdéü',
  'wжзиѣ',
  'wαβγ',
  'wابتث',
  'wאבגד',
  'wकखग',
  'wกขค',
  'w海陆霧',
  'wひらカ',
  'w한국어',
]
const word = fc
  .constantFrom(...SCRIPTS)
  .chain((letters) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 9 }))
const sentence = fc
  .array(fc.tuple(word, fc.constantFrom('', '', '', ',', '—', ' —', '.', '”', '-', '!')), {
    minLength: 1,
    maxLength: 40,
  })
  .map((some) => some.map(([one, mark]) => one + mark).join(' '))
const paragraph = fc
  .tuple(sentence, fc.constantFrom('p', 'em', 'quote', 'list', 'lines'))
  .map(([words, kind]) => {
    if (kind === 'em') return `<p><em>${words}</em></p>`
    if (kind === 'quote') return `<blockquote><p>${words}</p></blockquote>`
    if (kind === 'list') return `<ul><li>${words}</li><li>${words}</li></ul>`
    return kind === 'lines' ? `<p>${words}<br>${words}</p>` : `<p>${words}</p>`
  })
const text = fc
  .array(paragraph, { minLength: 1, maxLength: 8 })
  .map((all) => cleanHtml(all.join('\n'), 'content'))
const note = fc.oneof(
  fc.constant(''),
  sentence.map((words) => cleanHtml(`<p>${words}</p>`, 'notes')),
)
const work = fc
  .record({
    notes: note,
    endNotes: note,
    texts: fc.array(
      fc.record({ html: text, notes: note, endNotes: note, title: fc.constantFrom('', 'Of Rain', '雨') }),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
  })
  .map(
    ({ texts, ...rest }): Partial<WorkRecord> => ({
      ...rest,
      chapters: texts.map((one, at) => chapter(at + 1, one)),
      chapterCount: { posted: texts.length, expected: texts.length },
    }),
  )

describe('plain text', () => {
  it.each(['one-chapter', 'notes-everywhere', 'wip-1-of-3', 'arabic', 'chinese', 'anonymous'])(
    'read in again has the words of the work, each where it stood: %s',
    async (kind) => {
      const more = kinds.get(kind) ?? {}
      const { record } = input(more)
      const read = await readSource({ name: 'work.txt', bytes: Buffer.from(asText(more)) })
      if (read.outcome !== 'read') throw new Error(read.reason)
      expect(read.record.title).toBe(record.title)
      expect(read.record.creators).toEqual(record.anonymous ? [] : record.creators)
      expect(read.record.fandoms).toEqual(record.fandoms)
      expect(textsOf(read.record)).toEqual(textsOf({ ...record, notes: record.notes }))
    },
  )

  test('whatever its words are, none is lost, none runs into another', async () => {
    await fc.assert(
      fc.asyncProperty(work, async (more) => {
        const read = await readSource({ name: 'work.txt', bytes: Buffer.from(asText(more)) })
        if (read.outcome !== 'read') throw new Error(read.reason)
        const all = textsOf(read.record)
        const given = textsOf(input(more).record)
        expect([all.notes, all.chapters, all.endNotes].flat(9)).toEqual(
          [given.notes, given.chapters, given.endNotes].flat(9),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('Chinese, which has no spaces to cut at, comes back letter by letter', async () => {
    const html = cleanHtml(`<p>${'海上生明月，天涯共此時。'.repeat(40)}</p>`.repeat(9), 'content')
    const made = asText({ language: 'zh', chapters: [chapter(1, { html })] })
    const read = await readSource({ name: 'work.txt', bytes: Buffer.from(made) })
    if (read.outcome !== 'read') throw new Error(read.reason)
    expect(read.record.chapters[0]?.html).toBe(html)
  })

  test('has lines no longer than a terminal shows, unless one word is', () => {
    expect(
      wrap(`${'one two '.repeat(40)}${'x'.repeat(90)} end`, 72).every(
        (line) => line.length <= 72 || /^x+$/.test(line),
      ),
    ).toBe(true)
    expect(wrap('霧'.repeat(80), 36).map((line) => [...line].length)).toEqual([36, 36, 8])
  })

  test('says what HTML says by its looks: scenes, quotations, lists, tables, pictures, ruby, footnotes', () => {
    const html = `<p>One.<sup><a href="#note-1" id="ref-1">1</a></sup></p><hr><blockquote><p>Said.</p></blockquote>
<ol><li>First</li><li>Second<ul><li>Inner</li></ul></li></ol><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>
<p><ruby>漢<rt>kan</rt></ruby> <img src="https://x.example/a.png" alt="a map"></p><pre>  as  typed</pre>
<div class="footnotes"><p><a href="#ref-1" id="note-1">1</a> A note.</p></div>`
    const lines = asText({ chapters: [chapter(1, { html })] })
    for (const line of [
      'One.[1]',
      '* * *',
      '    Said.',
      '1. First',
      '2. Second',
      '   - Inner',
      'a | b',
      '漢(kan) [a map]',
      '  as  typed',
      '1 A note.',
    ])
      expect(lines.split('\n')).toContain(line)
  })
})

describe('Markdown', () => {
  it.each([...kinds].filter(([kind]) => kind !== 'empty-sections'))(
    'begins with front matter and holds the words of the work: %s',
    async (_kind, more) => {
      const { record } = input(more)
      const made = asMarkdown(more)
      const read = await readDocument({ name: 'work.md', bytes: Buffer.from(made) })
      if (!('about' in read)) throw new Error(JSON.stringify(read))
      expect(read.about.title).toBe(record.title.trim())
      expect(read.about.language).toBe(record.language)
      if (record.anonymous) for (const name of record.creators) expect(made).not.toContain(name)
    },
  )

  test('whatever the words are, none is lost, none runs into another', async () => {
    await fc.assert(
      fc.asyncProperty(work, async (more) => {
        const { record } = input(more)
        const read = await readDocument({ name: 'work.md', bytes: Buffer.from(asMarkdown(more)) })
        if (!('blocks' in read)) throw new Error(JSON.stringify(read))
        const given = record.chapters.flatMap((one, at) => [
          `Chapter ${at + 1}`,
          one.title,
          ...(one.notes ? ['Chapter Notes', one.notes] : []),
          one.html,
          ...(one.endNotes ? ['Chapter End Notes', one.endNotes] : []),
        ])
        const around = [
          ...(record.notes ? ['Notes', record.notes] : []),
          ...given,
          ...(record.endNotes ? ['End Notes', record.endNotes] : []),
        ]
        const all = read.blocks.map(({ html }) => html).join(' ')
        expect(wordsIn(all)).toEqual(['Summary', ...wordsIn(record.summary), ...around.flatMap(wordsIn)])
      }),
      { numRuns: 30 },
    )
  })

  test('footnotes of two chapters keep apart', async () => {
    const html = cleanHtml(
      '<p>One.<sup><a href="#note-1" id="ref-1">1</a></sup></p><div class="footnotes"><p><a href="#ref-1" id="note-1">1</a> A note.</p></div>',
      'content',
    )
    const chapters = [chapter(1, { html }), chapter(2, { html })]
    const made = asMarkdown({ chapters, chapterCount: { posted: 2, expected: 2 } })
    expect(made).toContain('One.[^1-1]')
    expect(made).toContain('[^2-1]: A note.')
    const read = await readDocument({ name: 'work.md', bytes: Buffer.from(made) })
    expect(Object.keys('notes' in read ? read.notes : {})).toHaveLength(2)
  })
})
