import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from './parse.ts'
import type { Query } from './tree.ts'

const TODAY = '2026-11-22'

/** How deep a tree is. */
const depth = (query: Query | null): number =>
  !query
    ? 0
    : query.is === 'not'
      ? 1 + depth(query.of)
      : query.is === 'all' || query.is === 'any'
        ? 1 + Math.max(...query.of.map(depth))
        : 1

describe('nothing is too much:', () => {
  const MANY = 10_000
  test.each([
    ['brackets open', '('.repeat(MANY)],
    ['brackets closed', ')'.repeat(MANY)],
    ['brackets in brackets', `${'('.repeat(MANY)}lamp${')'.repeat(MANY)}`],
    ['brackets with either in each', `${'(a OR '.repeat(MANY)}lamp${')'.repeat(MANY)}`],
    ['not in each', `${'-('.repeat(MANY)}lamp${')'.repeat(MANY)}`],
    ['fields in each', `${'title:('.repeat(MANY)}lamp${')'.repeat(MANY)}`],
    ['NOTs', 'NOT '.repeat(MANY)],
    ['NOTs of something', `${'NOT '.repeat(MANY)}lamp`],
    ['ORs', 'OR '.repeat(MANY)],
    ['quotes', '"'.repeat(MANY)],
    ['quotes that never close', '“x '.repeat(MANY)],
    ['hyphens', '-'.repeat(MANY)],
    ['spaces', `words${' '.repeat(MANY)}`.repeat(3)],
    ['signs', 'words<'.repeat(MANY)],
    ['digits', `words:${'1'.repeat(MANY)}`],
    ['digits in ages', `updated:${'1 '.repeat(MANY)}`],
    ['stars', '*'.repeat(MANY)],
    ['letters', 'a'.repeat(MANY)],
    ['letters before a colon', `${'w'.repeat(MANY)}:`],
  ])('%s', (_name, text) => {
    const { tree, mistakes: told } = parseQuery(text, TODAY)
    expect(depth(tree)).toBeLessThan(70)
    expect(told.length).toBeLessThanOrEqual(10)
  })

  test('a string of a million characters is read in one go', () => {
    for (const part of ['(', 'a" ', 'words: ', 'sort by ', '-(', 'updated:1-', 'x OR ', '“'])
      expect(() => parseQuery(part.repeat(1_000_000 / part.length), TODAY)).not.toThrow()
  })
})

const PARTS = [
  ...[
    '(',
    ')',
    '"',
    '“',
    '”',
    '-',
    ' ',
    ':',
    '<',
    '>',
    '=',
    '*',
    'OR',
    'or',
    'AND',
    'NOT',
    '||',
    '&&',
    '\u0000',
    '\ud800',
  ],
  ...[
    'words',
    'kudos:',
    'updated:',
    'title:',
    'tag:',
    'sort:',
    'sort by',
    'complete:yes',
    '10',
    '-20',
    '7 days',
    'ago',
  ],
  ...['lamp', 'Zoë', '猫', 'm/m', '2024-05', '..', 'k', 'rating:', 'language:', 'İ', 'ﬁ'],
]

test('whatever is typed, something is answered, and the mistakes point into it', () => {
  const typed = fc.oneof(
    fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const { tree, mistakes: told } = parseQuery(text, TODAY)
      for (const one of told) {
        expect(one.at).toBeGreaterThanOrEqual(0)
        expect(one.at).toBeLessThan(text.length)
        expect(one.part.isWellFormed()).toBe(true)
      }
      leaves(tree)
    }),
    { numRuns: 3_000 },
  )
})

/** What every tree keeps: groups of two or more, text that says something, ranges the right way round. */
function leaves(query: Query | null): void {
  if (!query) return
  if (query.is === 'all' || query.is === 'any') {
    expect(query.of.length).toBeGreaterThan(1)
    query.of.forEach(leaves)
  } else if (query.is === 'not') {
    expect(query.of.is).not.toBe('not')
    leaves(query.of)
  } else if (query.is === 'text') expect(query.text).toMatch(/[\p{L}\p{N}]/u)
  else if (query.is === 'number' && query.from !== null && query.to !== null)
    expect(query.from).toBeLessThanOrEqual(query.to)
  else if (query.is === 'date') {
    for (const day of [query.from, query.to]) if (day !== null) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/)
    if (query.from && query.to) expect(query.from <= query.to).toBe(true)
  }
}
