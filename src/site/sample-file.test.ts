import { expect, test } from 'vitest'
import { NOTHING_SAID } from '../works/index.ts'
import { readSampleFile } from './sample-file.ts'

const head = (more = '', chapters = '1/1'): string => `---
title: The Umbrella Stand
creators: [mrs_hudson_rents]
rating: General Audiences
warnings: [No Archive Warnings Apply]
fandoms: [Sherlock Holmes - Arthur Conan Doyle]
language: en
published: 2026-10-03
updated: 2026-11-19
chapters: ${chapters}
${more}---
`

test('a head and a text are a work of one chapter', () => {
  const work = readSampleFile('stand', `${head('summary: |\n  It *stands*.\n')}It stood.\n\n***\n\nIt fell.`)
  expect(work.record).toMatchObject({
    title: 'The Umbrella Stand',
    creators: ['mrs_hudson_rents'],
    published: '2026-10-03',
    completed: '2026-11-19',
    chapterCount: { posted: 1, expected: 1 },
    summary: '<p>It <em>stands</em>.</p>',
    audience: 'public',
    import: null,
  })
  expect(work.record.permissions.copy).toBe('unsaid')
  expect(work.record.chapters).toHaveLength(1)
  expect(work.record.chapters[0]?.html).toMatch(/It stood[\s\S]*<hr[\s\S]*It fell/)
  expect(work.draft).toBe(false)
})

test('chapters bring their dates, bylines, summaries and notes', () => {
  const text = `${head('', '2/?')}
# The Stand {2026-10-03}
:::summary
In which it stands.
:::
:::notes
For M.
:::
It stood.
:::endnotes
Thank you.
:::
# {2026-11-19} {by: kore_kore, asphodel}
It fell.`
  const [first, second] = readSampleFile('stand', text).record.chapters
  expect(first).toMatchObject({
    title: 'The Stand',
    published: '2026-10-03',
    summary: '<p>In which it stands.</p>',
    notes: '<p>For M.</p>',
    html: '<p>It stood.</p>',
    endNotes: '<p>Thank you.</p>',
  })
  expect(first).not.toHaveProperty('creators')
  expect(second).toMatchObject({ position: 2, title: '', creators: ['kore_kore', 'asphodel'] })
  expect(readSampleFile('stand', text).record.completed).toBeNull()
})

test('related works here are slugs, those elsewhere are in the record', () => {
  const related = `related:
  - {relation: translation-of, work: the-kettle}
  - {relation: inspired-by, title: The Blue Room, creators: [somebody]}
`
  const work = readSampleFile('stand', `${head(related)}Text.`)
  expect(work.relatedSlugs).toEqual([{ relation: 'translation-of', slug: 'the-kettle' }])
  expect(work.record.relatedWorks).toEqual([
    { relation: 'inspired-by', title: 'The Blue Room', creators: ['somebody'], url: null, language: null },
  ])
})

test('a seed names only the permissions that are given, and no others', () => {
  const { record } = readSampleFile('stand', `${head('permissions: {podfic: yes, words: Go on.}\n')}Text.`)
  expect(record.permissions).toEqual({ ...NOTHING_SAID, podfic: 'yes', words: 'Go on.' })
})

test.each([
  ['no head', 'It stood.', /^stand\.md:1: a seed begins with a head/],
  ['a word that is no rating', `${head('audience: everyone\n')}Text.`, /^stand\.md:11: audience: /],
  [
    'a permission nobody knows',
    `${head('permissions: {podfix: no}\n')}Text.`,
    /^stand\.md:11: permissions.*podfix/,
  ],
  ['an unknown key', `${head('ratting: Teen\n')}Text.`, /^stand\.md:\d+: .*ratting/],
  ['YAML that cannot be read', `${head('tags: [one\n')}Text.`, /^stand\.md:1\d: /],
  ['a comma in a tag', `${head('tags: [One, "Two, Three"]\n')}Text.`, /^stand\.md:11: tags\.1: .*comma/],
  ['a language nobody knows', head('').replace('language: en', 'language: qq'), /^stand\.md:7: language: /],
  ['fewer chapters than promised', `${head('', '2/3')}# One\nText.`, /2 promised, 1 written/],
  ['more chapters than expected', `${head('', '3/2')}# One\nText.`, /^stand\.md:10: chapters: more chapters/],
  ['a chapter before the work', `${head()}# One {2026-01-01}\nText.`, /^stand\.md:12: chapter of 2026-01-01/],
  ['a chapter head gone wrong', `${head()}# One {2026-1-1}\nText.`, /^stand\.md:12: chapter head/],
  ['an unknown block', `${head()}Text.\n:::note\nHm.\n:::`, /^stand\.md:13: ":::note" opens nothing/],
  ['a block left open', `${head()}Text.\n:::notes\nHm.`, /^stand\.md:13: :::notes is never closed/],
  ['a chapter without text', `${head()}# One\n\n# Two\nText.`, /^stand\.md:12: chapter "One" has no text/],
])('%s is refused by file and line', (_, text, fault) => {
  expect(() => readSampleFile('stand', text)).toThrow(fault)
})
