import { describe, expect, test } from 'vitest'
import { countWords } from './words.ts'

describe('words are counted as AO3 counts them', () => {
  test.each([
    ['', 0],
    ['<p></p><hr>', 0],
    ['one two three', 3],
    ['<p>one</p><p>two</p>', 2],
    ['one<br>two', 2],
    ['<em>un</em>fin<strong>ished</strong>', 1],
    ['<li>one</li><li>two</li>', 2],
    ["don’t rock ’n’ roll, don't", 5],
    ['don&#8217;t &rsquo;tis', 2],
    ['a well-worn man', 3],
    ['one--two — three–four', 4],
    ['one - two', 2],
    ['one&nbsp;two&amp;three &lt;3', 4],
    ['3.14 is 3,14', 5],
    ['snake_case 1st', 2],
    ['naïve café Straße', 3],
    ['привет мир', 2],
    ['안녕하세요 여러분', 2],
    ['مرحبا بالعالم', 2],
    ['हिन्दी में', 2],
    ['漢字', 2],
    ['ひらがな', 4],
    ['カタカナ', 4],
    ['ภาษาไทย', 7],
    ['我有3只cats。', 5],
    ['𠀀𠀁', 2],
    ['soft\u00adly', 1],
    ['“…” — ! ?', 0],
    ['<p title="one two three">four</p>', 1],
    ['<img alt="one two">', 0],
    ['a < b', 2],
    ['1 <', 1],
    ['e\u0301te\u0301', 1],
  ])('%j: %i', (html, words) => {
    expect(countWords(html)).toBe(words)
  })
})
