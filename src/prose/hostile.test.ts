import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { cleanHtml } from './clean.ts'
import { descendants, parseDocument, parseHtml } from './dom.ts'
import { isAsCleaned, surelyClean } from './guard.ts'
import { TooTangled } from './parse.ts'
import { plainText } from './plain-text.ts'
import { plainTitle } from './title.ts'
import { countWords } from './words.ts'
import { toXhtml } from './xhtml.ts'

const SCHEMES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\x01javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'javascript\n:alert(1)',
  'java&#115;cript:alert(1)',
  'java&#x73;cript:alert(1)',
  'java&#0000115cript:alert(1)',
  '&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'java&Tab;script&NewLine;:alert(1)',
  'java\0script:alert(1)',
  '\u00a0javascript:alert(1)',
  '\ufeffjavascript:alert(1)',
  'feed:javascript:alert(1)',
  'view-source:javascript:alert(1)',
  'vbscript:msgbox(1)',
  'livescript:x',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'blob:https://a.example/1',
  'filesystem:https://a.example/x',
  'file:///etc/passwd',
  'about:blank',
  'intent://x#Intent;scheme=http;end',
  'x.y:alert(1)',
]

const PAYLOADS = [
  ...SCHEMES.flatMap((address) => [
    `<a href="${address}">x</a>`,
    `<img src="${address}">`,
    `<blockquote cite="${address}">x</blockquote>`,
    `<iframe src="${address}"></iframe>`,
    `<audio src="${address}">x</audio>`,
    `<object data="${address}">x</object>`,
    `<video><source src="${address}"></video>`,
  ]),
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</script>',
  '<SCRIPT/x>alert(1)</SCRIPT >',
  '<script><!--<script>alert(1)</script>--></script>',
  '<img src=http://a.example/x onerror=alert(1)>',
  '<img src="http://a.example/x" srcset="javascript:alert(1) 1x">',
  '<img/src="http://a.example/x"/onload=alert(1)//>',
  '<img src=`http://a.example/x`onerror=alert(1)>',
  '<img alt="`><img src=x onerror=alert(1)>" src=http://a.example/x>',
  '<a href="http://a.example" target=_blank ping="http://b.example" download>x</a>',
  '<a xlink:href="javascript:alert(1)">x</a>',
  '<a href="http://user:word@a.example/">x</a>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<div style="position:fixed;inset:0">x</div>',
  '<style>*{display:none}</style>x',
  '<style><style></style><img src=x onerror=alert(1)></style>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg></p><style><g title="</style><img src onerror=alert(1)>">',
  '<svg><foreignObject><math><mi><img src onerror=alert(1)></mi></math></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<math><annotation-xml encoding="text/html"><img src onerror=alert(1)></annotation-xml></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  '<noframes><p title="</noframes><img src onerror=alert(1)>">',
  '<xmp><p title="</xmp><img src onerror=alert(1)>">',
  '<textarea><p title="</textarea><img src onerror=alert(1)>">',
  '<title><p title="</title><img src onerror=alert(1)>">',
  '<template><script>alert(1)</script><img src onerror=alert(1)></template>',
  '<template><template></template></template><img src onerror=alert(1)>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!-- --!><img src onerror=alert(1)> -->',
  '<![CDATA[<img src onerror=alert(1)>]]>',
  '<?xml version="1.0"?><?import x><img src onerror=alert(1)>',
  '<!DOCTYPE x [<!ENTITY y "<img src onerror=alert(1)>">]>&y;',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//"><a href="/x">x</a>',
  '<link rel=stylesheet href="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit formaction="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)><option>x</select>',
  '<isindex action="javascript:alert(1)">',
  '<embed src="javascript:alert(1)">',
  '<details open ontoggle=alert(1)>x</details>',
  '<video poster="javascript:alert(1)" src="http://a.example/x" onloadstart=alert(1)></video>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<table background="javascript:alert(1)"><td background="javascript:alert(1)">x</table>',
  '<body onload=alert(1)>x',
  '<frameset><frame src="javascript:alert(1)"></frameset>',
  '<form id=test><input name=parentNode><img name=getElementById src=http://a.example/x id=cookie></form>',
  '<a id=defaultView name=body href="http://a.example/">x</a><a name=__proto__>x</a>',
  '<p is="x-evil" slot="y" part="z" nonce="n" contenteditable accesskey=x tabindex=1>x</p>',
  '<p class="x" class="y" onclick=alert(1)',
  '<p """><script>alert(1)</script>">x',
  '<a href="http://a.example/"onclick="alert(1)">x</a>',
  '<b/onmouseover=alert(1)//>x</b>',
  '<\x00script>alert(1)</script>',
  '<img \x00src=http://a.example/x onerror\x00=alert(1)>',
  '<x onclick=alert(1)>x</x><x-y onclick=alert(1)>z</x-y>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;img src onerror=alert(1)&amp;gt;',
  '\u2028<img\u2028src=x onerror=alert(1)>',
  '<ruby><rt><style></rt></ruby><img src onerror=alert(1)></style>',
  '<p title="]]>--><script>alert(1)</script>">x</p>',
]

describe('[A-21] [A-16] [A-20] [A-22] nothing runs', () => {
  test.each(PAYLOADS)('%j', (payload) => {
    for (const field of ['content', 'notes', 'summary'] as const) {
      const clean = cleanHtml(payload, field)
      expect(cleanHtml(clean, field)).toBe(clean)
      expectHarmless(clean)
      expectHarmless(toXhtml(clean))
    }
  })
})

test('[A-16] what is shown is looked at again: a row that was never cleaned, or was changed since, is cleaned then', () => {
  for (const payload of PAYLOADS) {
    const clean = cleanHtml(payload, 'content')
    expect(isAsCleaned(clean), clean).toBe(true)
    expectHarmless(surelyClean(payload))
    for (const [before, after] of [
      ['<p>a</p>\n', ''],
      ['', '<p>a</p>'],
      ['<p>', '</p>'],
    ])
      expectHarmless(surelyClean(`${before}${payload}${after}`))
  }
  const almost = [
    '<p onclick="x">a</p>',
    '<a href="javascript&#58;alert(1)" rel="nofollow">a</a>',
    '<a href="java&Tab;script:alert(1)">a</a>',
    '<p constructor="x">a</p>',
    '<p>a</p></div>',
    '<p>a<!-- --></p>',
    '<P>a</P>',
    "<p class='x'>a</p>",
    '<p class=x>a</p>',
    '<img src="data:text/html,x" alt="">',
    '<a id="cookie">a</a>',
    '<p>1 > 2</p>',
  ]
  for (const html of almost) expect(isAsCleaned(html), html).toBe(false)
})

/** As a browser that has script, and as one that has none, would read it. */
function expectHarmless(html: string): void {
  for (const scriptingEnabled of [true, false]) {
    for (const element of descendants(parseFragment(html, { scriptingEnabled }))) {
      expect(element.tagName).not.toMatch(
        /^(script|style|svg|math|iframe|object|embed|form|input|button|meta|base|link|template|noscript|select)$/,
      )
      for (const { name, value } of element.attrs) {
        expect(name).not.toMatch(/^on|style|name|srcset|formaction|action|poster|background|xlink|is$/)
        if (name === 'id') expect(value).toMatch(/^text-/)
        if (/^(href|src|cite)$/.test(name)) {
          const address = new URL(value, 'https://archive.example/works/1')
          expect(address.protocol).toMatch(/^(https?|ftp|mailto):$/)
          expect(address.username).toBe('')
        }
      }
    }
  }
}

describe('a text made to exhaust keeps its words', () => {
  const many = (piece: string, times = 100_000): string => piece.repeat(times)
  const numbered = (times: number, tag: string): string =>
    Array.from({ length: times }, (_, at) => `<${tag} a=${at}>`).join('')
  test.each([
    ['bold in bold', many('<b>')],
    ['links in links', many('<a href=x>')],
    ['fonts of every size', numbered(60_000, 'font')],
    ['blocks in blocks', many('<div>')],
    ['links round blocks', many('<a href=x><div>', 30_000)],
    ['tables in tables', many('<table><tr><td>', 30_000)],
    ['lists in lists', many('<ul><li>')],
    ['four hundred phrases round every paragraph', numbered(400, 'b') + many('<p>x', 20_000)],
    ['phrases left open in every paragraph', many('<p><b><i><u>', 30_000)],
    ['attributes without end', `<b ${Array.from({ length: 100_000 }, (_, at) => `a${at}`).join(' ')}>`],
    ['brackets without annotation', `<ruby>${many('<rp>(')}<rt>x</rt></ruby>`],
    ['spans as wide as they may be', `<table>${many('<tr><td colspan=99 rowspan=99>', 5_000)}</table>`],
    ['comments left open', many('<!--')],
    ['line ends', many('\n', 1_000_000)],
    ['breaks', many('<br>')],
    ['angle brackets', many('<', 500_000)],
    ['ampersands', many('&#', 300_000)],
    ['svg in svg', `${many('<svg>')}${many('</svg>')}`],
  ])('%s', (_, hostile) => {
    const clean = cleanHtml(`<p>before</p>${hostile}`, 'content')
    expect(plainText(clean)).toMatch(/^before/)
    expect(countWords(clean)).toBeGreaterThan(0)
    expect(clean.length).toBeLessThan(300_000 + 8 * hostile.length)
    expect(cleanHtml(clean, 'content')).toBe(clean)
  })

  test('words inside tangled markup are still there, and scripts still are not', () => {
    const clean = cleanHtml(`${many('<b>')}deep<p>down<script>alert(1)</script><style>x</style>`, 'content')
    expect(clean).toBe('<p>deep</p>\n<p>down</p>')
  })
})

test('a document made to exhaust is refused by those who read it for its parts', () => {
  expect(() => parseDocument('<b>'.repeat(100_000))).toThrow(TooTangled)
  expect(() => parseHtml('<div>'.repeat(100_000))).toThrow(TooTangled)
  expect(parseHtml('<div>'.repeat(400)).childNodes).toHaveLength(1)
})

test('a title is one line of text and turns nothing round', () => {
  expect(plainTitle(' <b>Salt</b> &amp; <i>Pepper</i>\n<script>x</script>')).toBe('Salt & Pepper')
  expect(plainTitle('a\u202eb\u2066c\x07d\x00')).toBe('abcd')
  expect(plainTitle('I <3 you ^ "x" &lt;b&gt;')).toBe('I <3 you ^ "x" <b>')
  expect(plainTitle('a<br>b<p>c')).toBe('a b c')
})
