import { NOTHING_SAID, type WorkRecord } from '../src/works/index.ts'

let made = 0

/** A whole record; what is not said is ordinary. */
export function aRecord(some: Partial<WorkRecord> = {}): WorkRecord {
  made += 1
  const html = '<p>The lamp was lit before anyone asked who had lit it.</p>'
  const chapters = some.chapters ?? [aChapter({ html })]
  return {
    title: `A Lamp in the Window ${made}`,
    creators: ['someone elsewhere'],
    origin: null,
    rating: 'General Audiences',
    warnings: ['No Archive Warnings Apply'],
    categories: ['Gen'],
    fandoms: ['Sherlock Holmes - Arthur Conan Doyle'],
    relationships: [],
    characters: ['Mrs. Hudson'],
    additionalTags: [],
    language: 'en',
    series: [],
    collections: [],
    recipients: [],
    published: '2026-10-01',
    updated: null,
    completed: '2026-10-01',
    words: { stated: null, counted: chapters.reduce((sum, chapter) => sum + chapter.words, 0) },
    chapterCount: { posted: chapters.length, expected: chapters.length },
    summary: '',
    notes: '',
    endNotes: '',
    permissions: NOTHING_SAID,
    audience: 'public',
    anonymous: false,
    relatedWorks: [],
    import: null,
    ...some,
    chapters,
  }
}

export const aChapter = (
  some: Partial<WorkRecord['chapters'][number]> = {},
): WorkRecord['chapters'][number] => ({
  position: 1,
  title: '',
  summary: '',
  notes: '',
  endNotes: '',
  words: 11,
  published: null,
  html: '<p>The lamp was lit before anyone asked who had lit it.</p>',
  ...some,
})
