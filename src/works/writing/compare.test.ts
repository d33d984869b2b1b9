import { describe, expect, test } from 'vitest'
import { compareTexts, type Row } from './compare.ts'

const shown = (rows: readonly Row[]): string[] =>
  rows.map((row) => {
    if (row.kind === 'skipped') return `(${row.many})`
    if (row.kind === 'same')
      return row.blocks.map(({ pieces }) => pieces.map(({ text }) => text).join(' ')).join(' / ')
    const side = (blocks: typeof row.before) =>
      blocks
        .map(({ runs }) =>
          runs
            .map(({ change, pieces }) => {
              const words = pieces.map(({ text }) => text).join(' ')
              return change === 'same' ? words : change === 'gone' ? `[-${words}]` : `[+${words}]`
            })
            .join(' '),
        )
        .join(' / ')
    return `${side(row.before)} > ${side(row.after)}`
  })
const compared = (before: string, after: string) => shown(compareTexts(before, after).rows)

describe('two texts beside each other', () => {
  test.each([
    ['a word', '<p>one two three</p>', '<p>one 2 three</p>', ['one [-two] three > one [+2] three']],
    ['markup alone', '<p>one two</p>', '<p>one <em>two</em></p>', ['one [-two] > one [+two]']],
    ['a paragraph that came', '<p>a</p>', '<p>a</p><p>b</p>', ['a', ' > [+b]']],
    ['signs without spaces', '<p>漢字</p>', '<p>漢仮字</p>', ['漢 字 > 漢 [+仮] 字']],
    ['a picture', '<p><img src="a" alt="x"></p>', '<p><img src="b" alt="x"></p>', ['[-x] > [+x]']],
    ['nothing', '<p>a  b</p>', '<p>a b</p>', ['a b']],
  ])('shows %s', (_what, before, after, rows) => {
    expect(compared(before, after)).toEqual(rows)
  })

  test('leaves out what is the same, but for what stands beside a change', () => {
    const many = Array.from({ length: 20 }, (_, at) => `<p>p${at}</p>`).join('')
    expect(compared(many, many.replace('p10<', 'changed<'))).toEqual([
      '(8)',
      'p8 / p9',
      '[-p10] > [+changed]',
      'p11 / p12',
      '(7)',
    ])
  })

  test('of half a million letters, all other, are coarse and soon there', () => {
    const long = (seed: number) =>
      `<p>${Array.from({ length: 90_000 }, (_, at) => `w${(at * seed) % 977}`).join(' ')}</p>`
    const from = performance.now()
    const { coarse } = compareTexts(long(7), long(11))
    expect(coarse).toBe(true)
    expect(performance.now() - from).toBeLessThan(10_000)
  })
})
