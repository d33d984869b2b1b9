import type { LabelRow } from './labels.ts'
import { splitList } from './text-lists.ts'

/**
 * The title page as text, everything up to the end of the stats:
 *
 *   page title · style sheet · contents · `Preface` · title · `Posted originally on ARCHIVE at URL.`
 *   (`Label:` value)* · `Stats:` items
 *
 * A value may stand on the label's line, on the next, or run over several.
 */
export interface TextHead {
  /** As the preface says it; empty when the download has no preface (before 2019). */
  readonly title: string
  readonly archive: string
  readonly url: string
  readonly rows: readonly LabelRow[]
  /** Lines above the preface that are not style: the page's title, a table of contents. */
  readonly front: readonly string[]
  readonly hasPreface: boolean
  readonly rest: string
}

const POSTED =
  /Posted\s+originally\s+on\s+(?:the\s+)?(\S(?:[^\n]|\n(?!\s*\n)){0,120}?)\s+at\s+((?:https?:\/\/)?[\w.-]+(?::\d+)?\/\S*)/

/** Only the beginning is looked at: nobody's title page is longer. */
const HEAD = 200_000

export function findHead(text: string): TextHead | undefined {
  const head = text.slice(0, HEAD)
  const posted = POSTED.exec(head)
  if (!posted) return undefined
  const url = workUrl(posted[2] ?? '')
  const after = posted.index + posted[0].length - (posted[2] ?? '').length + url.length
  const labelled = text.slice(after).replace(/^[.\s]*/, '\n')
  const { rows, rest } = labelledRows(labelled)
  return {
    ...above(head.slice(0, posted.index)),
    archive: (posted[1] ?? '')
      .replace(/\(https?:[^()]*\)/, '')
      .replace(/\s+/g, ' ')
      .trim(),
    url,
    rows,
    rest,
  }
}

/** The sentence's full stop, and whatever a converter ran into it, is no part of the address. */
const workUrl = (run: string): string =>
  /^.*?\/works\/\d+/.exec(run)?.[0] ?? run.replace(/(?<![.,])[.,]+$/, '')

/** What is left when rules, `selector, selector { … }`, are taken out. One pass: a front page may be hostile. */
function withoutStyle(text: string): string {
  const kept: string[] = []
  let depth = 0
  for (const line of text.split('\n')) {
    const before = depth
    for (const mark of line.match(/[{}]/g) ?? []) depth = Math.max(0, depth + (mark === '{' ? 1 : -1))
    if (before === 0 && !/[{}]/.test(line)) kept.push(line)
    else if (before === 0 && line.includes('{')) while (kept.at(-1)?.trimEnd().endsWith(',')) kept.pop()
    const after = line.slice(line.lastIndexOf('}') + 1)
    if (depth === 0 && line.includes('}') && after.trim() !== '') kept.push(after)
  }
  return kept.join('\n')
}

function above(text: string): Pick<TextHead, 'title' | 'front' | 'hasPreface'> {
  const plain = withoutStyle(text)
  const preface = [...plain.matchAll(/^[^\S\n\r\u2028\u2029]*Preface/gm)].at(-1)
  const front = (preface ? plain.slice(0, preface.index) : plain).split('\n').map((line) => line.trim())
  const title = preface ? plain.slice(preface.index + preface[0].length) : ''
  return {
    title: title.replace(/\s+/g, ' ').trim(),
    front: front.filter((line) => line !== ''),
    hasPreface: preface !== undefined,
  }
}

const LABELS = [
  'Rating',
  'Archive Warnings?|Warnings?',
  'Category|Categories',
  'Fandoms?',
  'Relationships?|Pairings?',
  'Characters?',
  'Additional Tags?',
  'Language',
  'Series',
  'Collections?',
  'Stats',
]
/** A label we know, or a line that is nothing but a word or three and a colon: a row of a later era. */
const AT_LINE_START = new RegExp(
  `^[^\\S\\n\\r\\u2028\\u2029]*(?:(${LABELS.join('|')})[^\\S\\n]*:|([A-Z][A-Za-z]{2,15}(?: [A-Za-z]{2,15}){0,2}):[^\\S\\n]*$)`,
  'gm',
)

interface Labelled {
  readonly label: string
  readonly start: number
  readonly from: number
}

function labelledRows(text: string): { rows: LabelRow[]; rest: string } {
  const end = endOfRows(text)
  const area = text.slice(0, end)
  const lines = [...area.matchAll(AT_LINE_START)].map((found) => ({
    label: found[1] ?? found[2] ?? '',
    start: found.index,
    from: found.index + found[0].length,
  }))
  const labels = lines.length >= 3 ? lines : labelsInOneRun(area)
  const rows = labels.map(({ label, from }, i) => row(label, area.slice(from, labels[i + 1]?.start ?? end)))
  return { rows, rest: text.slice(end) }
}

/** Where a converter left no line breaks at all, labels are known by their order. */
function labelsInOneRun(area: string): Labelled[] {
  const found: Labelled[] = []
  for (const label of LABELS) {
    const from = found.at(-1)?.from ?? 0
    const next = new RegExp(`(${label}):`).exec(area.slice(from))
    if (next)
      found.push({ label: next[1] ?? '', start: from + next.index, from: from + next.index + next[0].length })
  }
  return found
}

const STATS = /^[^\S\n\r\u2028\u2029]*Stats\s*:|Stats:\s*(?=Published)/m
const STAT =
  /\s*(?:(?:Published|Updated|Completed)\s*:\s*(?:\d{4}-\d{2}-\d{2}|\S+)|Words\s*:\s*\d[\d,.]*|Chapters\s*:\s*[\d,]+\s*\/\s*(?:[\d,]+|\?))/y

/** The stats end the rows; without any, the line of creators does, and the title above it. */
function endOfRows(text: string): number {
  const stats = STATS.exec(text)
  if (!stats) return beforeTitle(text)
  let end = stats.index + stats[0].length
  for (STAT.lastIndex = end; STAT.test(text); ) end = STAT.lastIndex
  return end
}

function beforeTitle(text: string): number {
  let last = 0
  let at = 0
  for (const line of text.slice(0, HEAD).split('\n')) {
    if (/^\s*by\s/.test(line)) return last
    if (line.trim() !== '') last = at
    at += line.length + 1
  }
  return 0
}

const LISTS = /^(?:Archive|Warn|Categ|Fandom|Relation|Pair|Charac|Addit|Collec)/

function row(label: string, value: string): LabelRow {
  const text = value.replace(/\s+/g, ' ').trim()
  const values = LISTS.test(label) ? splitList(text) : text === '' ? [] : [text]
  return { label, values, text, hrefs: [] }
}
