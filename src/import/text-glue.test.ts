import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unglue } from './text-glue.ts'

const parts = (...texts: string[]) =>
  unglue(texts.map((text) => [text])).paragraphs.map((lines) => lines.join('<br>'))

describe('paragraphs run together are parted where quotes prove it', () => {
  test.each([
    ['he said to himself.“Next sentence.', ['he said to himself.', '“Next sentence.']],
    ['“Going?”“Gone.”', ['“Going?”', '“Gone.”']],
    ['“I go.”He went.', ['“I go.”', 'He went.']],
    ['“I go—”He went.', ['“I go—”', 'He went.']],
    ['“Is it…”Nobody knew.', ['“Is it…”', 'Nobody knew.']],
    ['‘I go.’He went.', ['‘I go.’', 'He went.']],
    [
      'Er ging.„Wohin?“ fragte sie.„Fort.“Er ging.',
      ['Er ging.', '„Wohin?“ fragte sie.', '„Fort.“', 'Er ging.'],
    ],
    ['Il partit.«Où ?»Elle rit.', ['Il partit.', '«Où ?»', 'Elle rit.']],
    ['»Fort!«Sie lachte.', ['»Fort!«', 'Sie lachte.']],
    ['In 1895.“He was there.', ['In 1895.', '“He was there.']],
    ['“走吧。”“好。”', ['“走吧。”', '“好。”']],
    ['「行こう」「うん」', ['「行こう」', '「うん」']],
  ])('%s', (glued, expected) => {
    expect(parts(glued)).toEqual(expected)
  })

  test('and where straight quotes or a bare stop do, if it happens again and again', () => {
    expect(parts('"I go."He went.She stayed.It rained."Well?"')).toEqual([
      '"I go."',
      'He went.',
      'She stayed.',
      'It rained.',
      '"Well?"',
    ])
    expect(parts("'I can't.'He went.She stayed.'Don't.'It rained.")).toEqual([
      "'I can't.'",
      'He went.',
      'She stayed.',
      "'Don't.'",
      'It rained.',
    ])
    expect(parts('*Gone.*He knew.She knew.')).toEqual(['*Gone.*', 'He knew.', 'She knew.'])
  })
})

describe('nothing is parted', () => {
  test.each([
    'Mr.Holmes met Dr.Watson and St.John, and so did Prof.Moriarty, J.R.Harker and the U.S.Marshal.',
    'He said nothing...Nothing at all…Nothing.',
    'It cost 3.50 and 1.000.Then',
    'See www.Example.com/A.Page and https://example.org/Some.Thing or mail me@Example.org.',
    'He said. “Yes.” She said, “No.” Then: “Maybe.”',
    'He said “Yes.” “No,” she said.',
    '他笑了。“走吧。”她说。“好。”',
    '她说：“走。”他走了。',
    'An apostrophe at the end of the dogs’ house.Then',
    '“A „quoted“ word.”',
  ])('%s', (text) => {
    expect(parts(text)).toEqual([text])
  })

  test('for one slip of the keyboard in a long text', () => {
    const text = [
      'He went.She stayed.',
      ...Array.from({ length: 40 }, (_, i) => `Paragraph ${i}. It rained.`),
    ]
    expect(parts(...text)).toEqual(text)
  })
})

test('every character survives, in order', () => {
  const piece = fc.constantFrom(
    '.',
    '”',
    '“',
    '"',
    "'",
    'He went',
    'so',
    ' ',
    '?',
    '!',
    '…',
    '«',
    '»',
    '„',
    '’',
    '‘',
  )
  fc.assert(
    fc.property(fc.array(fc.array(piece).map((p) => p.join(''))), (texts) => {
      const before = texts.join('').replace(/\s/g, '')
      expect(
        parts(...texts)
          .join('')
          .replaceAll('<br>', '')
          .replace(/\s/g, ''),
      ).toBe(before)
    }),
  )
})

test('a text that is all seams is read', () => {
  for (const seam of ["Mr.'A", '."', '.“A', '.A', '?”', '«.»A'])
    expect(parts(seam.repeat(50_000)).length).toBeGreaterThan(0)
})
