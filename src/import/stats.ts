import type { WorkRecord } from '../works/index.ts'
import { firstLetters } from './letters.ts'

type Stats = Pick<WorkRecord, 'published' | 'updated' | 'completed' | 'chapterCount'> & {
  readonly words: number | null
  readonly chaptersStated: boolean
  readonly losses: readonly string[]
}

/**
 * The one line of stats, in the order of any era:
 * `Published: 2021-01-05 [Updated:|Completed: 2021-02-05] [Chapters: 2/?] Words: 1,180 [Chapters: 2/?]`
 *
 * A work is complete when the line says so, or when it has all its chapters and was never updated.
 */
export function readStats(text: string): Stats {
  const losses: string[] = []
  const published = date(text, 'Published', losses)
  const finished = date(text, 'Completed', losses)
  const updated = finished ?? date(text, 'Updated', losses)
  const chapters = /Chapters:\s*([\d,.]+)\s*\/\s*([\d,.]+|\?)/.exec(text)
  const chapterCount = {
    posted: number(chapters?.[1]) ?? 1,
    expected: chapters ? number(chapters[2]) : 1,
  }
  const whole = chapterCount.posted === chapterCount.expected
  if (!published) losses.push('date of publication missing')
  return {
    published,
    updated,
    completed: finished ?? (whole && !updated ? published : null),
    chapterCount,
    chaptersStated: chapters !== null,
    words: number(/Words:\s*([\d,.]+)/.exec(text)?.[1]),
    losses,
  }
}

function date(text: string, label: string, losses: string[]): string | null {
  const said = new RegExp(`${label}:\\s*(\\d{4}-\\d{2}-\\d{2}|\\S+)`).exec(text)?.[1]
  if (!said) return null
  if (isDate(said)) return said
  losses.push(`${label.toLowerCase()} date “${firstLetters(said, 30)}” is no date`)
  return null
}

/** `YYYY-MM-DD` and a day the calendar has, in a century that had fan works; creators do date back. */
export function isDate(text: string): boolean {
  if (!/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** `1,180` and `1180` alike; null for `?` and for nothing. */
function number(text: string | undefined): number | null {
  const digits = text?.replace(/[,.]/g, '') ?? ''
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null
}
