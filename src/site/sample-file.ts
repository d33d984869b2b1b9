import MarkdownIt from 'markdown-it'
import { LIMITS } from '../core/values.ts'
import { cleanHtml, countWords, type Field, plainText } from '../prose/index.ts'
import type { ChapterRecord, RelatedWork, WorkRecord } from '../works/index.ts'
import { readChapters, type SampleChapter } from './sample-chapters.ts'
import { SAMPLE_HEAD, type SampleHead } from './sample-head.ts'
import { readYaml, SampleFault } from './sample-yaml.ts'

export interface SampleWork {
  readonly slug: string
  /** The creators stand in it even when it is anonymous, so that it has an owner once stored. */
  readonly record: WorkRecord
  readonly draft: boolean
  /** Related works of this sample; those elsewhere are in the record. */
  readonly relatedSlugs: readonly SampleRelation[]
}

interface SampleRelation {
  readonly relation: 'inspired-by' | 'translation-of'
  readonly slug: string
}

/** Reads one `seeds/works/<slug>.md`; throws a SampleFault that names file and line. */
export function readSampleFile(slug: string, text: string): SampleWork {
  const file = `${slug}.md`
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, ''))
  if (!parts) throw new SampleFault(file, 1, 'a seed begins with a head between two lines of ---')
  const [, headText = '', bodyText = ''] = parts

  const head = readYaml(SAMPLE_HEAD, file, headText, 2)
  const chapters = readChapters(file, bodyText, headText.split('\n').length + 2)
  refuseWrongCount(file, head, chapters)
  refuseWrongDates(file, head, chapters)

  return {
    slug,
    record: recordOf(file, head, chapters),
    draft: head.draft,
    relatedSlugs: head.related.flatMap((link) =>
      'work' in link ? [{ relation: link.relation, slug: link.work }] : [],
    ),
  }
}

function refuseWrongCount(file: string, head: SampleHead, chapters: readonly SampleChapter[]): void {
  if (chapters.length === head.chapters.posted) return
  throw new SampleFault(file, 1, `chapters: ${head.chapters.posted} promised, ${chapters.length} written`)
}

function refuseWrongDates(file: string, head: SampleHead, chapters: readonly SampleChapter[]): void {
  for (const { line, published } of chapters) {
    if (published === null) continue
    if (published < head.published || published > (head.updated ?? head.published))
      throw new SampleFault(file, line, `chapter of ${published} lies outside the work's dates`)
  }
}

function recordOf(file: string, head: SampleHead, written: readonly SampleChapter[]): WorkRecord {
  const chapters = written.map((chapter, index) => chapterRecord(file, head, chapter, index + 1))
  const updated = head.updated ?? head.published
  const { fandoms, relationships, characters, series, collections, recipients, permissions } = head
  return {
    title: head.title,
    creators: head.creators,
    origin: null,
    rating: head.rating,
    warnings: head.warnings,
    categories: head.categories,
    fandoms,
    relationships,
    characters,
    additionalTags: head.tags,
    language: head.language,
    series,
    collections,
    recipients,
    published: head.published,
    updated,
    completed: head.chapters.posted === head.chapters.expected ? updated : null,
    words: { stated: null, counted: chapters.reduce((sum, chapter) => sum + chapter.words, 0) },
    chapterCount: head.chapters,
    summary: html(file, 1, head.summary, 'summary'),
    notes: html(file, 1, head.notes, 'notes'),
    endNotes: html(file, 1, head.endNotes, 'notes'),
    permissions,
    audience: head.audience,
    anonymous: head.anonymous,
    relatedWorks: relatedElsewhere(head),
    chapters,
    import: null,
  }
}

function chapterRecord(
  file: string,
  head: SampleHead,
  chapter: SampleChapter,
  position: number,
): ChapterRecord {
  const { line, title, creators } = chapter
  const body = html(file, line, chapter.body, 'content')
  return {
    position,
    title,
    summary: html(file, line, chapter.summary, 'summary'),
    notes: html(file, line, chapter.notes, 'notes'),
    endNotes: html(file, line, chapter.endNotes, 'notes'),
    words: countWords(plainText(body)),
    published: chapter.published ?? head.published,
    ...(creators ? { creators } : {}),
    html: body,
  }
}

function relatedElsewhere(head: SampleHead): RelatedWork[] {
  return head.related.flatMap((link) => ('work' in link ? [] : [link]))
}

const markdown = new MarkdownIt({ html: true })
const MOST = { summary: LIMITS.summary, notes: LIMITS.notes, content: LIMITS.chapter } as const

function html(file: string, line: number, text: string, field: Field): string {
  const clean = cleanHtml(markdown.render(text), field).trim()
  if (clean.length > MOST[field])
    throw new SampleFault(file, line, `${field} of ${clean.length} characters: at most ${MOST[field]}`)
  return clean
}
