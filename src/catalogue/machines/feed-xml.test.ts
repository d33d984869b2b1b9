import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feedparsed } from '../../../test/feedparser.ts'
import { longTags, workId } from '../../../test/preview/made-up-works.ts'
import { notWellFormed } from '../../../test/well-formed.ts'
import { NOTHING_SAID } from '../../works/index.ts'
import { workEntry } from './feed-work-entry.ts'
import { type Feed, feedXml } from './feed-xml.ts'

const BASE = 'http://archive.test'

/** What titles, names and tags are made of when somebody tries. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...[
      '<b>',
      '&amp;',
      '&',
      ']]>',
      '<![CDATA[',
      '-->',
      '"',
      "'",
      '\n',
      '\r\n',
      '\t',
      '\u0000',
      '\u000b',
      '\ufffe',
    ],
    ...[
      '\ud800',
      '👩‍👩‍👧',
      'رسالة إلى',
      '\u202e',
      '\u2066',
      '​',
      'é',
      'é',
      '字',
      '\u00a0',
      '<?xml?>',
      '%s',
      '{t}',
    ],
  ),
)
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((all) => all.join(''))

const feedOf = (titles: readonly string[], title = 'A feed'): string =>
  feedXml({
    ...{ base: BASE, title, archive: '<An> & "archive"', language: 'en', notes: [title] },
    ...{
      page: '/works',
      id: '/works.atom',
      at: (page: number) => `/works.atom?q=a&page=${page}`,
      here: 2,
      pages: 3,
    },
    ...{ total: titles.length, perPage: 20 },
    entries: titles.map((one, at) =>
      workEntry(
        {
          ...longTags,
          ...{ id: workId(at + 1), title: one, summary: '<p>One &amp; two</p>', permissions: NOTHING_SAID },
          creators: [{ name: one || 'x', href: null }],
          // Lone surrogates come from no database; in a title, whoever imports might hand one on.
          fandoms: [{ kind: 'fandom', name: one, page: one.toWellFormed() }],
        },
        BASE,
      ),
    ),
  } satisfies Feed)

/** What XML 1.0 cannot hold is left out, and a title is one line. */
const written = (title: string): string =>
  title
    .replace(/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

describe('a feed', () => {
  test('is well-formed XML whatever its titles are', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), text, (titles, title) => {
        expect(notWellFormed(feedOf(titles, title))).toBeUndefined()
      }),
    )
  })

  test('says its titles as they are, as feedparser reads them', () => {
    // feedparser reads the control characters from 80 to 9F as those of Windows.
    const titles = fc
      .sample(text, { numRuns: 300, seed: 7 })
      .map((one) => one.replace(/[\u0080-\u009f]/g, ''))
    const [parsed] = feedparsed([{ at: `${BASE}/works.atom`, xml: feedOf(titles) }])
    expect([parsed?.amiss, parsed?.version]).toEqual(['', 'atom10'])
    expect(parsed?.title).toBe('A feed | <An> & "archive"')
    const plain = (one: string | undefined) => (one ?? '').replace(/\s+/g, ' ').trim()
    expect(parsed?.entries.map(({ title }) => plain(title))).toEqual(titles.map(written))
    expect(parsed?.links.map(({ rel, href }) => [rel, href])).toContainEqual([
      'next',
      'http://archive.test/works.atom?q=a&page=3',
    ])
  })
})
