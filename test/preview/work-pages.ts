import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  CreatorPage,
  MediaPage,
  SearchPage,
  SeriesPage,
  TagPage,
  type WorksListView,
  WorksPage,
} from '../../src/catalogue/index.ts'
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

const list = (shown: readonly WorkBlurb[], more: Partial<WorksListView> = {}): WorksListView => ({
  of: { list: 'all' },
  works: shown,
  total: 1031,
  from: 41,
  to: 60,
  pager: PAGER,
  feed: '/works.atom',
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
    crossover: '',
    single: false,
    ranges: [
      { name: 'words', from: '', to: '' },
      { name: 'kudos', from: '', to: '' },
    ],
    days: [{ name: 'updated', written: '' }],
    title: '',
    creator: '',
    facets: [
      {
        kind: 'fandom',
        values: [{ value: 'fandom:Emma', name: 'Emma', works: 311, how: null }],
        more: '/works?facet=fandom',
      },
    ],
    years: [],
    lengths: [],
    kept: [{ name: 'tag', value: 'freeform:Letters' }],
  },
  active: [
    { how: 'want', name: 'Letters', without: '/works' },
    { how: 'any', name: 'Sherlock Holmes', without: '/works' },
    { how: 'not', name: 'Major Character Death', without: '/works' },
  ],
  clear: '/works',
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
  WorkPage({ page: guest('/works/101/chapters/9002', settings), view: view(more) })
const count = (...names: string[]) => names.map((name, at) => ({ name, works: Math.round(1204 / (at + 1)) }))
const FANDOMS = [
  'Sherlock Holmes – Arthur Conan Doyle',
  'Pride and Prejudice – Jane Austen',
  'Raffles – E. W. Hornung',
  'Carmilla – Sheridan Le Fanu',
  'Dracula – Bram Stoker',
  '红楼梦 – Cao Xueqin',
]

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
          kind: 'relationship',
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
        account: null,
        penNames: [
          { name: 'ليلى', href: '/users/layla_reads/pseuds/x' },
          { name: 'night_tram', href: '/users/layla_reads/pseuds/night_tram' },
        ],
        joined: new Date('2024-03-02'),
        about: '<p>I translate in both directions, slowly. Letters welcome.</p>',
        fandoms: count(...FANDOMS.slice(0, 3)),
        own: false,
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
        account: null,
        penNames: [],
        joined: null,
        about: '',
        fandoms: count(FANDOMS[0]!),
        own: false,
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
        list: [works.members, works.longTags],
        pager: ONE,
      },
    }),
  search: (s) =>
    SearchPage({
      page: guest('/works/search', s),
      search: {
        q: '"second key" umbrella',
        tag: '',
        not: '',
        language: '',
        languages: ['ar', 'en', 'zh'],
        complete: '',
        wordsFrom: '',
        wordsTo: '',
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
  adult: (s) => AdultPage({ page: guest('/works/103/chapters/9', s), work: works.members }),
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
