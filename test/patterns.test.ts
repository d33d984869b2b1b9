import { expect, test } from 'vitest'
import { patternsJudged, patternsWritten } from './patterns.ts'

test('[A-36] every pattern of the program was judged: linear, or why it meets no long text (bin/patterns)', () => {
  const judged = patternsJudged()
  const written = patternsWritten()
  expect(written.size).toBeGreaterThan(400)
  expect(
    [...written].filter(([pattern]) => !(pattern in judged)),
    'not judged: run bin/patterns',
  ).toEqual([])
  expect(
    Object.keys(judged).filter((pattern) => !written.has(pattern)),
    'gone: run bin/patterns',
  ).toEqual([])
  const said = Object.values(judged).filter((why) => !/^(?:linear|tried: linear|bounded: .{20,})$/.test(why))
  expect(said).toEqual([])
})
