import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeLines, type Piece } from './manuscript-merge.ts'

/** The text, with one side's or both sides' lines where they collide. */
const mergedLines = (pieces: readonly Piece[], take: 'mine' | 'theirs' | 'both'): readonly string[] =>
  pieces.flatMap((piece) => {
    if (piece.is !== 'collision') return piece.lines
    return take === 'both' ? [...piece.theirs, ...piece.mine] : piece[take]
  })

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 })
const merged = (base: readonly string[] | null, mine: readonly string[], theirs: readonly string[]) =>
  mergeLines(base, mine, theirs)

describe('a merge of three texts', () => {
  test('takes what only one side changed, whichever it is', () => {
    fc.assert(
      fc.property(lines, lines, (base, changed) => {
        for (const take of ['mine', 'theirs', 'both'] as const) {
          expect(mergedLines(merged(base, changed, base), take)).toEqual(changed)
          expect(mergedLines(merged(base, base, changed), take)).toEqual(changed)
          expect(mergedLines(merged(base, changed, changed), take)).toEqual(changed)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('keeps every new line of both sides, and every line that neither took away', () => {
    const numbered = fc.array(fc.nat(), { maxLength: 14 })
    const edits = fc.array(fc.tuple(fc.nat(14), fc.constantFrom('cut', 'put', 'swap')), { maxLength: 6 })
    fc.assert(
      fc.property(numbered, edits, edits, (numbers, editsOfMine, editsOfTheirs) => {
        const base = numbers.map((_, at) => `line ${at}`)
        const mine = edited(base, editsOfMine, 'mine')
        const theirs = edited(base, editsOfTheirs, 'theirs')
        const whole = mergedLines(merged(base, mine, theirs), 'both')
        for (const line of [...mine, ...theirs]) if (!base.includes(line)) expect(whole).toContain(line)
        for (const line of base)
          if (mine.includes(line) && theirs.includes(line)) expect(whole).toContain(line)
      }),
      { numRuns: 1_000 },
    )
  })

  test('with one side’s lines where they collide has no line of the other’s there', () => {
    fc.assert(
      fc.property(fc.option(lines, { nil: null }), lines, lines, (base, mine, theirs) => {
        const pieces = merged(base, mine, theirs)
        if (base === null) {
          expect(mergedLines(pieces, 'mine')).toEqual(mine)
          expect(mergedLines(pieces, 'theirs')).toEqual(theirs)
        }
        const turned = merged(base, theirs, mine)
        expect(mergedLines(turned, 'theirs').length).toBe(mergedLines(pieces, 'mine').length)
      }),
      { numRuns: 500 },
    )
  })

  test('settles what lies apart, and shows what both changed', () => {
    const pieces = merged(
      ['one', 'two', 'three', 'four'],
      ['one!', 'two', 'three', 'four'],
      ['one', 'two', 'three', 'four?'],
    )
    expect(mergedLines(pieces, 'mine')).toEqual(['one!', 'two', 'three', 'four?'])
    expect(merged(['one'], ['uno'], ['eins'])).toEqual([{ is: 'collision', mine: ['uno'], theirs: ['eins'] }])
    expect(merged(['one', 'two'], ['one', 'new', 'two'], ['one', 'other', 'two'])).toEqual([
      { is: 'same', lines: ['one'] },
      { is: 'collision', mine: ['new'], theirs: ['other'] },
      { is: 'same', lines: ['two'] },
    ])
  })

  test('of texts that have nothing in common ends soon', () => {
    const long = (word: string) => Array.from({ length: 40_000 }, (_, at) => `${word} ${at}`)
    const from = performance.now()
    const pieces = merged(long('a'), long('b'), long('c'))
    expect(performance.now() - from).toBeLessThan(5_000)
    expect(mergedLines(pieces, 'mine')).toEqual(long('b'))
  })
})

function edited(
  base: readonly string[],
  edits: readonly (readonly [number, string])[],
  by: string,
): string[] {
  const lines = [...base]
  for (const [place, how] of edits) {
    const at = Math.min(place, lines.length)
    lines.splice(at, how === 'put' ? 0 : 1, ...(how === 'cut' ? [] : [`${by} ${lines.length} ${at} ${how}`]))
  }
  return lines
}
