import type { Book, Section } from './book.ts'

/** Books for the engine's own tests. */
export const section = (n: number, markup: string, more: Partial<Section> = {}): Section => ({
  id: 'chapters',
  file: `chapter${n}.xhtml`,
  title: `Chapter ${n}`,
  kind: 'chapter',
  markup,
  ...more,
})

export const book = (sections: readonly Section[], more: Partial<Book> = {}): Book => ({
  identifier: 'urn:uuid:0b9c1f7e-1111-5111-8111-000000000001',
  title: 'Umbrellas',
  language: 'en',
  direction: 'ltr',
  creators: [{ name: 'marigold' }],
  publisher: 'The Small Archive',
  description: '',
  subjects: [],
  source: 'https://archive.example/works/7',
  rights: '',
  published: null,
  modified: new Date('2024-02-03T04:05:06Z'),
  series: [],
  css: 'p { margin: 0; }',
  ...more,
  sections,
})

/** Markup as readers' texts really hold it, each a thing that EPUB's schema refuses when left alone. */
export const markups: readonly (readonly [name: string, markup: string])[] = [
  ['block in inline', '<em><p>One</p><p>Two <strong>three</strong></p></em>'],
  ['block deep in inline', '<b><i><span>Text<div>Block</div></span></i></b>'],
  ['block in a paragraph', '<p>One<div>Two</div><ul><li>Three</li></ul></p>'],
  ['block in a heading', '<h2><em><p>Head</p></em></h2>'],
  ['block in a link', '<a href="https://example.com/"><p>One</p></a>'],
  ['link in a link', '<a href="https://a.example/">One <a href="https://b.example/">two</a></a>'],
  [
    'obsolete elements',
    '<center><font color="red">A <big>b</big> <tt>c</tt> <strike>d</strike></font></center>',
  ],
  ['acronym', '<p><acronym title="World Wide Web">WWW</acronym></p>'],
  [
    'obsolete attributes',
    '<p align="center">One</p><hr width="50%"/><table border="1"><tr><td width="3" align="right">x</td></tr></table>',
  ],
  [
    'attributes in order',
    '<p align="center" class="x" width="3" lang="fr" title="t">A <a title="t" href="#nowhere" class="c">B</a></p>',
  ],
  ['list in a list', '<ul><li>One</li><ul><li>Two</li></ul></ul>'],
  ['text in a list', '<ul>One <b>two</b><li>three</li> \n four</ul>'],
  ['empty parts', '<ul></ul><ol> </ol><dl></dl><table></table><p></p><blockquote></blockquote><ruby></ruby>'],
  ['list of meanings', '<dl><dt>One</dt><dd><p>Two</p></dd></dl>'],
  ['list of meanings out of order', '<dl><dd>Two</dd><dt>One</dt>text</dl>'],
  [
    'stray parts',
    '<li>One</li><td>Two</td><dd>Three</dd><p><li>Four</li></p><summary>Five</summary><rt>Six</rt>',
  ],
  [
    'table',
    '<table><caption>C</caption><colgroup><col span="2"/></colgroup><thead><tr><th scope="col"><p>H</p></th></tr></thead><tbody><tr><td><p>x</p></td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>',
  ],
  ['table out of order', '<table><tbody><tr><td>x</td></tr></tbody><caption>C</caption><p>y</p></table>'],
  ['ragged table', '<table><tr><td colspan="0">x</td><td rowspan="9">y</td></tr><tr></tr></table>'],
  ['details', '<details open=""><summary>More <p>of</p></summary><p>Text</p></details>'],
  ['details without summary', '<details><p>Text</p></details>'],
  ['details in a link', '<a href="https://a.example/"><details><summary>s</summary>t</details></a>'],
  [
    'figure',
    '<figure><p>x</p><figcaption>Cap</figcaption></figure><figure><p>a</p><figcaption>b</figcaption><p>c</p></figure>',
  ],
  ['ruby', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby> <ruby><rt>x</rt>y</ruby></p>'],
  [
    'picture',
    '<p><img src="https://pics.example/a b.png" alt="A &quot;cat&quot;" width="3" height="4"/></p>',
  ],
  ['picture in a link', '<a href="https://a.example/"><img src="https://pics.example/x.png" alt=""/></a>'],
  ['picture without source', '<img alt="Lost"/>'],
  [
    'sound and film',
    '<audio controls="controls"><source src="https://s.example/a.mp3"/>No &amp; sound</audio><video src="https://s.example/a.mp4" title="Film"></video>',
  ],
  ['embedded page', '<iframe src="https://v.example/embed/1" width="3"></iframe>'],
  ['equal ids', '<p id="one">A</p><p id="one">B</p><a href="#one">C</a><p id="chapters">D</p>'],
  ['odd ids', '<p id="1 2">A</p><p id="a:b">B</p><p id="été">D</p><a href="#1 2">E</a>'],
  [
    'link to nowhere',
    '<p><a href="#nowhere" rel="nofollow" class="c">A</a> <a rel="author" hreflang="fr">B</a></p>',
  ],
  ['named targets', '<p><a name="note">A</a> <a href="#note">B</a> <a name="9">C</a></p>'],
  ['languages', '<p lang="ja">A</p><p lang="not a language" dir="sideways">B</p><p dir="rtl">C</p>'],
  ['lists with starts', '<ol start="3" type="a" reversed=""><li value="x">A</li><li value="7">B</li></ol>'],
  [
    'edits',
    '<p><del datetime="2024-02-30T00:00" cite="not an address">A</del><ins datetime="2024-02-03">B</ins></p><ins><p>C</p></ins>',
  ],
  ['addresses', '<address><h3>A</h3><p>B</p></address>'],
  ['rules', '<p>A<hr/>B</p><hr/>'],
  ['preformatted', '<pre>  a\n<p>b</p>\n</pre>'],
  ['quotations', '<q cite="https://a.example/x">A</q><blockquote cite="nothing here">B</blockquote>'],
]

/** What a book may not hold at all: it does not come back. */
export const oneWayMarkups: readonly (readonly [name: string, markup: string])[] = [
  [
    'relative links',
    '<p><a href="/works/1">One</a> <a href="../tags/x?y=1&amp;z=2">Two</a> <a href="//other.example/">Three</a></p>',
  ],
  [
    'odd addresses',
    '<p><a href="https://a.example/[x]|y^`{z}">A</a> <a href="http://b.example/a b%zz">B</a> <a href="http://[::1]/">C</a> <a href="https://">D</a></p>',
  ],
  [
    'dangerous addresses',
    '<p><a href="javascript:alert(1)">A</a> <a href="data:text/html,x">B</a> <a href="file:///etc">C</a></p>',
  ],
  ['dead fragments', '<p><a href="#nowhere">A</a> <a href="#">B</a> <a href="chapter9.xhtml#x">C</a></p>'],
  [
    'style and script',
    '<p style="background:url(https://x.example/y)" onclick="x()">A<script>x()</script><style>y</style></p>',
  ],
  ['unknown elements', '<marquee>A</marquee><blink><p>B</p></blink><o:p>C</o:p><my-thing>D</my-thing>'],
  ['maths and drawings', '<svg viewBox="0 0 1 1"><path d="M0"/></svg><math><mi>x</mi></math>'],
  [
    'forms',
    '<form action="https://x.example/"><input name="a"/><button>Go</button><select><option>1</option></select></form>',
  ],
]

/** Markup that is not even closed markup: the writer must still give a valid book. */
export const brokenMarkups: readonly (readonly [name: string, markup: string])[] = [
  ['unclosed', '<p>One<p>Two<b>three'],
  ['overlapping', '<b>One<i>two</b>three</i>'],
  ['loose characters', 'a < b & c > d ]]> &copy; &#0; &#xD800; &#x110000; &unknown; "q" \u0001\uFFFE'],
  ['half a tag', '<p>One</p><p class="x'],
  ['comments', '<!-- a -- b --- --><p>One</p><!--'],
  ['odd attributes', `<p 9x="1" class='a"b' title=bare data-x="&lt;" x:y="z" class="again">One</p>`],
  ['ends without starts', '</p></div></b>One</section></body></html>'],
  ['nested deeply', `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}`],
  [
    'document',
    '<?xml version="1.0"?><!DOCTYPE html><html><head><title>x</title></head><body><p>One</p></body></html>',
  ],
]
