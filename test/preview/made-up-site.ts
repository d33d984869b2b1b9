import { GUEST, type Member } from '../../src/core/actor.ts'
import type { PersonId, WorkId } from '../../src/core/ids.ts'
import type { ImportFileView, ImportRunView } from '../../src/import/import-view.ts'
import type { AboutView } from '../../src/site/about-page.tsx'
import type { HomeView } from '../../src/site/home-view.ts'
import { type Page, USUAL_SETTINGS } from '../../src/web/page.ts'
import type { WorkBlurb } from '../../src/works/index.ts'

const id = (n: number) => n as WorkId

export const page: Page = {
  archive: 'The Lamplighters',
  actor: GUEST,
  settings: USUAL_SETTINGS,
  path: '/works?tag=Bees',
  csrf: 'c5rf',
  ready: true,
  robots: true,
}
export const member: Member = { type: 'member', id: 2 as PersonId, name: 'irene_a', role: 'member' }
export const owner: Member = { ...member, role: 'owner' }

const blank: WorkBlurb = {
  id: id(1),
  title: '',
  language: 'en',
  archivist: null,
  creators: [],
  audience: 'public',
  draft: false,
  hidden: false,
  rating: 'General Audiences',
  warnings: [],
  categories: [],
  fandoms: [],
  relationships: [],
  characters: [],
  freeforms: [],
  complete: true,
  summary: '',
  series: [],
  recipients: [],
  words: 900,
  chapters: { posted: 1, expected: 1 },
  published: new Date('2026-11-01'),
  updated: new Date('2026-11-09'),
  origin: null,
  passages: [],
}

const fandom = (name: string) => ({ kind: 'fandom' as const, name, page: name })
const by = (...names: string[]) => names.map((name) => ({ name, href: `/creators/${name}` }))
const holmes = fandom('Sherlock Holmes – Arthur Conan Doyle')
const bennet = fandom('Pride and Prejudice – Jane Austen')
const odyssey = fandom('The Odyssey – Homer')

const newest: readonly WorkBlurb[] = [
  {
    ...blank,
    id: id(101),
    title: 'The Adventure of the Second Key',
    creators: by('mrs_hudson_rents'),
    fandoms: [holmes],
    rating: 'Teen And Up Audiences',
    words: 12_408,
    complete: false,
    chapters: { posted: 3, expected: 5 },
  },
  {
    ...blank,
    id: id(102),
    title: 'An Inventory of Rosings',
    creators: by('charlotte_c'),
    fandoms: [bennet],
    words: 2_116,
  },
  {
    ...blank,
    id: id(103),
    title: 'What the Ferryman Is Owed',
    creators: by('asphodel', 'kore_kore'),
    fandoms: [fandom('Ancient Greek Religion & Lore'), odyssey],
    rating: 'Teen And Up Audiences',
    words: 41_930,
    complete: false,
    chapters: { posted: 9, expected: null },
  },
  {
    ...blank,
    id: id(104),
    title: 'رسالة من شارع بيكر',
    language: 'ar',
    creators: by('layla_reads'),
    fandoms: [holmes],
    words: 5_302,
  },
  {
    ...blank,
    id: id(105),
    title: '雾中来信',
    language: 'zh',
    creators: by('青灯夜读'),
    fandoms: [holmes, bennet],
    rating: 'Teen And Up Audiences',
    words: 18_760,
  },
  { ...blank, id: id(106), title: 'Penelope, Unpicking', fandoms: [odyssey] },
  {
    ...blank,
    id: id(107),
    title: 'Mr. Bennet Answers His Correspondence',
    creators: by('library_door'),
    fandoms: [bennet],
    words: 7_455,
    complete: false,
    chapters: { posted: 4, expected: 12 },
  },
  {
    ...blank,
    id: id(108),
    title: 'A Hive in Winter',
    creators: by('irene_a'),
    fandoms: [holmes],
    words: 31_004,
    chapters: { posted: 12, expected: 12 },
  },
]

const shelf = (name: string, fandoms: readonly [string, number][]) => ({
  name,
  fandoms: fandoms.map(([fandomName, works]) => ({ name: fandomName, works })),
})

export const homeView: HomeView = {
  about: 'Old stories told again, by people who could not leave them alone.',
  counts: { works: 2_381, fandoms: 61, words: 18_240_115 },
  opening: {
    work: {
      id: id(103),
      title: 'What the Ferryman Is Owed',
      language: 'en',
      creators: by('asphodel', 'kore_kore'),
      fandoms: ['The Odyssey'],
    },
    text: 'Nobody has paid the ferryman in bronze for a very long time. What they leave on his bench now is promises, and he has had to learn to read.',
  },
  newest,
  media: [
    shelf('Books & Literature', [
      ['Sherlock Holmes – Arthur Conan Doyle', 1_204],
      ['Pride and Prejudice – Jane Austen', 988],
      ['Raffles – E. W. Hornung', 96],
      ['Carmilla – Sheridan Le Fanu', 71],
      ['Dracula – Bram Stoker', 64],
      ['红楼梦 – Cao Xueqin', 22],
    ]),
    shelf('Ancient & Mythological', [
      ['Ancient Greek Religion & Lore', 731],
      ['The Odyssey – Homer', 402],
      ['The Iliad – Homer', 288],
      ['The Aeneid – Virgil', 41],
    ]),
    shelf('Theatre', [
      ['Twelfth Night – Shakespeare', 83],
      ['The Importance of Being Earnest', 57],
      ['Antigone – Sophocles', 29],
    ]),
    shelf('Music & Songs', [
      ['Child Ballads', 38],
      ['Der Freischütz – Weber', 6],
    ]),
  ],
}

export const emptyHome: HomeView = {
  about: '',
  counts: { works: 0, fandoms: 0, words: 0 },
  opening: null,
  newest: [],
  media: [],
}

export const aboutView: AboutView = {
  about: homeView.about,
  opened: new Date('2026-10-03'),
  counts: homeView.counts,
  version: '0.1.0',
  source: 'https://example.org/source',
}

const quiet = { audience: 'kept' as const, losses: [], repairs: [], statements: [] }
const files: readonly ImportFileView[] = [
  {
    name: 'The_Adventure_of_the_Second_Key.epub',
    outcome: 'imported',
    reason: null,
    work: {
      ...quiet,
      id: id(101),
      title: 'The Adventure of the Second Key',
      language: 'en',
      chapters: { posted: 3, expected: 5 },
      words: { counted: 12_408, stated: 12_411 },
      losses: ['chapter end notes of chapters 2 and 3: this era’s EPUB leaves them out'],
      repairs: ['restored 14 paragraph breaks'],
      statements: [{ permission: 'copy', says: 'no', quote: 'Please don’t post this anywhere else.' }],
    },
  },
  {
    name: 'from-the-old-laptop/stories/2014/رسالة من شارع بيكر.html',
    outcome: 'updated',
    reason: null,
    work: {
      ...quiet,
      id: id(104),
      title: 'رسالة من شارع بيكر',
      language: 'ar',
      chapters: { posted: 1, expected: 1 },
      words: { counted: 5_302, stated: 5_302 },
    },
  },
  {
    name: 'penelope.html',
    outcome: 'already-here',
    reason: null,
    work: {
      ...quiet,
      id: id(106),
      title: 'Penelope, Unpicking',
      language: 'en',
      chapters: { posted: 1, expected: null },
      words: { counted: 900, stated: null },
    },
  },
  {
    name: 'Archive of Our Own (1).html',
    outcome: 'refused',
    reason: 'This page is the log-in wall, not the work: save the page again while you are logged in there.',
    work: null,
  },
]

export const finishedRun: ImportRunView = {
  id: '7d0f0d4e-3f2a-4c1b-9a52-0b8c6c1c1c1c',
  state: 'finished',
  started: new Date('2026-11-19T20:01:00Z'),
  finished: new Date('2026-11-19T20:03:00Z'),
  done: 4,
  total: 4,
  whose: 'kept',
  counts: { waiting: 0, imported: 1, updated: 1, 'already-here': 1, refused: 1 },
  only: 'all',
  page: 1,
  pages: 1,
  files,
}

export const runningRun: ImportRunView = {
  ...finishedRun,
  state: 'running',
  finished: null,
  done: 4,
  total: 31,
  files: [...files, { name: 'a-hive-in-winter.epub', outcome: 'waiting', reason: null, work: null }],
}
