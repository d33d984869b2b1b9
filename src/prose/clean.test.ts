import { describe, expect, test } from 'vitest'
import { cleanHtml } from './clean.ts'

type Case = readonly [name: string, given: string, served: string]

function cases(title: string, rows: readonly Case[]): void {
  describe(title, () => {
    test.each(rows)('%s', (_, given, served) => {
      expect(cleanHtml(given, 'content')).toBe(served)
      expect(cleanHtml(served, 'content')).toBe(served)
    })
  })
}

cases('paragraphs', [
  ['one line end is a break', 'one\ntwo', '<p>one<br>two</p>'],
  ['two are a new paragraph', 'one\n\ntwo', '<p>one</p>\n<p>two</p>'],
  ['three leave a blank one', 'one\n\n\ntwo', '<p>one</p>\n<p>&nbsp;</p>\n<p>two</p>'],
  ['more leave no more than one', 'one\n\n\n\n\n\ntwo', '<p>one</p>\n<p>&nbsp;</p>\n<p>two</p>'],
  ['Windows line ends count once', 'one\r\ntwo\r\n\r\nthree', '<p>one<br>two</p>\n<p>three</p>'],
  ['blank lines may hold spaces', 'one\n \t\ntwo', '<p>one</p>\n<p>two</p>'],
  ['runs of breaks follow the same rule', 'one<br><br>two<br/>three', '<p>one</p>\n<p>two<br>three</p>'],
  [
    'a line end beside a break is white space',
    'one<br />\ntwo\n<br>\n<br>\nthree',
    '<p>one<br>two</p>\n<p>three</p>',
  ],
  [
    'three breaks between blocks leave a blank one',
    '<p>a</p><br><br><br><p>b</p>',
    '<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>',
  ],
  ['loose phrases are wrapped', 'a <em>b</em> c', '<p>a <em>b</em> c</p>'],
  ['also inside quotations', '<blockquote>a\n\nb</blockquote>', '<blockquote><p>a</p><p>b</p></blockquote>'],
  [
    'a split paragraph keeps its phrases',
    '<p><em>a<br><br>b</em></p>',
    '<p><em>a</em></p>\n<p><em>b</em></p>',
  ],
  ['and its attributes', '<p dir="rtl">a<br><br>b</p>', '<p dir="rtl">a</p>\n<p dir="rtl">b</p>'],
  [
    'blocks come out of phrases',
    '<b>a<blockquote>b</blockquote>c</b>',
    '<p><b>a</b></p>\n<blockquote><p><b>b</b></p></blockquote>\n<p><b>c</b></p>',
  ],
  ['empty paragraphs go', '<p>a</p><p></p><p> \n </p><p><em></em></p><p>b</p>', '<p>a</p>\n<p>b</p>'],
  [
    'a paragraph of a no-break space stays',
    '<p>a</p><p>&nbsp;</p><p>b</p>',
    '<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>',
  ],
  [
    'a paragraph of a break is a blank line',
    '<p>a</p><p><br></p><p>b</p>',
    '<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>',
  ],
  ['lists keep their line ends', '<ul><li>a\nb</li></ul>', '<ul><li>a\nb</li></ul>'],
  ['links too', '<a href="/x">a\nb</a>', '<p><a href="/x" rel="nofollow">a\nb</a></p>'],
  ['verse keeps its spaces', '<pre>  a\n\n\n   b</pre>', '<pre>  a\n\n\n   b</pre>'],
  ['verse keeps a line end at its start', '<pre>\n\na</pre>', '<pre>\n\na</pre>'],
])

cases('valid nesting', [
  ['an item outside a list gets one', '<li>a<li>b', '<ul><li>a</li><li>b</li></ul>'],
  ['text in a list gets an item', '<ul>a<li>b</li></ul>', '<ul><li>a</li><li>b</li></ul>'],
  [
    'a list in a list goes into the item before',
    '<ul><li>a</li><ul><li>b</li></ul></ul>',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
  ],
  [
    'a description without term, a term without description',
    '<dl><dd>a</dd><dt>b</dt></dl>',
    '<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>',
  ],
  [
    'a link in a link is none',
    '<a href="/x">a<object><a href="/y">b</a></object></a>',
    '<p><a href="/x" rel="nofollow">ab</a></p>',
  ],
  ['a block in a heading is a line', '<h2>a<div>b</div>c</h2>', '<h2>a<br>b<br>c</h2>'],
  ['a heading of nothing is none', '<h2> </h2>', '<div></div>'],
  ['folded text has a summary', '<details>a</details>', '<details><summary>…</summary><p>a</p></details>'],
  [
    'and only one, first',
    '<details>a<summary>b</summary><summary>c</summary></details>',
    '<details><summary>b</summary><p>a</p><p>c</p></details>',
  ],
  ['a caption outside a figure is a block', '<figcaption>a</figcaption>', '<div><p>a</p></div>'],
  [
    'only one caption in it',
    '<figure><figcaption>a</figcaption>b<figcaption>c</figcaption></figure>',
    '<figure><div>a</div>b<figcaption>c</figcaption></figure>',
  ],
  ['a ruby without annotation is text', '<ruby>漢</ruby>', '<p>漢</p>'],
  [
    'brackets round no annotation are text',
    '<ruby>漢<rp>(</rp>x<rt>kan</rt></ruby>',
    '<p><ruby>漢(x<rt>kan</rt></ruby></p>',
  ],
  [
    'a table has its body, and no empty row',
    '<table><tr></tr><tr><td>a</table>',
    '<table><tbody><tr><td>a</td></tr></tbody></table>',
  ],
  [
    'spans that reach past the table go',
    '<table><tr><td rowspan=2 colspan=2>a</table>',
    '<table><tbody><tr><td>a</td></tr></tbody></table>',
  ],
  [
    'good spans stay',
    '<table><tr><td colspan=2>a<tr><td>b<td>c</table>',
    '<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>',
  ],
  ['cells outside a table are text', '<tr><td>a</td></tr>', '<p>a</p>'],
])

cases('elements', [
  [
    'obsolete ones become their heirs',
    '<center>a</center><big>b</big> <tt>c</tt> <strike>d</strike> <acronym title="x">e</acronym>',
    '<div class="align-center"><p>a</p></div>\n<p><span class="big">b</span> <code>c</code> <s>d</s> <abbr title="x">e</abbr></p>',
  ],
  [
    'unknown ones lose their tags only',
    '<marquee>a</marquee><section>b</section><font color=red>c</font>',
    '<p>a</p>\n<p>b</p>\n<p>c</p>',
  ],
  [
    'names of the prototype are unknown ones',
    '<constructor>a</constructor><valueOf>b</valueOf>',
    '<p>ab</p>',
  ],
  [
    'embeds leave a link',
    '<iframe src="//www.youtube.com/embed/x"></iframe>',
    '<p><a href="https://www.youtube.com/embed/x" rel="nofollow">[embedded: www.youtube.com]</a></p>',
  ],
  [
    'also old ones inside objects',
    '<object><param name=movie value=x><embed src="http://a.example/v.swf"></object>',
    '<p><a href="http://a.example/v.swf" rel="nofollow">[embedded: a.example]</a></p>',
  ],
  [
    'sound is played by the reader only',
    '<audio src="https://a.example/p.mp3" autoplay loop></audio>',
    '<p><audio src="https://a.example/p.mp3" controls preload="metadata" crossorigin="anonymous"></audio></p>',
  ],
  [
    'sound comes out of a link',
    '<a href="/x">a<audio src="https://a.example/p.mp3"></audio>b</a>',
    '<p><a href="/x" rel="nofollow">a</a><audio src="https://a.example/p.mp3" controls preload="metadata" crossorigin="anonymous"></audio><a href="/x" rel="nofollow">b</a></p>',
  ],
  ['a picture without address is its description', '<img src="cat.png" alt="a cat">', '<p>a cat</p>'],
  ['a heart is a heart', 'I <3 you', '<p>I &lt;3 you</p>'],
  ['control characters and lone halves go', 'a\0b\x01c\ud800d&#x81;e\ufffff', '<p>abc�def</p>'],
])

cases('attributes', [
  ['alignment becomes a class', '<p align="RIGHT" class="x ab">a</p>', '<p class="ab align-right">a</p>'],
  ['only classes of AO3’s kind', '<p class="a ab 1x -x a.b ab_c">a</p>', '<p class="ab ab_c">a</p>'],
  ['no style, no id, no handler', '<p style="x" id="y" onclick="z" data-x="w">a</p>', '<p>a</p>'],
  [
    'a language there is',
    '<p lang="en-GB">a</p><p lang="xx">b</p><p lang="1">c</p>',
    '<p lang="en-GB">a</p>\n<p>b</p>\n<p>c</p>',
  ],
  [
    'targets get our prefix, and links to them',
    '<a name="n1">a</a> <a href="#n1">b</a>',
    '<p><a id="text-n1">a</a> <a href="#text-n1" rel="nofollow">b</a></p>',
  ],
  ['two targets of one name are one', '<a name="n">a</a><a name="n">b</a>', '<p><a id="text-n">a</a>b</p>'],
  [
    'widths and borders go',
    '<hr width=50% align=left><img src="http://a.example/x" border=0 width=10 height=50%>',
    '<hr>\n<p><img src="http://a.example/x" alt="" width="10"></p>',
  ],
  [
    'numbers of lists stay',
    '<ol start=3 type=i><li>a</ol><ul type=disc><li>b</ul>',
    '<ol start="3" type="i"><li>a</li></ol>\n<ul><li>b</li></ul>',
  ],
])

test('AO3’s own text comes through as it is', () => {
  const text =
    '<p>“<em>Well</em>,” he said.</p>\n<hr>\n<blockquote class="letter"><p>Dear <strong>you</strong>,<br>yes.</p></blockquote>\n<h3>II</h3>\n<ul><li>a</li><li>b</li></ul>\n<p>&nbsp;</p>\n<p><a href="https://a.example/?x=1&amp;y=2" rel="nofollow">there</a></p>'
  expect(cleanHtml(text, 'content')).toBe(text)
})

test('classes survive in the text and the notes, not in a summary, where pictures are described', () => {
  const given = '<p class="letter">a<img src="http://a.example/x" alt="cat"></p>'
  expect(cleanHtml(given, 'content')).toContain('class="letter"')
  expect(cleanHtml(given, 'notes')).toContain('class="letter"')
  expect(cleanHtml(given, 'summary')).toBe('<p>acat</p>')
})

test('a relative picture becomes absolute when its page is known', () => {
  expect(cleanHtml('<img src="../x.png">', 'content', 'https://a.example/b/c')).toBe(
    '<p><img src="https://a.example/x.png" alt=""></p>',
  )
})

test('sound stands in the text only; elsewhere it is a link', () => {
  expect(cleanHtml('<audio><source src="https://a.example/p.mp3"></audio>', 'notes')).toBe(
    '<p><a href="https://a.example/p.mp3" rel="nofollow">[embedded: a.example]</a></p>',
  )
})
