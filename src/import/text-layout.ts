/**
 * How a plain text lays out its paragraphs. Three manners, told apart by measure:
 *   spaced   a blank line between paragraphs; lines within one are breaks the writer made
 *   lines    each line a paragraph
 *   wrapped  lines cut at a column, so that each ends where its next word would not have fitted
 */
export interface Layout {
  /** The column lines were cut at, null when they were not. */
  readonly width: number | null
  readonly spaced: boolean
  /** How many blank lines usually part two paragraphs. */
  readonly gap: number
}

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''

export function layoutOf(lines: readonly string[]): Layout {
  const width = wrapWidth(lines)
  const runs = blankRuns(lines)
  const filled = lines.filter((line) => !isBlank(line)).length
  const groups = runs.length + 1
  const spaced = width === null ? groups > filled * 0.5 : groups > filled * 0.1 && runs.length > 1
  return { width, spaced, gap: spaced ? commonest(runs) : 0 }
}

/** Lengths of the runs of blank lines between filled lines. */
function blankRuns(lines: readonly string[]): number[] {
  const runs: number[] = []
  let run = 0
  let begun = false
  for (const line of lines) {
    if (isBlank(line)) run++
    else {
      if (begun && run > 0) runs.push(run)
      run = 0
      begun = true
    }
  }
  return runs
}

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

const PAIRS_TO_TELL = 5

function wrapWidth(lines: readonly string[]): number | null {
  const prose = lines.filter((line) => !isBlank(line) && (/\s/.test(line.trim()) || isWide(line)))
  const width = prose.reduce((most, line) => Math.max(most, lengthOf(line)), 0)
  if (width > 100 || width < 20) return null
  let pairs = 0
  let full = 0
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1]
    if (isBlank(line) || next === undefined || isBlank(next)) continue
    pairs++
    if (!hasRoom(line, next, width)) full++
  }
  return pairs >= PAIRS_TO_TELL && full > pairs * 0.5 ? width : null
}

const lengthOf = (line: string): number => [...line.trimEnd()].length

/** Would the next line's first word have fitted on this one? Then the line was ended on purpose. */
export function hasRoom(line: string, next: string, width: number): boolean {
  const start = next.trimStart()
  const word = isWide(start) ? 1 : [...(/^\S+/.exec(start)?.[0] ?? '')].length + 1
  return lengthOf(line) + word <= width
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
const isWide = (text: string): boolean => WIDE.test([...text][0] ?? '')

/** Lines to paragraphs; the lines of one paragraph are what a `<br>` parts. */
export function paragraphsOf(lines: readonly string[], layout: Layout): string[][] {
  const paragraphs: string[][] = []
  let open: string[] = []
  let before: string | undefined
  for (const line of lines) {
    if (isBlank(line)) {
      before = undefined
      continue
    }
    if (before === undefined) {
      open = [line.trim()]
      paragraphs.push(open)
    } else if (layout.width !== null && goesOn(before, line, layout.width)) {
      open[open.length - 1] = joined(open.at(-1) ?? '', line.trim())
    } else if (layout.spaced) {
      open.push(line.trim())
    } else {
      open = [line.trim()]
      paragraphs.push(open)
    }
    before = line
  }
  return paragraphs
}

const indent = (line: string): number => line.length - line.trimStart().length

const goesOn = (before: string, line: string, width: number): boolean =>
  !hasRoom(before, line, width) && indent(line) < indent(before) + 2

/** A space between, except inside Chinese or Japanese and after a hyphen or dash the line was cut at. */
function joined(a: string, b: string): string {
  const last = [...a].at(-1) ?? ''
  if (isWide(last) && isWide(b)) return a + b
  if (/[\p{L}\p{N}][-—]$/u.test(a) && /^\p{L}/u.test(b)) return a + b
  return `${a} ${b}`
}
