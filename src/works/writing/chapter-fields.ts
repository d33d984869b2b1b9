import { LIMITS } from '../../core/values.ts'
import type { Given, Typed } from '../tables.ts'
import { lineIn, one, plannedIn, spellingOf } from './work-fields.ts'
import { type Faults, pastDay, readText } from './work-limits.ts'

/** What a chapter's form says, clean and within its limits. */
export interface ChapterFields extends ChapterTexts {
  /** Among all chapters, drafts too; null: where it is, and a new one last. */
  readonly position: number | null
  /** How many chapters the work shall have; null: its end is open. */
  readonly expected: number | null | 'as-it-is'
  readonly published: string | null
  readonly announced: boolean
  /** What readers are told of the change, where the writer wants them told. */
  readonly shown: { readonly note: string } | null
  readonly given: Given
}

export interface ChapterTexts {
  readonly title: string
  readonly summary: string
  readonly notes: string
  readonly endNotes: string
  readonly html: string
}

interface Reading {
  readonly now: Date
  /** It goes before readers, now or on its day: then it needs a text. */
  readonly readable: boolean
  /** What it is now: what came with it from elsewhere may stay, also where it could not be written here. */
  readonly before: ChapterTexts | null
}

const TEXTS = [
  ['summary', 'summary', 'summary', LIMITS.summary],
  ['notes', 'notes', 'notes', LIMITS.notes],
  ['end_notes', 'endNotes', 'notes', LIMITS.notes],
  ['body', 'html', 'content', LIMITS.chapter],
] as const

/** Reads a chapter's form: all that is wrong is found at once. */
export function chapterFields(typed: Typed, reading: Reading): ChapterFields | { readonly faults: Faults } {
  const faults: Record<string, string> = {}
  const { texts, given } = textsIn(typed, faults, reading)
  const title = lineIn(typed, faults, 'chapter_title', LIMITS.title)
  const note = lineIn(typed, faults, 'edit_note', LIMITS.summary)
  const published = pastDay(one(typed, 'published'), reading.now)
  if ('fault' in published) faults.published = published.fault
  if (Object.keys(faults).length > 0) return { faults }
  return {
    ...{ title, ...texts, given },
    // Only what its writer changed: others may have moved it, or planned anew, while the form was open.
    position: isTouched(typed, 'position') ? placeTyped(one(typed, 'position')) : null,
    expected: isTouched(typed, 'expected') ? plannedIn(one(typed, 'expected')) : 'as-it-is',
    published: 'day' in published ? published.day : null,
    announced: one(typed, 'announced') !== 'no',
    shown: one(typed, 'shown') === 'yes' ? { note } : null,
  }
}

/** Its texts; beside them what was given, where cleaning changed it. */
function textsIn(typed: Typed, faults: Record<string, string>, { before, readable }: Reading) {
  const given: Record<string, string> = {}
  const texts = { summary: '', notes: '', endNotes: '', html: '' }
  for (const [name, column, field, most] of TEXTS) {
    const written = one(typed, name)
    const mustBeThere = name === 'body' && readable
    texts[column] = written
    if (written === before?.[column] && (written || !mustBeThere)) continue
    const spelling = name === 'body' ? spellingOf(typed) : 'html'
    const read = readText(written, { spelling, field, most, fewest: mustBeThere ? LIMITS.shortest : 0 })
    if ('fault' in read) faults[name] = read.fault
    else texts[column] = read.html
    if ('given' in read && read.given !== null) given[column] = read.given
  }
  return { texts, given }
}

/** It is in the form, and says something else than when that was opened. */
export const isTouched = (typed: Typed, name: 'position' | 'expected'): boolean =>
  typed[name] !== undefined && one(typed, name) !== (typed[`${name}_was`] ?? null)

/** A place as typed: nothing says nothing; what is no number, or is before the first, is the first. */
export function placeTyped(text: string): number | null {
  if (!text.trim()) return null
  const place = Math.floor(Number(text))
  return place >= 1 ? Math.min(place, MOST_CHAPTERS) : 1
}

const MOST_CHAPTERS = 1_000_000
