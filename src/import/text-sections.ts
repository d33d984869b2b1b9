import { relatedLine } from './text-afterword.ts'
import { CHAPTER_BYLINE, CHAPTER_LABEL, type Head, TO_CHAPTER_NOTES } from './text-heads.ts'
import { hasRoom, isBlank, type Layout } from './text-layout.ts'

/** Summaries, notes and bodies as lines. Headings and links between them are dropped: they say where, not what. */
export interface Section {
  readonly summary: readonly string[]
  readonly notes: readonly string[]
  readonly body: readonly string[]
  readonly endNotes: readonly string[]
  /** Between the link to the end notes and the body: other works, as a rule. */
  readonly after?: readonly string[]
  /** The text did not say where summary or notes end: the first paragraph was taken. */
  readonly guessed: boolean
}

export interface ChapterSection extends Section {
  readonly title: string
  readonly creators: readonly string[]
}

const SUMMARY = /^Summary:?$/
const NOTES = /^Notes:?$/
const TO_WORK_NOTES =
  /^See the end of the work for\s+(?:(?:more\s+)?notes|other works inspired by this one)\.?$/i
const CHAPTER_END_NOTES = /^Chapter End Notes:?$/

/** The longest a work's summary and notes together are; a title found later is part of the story. */
const PREFACE = 8_000

/**
 * What stands between the line of creators and the first chapter. `until` is the first head's line where chapters
 * have heads; without heads the body is found by the link to the end notes, or by the title printed again.
 */
export function workSection(
  lines: readonly string[],
  until: number | undefined,
  title: string,
  layout: Layout,
): Section {
  if (until !== undefined) {
    const front = labelled(lines.slice(0, until), SUMMARY, NOTES, TO_WORK_NOTES)
    return { ...front, body: [], endNotes: [], guessed: false }
  }
  const start = bodyStart(lines, title)
  if (start !== undefined) {
    const front = labelled(lines.slice(0, start.ends), SUMMARY, NOTES, TO_WORK_NOTES)
    const body = lines.slice(start.from)
    return { ...front, body, endNotes: [], guessed: false }
  }
  return openEnded(lines, SUMMARY, NOTES, TO_WORK_NOTES, layout)
}

/** The title again, under the link and what stands below it: works this one was made after. */
function bodyStart(lines: readonly string[], title: string): { ends: number; from: number } | undefined {
  let length = 0
  let link: number | undefined
  let listed = false
  for (const [at, raw] of lines.entries()) {
    const line = raw.trim()
    if (line !== '' && line === title) return { ends: at, from: at + 1 }
    listed ||= link !== undefined && relatedLine(line) !== undefined
    if (link !== undefined && line !== '' && !listed) break
    if (TO_WORK_NOTES.test(line)) link = at
    length += line.length
    if (length > PREFACE) break
  }
  return link === undefined ? undefined : { ends: link + 1, from: link + 1 }
}

export function chapterSection(
  lines: readonly string[],
  head: Head,
  layout: Layout,
  creators: readonly string[],
): ChapterSection {
  const first = lines.findIndex((line) => !isBlank(line))
  const byline = signedBy(lines, first, creators)
  const inside = byline.length > 0 ? lines.slice(first + 1) : lines
  const end = inside.findLastIndex((line) => CHAPTER_END_NOTES.test(line.trim()))
  const front = end < 0 ? inside : inside.slice(0, end)
  const section = openEnded(front, SUMMARY_OF_CHAPTER, NOTES_OF_CHAPTER, TO_CHAPTER_NOTES, layout)
  return { ...section, endNotes: end < 0 ? [] : inside.slice(end + 1), title: head.title, creators: byline }
}

const SUMMARY_OF_CHAPTER = /^Chapter Summary:?$/
const NOTES_OF_CHAPTER = /^Chapter Notes:?$/

/** `by X` under a head is a byline when a label follows or X is one of the work's own creators. */
function signedBy(lines: readonly string[], at: number, creators: readonly string[]): string[] {
  const line = lines[at]?.trim() ?? ''
  if (!CHAPTER_BYLINE.test(line)) return []
  const names = namesIn(line.replace(/^(?:Chapter )?by\s+/, ''))
  const next =
    lines
      .slice(at + 1)
      .find((other) => !isBlank(other))
      ?.trim() ?? ''
  const sure = line.startsWith('Chapter by') || CHAPTER_LABEL.test(next) || TO_CHAPTER_NOTES.test(next)
  return sure || names.every((name) => creators.includes(name)) ? names : []
}

export const namesIn = (text: string): string[] =>
  text
    .split(/(?:(?<!\s)\s+)?,(?:\s+|$)/)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '')

interface Labelled {
  readonly summary: readonly string[]
  readonly notes: readonly string[]
  /** What follows the link to the end notes. */
  readonly after: readonly string[]
  /** Index of the link, or -1. */
  readonly link: number
  readonly last: 'summary' | 'notes' | undefined
}

/** Parts lines by their labels. A label counts only where one may stand: first, or after the one before it. */
function labelled(lines: readonly string[], summary: RegExp, notes: RegExp, toEnd: RegExp): Labelled {
  const link = lines.findIndex((line) => toEnd.test(line.trim()))
  const area = link < 0 ? lines : lines.slice(0, link)
  const first = area.findIndex((line) => !isBlank(line))
  const opens = area[first]?.trim() ?? ''
  const summaryAt = summary.test(opens) ? first : -1
  const notesAt =
    summaryAt >= 0 ? area.findIndex((line) => notes.test(line.trim())) : notes.test(opens) ? first : -1
  const unlabelled = summaryAt < 0 && notesAt < 0
  return {
    summary: summaryAt < 0 ? [] : area.slice(summaryAt + 1, notesAt < 0 ? area.length : notesAt),
    notes: notesAt >= 0 ? area.slice(notesAt + 1) : unlabelled ? area : [],
    after: link < 0 ? [] : lines.slice(link + 1),
    link,
    last: notesAt >= 0 ? 'notes' : summaryAt >= 0 ? 'summary' : undefined,
  }
}

/** Labels at the top of a text whose body follows with nothing to mark it. */
function openEnded(
  lines: readonly string[],
  summary: RegExp,
  notes: RegExp,
  toEnd: RegExp,
  layout: Layout,
): Section {
  const near = withinLimit(lines)
  const front = labelled(lines.slice(0, near), summary, notes, toEnd)
  if (front.link >= 0)
    return { ...front, after: [], body: lines.slice(front.link + 1), endNotes: [], guessed: false }
  if (front.last === undefined) return { summary: [], notes: [], body: lines, endNotes: [], guessed: false }
  const open = front[front.last]
  const { length, marked } = firstPart(open, layout)
  const body = [...open.slice(length), ...lines.slice(near)]
  return {
    summary: front.summary,
    notes: front.notes,
    [front.last]: open.slice(0, length),
    body,
    endNotes: [],
    guessed: !marked,
  }
}

function withinLimit(lines: readonly string[]): number {
  let length = 0
  const past = lines.findIndex((line) => {
    length += line.trim().length
    return length > PREFACE
  })
  return past < 0 ? lines.length : past
}

/** Up to a gap wider than usual; else one paragraph. */
function firstPart(lines: readonly string[], layout: Layout): { length: number; marked: boolean } {
  const begin = Math.max(
    0,
    lines.findIndex((line) => !isBlank(line)),
  )
  let blanks = 0
  for (let at = begin; at < lines.length && layout.gap > 0; at++) {
    if (!isBlank(lines[at]) && blanks > layout.gap) return { length: at, marked: true }
    blanks = isBlank(lines[at]) ? blanks + 1 : 0
  }
  let end = begin + 1
  while (end < lines.length && continues(lines[end - 1] ?? '', lines[end] ?? '', layout)) end++
  return { length: end, marked: false }
}

const continues = (before: string, line: string, layout: Layout): boolean =>
  !isBlank(line) && (layout.spaced || (layout.width !== null && !hasRoom(before, line, layout.width)))
