import type { RelatedWork, WorkRecord } from '../works/index.ts'
import { listed } from './assemble.ts'
import type { LabelledFields } from './labels.ts'
import { relatedLine } from './text-afterword.ts'
import type { Signed } from './text-byline.ts'
import type { TextHead } from './text-head.ts'
import { findHeads, type Heads } from './text-heads.ts'
import { isBlank, layoutOf } from './text-layout.ts'
import { type ChapterSection, chapterSection, type Section, workSection } from './text-sections.ts'

export interface Parts {
  readonly work: Section
  readonly chapters: readonly ChapterSection[]
  readonly chapterCount: WorkRecord['chapterCount']
  readonly relatedWorks: readonly RelatedWork[]
  readonly losses: readonly string[]
  /** `numbered` when every head is `Chapter N` or `Chapter N: Title`, as they are since October 2025. */
  readonly headings: 'none' | 'bare' | 'numbered'
}

/** The lines under the byline, divided: what belongs to the work, and its chapters. */
export function divide(signed: Signed, fields: LabelledFields, head: TextHead): Parts {
  const lines = signed.rest
  const layout = layoutOf(lines)
  const { posted, expected } = fields.chapterCount
  const heads = headsOf(lines, fields, head)
  const { work: found, relatedWorks } = withoutRelated(
    workSection(lines, heads?.heads[0]?.line, signed.title, layout),
  )
  const chapters = heads
    ? heads.heads.map((at, i) => {
        const text = lines.slice(at.line + 1, heads.heads[i + 1]?.line ?? lines.length)
        return chapterSection(text, at, layout, signed.creators)
      })
    : [{ ...found, summary: [], notes: [], endNotes: [], title: '', creators: [] }]
  const whole = heads !== undefined || posted === 1
  const kept = fields.completed ? { posted: 1, expected: 1 } : { posted: 1, expected: null }
  return {
    work: found,
    chapters,
    chapterCount: whole ? { posted, expected } : kept,
    relatedWorks,
    losses: lossesOf(heads, posted, found, chapters),
    headings: heads ? (heads.numbered ? 'numbered' : 'bare') : 'none',
  }
}

/** A work of one chapter has no head, unless more chapters are to come (from February 2026). */
function headsOf(lines: readonly string[], fields: LabelledFields, head: TextHead): Heads | undefined {
  const { posted, expected } = fields.chapterCount
  const layout = layoutOf(lines)
  if (posted > 1) return findHeads(lines, posted, new Set(head.front.slice(1)), layout)
  if (expected === 1 && !lines.some((line) => /^\s*Chapter 1(?::|$)/.test(line))) return undefined
  const found = findHeads(lines, 1, new Set(), layout)
  return found?.by === 'numbered' || (found?.by === 'notes' && expected !== 1) ? found : undefined
}

/** Links to and from other works are the last lines of the title page; before 2019 a line of its own headed them. */
function withoutRelated(work: Section): { work: Section; relatedWorks: RelatedWork[] } {
  const below = (work.after ?? []).filter((line) => !isBlank(line))
  const notes = [...work.notes, ...below.filter((line) => !relatedLine(line)).flatMap((line) => ['', line])]
  const relatedWorks = below.flatMap((line) => relatedLine(line) ?? [])
  const list = notes.findLastIndex((line) => /^This work was inspired by:?$/.test(line.trim()))
  for (let at = notes.length - 1; at >= 0; at--) {
    if (isBlank(notes[at])) continue
    const prefix = list >= 0 && at > list ? 'Inspired by ' : ''
    const found = at === list ? undefined : relatedLine(`${prefix}${notes[at]?.trim()}`)
    if (!found && !(at === list && relatedWorks.length > 0)) break
    if (found) relatedWorks.unshift(found)
    notes.length = at
  }
  return { work: { ...work, notes }, relatedWorks }
}

function lossesOf(
  heads: Heads | undefined,
  posted: number,
  work: Section,
  chapters: readonly ChapterSection[],
): string[] {
  const losses: string[] = []
  if (posted > 1 && !heads)
    losses.push(`the stats say ${posted} chapters, but the text does not show where they begin: kept as one`)
  if (heads?.by === 'shape' || heads?.by === 'ordinal')
    losses.push('chapters were told apart by lines that look like titles, as many as the stats say')
  if (!heads && work.guessed)
    losses.push('the text does not show where the summary or notes end: their first paragraph was taken')
  const guessed = chapters.flatMap(({ guessed }, at) => (guessed && heads ? [at + 1] : []))
  if (guessed.length > 0)
    losses.push(
      `the text does not show where summary or notes end in ${named(guessed)}: their first paragraph was taken`,
    )
  return losses
}

const named = (chapters: readonly number[]): string =>
  chapters.length > 20
    ? `${chapters.length} chapters`
    : `chapter${chapters.length > 1 ? 's' : ''} ${listed(chapters)}`
