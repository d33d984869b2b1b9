import type { FileReport } from '../import/index.ts'

/** A run as a table, one row a file, narrow enough for a terminal of 100 columns; then how many of each there were. */
export function tableOf(reports: readonly FileReport[]): string[] {
  const rows = [HEADINGS, ...reports.map(cellsOf)]
  // Not `Math.max(...rows)`: a folder can hold more files than an argument list may be long.
  const widths = HEADINGS.map((_, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  )
  const fixed = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0)
  return rows.map((row) =>
    row
      .map((cell, column) => {
        if (column === row.length - 1) return shortName(cell, COLUMNS - fixed)
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell))
        return column === 0 ? cell + space : space + cell
      })
      .join(GAP),
  )
}

export function countsOf(reports: readonly FileReport[]) {
  const count = (outcome: FileReport['outcome']): number =>
    reports.filter((report) => report.outcome === outcome).length
  return {
    files: reports.length,
    imported: count('imported'),
    updated: count('updated'),
    alreadyHere: count('already-here'),
    refused: count('refused'),
  }
}

export function countsLine(reports: readonly FileReport[]): string {
  const { files, imported, updated, alreadyHere, refused } = countsOf(reports)
  const all = `${number(files)} ${files === 1 ? 'file' : 'files'}`
  return `${all}: ${number(imported)} imported, ${number(updated)} updated, ${number(alreadyHere)} already here, ${number(refused)} refused`
}

/** Text from a stranger, on one line of a terminal: what would move the cursor or turn the text is spelt out. */
export const harmless = (text: string): string =>
  text
    .toWellFormed()
    .replace(
      /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    )

/** JSON leaves some control characters as they are; a terminal must not see them either. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const COLUMNS = 100
const GAP = '  '
const HEADINGS: readonly string[] = ['outcome', 'chapters', 'words', 'stated', 'losses', 'file']

const number = (count: number): string => count.toLocaleString('en')

function cellsOf(report: FileReport): readonly string[] {
  const name = harmless(report.name)
  if (report.outcome === 'refused') return ['refused', '–', '–', '–', '–', name]
  const { outcome, chapters, words, losses } = report
  const stated = words.stated === null ? '–' : number(words.stated)
  const how = outcome === 'already-here' ? 'already here' : outcome
  return [how, number(chapters), number(words.counted), stated, number(losses.length), name]
}

/** The end of a path says most. */
function shortName(name: string, most: number): string {
  if (widthOf(name) <= most) return name
  const kept: string[] = []
  let width = 1
  for (const letter of [...name].reverse()) {
    width += widthOf(letter)
    if (width > most) break
    kept.unshift(letter)
  }
  return `…${kept.join('')}`
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** Columns of a terminal: two for Chinese, Japanese, Korean and emoji, none for a mark on the letter before. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += /\p{M}|\u200d/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1
  return width
}
