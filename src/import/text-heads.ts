import { isSceneBreak } from './text-html.ts'
import { isBlank, type Layout } from './text-layout.ts'

/**
 * Where chapters begin. A head may be `Chapter 3`, `Chapter 3: Title`, or, before October 2025, only the title
 * its writer gave. So candidates are gathered by kinds of evidence, and kinds are added, strongest first, until
 * they give exactly the number of chapters the stats state. If none does, nobody is believed.
 */
export interface Head {
  readonly line: number
  readonly title: string
}

export interface Heads {
  readonly heads: readonly Head[]
  /** The weakest evidence used. */
  readonly by: Evidence
  /** Every head is `Chapter N` or `Chapter N: Title`. Else a title that begins so was written so. */
  readonly numbered: boolean
}

type Evidence = 'numbered' | 'notes' | 'contents' | 'ordinal' | 'shape'

interface Candidate extends Head {
  /** The chapter it must be, when it says a number. */
  readonly number?: number
}

export const CHAPTER_LABEL = /^Chapter (Summary|Notes):?$/
export const TO_CHAPTER_NOTES = /^See the end of the chapter for\s+(?:more\s+)?notes\.?$/i
export const CHAPTER_BYLINE = /^(?:Chapter )?by \S/

export function findHeads(
  lines: readonly string[],
  wanted: number,
  contents: ReadonlySet<string>,
  layout: Layout,
): Heads | undefined {
  const kinds = candidates(lines, wanted, contents, layout)
  const named = new Set([...kinds.labelled, ...kinds.likely].map(({ line }) => line))
  for (const mayBeTitles of [new Set<number>(), named]) {
    for (const { use, by } of COMBINATIONS) {
      const found = use.flatMap((kind) => kinds[kind])
      const heads = checked(lines, found, wanted, mayBeTitles)
      if (heads) return { heads: titled(heads), by, numbered: areNumbered(heads) }
    }
  }
  return undefined
}

type Kind = 'first' | 'last' | 'labelled' | 'likely' | 'listed' | 'ordinal' | 'gapped' | 'alone' | 'short'

const COMBINATIONS: readonly { readonly use: readonly Kind[]; readonly by: Evidence }[] = [
  { use: ['first'], by: 'numbered' },
  { use: ['last'], by: 'numbered' },
  { use: ['labelled'], by: 'notes' },
  { use: ['first', 'labelled'], by: 'notes' },
  { use: ['listed'], by: 'contents' },
  { use: ['first', 'labelled', 'listed'], by: 'contents' },
  { use: ['ordinal'], by: 'ordinal' },
  { use: ['labelled', 'ordinal'], by: 'ordinal' },
  { use: ['labelled', 'likely'], by: 'notes' },
  { use: ['first', 'labelled', 'likely'], by: 'notes' },
  { use: ['first', 'labelled', 'likely', 'listed', 'ordinal'], by: 'ordinal' },
  ...(['gapped', 'alone', 'short'] as const).flatMap((shape) => [
    { use: [shape], by: 'shape' as const },
    { use: ['first', 'labelled', shape] as const, by: 'shape' as const },
    { use: ['first', 'labelled', 'likely', 'ordinal', shape] as const, by: 'shape' as const },
  ]),
]

function candidates(
  lines: readonly string[],
  wanted: number,
  contents: ReadonlySet<string>,
  layout: Layout,
): Record<Kind, Candidate[]> {
  const numbered = filled(lines).flatMap((line) => numberedHead(lines[line] ?? '', line))
  const labelled = labelledHeads(lines)
  const shaped = filled(lines).filter((line) => titleLike(lines[line] ?? ''))
  const bare = (line: number): Candidate => ({ line, title: (lines[line] ?? '').trim() })
  return {
    first: chain(numbered, wanted),
    last: chain(numbered.toReversed(), wanted, 'backwards').toReversed(),
    labelled: labelled.sure.map((line) => headAt(lines, line)),
    likely: labelled.likely.map((line) => headAt(lines, line)),
    listed: filled(lines)
      .filter((line) => contents.has((lines[line] ?? '').trim()))
      .map((line) => headAt(lines, line)),
    ordinal: ordinalHeads(lines),
    gapped: shaped.filter((line) => layout.gap > 0 && blanksBefore(lines, line) > layout.gap).map(bare),
    alone: shaped.filter((line) => isBlank(lines[line - 1]) && isBlank(lines[line + 1])).map(bare),
    short: shaped.map(bare),
  }
}

const filled = (lines: readonly string[]): number[] =>
  lines.flatMap((line, at) => (isBlank(line) ? [] : [at]))

function numberedHead(text: string, line: number): Candidate[] {
  const found = /^Chapter (\d{1,5})(?:\s*[:.–—-](.*))?$/i.exec(text.trim())
  return found ? [{ line, number: Number(found[1]), title: (found[2] ?? '').trim() }] : []
}

const headAt = (lines: readonly string[], line: number): Candidate =>
  numberedHead(lines[line] ?? '', line)[0] ?? { line, title: (lines[line] ?? '').trim() }

/** `Chapter 1`, `Chapter 2` … each after the one before; others of the name are part of the story. */
function chain(numbered: readonly Candidate[], wanted: number, way: 'on' | 'backwards' = 'on'): Candidate[] {
  const chosen: Candidate[] = []
  let next = way === 'on' ? 1 : wanted
  // some heads may be bare titles, so a number may be skipped; it may never be repeated
  for (const head of numbered) {
    const fits = way === 'on' ? (head.number ?? 0) >= next : (head.number ?? 0) <= next
    if (!fits || (head.number ?? 0) > wanted || (head.number ?? 0) < 1) continue
    chosen.push(head)
    next = (head.number ?? 0) + (way === 'on' ? 1 : -1)
  }
  return chosen
}

/** Longest AO3 lets a summary or a note be; a label further off belongs to another chapter. */
const NOTE_LIMIT = 5_000

/**
 * The line above a chapter's first label. The line above its second label ends the text of the first; so where a
 * label might be either, the line above is only likely, if it looks like a title and has text before it.
 */
function labelledHeads(lines: readonly string[]): { sure: number[]; likely: number[] } {
  const sure: number[] = []
  const likely: number[] = []
  let since = Number.POSITIVE_INFINITY
  let above: number | undefined
  let underLabel = false
  for (const [at, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '') continue
    const label = CHAPTER_LABEL.test(line) || TO_CHAPTER_NOTES.test(line)
    if (label && above !== undefined) {
      const first = line.startsWith('Chapter Summary') || since > NOTE_LIMIT
      if (first) sure.push(above)
      else if (!underLabel && titleLike(lines[above] ?? '')) likely.push(above)
    }
    since = label ? 0 : since + line.length
    if (CHAPTER_BYLINE.test(line)) continue
    underLabel = above !== undefined && CHAPTER_LABEL.test(lines[above]?.trim() ?? '')
    above = at
  }
  return { sure, likely }
}

const WORDS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const PART =
  /^(?:chapter|chapitre|cap[ií]tulo|kapitel|capitolo|hoofdstuk|rozdział|глава|part|act|scene|day|ch\.?)\s+/i

/** `1. The Fog`, `II`, `Three`, `Capítulo 4: …`, `第五章`: the number a writer's own title begins with. */
function ordinal(text: string): number | undefined {
  const line = text.trim()
  if ([...line].length > 80) return undefined
  const chinese = /^第\s*([一二三四五六七八九十百\d]{1,5})\s*[章回话話节節]/.exec(line)?.[1]
  if (chinese) return chineseNumber(chinese)
  const marked = PART.test(line)
  const found = /^(\d{1,4}|[IVXL]{1,8}|[A-Za-z]{3,9})(?=$|\s*[.:)–—-])/.exec(line.replace(PART, ''))?.[1]
  if (!found) return undefined
  if (/^\d/.test(found)) return Number(found)
  if (/^[IVXL]+$/.test(found)) return romanNumber(found)
  const word = WORDS.indexOf(found.toLowerCase()) + 1
  return word > 0 && (marked || [...line].length <= 60) ? word : undefined
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 }
const romanNumber = (text: string): number =>
  [...text].reduce((sum, letter, at) => {
    const value = ROMAN[letter] ?? 0
    return value < (ROMAN[text.charAt(at + 1)] ?? 0) ? sum - value : sum + value
  }, 0)

function chineseNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  let total = 0
  let digit = 0
  for (const letter of text) {
    const value = '零一二三四五六七八九'.indexOf(letter)
    if (value >= 0) digit = value
    else {
      total += (digit || 1) * (letter === '百' ? 100 : 10)
      digit = 0
    }
  }
  return total + digit || undefined
}

/** Lines numbered 1, 2, 3 … in order, and a prologue or epilogue around them. */
function ordinalHeads(lines: readonly string[]): Candidate[] {
  const heads: Candidate[] = []
  let next = 1
  for (const line of filled(lines)) {
    const text = (lines[line] ?? '').trim()
    const counted = ordinal(text) === next
    if (counted) next++
    if (
      counted ||
      /^(?:prologue|epilogue|interlude|prolog|epilog|prólogo|epílogo|序章?|楔子|尾声)\b/i.test(
        text.slice(0, 60),
      )
    )
      heads.push(headAt(lines, line))
  }
  return heads
}

const titleLike = (line: string): boolean => {
  const text = line.trim()
  return (
    [...text].length <= 80 &&
    !/[.,:;…"”’'—-]$/.test(text) &&
    !/^[\p{Ll}"“«„「‘'(—–-]/u.test(text) &&
    /[\p{L}\p{N}]/u.test(text) &&
    !isSceneBreak(text) &&
    !/^(?:Summary|Notes|End Notes|Chapter (?:Summary|Notes|End Notes)):?$/.test(text)
  )
}

function blanksBefore(lines: readonly string[], line: number): number {
  let count = 0
  while (count < line && isBlank(lines[line - 1 - count])) count++
  return count
}

/**
 * Exactly as many as wanted, each number in its place, and some text under every one. A head that labels follow
 * may be called `Chapter 2` and be the third: then that is its title.
 */
function checked(
  lines: readonly string[],
  found: readonly Candidate[],
  wanted: number,
  mayBeTitles: ReadonlySet<number>,
): Candidate[] | undefined {
  if (found.length < wanted) return undefined
  const heads = [...new Map(found.map((head) => [head.line, head])).values()].sort((a, b) => a.line - b.line)
  if (heads.length !== wanted) return undefined
  const inPlace = ({ number, line }: Candidate, at: number): boolean =>
    number === undefined || number === at + 1 || mayBeTitles.has(line)
  const hasText = ({ line }: Candidate, at: number): boolean =>
    lines.slice(line + 1, heads[at + 1]?.line ?? lines.length).some((text) => !isBlank(text))
  return heads.every(inPlace) && heads.every(hasText) ? heads : undefined
}

const areNumbered = (heads: readonly Candidate[]): boolean =>
  heads.every(({ number }, at) => number === at + 1)

/** As chapter-title.ts: a file's heads are numbered all or none; only `Chapter N` alone, in its place, says no title. */
const titled = (heads: readonly Candidate[]): Head[] =>
  heads.map(({ line, title, number }, at) => {
    if (number === undefined || areNumbered(heads)) return { line, title }
    if (title === '') return { line, title: number === at + 1 ? '' : `Chapter ${number}` }
    return { line, title: `Chapter ${number}: ${title}` }
  })
