import { areNumbered } from './chapter-title.ts'
import type { LabelRow } from './labels.ts'

/** What tells one era of AO3's download template from another; see docs/importing.md for the list. */
interface Traits {
  readonly wrapped: boolean
  readonly relativeAuthors: boolean
  readonly rows: readonly LabelRow[]
  readonly closing: string
  readonly headed: boolean
  readonly straight: boolean
  /** Empty where a head had none. */
  readonly headings: readonly string[]
}

export const LOST_HEADINGS = '2011 autumn'

export function eraOf(traits: Traits): string {
  if (!traits.wrapped) return eraBefore2019(traits)
  const stats = traits.rows.find((row) => row.label === 'Stats')?.text ?? ''
  if (/let the creator know/.test(traits.closing) || hasPlurals(traits.rows)) return eraSince2023(traits)
  if (chaptersAfterWords(stats)) return '2023'
  return traits.rows.some((row) => row.label === 'Language') ? '2022-2023' : '2019-2022'
}

/** By place, not by pattern: `Words:` a million times over must not be looked at a million times. */
export function chaptersAfterWords(stats: string): boolean {
  const words = stats.indexOf('Words:')
  return words >= 0 && stats.includes('Chapters:', words)
}

function eraBefore2019({ headed, headings, relativeAuthors, straight }: Traits): string {
  if (headed && headings.every((heading) => heading === '')) return LOST_HEADINGS
  if (!relativeAuthors) return headed || !straight ? '2017-2019' : '2010-2012'
  if (headed) return '2010-2017'
  return straight ? '2010-2012' : '2012-2017'
}

function eraSince2023({ headed, headings }: Traits): string {
  if (!headed) return '2023-now'
  if (headings.length === 1) return '2026-now'
  return areNumbered(headings) ? '2025-now' : '2023-2025'
}

const PLURALS = new Set(['Archive Warnings', 'Categories', 'Fandoms', 'Relationships', 'Characters'])
const hasPlurals = (rows: readonly LabelRow[]): boolean =>
  rows.some((row) => PLURALS.has(row.label) || row.label === 'Additional Tag')
