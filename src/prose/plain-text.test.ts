import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.each([
  ['each block is a line', '<p>one</p>\n<p>two <em>three</em></p>', 'one\ntwo three'],
  ['a break is a line end', '<p>one<br>two</p>', 'one\ntwo'],
  ['a rule is a blank line', '<p>one</p>\n<hr>\n<p>two</p>', 'one\n\ntwo'],
  ['items are lines', '<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>', 'one\ntwo\nthree'],
  [
    'cells are parted by tabs',
    '<table><tbody><tr><td>one</td><td>two</td></tr><tr><td>three</td></tr></tbody></table>',
    'one\ttwo\nthree',
  ],
  ['a picture is its description', '<p>a <img src="http://a.example/" alt="cat"> sat</p>', 'a cat sat'],
  ['an annotation stands in brackets', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>', '漢(kan)'],
  ['verse keeps its spaces', '<pre>a\n  b</pre>', 'a\n  b'],
  ['white space is folded', '<p>a\n  b&nbsp;&amp; c</p>', 'a b & c'],
  ['scripts are no text', 'a<script>b</script>', 'a'],
])('%s', (_, html, text) => {
  expect(plainText(html)).toBe(text)
})
