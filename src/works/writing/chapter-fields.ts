import { LIMITS } from '../../core/values.ts'
import { cleanHtml, htmlFrom, SPELLINGS, type Spelling, tidyName } from '../../prose/index.ts'
import { t } from '../../web/say.ts'
import type { Given, Typed } from '../tables.ts'

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

export type ChapterField =
  | 'chapter_title'
  | 'summary'
  | 'notes'
  | 'end_notes'
  | 'body'
  | 'published'
  | 'edit_note'

/** What is wrong with a form, said beside its fields. */
export type ChapterFaults = Readonly<Partial<Record<ChapterField, string>>>

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
export function chapterFields(
  typed: Typed,
  reading: Reading,
): ChapterFields | { readonly faults: ChapterFaults } {
  const { before, readable, now } = reading
  const faults: { -readonly [K in keyof ChapterFaults]: ChapterFaults[K] } = {}
  const given: Record<string, string> = {}
  const texts = { summary: '', notes: '', endNotes: '', html: '' }
  for (const [name, column, field, most] of TEXTS) {
    const written = only(typed, name)
    if (written === before?.[column]) {
      texts[column] = written
      continue
    }
    const html = htmlFrom(written, name === 'body' ? spellingOf(typed) : 'html')
    texts[column] = cleanHtml(html, field)
    if (texts[column] !== html) given[column] = html
    const fault = lengthFault(texts[column], most)
    if (fault) faults[name] = fault
  }
  const title = tidyName(only(typed, 'chapter_title'))
  const note = tidyName(only(typed, 'edit_note'))
  if (lengthFault(title, LIMITS.title)) faults.chapter_title = lengthFault(title, LIMITS.title)
  if (lengthFault(note, LIMITS.summary)) faults.edit_note = lengthFault(note, LIMITS.summary)
  if (readable && !hasSubstance(texts.html))
    faults.body ??= t('There is no text yet. A draft may be empty; what readers open may not.')
  const published = pastDay(only(typed, 'published'), now)
  if (typeof published === 'object' && published) faults.published = published.fault
  if (Object.keys(faults).length > 0) return { faults }
  return {
    ...{ title, ...texts, given },
    position: placeTyped(typed.position === undefined ? '' : only(typed, 'position')),
    expected: typed.expected === undefined ? 'as-it-is' : plannedTyped(only(typed, 'expected')),
    published: typeof published === 'string' ? published : null,
    announced: only(typed, 'announced') !== 'no',
    shown: only(typed, 'shown') === 'yes' ? { note } : null,
  }
}

/** A field's one value, with the line ends of stored text. */
export const only = (typed: Typed, name: string): string =>
  ([typed[name]].flat().at(-1) ?? '').replace(/\r\n?/g, '\n')

export const spellingOf = (typed: Typed): Spelling =>
  SPELLINGS.find((one) => one === only(typed, 'spelling')) ?? 'html'

/** A place as typed: nothing says nothing; what is no number, or is before the first, is the first. */
export function placeTyped(text: string): number | null {
  if (!text.trim()) return null
  const place = Math.floor(Number(text))
  return place >= 1 ? Math.min(place, MOST_CHAPTERS) : 1
}

const MOST_CHAPTERS = 1_000_000

/** A number of chapters, or an end that is open: whatever else was typed. */
export function plannedTyped(text: string): number | null {
  const planned = Number(text)
  return Number.isInteger(planned) && planned >= 1 && planned <= MOST_CHAPTERS ? planned : null
}

/** Words, or a picture, or a line across. */
const hasSubstance = (html: string): boolean =>
  html
    .replaceAll('&nbsp;', ' ')
    .replace(/<(?!img\b)[^<>]*>/g, '')
    .trim() !== ''

function lengthFault(text: string, most: number): string | undefined {
  if (text.length <= most) return undefined
  const over = [...text].length - most
  if (over <= 0) return undefined
  return t(
    '{over, plural, one {One letter} other {# letters}} too long: {most, number} fit, marks of form included.',
    {
      over,
      most,
    },
  )
}

/** A day up to today; null where none was typed. */
function pastDay(text: string, now: Date): string | null | { readonly fault: string } {
  if (!text) return null
  const day = new Date(`${text}T00:00:00Z`)
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  const today = now.toISOString().slice(0, 10)
  if (!real) return { fault: t('A day is written as year, month and day: {day}.', { day: today }) }
  if (text > today) return { fault: t('That day is still to come. To post later, use “Post later”.') }
  return text < FIRST_DAY
    ? { fault: t('The earliest day there is here is {day}.', { day: FIRST_DAY }) }
    : text
}

const FIRST_DAY = '1950-01-01'
