import { stringify } from 'yaml'
import { cleanHtml, type Field, markdownFrom } from '../prose/index.ts'
import type { ChapterRecord, WorkRecord } from '../works/index.ts'
import { type DownloadInput, isBlank, isChaptered, namedCreators } from './download-input.ts'
import { permissionsText } from './permissions-text.ts'
import { chapterHeading } from './work-facts.ts'

/** Programs that read front matter look no further than this for its end, ours among them. */
const LONGEST_FRONT = 19_000

/** The work as Markdown with front matter, piece by piece. */
export function* markdownDownload(input: DownloadInput): Generator<string> {
  const { record } = input
  yield `---\n${front(input)}---\n\n`
  yield joined([part('Summary', record.summary, 'summary', 0), part('Notes', record.notes, 'notes', 0)])
  for (const [at, chapter] of record.chapters.entries()) yield chapterText(record, chapter, at + 1)
  yield part('End Notes', record.endNotes, 'notes', record.chapters.length + 1)
}

/** What readers of front matter look for first; where it is too long, the last goes. */
function front(input: DownloadInput): string {
  const all = Object.entries(fields(input)).filter(([, value]) => value !== null && value.length !== 0)
  for (let many = all.length; many > 0; many--) {
    const written = stringify(Object.fromEntries(all.slice(0, many)), { lineWidth: 0 })
    if (written.length < LONGEST_FRONT) return written
  }
  return ''
}

function fields({
  record,
  workUrl,
  archive,
}: DownloadInput): Record<string, string | readonly string[] | null> {
  return {
    title: record.title,
    author: namedCreators(record),
    language: record.language,
    source: workUrl,
    publisher: archive.name,
    rights: permissionsText(record.permissions),
    rating: record.rating,
    warnings: record.warnings,
    categories: record.categories,
    published: record.published,
    updated: record.updated,
    completed: record.completed,
    words: String(record.words.counted),
    chapters: `${record.chapterCount.posted}/${record.chapterCount.expected ?? '?'}`,
    series: record.series.map(({ title, position }) => `Part ${position} of ${title}`),
    fandoms: record.fandoms,
    relationships: record.relationships,
    characters: record.characters,
    tags: record.additionalTags,
  }
}

function chapterText(record: WorkRecord, chapter: ChapterRecord, number: number): string {
  const text = markdown(chapter.html, 'content', `${number}`)
  if (!isChaptered(record)) return joined([text])
  return joined([
    `# ${oneLine(chapterHeading(chapter.position, chapter.title))}`,
    chapterByline(record, chapter),
    part('Chapter Summary', chapter.summary, 'summary', number),
    part('Chapter Notes', chapter.notes, 'notes', number),
    text,
    part('Chapter End Notes', chapter.endNotes, 'notes', number),
  ])
}

function chapterByline({ anonymous, creators: all }: WorkRecord, { creators = [] }: ChapterRecord): string {
  if (anonymous || creators.length === 0 || creators.join('\n') === all.join('\n')) return ''
  return oneLine(`Chapter by ${creators.join(', ')}`)
}

const joined = (parts: readonly string[]): string => {
  const there = parts.map((one) => one.trimEnd()).filter(Boolean)
  return there.length > 0 ? `${there.join('\n\n')}\n\n` : ''
}

/** Under its label, and apart from the story by a bar. */
function part(label: string, html: string, field: Field, number: number): string {
  if (isBlank(html)) return ''
  const text = markdown(html, field, `${label.toLowerCase().replaceAll(' ', '-')}-${number}`)
  const lines = text.split('\n').map((line) => `> ${line}`.trimEnd())
  return `**${label}**\n\n${lines.join('\n')}\n\n`
}

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>&#~|]/g, '\\$&')
const oneLine = (text: string): string => escaped(text.replace(/\s+/g, ' ').trim())

/** Footnotes are numbered from 1 in every text; in one file each needs a name of its own. */
function markdown(html: string, field: Field, scope: string): string {
  const written = markdownFrom(cleanHtml(html, field), field)
  const notes = new Set([...written.matchAll(/^\[\^(\d+)\]:/gm)].map(([, number]) => number))
  if (notes.size === 0) return written
  return written.replace(/(?<!\\)\[\^(\d+)\]/g, (mark, number: string) =>
    notes.has(number) ? `[^${scope}-${number}]` : mark,
  )
}
