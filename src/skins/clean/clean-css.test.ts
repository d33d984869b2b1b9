import { describe, expect, test } from 'vitest'
import { type CleanCss, cleanCss } from './clean-css.ts'
import { LONGEST_CSS } from './read-css.ts'

const HASH = 'a'.repeat(64)
const OWN = `/images/${HASH}.png`

const cssIn = (clean: CleanCss): string => {
  if ('faults' in clean) throw new Error(JSON.stringify(clean.faults))
  return clean.css
}
const whyIn = (clean: CleanCss): string[] =>
  'faults' in clean ? clean.faults.map(({ why }) => why) : ['nothing']

describe('[O-023] a work skin keeps', () => {
  const KEPT: readonly (readonly [string, string])[] = [
    ['p { color: red }', '#workskin p{color:red}'],
    ['p, .a > b + i ~ u { top: 1px }', '#workskin p,#workskin .a>b+i~u{top:1px}'],
    ['#workskin { font-family: "Gill Sans", serif }', '#workskin{font-family:"Gill Sans",serif}'],
    ['#workskin.userstuff > p { top: 0 }', '#workskin.userstuff>p{top:0}'],
    ['body, html, * { margin: 0 }', '#workskin body,#workskin html,#workskin *{margin:0}'],
    ['.x #workskin p { top: 0 }', '#workskin .x #workskin p{top:0}'],
    [':root { top: 0 }', '#workskin :root{top:0}'],
    [
      'a:hover::after, a:not(.b):first-child { content: "→" }',
      '#workskin a:hover::after,#workskin a:not(.b):first-child{content:"→"}',
    ],
    ['p:has(> img) { top: 0 }', '#workskin p:has(>img){top:0}'],
    ['li:nth-child(2n+1 of .x) { top: 0 }', '#workskin li:nth-child(2n+1 of.x){top:0}'],
    ['[dir="rtl"] { top: 0 }', '#workskin [dir="rtl"]{top:0}'],
    ['p { top: 0; /* why */ left: 1em !important }', '#workskin p{top:0;left:1em!important}'],
    [`p { background: url(${OWN}) no-repeat }`, `#workskin p{background:url(${OWN})no-repeat}`],
    [`p { background: url("https://archive.test${OWN}") }`, `#workskin p{background:url(${OWN})}`],
    [
      'p { background: linear-gradient(to right, #fff 0%, rgba(0,0,0,.5)) }',
      '#workskin p{background:linear-gradient(to right,#fff 0%,rgba(0,0,0,.5))}',
    ],
    [
      'p { width: calc(100% - (2em * 3)); height: clamp(1rem, 2vw, 3rem) }',
      '#workskin p{width:calc(100% - (2em*3));height:clamp(1rem,2vw,3rem)}',
    ],
    [
      'p { transform: rotate(-3deg) scale(1.5); filter: blur(2px) }',
      '#workskin p{transform:rotate(-3deg) scale(1.5);filter:blur(2px)}',
    ],
    [
      'p { display: grid; gap: 1em; grid-template-columns: repeat(2, minmax(0, 1fr)) }',
      '#workskin p{display:grid;gap:1em;grid-template-columns:repeat(2,minmax(0,1fr))}',
    ],
    [
      'p { position: absolute; inset: 0; z-index: 2; object-fit: cover }',
      '#workskin p{position:absolute;inset:0;z-index:2;object-fit:cover}',
    ],
    [
      'p { -webkit-border-radius: 3px; -moz-column-count: 2 }',
      '#workskin p{-webkit-border-radius:3px;-moz-column-count:2}',
    ],
    ['p { text-indent: -9999px }', '#workskin p{text-indent:-9999px}'],
    ['q { quotes: "«" "»" }', '#workskin q{quotes:"«""»"}'],
    ['p { content: "</style><script>" }', '#workskin p{content:"\\3c /style>\\3c script>"}'],
    ['p { transition: color .3s ease-in-out }', '#workskin p{transition:color .3s ease-in-out}'],
    ['<!-- p { top: 0 } -->', '#workskin p{top:0}'],
    ['p { } i { ; top: 0; ; }', '#workskin i{top:0}'],
    ['', ''],
  ]
  test.each(KEPT)('%s', (typed, css) => {
    expect(cssIn(cleanCss(typed, 'work', 'https://archive.test'))).toBe(css)
  })
})

describe('[A-21] [O-023] a work skin is refused for', () => {
  const REFUSED: readonly (readonly [string, string])[] = [
    ['@import url(https://evil.example/x.css);', 'at-rule'],
    ['@import "x.css";', 'at-rule'],
    ['@font-face { font-family: x; src: url(//evil.example/x.woff) }', 'at-rule'],
    ['@media screen { p { top: 0 } }', 'at-rule'],
    ['@namespace x "y";', 'at-rule'],
    ['@property --x { syntax: "*"; inherits: false }', 'at-rule'],
    ['@layer tokens { p { top: 0 } }', 'at-rule'],
    ['@scope (html) { p { top: 0 } }', 'at-rule'],
    ['p { @media print { top: 0 } }', 'at-rule'],
    ['p { background: url(https://evil.example/x.png) }', 'address'],
    ['p { background: url(//evil.example/x.png) }', 'address'],
    ['p { background: url("javascript:alert(1)") }', 'address'],
    ['p { background: url(data:image/png;base64,AAAA) }', 'address'],
    [`p { background: url(https://evil.example${OWN}) }`, 'address'],
    [`p { background: url(${OWN}?q) }`, 'address'],
    [`p { background: url(/images/../works/1) }`, 'address'],
    [`p { cursor: url(${OWN}), auto }`, 'address'],
    [`p { filter: url(${OWN}) }`, 'address'],
    ['p { background: image-set("https://evil.example/x.png" 1x) }', 'function'],
    ['p { background: -webkit-image-set(url(//evil.example/x) 1x) }', 'function'],
    ['p { background: cross-fade(url(a), url(b)) }', 'function'],
    ['p { background: element(#x) }', 'function'],
    ['p { background: src("https://evil.example") }', 'function'],
    ['p { background: paint(x) }', 'function'],
    ['p { width: expression(alert(1)) }', 'function'],
    ['a::after { content: attr(href) }', 'function'],
    ['p { padding: env(safe-area-inset-top) }', 'function'],
    ['p { transform: perspective(1px) translate3d(0,0,9px) }', 'function'],
    ['p { behavior: url(x.htc) }', 'property'],
    ['p { -moz-binding: url(x.xml#y) }', 'property'],
    ['p { animation: spin 1s infinite }', 'property'],
    ['p { contain: none }', 'property'],
    ['p { all: unset }', 'property'],
    ['p { mask: url(x) }', 'property'],
    ['p { user-select: none }', 'property'],
    ['p { *zoom: 1 }', 'property'],
    ['p { evil-text-x: 1 }', 'property'],
    ['p { position: fixed }', 'pinned'],
    ['p { position: sticky }', 'pinned'],
    ['p { position: -webkit-sticky }', 'pinned'],
    ['p { POSITION: FIXED }', 'pinned'],
    ['p { z-index: 2147483647 }', 'too-big'],
    ['p { width: 999999px }', 'too-big'],
    ['p { width: 1e9em }', 'too-big'],
    ['p { filter: blur(9000px) }', 'too-big'],
    ['p { transform: scale(9999) }', 'too-big'],
    ['p { grid-template-rows: repeat(100000, 1px) }', 'too-big'],
    ['p { --x: 1px }', 'own-property'],
    ['p { color: var(--ink) }', 'own-property'],
    ['p { color: }', 'value'],
    ['p { color: #12g }', 'value'],
    ['p { top: 1px!ie }', 'value'],
    ['p { top: "x" }', 'value'],
    ['p { width: 3lightyears }', 'value'],
    ['p { filter: alpha(opacity=50) }', 'unreadable'],
    ['p { background: url(a b) }', 'unreadable'],
    ['p { color red }', 'unreadable'],
    ['p { content: "a\nb" }', 'unreadable'],
    ['this is broken', 'unreadable'],
    ['<style>p { top: 0 }</style>', 'unreadable'],
    ['a||b { top: 0 }', 'unreadable'],
    ['} body { display: none }', 'unopened'],
    ['p { top: 0 }} body { top: 0 }', 'unopened'],
    ['p { top: (1px] }', 'unopened'],
    ['p { top: 0', 'unclosed'],
    ['p { content: "x }', 'unclosed'],
    ['p { top: 0 } /* for ever', 'unclosed'],
    ['p { & b { top: 0 } }', 'nested'],
    ['p { :root & { top: 0 } }', 'nested'],
    ['p { .x { top: 0 } }', 'nested'],
    ['b\\6f dy { top: 0 }', 'escape'],
    ['p { background: u\\72l(x) }', 'escape'],
    ['p { p\\6fsition: fixed }', 'escape'],
    ['> p { top: 0 }', 'selector'],
    ['& p { top: 0 }', 'selector'],
    [':host { top: 0 }', 'selector'],
    [':host-context(body) p { top: 0 }', 'selector'],
    ['::part(x) { top: 0 }', 'selector'],
    ['::slotted(p) { top: 0 }', 'selector'],
    ['*|* { top: 0 }', 'selector'],
    ['svg|a { top: 0 }', 'selector'],
    ['::-webkit-scrollbar { top: 0 }', 'selector'],
    ['::backdrop { top: 0 }', 'selector'],
    [':-moz-any(body) p { top: 0 }', 'selector'],
    ['input[value^="a"] { top: 0 }', 'attribute'],
    ['a[href*="token"] { top: 0 }', 'attribute'],
    ['[VALUE] { top: 0 }', 'attribute'],
    [':not([src]) { top: 0 }', 'attribute'],
    ['#workskin + p { top: 0 }', 'outside'],
    ['#workskin ~ * { top: 0 }', 'outside'],
    ['p, #workskin ~ * { top: 0 }', 'outside'],
    [':is(body p) { top: 0 }', 'outside'],
    [':where(html > body) { top: 0 }', 'outside'],
    ['p:not(body *) { top: 0 }', 'outside'],
    ['#workskin:has(~ p) { top: 0 }', 'outside'],
    ['p:is(:has(+ b)) { top: 0 }', 'outside'],
    [':nth-child(1 of body p) { top: 0 }', 'outside'],
  ]
  test.each(REFUSED)('%s', (typed, why) => {
    const clean = cleanCss(typed, 'work')
    expect(whyIn(clean)).toContain(why)
    expect('faults' in clean && clean.faults.every(({ quote }) => quote !== '')).toBe(true)
  })
})

test('[O-023] a fault says line and column and quotes what stands there; all are found at once', () => {
  expect(cleanCss('p {\n  color: red;\n  position: fixed;\n  x: y\n}\na[href] {}', 'work')).toEqual({
    faults: [
      { why: 'pinned', line: 3, column: 3, quote: 'position: fixed' },
      { why: 'property', line: 4, column: 3, quote: 'x: y' },
      { why: 'attribute', line: 6, column: 2, quote: '[href]' },
    ],
  })
})

test('a site skin may name the page, pin things to it and give names to values', () => {
  const css =
    ':root{--paper:#fff;--x:calc(1px + 2em)}#header{position:sticky;color:var(--x,red)}body>p~a{top:0}'
  expect(cssIn(cleanCss(css, 'site'))).toBe(css)
  const sniffs = 'input[value^="a"]{top:0}a{--x:url(//evil.example)}@import "x";b{width:expression(1)}'
  expect(whyIn(cleanCss(sniffs, 'site'))).toEqual(['attribute', 'address', 'at-rule', 'function'])
})

test('the pictures it shows are named by their hash', () => {
  const clean = cleanCss(`p{background:url(${OWN}),url(/images/${'b'.repeat(64)}-480.webp)}`, 'work')
  expect('images' in clean && clean.images).toEqual([HASH, 'b'.repeat(64)])
})

describe('[A-36] a long sheet is answered in time, whatever it is made of', () => {
  const UNITS = [
    ...[
      'a{',
      'a{b:c{',
      ':is(',
      '(',
      '[',
      '}',
      ')',
      '/*',
      '/**/',
      '"',
      '"\n',
      ';',
      '@a;',
      '@a{',
      'url(',
      '\\',
      '!',
    ],
    ...[
      '<!--',
      '#',
      '.',
      '%',
      ':',
      'a ',
      'a b>c,',
      'a!{top:1px}',
      '.a>b:hover{color:red;top:1px}',
      'a:not(b){top:0}\n',
    ],
    ...['a:is(.b,.c):has(> d){background:linear-gradient(red,blue)}'],
  ]
  const INSIDE = [
    'color:red;',
    'color red;',
    'x:1!;',
    'a:',
    'a:b\n',
    '--a:b;',
    'top:calc(1px + 2px);',
    'grid:[a];',
  ]
  const long = (unit: string): string => unit.repeat(Math.floor((LONGEST_CSS - 9) / unit.length))
  const all = [...UNITS.map(long), ...INSIDE.map((unit) => `a{${long(unit)}}`), `a{x:${long('a,')}}`]
  test.each(all.map((text) => [text.slice(0, 24), text] as const))('%s', (_begins, text) => {
    const began = performance.now()
    cleanCss(text, 'work')
    cleanCss(text, 'site')
    expect(performance.now() - began).toBeLessThan(15_000)
  })

  test('and one letter too long is not read', () => {
    expect(whyIn(cleanCss(' '.repeat(LONGEST_CSS + 1), 'work'))).toEqual(['too-long'])
    expect(cssIn(cleanCss(' '.repeat(LONGEST_CSS), 'work'))).toBe('')
  })
})
