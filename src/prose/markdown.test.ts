import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { broken } from './broken-markup.testing.ts'
import { cleanHtml, type Field } from './clean.ts'
import { markdownFrom } from './markdown.ts'
import { htmlFrom } from './spellings.ts'

const again = (clean: string, field: Field = 'content'): string =>
  cleanHtml(htmlFrom(markdownFrom(clean, field), 'markdown'), field)

test('whatever is clean is the same after it was Markdown', () => {
  fc.assert(
    fc.property(
      broken,
      fc.constantFrom('content' as const, 'notes' as const, 'summary' as const),
      (given, field) => {
        const clean = cleanHtml(given, field)
        expect(again(clean, field)).toBe(clean)
      },
    ),
    { numRuns: Number(process.env.PROSE_RUNS ?? 1500) },
  )
})

test('and so is text that is full of signs', () => {
  const signs = fc.string({
    unit: fc.constantFrom(
      ...'*_`[]()<>#+-.!|~\\&;:=123 ab^"\n',
      '<em>',
      '</em>',
      '<b>',
      '</b>',
      '<p>',
      '<br>',
      '<li>',
      '&nbsp;',
    ),
    maxLength: 40,
  })
  fc.assert(
    fc.property(signs, (given) => {
      const clean = cleanHtml(given, 'content')
      expect(again(clean)).toBe(clean)
    }),
    { numRuns: Number(process.env.PROSE_RUNS ?? 1500) },
  )
})

const WORKS = join(import.meta.dirname, '../../seeds/works')

test('every story of the sample archive is the same, and stays free of tags', () => {
  const stories = readdirSync(WORKS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  expect(stories.length).toBeGreaterThan(20)
  for (const name of stories) {
    const written = readFileSync(join(WORKS, name), 'utf8').split(/^---$/m).slice(2).join('---')
    const clean = cleanHtml(htmlFrom(written, 'markdown'), 'content')
    expect(again(clean), name).toBe(clean)
    // But for what has a class or a direction, which Markdown cannot say.
    const lines = markdownFrom(clean, 'content')
      .split('\n')
      .filter((line) => !line.startsWith('<'))
    expect(lines.join('\n'), name).not.toMatch(/<(?:p|em|strong|a|hr|h\d|ul|ol|li|blockquote)>/)
  }
})

describe('reads as people write it', () => {
  test.each([
    ['<p>She <em>knew</em>, and <strong>said</strong> so.</p>', 'She *knew*, and **said** so.'],
    ['<p>One<br>two</p><p>Three</p>', 'One\ntwo\n\nThree'],
    ['<p>One</p><hr><p>Two</p>', 'One\n\n***\n\nTwo'],
    ['<h2>Winter</h2><p>Snow.</p>', '## Winter\n\nSnow.'],
    ['<ul><li>bees</li><li>straw<ul><li>rye</li></ul></li></ul>', '- bees\n- straw\n  - rye'],
    ['<ol start="3"><li>three</li><li>four</li></ol>', '3. three\n4. four'],
    ['<blockquote><p>Dear W.,</p><p>Come.</p></blockquote>', '> Dear W.,\n>\n> Come.'],
    ['<p><a href="https://a.example/x">here</a></p>', '[here](https://a.example/x)'],
    ['<p><img src="https://a.example/x.png" alt="A hive"></p>', '![A hive](https://a.example/x.png)'],
    ['<p>5 * 3 & 1_000 in a_b_c [sic] 1. No</p>', '5 \\* 3 & 1_000 in a_b_c [sic] 1. No'],
    ['<p>1. Not a list</p><p># nor a heading</p>', '1\\. Not a list\n\n\\# nor a heading'],
    ['<p class="align-center">The End</p>', '<p class="align-center">The End</p>'],
    ['<p>H<sub>2</sub>O, <u>truly</u></p>', 'H<sub>2</sub>O, <u>truly</u>'],
    ['<p>“Quite,” — she said…</p>', '“Quite,” — she said…'],
  ])('%s', (html, markdown) => {
    const clean = cleanHtml(html, 'content')
    expect(markdownFrom(clean, 'content')).toBe(markdown)
    expect(again(clean)).toBe(clean)
  })
})

describe('footnotes', () => {
  const MARKDOWN =
    'The bees[^1] do not sleep[^2].\n\n[^1]: Of Sussex.\n\n[^2]: They *shiver*.\n\n    All of them.'

  test('of Markdown are links there and back, and become Markdown again', () => {
    const clean = cleanHtml(htmlFrom(MARKDOWN, 'markdown'), 'content')
    expect(clean).toBe(
      '<p>The bees<sup><a href="#text-note-1" id="text-ref-1" rel="nofollow">1</a></sup> do not sleep<sup><a href="#text-note-2" id="text-ref-2" rel="nofollow">2</a></sup>.</p>\n' +
        '<div class="footnotes"><p><a href="#text-ref-1" id="text-note-1" rel="nofollow">1</a> Of Sussex.</p>' +
        '<p><a href="#text-ref-2" id="text-note-2" rel="nofollow">2</a> They <em>shiver</em>.</p><p>All of them.</p></div>',
    )
    expect(markdownFrom(clean, 'content')).toBe(MARKDOWN)
  })

  test('are numbered by their marks, and one without a mark is kept', () => {
    const clean = cleanHtml(
      htmlFrom('B[^b] a[^a] b[^b]\n\n[^x]: lost\n[^a]: A\n[^b]: B', 'markdown'),
      'content',
    )
    expect(clean.match(/>(\d)<\/a> (\w+)/g)).toEqual(['>1</a> B', '>2</a> A', '>3</a> lost'])
    expect(again(clean)).toBe(clean)
  })

  test('that are code or without a note stay as they were typed', () => {
    expect(cleanHtml(htmlFrom('a[^1]\n\n```\n[^1]: x\n```', 'markdown'), 'content')).toContain('a[^1]')
  })
})

test('plain text, HTML and Markdown are each read as what they are', () => {
  expect(cleanHtml(htmlFrom('One\ntwo\n\nThree', 'html'), 'content')).toBe('<p>One<br>two</p>\n<p>Three</p>')
  expect(cleanHtml(htmlFrom('*One*\ntwo', 'markdown'), 'content')).toBe('<p><em>One</em><br>two</p>')
})
