import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CATEGORIES } from '../core/values.ts'
import type { WorkRecord } from '../works/index.ts'
import { readSample, type Sample } from './sample-archive.ts'

let sample: Sample
let english: WorkRecord[]
let folder: string
beforeAll(async () => {
  sample = await readSample(join(import.meta.dirname, '../../seeds'))
  english = sample.works.map((work) => work.record).filter((record) => record.language === 'en')
  folder = await mkdtemp(join(tmpdir(), 'sample-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('there is enough to read, in order of publication', () => {
  expect(english.length).toBeGreaterThanOrEqual(34)
  const days = sample.works.map((work) => work.record.published ?? '')
  expect(days).toEqual([...days].sort())
  const letters = english.flatMap((work) => work.chapters.map((chapter) => chapter.html)).join('').length
  expect(letters).toBeGreaterThan(150_000)
})

test('the three logins are there, and twelve people and more', () => {
  const names = sample.people.map((person) => person.name)
  expect(names).toEqual(expect.arrayContaining(['reader', 'writer', 'moderator']))
  expect(names.length).toBeGreaterThanOrEqual(15)
  expect(sample.people.some((person) => person.penNames.length > 1)).toBe(true)
})

test('every fandom is wrangled, and one is known by a synonym', () => {
  const canonical = new Set(sample.tags.fandoms.map((tag) => tag.name))
  const synonyms = new Set(sample.tags.fandoms.flatMap((tag) => tag.synonyms))
  const used = new Set(sample.works.flatMap((work) => work.record.fandoms))
  expect([...used].filter((name) => !canonical.has(name) && !synonyms.has(name))).toEqual([])
  expect([...used].some((name) => synonyms.has(name))).toBe(true)
  expect(sample.tags.fandoms.some((tag) => tag.metatags.length > 0)).toBe(true)
})

test('no rating asks for more than the adult step', () => {
  const ratings = new Set(english.map((work) => work.rating))
  expect(ratings).toEqual(new Set(['General Audiences', 'Teen And Up Audiences', 'Not Rated']))
})

const holds = (feature: (work: WorkRecord) => boolean): number => english.filter(feature).length
const text = (work: WorkRecord): string => work.chapters.map((chapter) => chapter.html).join('\n')

test.each<[string, number, (work: WorkRecord) => boolean]>([
  ['co-creators', 2, (work) => work.creators.length > 1],
  ['a chapter by somebody else', 1, (work) => work.chapters.some((chapter) => chapter.creators)],
  ['a place in two series', 1, (work) => work.series.length > 1],
  ['a series of four', 1, (work) => work.series.some((place) => place.position === 4)],
  ['a work in progress, 3/5', 1, (work) => work.chapters.length === 3 && work.chapterCount.expected === 5],
  ['an open end, 4/?', 1, (work) => work.chapters.length === 4 && work.chapterCount.expected === null],
  ['a beginning, 1/3', 1, (work) => work.chapters.length === 1 && work.chapterCount.expected === 3],
  ['several chapters, complete', 2, (work) => work.chapters.length > 1 && work.completed !== null],
  ['notes', 3, (work) => work.notes !== ''],
  ['end notes', 3, (work) => work.endNotes !== ''],
  ['chapter notes', 2, (work) => work.chapters.some((chapter) => chapter.notes !== '')],
  ['chapter end notes', 2, (work) => work.chapters.some((chapter) => chapter.endNotes !== '')],
  ['chapter summaries', 2, (work) => work.chapters.some((chapter) => chapter.summary !== '')],
  ['a related work elsewhere', 1, (work) => work.relatedWorks.length > 0],
  ['anonymity', 1, (work) => work.anonymous],
  ['members only', 3, (work) => work.audience === 'members'],
  ['gifts', 3, (work) => work.recipients.length > 0],
  ['the winter collection', 4, (work) => work.collections.includes('Winter Letters 2026')],
  ['the drabble collection', 4, (work) => work.collections.includes('The Drabble Drawer')],
  ['a death', 2, (work) => work.warnings.includes('Major Character Death')],
  ['no word on warnings', 2, (work) => work.warnings.includes('Creator Chose Not To Use Archive Warnings')],
  ['several categories', 2, (work) => work.categories.length > 1],
  ['a crossover', 1, (work) => work.fandoms.length > 2],
  ['forty tags', 1, (work) => work.additionalTags.length >= 40],
  ['odd tags', 4, (work) => work.additionalTags.some((tag) => /[#?&."/]/.test(tag))],
  ['a title of emoji', 1, (work) => /^\p{Emoji_Presentation}+$/u.test(work.title.replaceAll('\uFE0F', ''))],
  ['a title as long as may be', 1, (work) => work.title.length === 255],
  ['a title with quotes and <', 1, (work) => work.title.includes('“') && work.title.includes('<')],
  ['no downloads', 1, (work) => work.permissions.download === 'no'],
  ['no copies', 10, (work) => work.permissions.copy === 'no'],
  ['words of the creator’s own', 10, (work) => work.permissions.words !== ''],
  ['a table', 2, (work) => text(work).includes('<table')],
  ['ruby', 1, (work) => text(work).includes('<ruby')],
  ['verse', 3, (work) => /<br[\s\S]*<br[\s\S]*<br/.test(text(work))],
  ['letters set in', 5, (work) => text(work).includes('<blockquote')],
  ['lists', 4, (work) => /<[ou]l/.test(text(work))],
  ['a change of scene', 15, (work) => text(work).includes('<hr')],
  ['footnotes', 2, (work) => text(work).includes('³') || text(work).includes('²')],
])('the shelf holds %s', (_, atLeast, feature) => {
  expect(holds(feature)).toBeGreaterThanOrEqual(atLeast)
})

test('every category is on the shelf', () => {
  expect(new Set(english.flatMap((work) => work.categories))).toEqual(new Set(CATEGORIES))
})

test('one draft, and works that answer works', () => {
  expect(sample.works.filter((work) => work.draft)).toHaveLength(1)
  expect(sample.works.filter((work) => work.relatedSlugs.length > 0).length).toBeGreaterThanOrEqual(3)
})

const PERSON = '- {name: writer, email: writer@example.org, role: member, penNames: [writer]}'
const TAGS = 'media: [Books]\nfandoms: []\ncharacters: []\nrelationships: []\nfreeforms: []'
const work = (more: string): string => `---
title: T
creators: [writer]
rating: General Audiences
warnings: [No Archive Warnings Apply]
fandoms: [F]
language: en
published: 2026-01-01
chapters: 1/1
${more}
---
Text.`

test.each([
  [
    'a stranger',
    PERSON,
    TAGS,
    work('').replace('[writer]', '[nobody]'),
    /a\.md:1: nobody is nobody's pen name/,
  ],
  [
    'a lost relation',
    PERSON,
    TAGS,
    work('related: [{relation: inspired-by, work: b}]'),
    /a\.md:1: .*no such work/,
  ],
  [
    'a pen name taken twice',
    PERSON.replace('[writer]', '[writer, writer]'),
    TAGS,
    work(''),
    /people\.yaml:1/,
  ],
  ['an odd account name', PERSON.replace('writer,', 'w!,'), TAGS, work(''), /people\.yaml:1: 0\.name: /],
  [
    'a parent not listed',
    PERSON,
    TAGS.replace('freeforms: []', 'freeforms: [{name: X, fandoms: [Y]}]'),
    work(''),
    /tags\.yaml:5: "Y"/,
  ],
  [
    'a tag written twice',
    PERSON,
    TAGS.replace('characters: []', 'characters: [{name: X, synonyms: [X]}]'),
    work(''),
    /tags\.yaml:3: "X" is written twice/,
  ],
  [
    'a tag over itself',
    PERSON,
    TAGS.replace('freeforms: []', 'freeforms: [{name: X, metatags: [X]}]'),
    work(''),
    /tags\.yaml:5: "X" stands over itself/,
  ],
])('%s is refused', async (_, people, tags, seed, fault) => {
  const seeds = await mkdtemp(join(folder, 'seeds-'))
  await mkdir(join(seeds, 'works'))
  await writeFile(join(seeds, 'people.yaml'), people)
  await writeFile(join(seeds, 'tags.yaml'), tags)
  await writeFile(join(seeds, 'works', 'a.md'), seed)
  await expect(readSample(seeds)).rejects.toThrow(fault)
})
