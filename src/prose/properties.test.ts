import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { broken, KNOWN } from './broken-markup.testing.ts'
import { cleanHtml } from './clean.ts'
import { type Element, isElement, isText, type Parent } from './dom.ts'
import { isAsCleaned } from './guard.ts'
import { IMPLIED, MODELS } from './models.ts'
import { plainText } from './plain-text.ts'
import { plainTitle } from './title.ts'
import { countWords } from './words.ts'
import { toXhtml } from './xhtml.ts'

const field = fc.constantFrom('content' as const, 'notes' as const, 'summary' as const)
const runs = { numRuns: Number(process.env.PROSE_RUNS ?? 1500) }

const inPage = (html: string): Parent =>
  parseFragment(parseFragment('<div></div>').childNodes[0] as Element, html, {})

function* below(parent: Parent): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    yield node
    yield* below(node)
  }
}

describe('whatever is given', () => {
  test('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(broken, field, (given, place) => {
        const once = cleanHtml(given, place)
        expect(cleanHtml(once, place)).toBe(once)
      }),
      runs,
    )
  })

  test('what is clean is known to be, without a tree', () => {
    fc.assert(
      fc.property(broken, field, (given, place) => {
        expect(isAsCleaned(cleanHtml(given, place))).toBe(true)
      }),
      runs,
    )
  })

  test('what passes for clean means to a browser what cleaning it again would give', () => {
    fc.assert(
      fc.property(broken, (given) => {
        if (!isAsCleaned(given)) return
        for (const element of below(inPage(given))) expect(MODELS.has(element.tagName)).toBe(true)
      }),
      runs,
    )
  })

  test('only allowed names and attributes are served, and every link is to a known scheme', () => {
    const attrs =
      /^(class|dir|lang|title|href|id|rel|cite|span|open|src|alt|height|width|start|type|colspan|rowspan|abbr|scope|kind|srclang|label|default|controls|preload|crossorigin|playsinline)$/
    fc.assert(
      fc.property(broken, field, (given, place) => {
        for (const element of below(inPage(cleanHtml(given, place)))) {
          expect(MODELS.has(element.tagName), element.tagName).toBe(true)
          for (const { name, value } of element.attrs) {
            expect(name).toMatch(attrs)
            if (name === 'id') expect(value).toMatch(/^text-/)
            if (name === 'src') expect(value).toMatch(/^https?:\/\//)
          }
        }
      }),
      runs,
    )
  })

  test('a browser reads the very tree that was written', () => {
    fc.assert(
      fc.property(broken, field, (given, place) => {
        const clean = cleanHtml(given, place)
        expect(writeAgain(inPage(clean))).toBe(clean)
      }),
      runs,
    )
  })

  test('blocks stand only where HTML lets them', () => {
    fc.assert(
      fc.property(broken, field, (given, place) => {
        for (const element of below(inPage(cleanHtml(given, place)))) expectValidChildren(element)
      }),
      runs,
    )
  })

  test('an e-book gets well-formed XML', () => {
    fc.assert(
      fc.property(broken, field, (given, place) => {
        expectWellFormed(toXhtml(cleanHtml(given, place)))
      }),
      runs,
    )
  })

  test('even markup nobody cleaned becomes well-formed XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), broken, (noise, given) => {
        expectWellFormed(toXhtml(noise + given))
      }),
      runs,
    )
  })
})

const HIDES = /^(col|colgroup|source|track|img|rp|rt|audio|video|ruby)$/
const visibleName = fc.constantFrom(...KNOWN.filter((known) => !HIDES.test(known)))
const MOVES = /^(table|thead|tbody|tfoot|tr|td|th|caption|summary)$/

test('no letter of a visible text is lost, and none changes its place outside a table', () => {
  const visible = fc
    .array(
      fc.oneof(
        visibleName.map((tag) => (MOVES.test(tag) ? '' : `<${tag}>`)),
        visibleName.map((tag) => `</${tag}>`),
        fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', ' ', '\n', '-') }),
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join(''))
  const letters = (text: string): string => text.replace(/[\s…]/g, '')
  fc.assert(
    fc.property(visible, field, (given, place) => {
      expect(letters(plainText(cleanHtml(given, place)))).toBe(letters(given.replace(/<[^>]*>/g, '')))
    }),
    runs,
  )
})

test('words counted are never more than letters, and titles have one line', () => {
  fc.assert(
    fc.property(broken, (given) => {
      const clean = cleanHtml(given, 'content')
      expect(countWords(clean)).toBeLessThanOrEqual(clean.length)
      expect(plainTitle(given)).not.toMatch(/[\0-\x1f\x7f-\x9f\u202a-\u202e]/)
    }),
    runs,
  )
})

/** HTML as the cleaner spells it, from parse5's tree and by nothing of the cleaner's. */
function writeAgain(root: Parent): string {
  const inside = (parent: Parent): string =>
    parent.childNodes
      .map((node) => (isText(node) ? text(node.value) : isElement(node) ? outside(node) : '?'))
      .join('')
  const text = (value: string): string =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\u00a0', '&nbsp;')
  const outside = (element: Element): string => {
    const attrs = element.attrs.map(({ name, value }) =>
      /^(controls|default|open|playsinline)$/.test(name)
        ? ` ${name}`
        : ` ${name}="${text(value).replaceAll('"', '&quot;')}"`,
    )
    const start = `<${element.tagName}${attrs.join('')}>`
    if (/^(br|col|hr|img|source|track)$/.test(element.tagName)) return start
    const first = element.childNodes[0]
    const more =
      element.tagName === 'pre' && first && isText(first) && first.value.startsWith('\n') ? '\n' : ''
    return `${start}${more}${inside(element)}</${element.tagName}>`
  }
  return inside(root)
}

function expectValidChildren(element: Element): void {
  const inside = MODELS.get(element.tagName)?.inside
  for (const child of element.childNodes) {
    if (isText(child)) {
      expect(typeof inside === 'object' || inside === 'nothing', element.tagName).toBe(false)
      continue
    }
    if (!isElement(child)) continue
    const model = MODELS.get(child.tagName)
    if (typeof inside === 'object') expect(inside, element.tagName).toContain(child.tagName)
    else if (inside === 'phrases')
      expect(model?.role, `${child.tagName} in ${element.tagName}`).not.toBe('block')
    if (IMPLIED[element.tagName] === 'li') expect(child.tagName).toBe('li')
    if (element.tagName === 'a')
      for (const below_ of below(element)) expect(below_.tagName).not.toMatch(/^(a|audio|video)$/)
  }
}

/** A walker of XML as strict as the specification about what a fragment of ours may hold. */
function expectWellFormed(xml: string): void {
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  const open: string[] = []
  const token =
    /<(\/?)([a-z][a-z0-9-]*)((?: [a-z][a-z0-9:-]*="[^"<&]*(?:&(?:amp|lt|gt|quot|#\d+);[^"<&]*)*")*)( \/)?>|&(?:amp|lt|gt|#\d+);|[^<&]/gu
  let at = 0
  for (const match of xml.matchAll(token)) {
    expect(match.index, xml.slice(at, at + 40)).toBe(at)
    at += match[0].length
    const [, closing, tagName, attrs, empty] = match
    if (!tagName) continue
    const names = [...(attrs ?? '').matchAll(/ ([a-z:-]+)=/g)].map(([, found]) => found)
    expect(new Set(names).size).toBe(names.length)
    if (closing) expect(open.pop()).toBe(tagName)
    else if (!empty) open.push(tagName)
  }
  expect(at).toBe(xml.length)
  expect(open).toEqual([])
}

test('cleaning twice is cleaning once at any depth', () => {
  const openings = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...KNOWN).map((known) => `<${known} class="ab">`) },
      { weight: 1, arbitrary: fc.constantFrom('x', '\n', '<a href="/x">', '</ul>', '</table>', '</b>') },
    ),
    { minLength: 60, maxLength: 260, size: 'max' },
  )
  fc.assert(
    fc.property(openings, (pieces) => {
      const once = cleanHtml(pieces.join(''), 'content')
      expect(cleanHtml(once, 'content')).toBe(once)
      expect(writeAgain(inPage(once))).toBe(once)
    }),
    { numRuns: runs.numRuns / 5 },
  )
})
