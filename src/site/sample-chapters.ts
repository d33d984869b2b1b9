import { SampleFault } from './sample-yaml.ts'

/** A chapter as its writer typed it: Markdown, not yet HTML. */
export interface SampleChapter {
  readonly line: number
  readonly title: string
  /** Null where the head gives none: the work's own date and creators hold. */
  readonly published: string | null
  readonly creators: readonly string[] | null
  readonly summary: string
  readonly notes: string
  readonly endNotes: string
  readonly body: string
}

/**
 * The body of a seed, line by line:
 *
 *     # Title {2026-10-03} {by: one, another}     a chapter begins; title, date and byline may each be absent
 *     :::notes  …  :::                            set apart; also :::summary and :::endnotes
 *     anything else                               the chapter's text
 */
export function readChapters(file: string, text: string, firstLine: number): SampleChapter[] {
  const chapters: OpenChapter[] = []
  let block: { name: Block; line: number } | null = null

  for (const [index, given] of text.split('\n').entries()) {
    const line = index + firstLine
    const chapter = chapters.at(-1)
    if (block) {
      if (given.trim() === ':::') block = null
      else chapter?.[block.name].push(given)
    } else if (/^#( |$)/.test(given)) {
      chapters.push(openChapter(file, line, given.slice(1).trim()))
    } else if (given.trim() !== '' || chapter) {
      const open = chapter ?? openChapter(file, line, '')
      if (!chapter) chapters.push(open)
      block = blockOf(file, line, given)
      if (!block) open.body.push(given)
    }
  }
  if (block) throw new SampleFault(file, block.line, `:::${block.name} is never closed`)
  return chapters.map((chapter) => closeChapter(file, chapter))
}

type Block = 'summary' | 'notes' | 'endNotes'
interface OpenChapter {
  line: number
  title: string
  published: string | null
  creators: string[] | null
  summary: string[]
  notes: string[]
  endNotes: string[]
  body: string[]
}

const BLOCKS: ReadonlyMap<string, Block> = new Map([
  ['summary', 'summary'],
  ['notes', 'notes'],
  ['endnotes', 'endNotes'],
])

function blockOf(file: string, line: number, given: string): { name: Block; line: number } | null {
  const opening = /^:::\s*(.*)$/.exec(given.trimEnd())
  if (!opening) return null
  const name = BLOCKS.get((opening[1] ?? '').toLowerCase())
  if (!name)
    throw new SampleFault(
      file,
      line,
      `"${given.trim()}" opens nothing: write :::summary, :::notes or :::endnotes`,
    )
  return { name, line }
}

function openChapter(file: string, line: number, head: string): OpenChapter {
  const parts = /^([^{}]*)(?:\{(\d{4}-\d{2}-\d{2})\})?\s*(?:\{by:([^{}]+)\})?$/.exec(head)
  if (!parts)
    throw new SampleFault(file, line, `chapter head "${head}": write # Title {2026-10-03} {by: name}`)
  return {
    line,
    title: (parts[1] ?? '').trim(),
    published: parts[2] ?? null,
    creators: parts[3]?.split(',').map((name) => name.trim()) ?? null,
    summary: [],
    notes: [],
    endNotes: [],
    body: [],
  }
}

function closeChapter(file: string, chapter: OpenChapter): SampleChapter {
  const body = chapter.body.join('\n').trim()
  if (body === '') throw new SampleFault(file, chapter.line, `chapter "${chapter.title}" has no text`)
  return {
    ...chapter,
    summary: chapter.summary.join('\n').trim(),
    notes: chapter.notes.join('\n').trim(),
    endNotes: chapter.endNotes.join('\n').trim(),
    body,
  }
}
