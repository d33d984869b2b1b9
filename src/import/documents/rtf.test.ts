import { expect, test } from 'vitest'
import { readRtf } from './rtf.ts'

test.each([
  [
    'says twice of one group that it is a note',
    String.raw`{\rtf1 Before.{\footnote\footnote Under it.} After.}`,
  ],
  ['closes more groups than it opens', String.raw`{\rtf1 Before.}}\footnote Under it. After.`],
])('a file that %s is read to its end, and no word is lost', (_what, source) => {
  const { html } = readRtf(source)
  expect(['Before.', 'Under it.', 'After.'].filter((words) => html.includes(words))).toHaveLength(3)
})
