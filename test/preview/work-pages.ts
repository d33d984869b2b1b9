import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  CreatorPage,
  FacetPage,
  MediaPage,
  SearchPage,
  SeriesPage,
  TagPage,
  type WorksListView,
  WorksPage,
} from '../../src/catalogue/index.ts'
import { RATINGS } from '../../src/core/values.ts'
import { AdultPage, MysteryPage, NavigatePage, WorkPage } from '../../src/reading/index.ts'
import { render } from '../../src/web/layout.tsx'
import type { Page, ReadingSettings } from '../../src/web/page.ts'
import type { WorkBlurb, WorkPageView } from '../../src/works/index.ts'
import { page } from './made-up-site.ts'
import * as works from './made-up-works.ts'
import type { Drawn } from './site-pages.tsx'

const guest = (path: string, settings: ReadingSettings): Page => ({ ...page, path, settings })

const PAGER = { page: 3, pages: 52, at: (n: number) => `/works?page=${n}` }
const ONE = { page: 1, pages: 1, at: (n: number) => `/works?page=${n}` }

const FANDOMS = [
  'Sherlock Holmes – Arthur Conan Doyle',
  'Pride and Prejudice – Jane Austen',
  'Raffles – E. W. Hornung',
  'Carmilla – Sheridan Le Fanu',
  'Dracula – Bram Stoker',
  '红楼梦 – Cao Xueqin',
]

const bars = (param: string, ...labels: string[]) =>
  labels.map((label, at) => ({
    ...{ label, param, value: label, href: `/works?${param}=${at}`, on: at === 1 },
    works: Math.round(871 / (at * at + 1)),
  }))

const values = (kind: string, ...names: string[]) =>
  names.map((name, at) => ({
    ...{ value: `${kind}:${name}`, name, works: Math.round(1031 / (at + 1)) },
    how: at < 3 ? ((['tag', 'any', 'not'] as const)[at] ?? null) : null,
  }))

const LONG_TAG =
  'The one where everybody in Baker Street writes letters to each other for a whole winter and nobody, not even the postman, ever learns who sent the first'

const list = (shown: readonly WorkBlurb[], more: Partial<WorksListView> = {}): WorksListView => ({
  of: { list: 'all' },
  works: shown,
  total: 1031,
  from: 41,
  to: 60,
  pager: PAGER,
  feed: '/works.atom',
  personalFeed: null,
  filters: {
    action: '/works',
    q: '',
    sort: 'updated',
    order: null,
    sorts: ['updated', 'posted', 'title', 'words'],
    language: '',
    languages: [
      { code: 'ar', works: 12 },
      { code: 'en', works: 871 },
      { code: 'zh', works: 140 },
      { code: 'pt-BR', works: 8 },
    ],
    complete: '',
    completion: { yes: 804, no: 227 },
    crossover: '',
    crossing: { yes: 31, no: 1000 },
    single: false,
    ranges: [
      { name: 'words', from: '', to: '' },
      { name: 'kudos', from: '', to: '' },
    ],
    days: [
      {
        name: 'updated',
        written: '',
        since: [
          { unit: 'week', value: 'last 7 days', href: '/works', on: false },
          { unit: 'month', value: 'last 1 month', href: '/works', on: false },
          { unit: 'year', value: 'last 1 year', href: '/works', on: true },
        ],
      },
    ],
    title: '',
    creator: '',
    facets: [
      { kind: 'rating', values: values('rating', ...RATINGS), more: null },
      {
        kind: 'fandom',
        values: values('fandom', ...FANDOMS),
        more: '/works?facet=fandom',
      },
      {
        kind: 'relationship',
        values: values('relationship', 'Sherlock Holmes/John Watson', 'إليزابيث/دارسي', 'A/B/C/D/E'),
        more: null,
      },
      {
        kind: 'freeform',
        values: values('freeform', 'Letters', LONG_TAG, '💌✨🕯️ Epistolary 🕯️✨💌', 'Fluff', 'x'.repeat(150)),
        more: '/works?facet=freeform',
      },
    ],
    years: bars('updated', '2026', '2025', '2024', '2023', '2022', '2021', '2019', '2012'),
    lengths: bars('words', 'under 1,000', '1,000–5,000', '5,000–10,000', '500,000 and more'),
    tongues: bars('language', 'English', '中文', 'العربية'),
    kept: [{ name: 'tag', value: 'freeform:Letters' }],
  },
  active: [
    { how: 'want', name: 'Letters', without: '/works' },
    { how: 'want', name: LONG_TAG, without: '/works' },
    { how: 'any', name: 'Sherlock Holmes', without: '/works' },
    { how: 'any', name: '💌✨🕯️ Epistolary 🕯️✨💌', without: '/works' },
    { how: 'not', name: 'Major Character Death', without: '/works' },
    { how: 'limit', name: '1,000–5,000 words', without: '/works' },
  ],
  clear: '/works',
  edit: '/works/search',
  notes: [],
  ...more,
})

const searched = {
  ...list([]).filters,
  q: 'yellow wall',
  sort: 'relevance',
  sorts: ['relevance', 'updated', 'posted', 'title', 'words'],
  kept: [],
} as const

const view = (more: Partial<WorkPageView> = {}): WorkPageView => ({
  work: works.secondKey,
  contents: works.chapters,
  shown: works.chapters.slice(1, 2),
  entire: false,
  neighbours: [
    {
      id: works.seriesId(4),
      previous: { id: works.workId(90), title: 'Rooms, Furnished' },
      next: { id: works.workId(120), title: 'The Third Floor Back' },
    },
  ],
  ...more,
})

const one = works.chapters[0]!
const read = (settings: ReadingSettings, more: Partial<WorkPageView>) =>
  WorkPage({ page: guest('/works/101/chapters/9002', settings), view: view(more), title: 'A Work' })
const count = (...names: string[]) => names.map((name, at) => ({ name, works: Math.round(1204 / (at + 1)) }))

const drawn: Readonly<Record<string, (settings: ReadingSettings) => JSX.Element>> = {
  works: (s) => WorksPage({ page: guest('/works', s), list: list(works.everyKind) }),
  'works-found': (s) =>
    WorksPage({
      page: guest('/works?q=yellow+wall', s),
      list: list([works.found, works.arabic], {
        of: { list: 'search' },
        filters: searched,
        active: [],
        total: 2,
        from: 1,
        to: 2,
        pager: ONE,
        notes: [{ kind: 'note', text: 'A quotation mark was left open; it was closed at the end.' }],
      }),
    }),
  'works-nothing': (s) =>
    WorksPage({
      page: guest('/works?q=zzz', s),
      list: list([], { of: { list: 'search' }, filters: searched, total: 0, pager: ONE }),
    }),
  'works-empty': (s) =>
    WorksPage({ page: guest('/works', s), list: list([], { total: 0, pager: ONE, active: [] }) }),
  'works-tag': (s) =>
    WorksPage({
      page: guest('/tags/Letters/works', s),
      list: list(works.everyKind.slice(0, 2), {
        of: {
          list: 'tag',
          tag: { kind: 'freeform', name: 'letters', page: 'Letters' },
          about: '/tags/Letters',
        },
        active: [],
      }),
    }),
  tag: (s) =>
    TagPage({
      page: guest('/tags/x', s),
      tag: {
        name: FANDOMS[0]!,
        kind: 'fandom',
        synonymOf: null,
        canonical: true,
        works: 1204,
        media: [],
        page: 'A tag',
        parents: works.tags('fandom', 'Books & Literature'),
        metaTags: works.tags('fandom', 'Sherlock Holmes & Related Fandoms'),
        subTags: works.tags('fandom', 'The Hound of the Baskervilles (1902)'),
        synonyms: ['Sherlock Holmes (Books)', 'ACD Holmes', 'シャーロック・ホームズ'],
        children: [
          {
            kind: 'character',
            tags: count(
              'Sherlock Holmes',
              'John Watson',
              'Mrs. Hudson',
              'Inspector Lestrade',
              'Irene Adler',
              'Mycroft Holmes',
              'Mary Morstan',
            ),
            all: 214,
          },
          {
            kind: 'relationship',
            tags: count(
              'Sherlock Holmes/John Watson',
              'Sherlock Holmes & John Watson',
              'Irene Adler/Mary Morstan',
            ),
            all: 3,
          },
        ],
      },
    }),
  'tag-synonym': (s) =>
    TagPage({
      page: guest('/tags/x', s),
      tag: {
        name: 'johnlock',
        kind: 'relationship',
        synonymOf: {
          name: 'Sherlock Holmes/John Watson',
          page: 'Sherlock Holmes/John Watson',
        },
        canonical: false,
        works: 702,
        media: [],
        page: 'A tag',
        parents: works.tags('fandom', FANDOMS[0]!),
        metaTags: [],
        subTags: [],
        synonyms: [],
        children: [],
      },
    }),
  media: (s) =>
    MediaPage({
      page: guest('/media', s),
      media: {
        medium: null,
        q: '',
        total: 61,
        letters: [],
        pager: null,
        groups: ['Books & Literature', 'Theatre', 'Music & Bands', 'Uncategorised'].map((heading, at) => ({
          heading,
          fandoms: count(...FANDOMS.slice(at)),
          all: 20 - at,
          href: `/media/${at}/fandoms`,
        })),
      },
    }),
  'media-letters': (s) =>
    MediaPage({
      page: guest('/media/Books/fandoms', s),
      media: {
        medium: 'Books & Literature',
        q: '',
        total: 22,
        letters: [...'ABCDHOPRS红'].map((letter, at) => ({ letter, href: `#group-${at}`, here: false })),
        pager: null,
        groups: [...'ABCDHOPRS红'].map((heading, at) => ({
          heading,
          fandoms: count(...FANDOMS.slice(0, 1 + (at % 5))),
          all: 1 + (at % 5),
          href: null,
        })),
      },
    }),
  creator: (s) =>
    CreatorPage({
      page: guest('/users/layla_reads', s),
      creator: {
        name: 'layla_reads',
        kind: 'account',
        bundle: { of: 'account', which: 'x' },
        account: null,
        penNames: [
          { name: 'ليلى', href: '/users/layla_reads/pseuds/x' },
          { name: 'night_tram', href: '/users/layla_reads/pseuds/night_tram' },
        ],
        joined: new Date('2024-03-02'),
        about: '<p>I translate in both directions, slowly. Letters welcome.</p>',
        fandoms: count(...FANDOMS.slice(0, 3)),
        ...{ morePenNames: 3, allPenNames: '/users/layla_reads/pseuds', unlinked: [], icon: null },
        ...{ own: false, edit: null },
      },
      list: list([works.arabic, works.longTags], {
        of: { list: 'creator', name: 'layla_reads', about: '/users/layla_reads' },
        total: 2,
        pager: ONE,
        active: [],
      }),
    }),
  'creator-elsewhere': (s) =>
    CreatorPage({
      page: guest('/creators/dartmoor_post', s),
      creator: {
        name: 'dartmoor_post',
        kind: 'elsewhere',
        bundle: { of: 'elsewhere', which: 'x' },
        account: null,
        penNames: [],
        joined: null,
        about: '',
        fandoms: count(FANDOMS[0]!),
        ...{ morePenNames: 0, allPenNames: null, unlinked: [], icon: null, own: false, edit: null },
      },
      list: list([works.kept], {
        of: { list: 'creator', name: 'dartmoor_post', about: '/creators/dartmoor_post' },
        total: 1,
        pager: ONE,
        active: [],
      }),
    }),
  series: (s) =>
    SeriesPage({
      page: guest('/series/4', s),
      series: {
        id: works.seriesId(4),
        title: 'Rooms to Let',
        creators: works.longTags.creators,
        begun: new Date('2026-01-04'),
        updated: new Date('2026-11-19'),
        description: '<p>Houses, and the people who have them by turns.</p>',
        notes: '<p>Each part stands alone; the yellow does not.</p>',
        words: 54338,
        works: 3,
        complete: false,
        own: false,
        list: [works.members, works.longTags],
        pager: ONE,
      },
    }),
  facet: (s) =>
    FacetPage({
      page: guest('/works?facet=fandom', s),
      facet: {
        ...{ of: { list: 'all' }, kind: 'freeform', action: '/works', q: '', works: 1031, size: 2140 },
        chosen: values('freeform', 'Letters', LONG_TAG, 'Angst'),
        values: values(
          'freeform',
          ...Array.from({ length: 50 }, (_, at) => `Tag ${at} ${'n'.repeat(at)}`),
        ).map((value) => ({ ...value, how: null })),
        ...{ page: 2, pages: 43, kept: [{ name: 'language', value: 'en' }], back: '/works' },
      },
    }),
  search: (s) =>
    SearchPage({
      page: guest('/works/search', s),
      search: {
        ...{ q: '"second key" umbrella', title: '', creator: '', updated: 'last 2 weeks', posted: '' },
        ...{ language: '', complete: 'yes', crossover: '', single: false, rating: 'Mature' },
        languages: ['ar', 'en', 'zh'].map((code) => ({ code, works: null })),
        numbers: {
          ...{ words: '1000-5000', kudos: '>10', hits: '', comments: '' },
          ...{ bookmarks: '', chapters: '', fandoms: '', relationships: '' },
        },
        warnings: ['Major Character Death'],
        categories: ['Gen', 'M/M'],
        tags: { fandom: FANDOMS[0] ?? '', character: '', relationship: '', freeform: `Letters, ${LONG_TAG}` },
        ...{ either: '', without: '', kept: [], faults: new Map() },
        order: { sort: 'kudos', order: 'asc', sorts: ['relevance', 'updated', 'kudos'] },
      },
    }),
  'work-first': (s) => read(s, { shown: works.chapters.slice(0, 1) }),
  'work-chapter': (s) => read(s, {}),
  'work-last': (s) => read(s, { shown: works.chapters.slice(2) }),
  'work-entire': (s) => read(s, { shown: works.chapters, entire: true }),
  'work-one': (s) =>
    read(s, {
      work: works.head({ ...works.anonymous, chapters: { posted: 1, expected: 1 } }),
      contents: [one],
      shown: [{ ...one, title: '', summary: '' }],
      neighbours: [],
    }),
  'work-kept': (s) =>
    read(s, {
      work: works.head(works.kept, {
        downloadable: false,
        own: true,
        statements: works.secondKey.statements,
      }),
      contents: works.chapters,
      shown: works.chapters.slice(0, 1),
      neighbours: [],
    }),
  'work-arabic': (s) =>
    read(s, {
      work: works.head(works.arabic),
      contents: works.arabicChapters,
      shown: works.arabicChapters.slice(0, 1),
      neighbours: [],
    }),
  'work-chinese': (s) =>
    read(s, {
      work: works.head({ ...works.chinese, chapters: { posted: 1, expected: 1 } }),
      contents: [works.chineseChapter],
      shown: [works.chineseChapter],
      neighbours: [],
    }),
  'work-long-title': (s) =>
    read(s, {
      work: works.head(works.longTitle),
      contents: works.hundred,
      shown: [{ ...one, ...works.hundred[41]! }],
      neighbours: [],
    }),
  navigate: (s) =>
    NavigatePage({
      page: guest('/works/103/navigate', s),
      view: { work: works.members, contents: works.hundred },
    }),
  adult: (s) =>
    AdultPage({ page: guest('/works/103/chapters/9', s), work: works.members, title: works.members.title }),
  mystery: (s) =>
    MysteryPage({
      page: guest('/works/7', s),
      collection: { title: 'Winter Letters 2026', reveals: new Date('2026-12-24') },
    }),
}

/** Every page of catalogue/ and reading/ in the cases it must bear. */
export const WORK_PAGES: Readonly<Record<string, Drawn>> = Object.fromEntries(
  Object.entries(drawn).map(([name, page]) => [name, (settings: ReadingSettings) => render(page(settings))]),
)
