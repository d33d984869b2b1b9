import fc from 'fast-check'
import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { type ChapterRecord, NOTHING_SAID, type RelatedWork, type WorkRecord } from '../works/index.ts'
import type { DownloadInput } from './download-input.ts'

/** Works for tests: one quiet one-shot, changed in the respect a test is about. */
export const chapter = (position: number, more: Partial<ChapterRecord> = {}): ChapterRecord => ({
  position,
  title: '',
  summary: '',
  notes: '',
  endNotes: '',
  words: 6,
  published: '2024-02-03',
  html: `<p>It rained on chapter ${position}.</p><p>Nobody <em>minded</em>.</p>`,
  ...more,
})

export const record = (more: Partial<WorkRecord> = {}): WorkRecord => {
  const chapters = more.chapters ?? [chapter(1)]
  return {
    title: 'The Wet Umbrella',
    creators: ['marigold', 'Second Pen (marigold)'],
    origin: null,
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    categories: ['Gen'],
    fandoms: ['Weather & Other Stories'],
    relationships: ['Rain/Umbrella'],
    characters: ['Rain', 'Umbrella'],
    additionalTags: ['Fluff', 'No Beta We Die Like Clouds.'],
    language: 'en',
    series: [],
    collections: [],
    recipients: [],
    published: '2024-02-03',
    updated: '2024-02-03',
    completed: '2024-02-03',
    words: { stated: null, counted: 1180 },
    chapterCount: { posted: chapters.length, expected: 1 },
    summary: '<p>Rain, and what to do about it.</p>',
    notes: '',
    endNotes: '',
    permissions: NOTHING_SAID,
    audience: 'public',
    anonymous: false,
    relatedWorks: [],
    chapters,
    import: null,
    ...more,
  }
}

const BASE = 'https://archive.example'
export const input = (more: Partial<WorkRecord> = {}, rest: Partial<DownloadInput> = {}): DownloadInput => ({
  record: record(more),
  workUrl: `${BASE}/works/7`,
  commentUrl: `${BASE}/works/7#comments`,
  archive: { name: 'The Small Archive', url: `${BASE}/` },
  creatorUrl: (name) => `${BASE}/creators/${encodeURIComponent(name.toWellFormed())}`,
  tagUrl: (_, name) => `${BASE}/tags/${encodeURIComponent(name.toWellFormed())}/works`,
  seriesUrl: (title) => (title.startsWith('Elsewhere') ? null : `${BASE}/series/3`),
  modified: new Date('2024-02-03T04:05:06Z'),
  version: '7-1',
  ...rest,
})

export const related = (more: Partial<RelatedWork> = {}): RelatedWork => ({
  relation: 'inspired-by',
  title: 'A Source <of> Rain',
  creators: ['cumulus'],
  url: 'https://archive.example/works/2',
  language: 'en',
  ...more,
})

const everyRelation: readonly RelatedWork[] = (
  ['inspired-by', 'translation-of', 'inspired', 'translated-as'] as const
).flatMap((relation) => [
  related({ relation }),
  related({ relation, language: 'ar', url: null, creators: [] }),
  related({ relation, language: null, state: 'restricted' }),
  related({ relation, state: 'unrevealed' }),
  related({ relation, state: 'deleted' }),
])

const notesEverywhere = [1, 2, 3].map((n) =>
  chapter(n, {
    title: n === 2 ? '' : `Of “Rain” & <Sun> ${n}`,
    summary: `<p>Summary ${n}</p>`,
    notes: n === 2 ? '' : '<p>Before.</p>',
    endNotes: n === 3 ? '' : '<p>After. <a href="#endnotes1">Self</a></p>',
    ...(n === 3 ? { creators: ['Second Pen (marigold)'] } : {}),
  }),
)

/** Every kind of work a download must hold, by name. */
export const kinds: ReadonlyMap<string, Partial<WorkRecord>> = new Map<string, Partial<WorkRecord>>([
  ['one-chapter', {}],
  [
    'one-chapter-with-hidden-parts',
    {
      chapters: [chapter(1, { title: 'Only', summary: '<p>s</p>', notes: '<p>n</p>', endNotes: '<p>e</p>' })],
    },
  ],
  ['wip-1-of-3', { completed: null, chapterCount: { posted: 1, expected: 3 } }],
  ['open-ended', { completed: null, updated: '2024-03-01', chapterCount: { posted: 1, expected: null } }],
  ['no-chapter', { chapters: [], completed: null, chapterCount: { posted: 0, expected: null } }],
  [
    'notes-everywhere',
    {
      chapters: notesEverywhere,
      chapterCount: { posted: 3, expected: 3 },
      notes: '<p>Thanks.</p>',
      endNotes: '<p>Sources: <a href="/works/2">here</a>, <a href="#nowhere">nowhere</a>.</p>',
      published: '2023-12-31',
    },
  ],
  ['anonymous', { anonymous: true, chapters: notesEverywhere, chapterCount: { posted: 3, expected: 3 } }],
  ['unsigned', { creators: [] }],
  [
    'arabic',
    {
      title: 'المظلة المبتلة',
      language: 'ar',
      fandoms: ['قصص'],
      chapters: [chapter(1, { html: '<p>كان المطر.</p>' }), chapter(2, { title: 'الشمس' })],
      chapterCount: { posted: 2, expected: 2 },
    },
  ],
  ['chinese', { title: '湿伞', language: 'zh', chapters: [chapter(1, { html: '<p>下雨了。</p>' })] }],
  ['emoji', { title: "☔ “Rain” ]]> & <b>not bold</b> 'quoted' 👩‍👩‍👧", fandoms: ['A & B', '☔'] }],
  ['long-title', { title: `${'Very long & wet '.repeat(16)}end` }],
  [
    'series-twice',
    {
      series: [
        { title: 'Clouds, & More', position: 2 },
        { title: 'Elsewhere', position: 10, url: 'https://archiveofourown.org/series/9' },
        { title: 'Elsewhere Unlinked', position: 1 },
      ],
      collections: ['Rainy, Days', 'Yuletide'],
    },
  ],
  ['related', { relatedWorks: everyRelation }],
  ['many-fandoms', { fandoms: ['A', 'B', 'C', 'D'] }],
  ['no-fandom', { fandoms: [], relationships: [], characters: [], additionalTags: [], categories: [] }],
  ['empty-sections', { summary: '', notes: ' \n', chapters: [chapter(1, { html: '' })] }],
  ['members-only', { audience: 'members' }],
  [
    'imported',
    {
      audience: 'kept',
      origin: { url: 'https://archiveofourown.org/works/123', archive: 'Archive of Our Own' },
      recipients: ['a friend'],
      words: { stated: 1200, counted: 1180 },
      permissions: { ...NOTHING_SAID, podfic: 'yes', machines: 'no', remix: 'ask', words: 'Ask "me" first.' },
      import: { format: 'ao3-html', era: '2023', losses: ['none & "such"'], repairs: [] },
    },
  ],
])

const naughty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ']]>',
    '&amp;',
    '</title>',
    '"><script>',
    '--><!--',
    '\u0000\uFFFE\uD800',
    ' ',
    '\u202Eabc',
    '%',
    '..',
  ),
)
const markup = fc.oneof(
  naughty,
  fc.constantFrom('<p>One</p>', '<em><p id="endnotes">x</p></em>', '<img src="//x/y">', '<ul><p>'),
)
const names = fc.array(naughty, { maxLength: 5 })
const day = fc.constantFrom(null, '2024-02-03', '1999-12-31')
const anyChapter = fc.record({
  title: naughty,
  summary: markup,
  notes: markup,
  endNotes: markup,
  words: fc.nat(),
  published: day,
  html: fc.array(markup, { maxLength: 4 }).map((parts) => parts.join('')),
})
const anyRelated: fc.Arbitrary<RelatedWork> = fc.record(
  {
    relation: fc.constantFrom('inspired-by', 'translation-of', 'inspired', 'translated-as'),
    title: naughty,
    creators: names,
    url: fc.option(fc.constantFrom('https://archive.example/works/2?a=1&b="2"')),
    language: fc.constantFrom(null, 'en', 'ar', 'zh'),
    state: fc.constantFrom('restricted', 'unrevealed', 'deleted'),
  },
  { requiredKeys: ['relation', 'title', 'creators', 'url', 'language'] },
)

/** Any record at all, its strings as naughty as they come. */
export const anyRecord: fc.Arbitrary<WorkRecord> = fc
  .record({
    title: naughty,
    creators: names,
    rating: fc.constantFrom(...RATINGS),
    warnings: fc.subarray([...WARNINGS]),
    categories: fc.subarray([...CATEGORIES]),
    fandoms: names,
    relationships: names,
    characters: names,
    additionalTags: names,
    language: fc.constantFrom('en', 'ar', 'zh', 'pt-BR', 'und'),
    series: fc.array(fc.record({ title: naughty, position: fc.integer({ min: 1, max: 99 }) }), {
      maxLength: 3,
    }),
    collections: names,
    recipients: names,
    published: day,
    updated: day,
    completed: day,
    words: fc.record({ stated: fc.option(fc.nat()), counted: fc.nat() }),
    summary: markup,
    notes: markup,
    endNotes: markup,
    anonymous: fc.boolean(),
    relatedWorks: fc.array(anyRelated, { maxLength: 4 }),
    permissions: fc.record({ podfic: fc.constantFrom('yes', 'no', 'ask', 'unsaid'), words: naughty }),
    chapters: fc.array(anyChapter, { maxLength: 3 }),
    expected: fc.constantFrom(null, 1, 3),
  })
  .map(({ chapters, expected, permissions, ...rest }) =>
    record({
      ...rest,
      permissions: { ...NOTHING_SAID, ...permissions },
      chapters: chapters.map((one, n) => ({ ...one, position: n + 1 })),
      chapterCount: { posted: chapters.length, expected },
    }),
  )
