import { type CssNode, generate, parse, walk } from 'css-tree'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanCss } from './clean-css.ts'
import type { SkinKind } from './css-fault.ts'

/** Whatever is put together from pieces of good and bad sheets: what comes out is inside, and says nothing that is not allowed. */
const SELECTORS = [
  ...[
    'p',
    '*',
    'body',
    'html',
    ':root',
    '#workskin',
    '.a',
    '#b',
    '> i',
    '+ i',
    '~ i',
    '& i',
    ':host',
    ':is(',
    ':not(',
    ':has(',
  ],
  ...[
    ')',
    ',',
    ' ',
    '[href]',
    '[class]',
    '["',
    '::before',
    ':hover',
    '\\61 ',
    '|',
    '||',
    '/**/',
    ':nth-child(2n of ',
  ],
]
const VALUES = [
  ...[
    'red',
    '1px',
    '99999px',
    'fixed',
    'url(/images/x)',
    'url("//e.example")',
    'var(--x)',
    'calc(',
    'rgb(',
    'expression(',
  ],
  ...[
    ')',
    ',',
    '/',
    '"x"',
    '"',
    '\\',
    '!important',
    '!',
    '#fff',
    'attr(href)',
    '@import',
    'image-set("x" 1x)',
    '\n',
    '/*',
    '*/',
  ],
]
const PROPERTIES = [
  'color',
  'position',
  'background',
  '--x',
  'content',
  'behavior',
  'width',
  '-moz-binding',
  'filter',
  'X',
]
const AROUND = [
  '@import "x";',
  '@media print {',
  '}',
  '{',
  ';',
  '<!--',
  '-->',
  '@layer x;',
  '@font-face{src:url(x)}',
  '\u0000',
]

const some = (of: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: most }).map((parts) => parts.join(''))
const good = fc.constantFrom(
  'color:red',
  `background:url(/images/${'a'.repeat(64)}.png)`,
  'width:calc(1px + 2px)',
)
const bad = fc
  .tuple(fc.constantFrom(...PROPERTIES), some(VALUES, 3))
  .map(([property, value]) => `${property}:${value}`)
const declaration = fc.oneof({ arbitrary: bad, weight: 1 }, { arbitrary: good, weight: 2 })
const plainly = fc.constantFrom(
  'p',
  'p > i',
  '.a, #b',
  '#workskin',
  '#workskin > p',
  'p:has(> i)',
  'a:not(.b)',
)
const rule = fc
  .tuple(fc.oneof(some(SELECTORS, 4), plainly), fc.array(declaration, { maxLength: 3 }))
  .map(([selector, declarations]) => `${selector}{${declarations.join(';')}}`)
const sheet = fc
  .array(fc.oneof({ arbitrary: rule, weight: 6 }, { arbitrary: fc.constantFrom(...AROUND), weight: 1 }), {
    maxLength: 3,
  })
  .map((parts) => parts.join(' '))

/** What a stylesheet says, read again by the parser: everything in it that must not be. */
function wrongIn(css: string, kind: SkinKind): string[] {
  const wrong: string[] = []
  const tree = parse(css, {
    parseCustomProperty: true,
    onParseError: ({ message }) => void wrong.push(message),
  })
  walk(tree, (node: CssNode) => {
    if (['Raw', 'Atrule', 'CDO', 'NestingSelector', 'UnicodeRange', 'Comment'].includes(node.type))
      wrong.push(node.type)
    if (node.type === 'Function' && /expression|attr|image-set|url/i.test(node.name)) wrong.push(node.name)
    if (node.type === 'Declaration' && /binding|behavior|^x$/i.test(node.property)) wrong.push(node.property)
    if (node.type === 'AttributeSelector' && node.name.name !== 'class') wrong.push(node.name.name)
    if (node.type === 'Rule' && kind === 'work') wrong.push(...outside(node))
    if (node.type === 'Url' && !/^\/images\/a{64}\.png$/.test(node.value)) wrong.push(node.value)
    if (node.type === 'Declaration' && node.property === 'position' && kind === 'work')
      wrong.push(...(/fixed/i.test(generate(node.value)) ? ['pinned'] : []))
  })
  return wrong
}

function outside(rule: Extract<CssNode, { type: 'Rule' }>): string[] {
  if (rule.prelude.type !== 'SelectorList') return ['no selectors']
  return rule.prelude.children.toArray().flatMap((selector) => {
    const parts = selector.type === 'Selector' ? selector.children.toArray() : []
    const end = parts.findIndex(({ type }) => type === 'Combinator')
    const box = (end < 0 ? parts : parts.slice(0, end)).some(
      (part) => part.type === 'IdSelector' && part.name === 'workskin',
    )
    const next = parts[end]
    return box && !(next?.type === 'Combinator' && '+~'.includes(next.name)) ? [] : ['outside']
  })
}

test.each(['work', 'site'] as const)(
  '[A-21] a cleaned %s skin holds nothing that is not allowed, and cleans to itself',
  (kind) => {
    let kept = 0
    fc.assert(
      fc.property(sheet, (typed) => {
        const clean = cleanCss(typed, kind)
        if ('faults' in clean) {
          expect(clean.faults.length).toBeGreaterThan(0)
          return
        }
        if (clean.css) kept += 1
        expect(wrongIn(clean.css, kind)).toEqual([])
        expect(cleanCss(clean.css, kind)).toEqual(clean)
      }),
      { numRuns: 20_000 },
    )
    expect(kept).toBeGreaterThan(200)
  },
)

test('any letters at all are cleaned or refused, and nothing is thrown', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'{}()[]:;,.#@*>+~&|\\/"\'!<-_ \n\t%a1é\u0000\uFEFF\u{1F980}'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(letters, (typed) => {
      const clean = cleanCss(typed, 'work')
      if ('css' in clean) expect(wrongIn(clean.css, 'work')).toEqual([])
    }),
    { numRuns: 20_000 },
  )
})
