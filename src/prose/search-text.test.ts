import { expect, test } from 'vitest'
import { searchQueryText, searchText } from './search-text.ts'

test.each([
  ['<p>plain words stay</p>', 'plain words stay'],
  ['<p>東京都</p>', '東京 京都'],
  ['<p>ABC東京都です。</p>', 'ABC 東京 京都 都で です 。'],
  ['<p>猫</p>', '猫'],
  ['<p>ラーメン</p>', 'ラー ーメ メン'],
  ['<p>ภาษา</p>', 'ภา าษ ษา'],
  ['<p>soft\u00adly zero\u200bwidth</p>', 'softly zerowidth'],
  ['<p>안녕 мир</p>', '안녕 мир'],
  ['<p>𠀀𠀁𠀂</p>', '𠀀𠀁 𠀁𠀂'],
])('%j is indexed as %j', (html, text) => {
  expect(searchText(html)).toBe(text)
})

test.each([
  ['plain words -not "a phrase"', 'plain words -not "a phrase"'],
  ['東京都', '"東京 京都"'],
  ['東京', '東京'],
  ['-東京都 cat', '-"東京 京都" cat'],
  ['"東京都 cat"', '"東京 京都 cat"'],
  ['ABC東京', '"ABC 東京"'],
])('%j is asked as %j', (query, text) => {
  expect(searchQueryText(query)).toBe(text)
})
