import type { Node } from '../prose/index.ts'
import type { ImportFormat } from '../works/index.ts'
import { readAfterword } from './ao3-afterword.ts'
import { type PrintedChapter, type PrintedChapters, readChapters } from './ao3-chapters.ts'
import { eraOf, LOST_HEADINGS } from './ao3-era.ts'
import { type Parts, partsOf } from './ao3-parts.ts'
import { type Preface, readPreface } from './ao3-preface.ts'
import { assemble, type FoundChapter, listed } from './assemble.ts'
import type { Findings } from './authored.ts'
import { type ChapterTitle, chapterTitles, numberedTitles } from './chapter-title.ts'
import type { LabelRow } from './labels.ts'
import { type Reading, refused } from './source.ts'
import { readStats } from './stats.ts'

interface Download {
  readonly format: ImportFormat
  /** The children of each body, in the order they are read. */
  readonly bodies: readonly (readonly Node[])[]
  /** The file's own end was there: `</html>`, or every file of an EPUB's spine. */
  readonly ended: boolean
  /** Rows to use where the preface has none of that label, from an EPUB's package. */
  readonly spareRows?: readonly LabelRow[]
  /** Names the era from the template's. */
  readonly era?: (template: string) => string
}

/** A download of any era, HTML or EPUB, its parts found and read in order. */
export function readDownload(download: Download, found: Findings): Reading {
  const parts = partsOf(download.bodies)
  if (!parts.hasChapters) return cutOff('before the first chapter')
  const preface = readPreface(parts.preface, found)
  const rows = withSpare(preface.rows, download.spareRows ?? [])
  const stats = readStats(rows.find((row) => row.label === 'Stats')?.text ?? '')
  const printed = readChapters(parts.chapters, parts.wrapped || stats.chaptersStated, found)
  const stop = stopsShort(download, parts, printed, stats.chaptersStated ? stats.chapterCount.posted : 1)
  if (stop) return stop
  const afterword = readAfterword(parts.afterword, found)
  const headings = printed.chapters.map((chapter) => chapter.heading ?? '')
  const template = eraOf({ ...parts, ...preface, ...printed, headings, closing: afterword.closing })
  const ours = !download.format.startsWith('ao3')
  const titles = ours ? numberedTitles(headings) : chapterTitles(headings, /now$/.test(template))
  if (!ours) nameLosses(printed, template, stats, found)
  if (!afterword.closing && !download.ended)
    found.losses.push('the end of the file is missing: notes at the end may be lost')
  return assemble(
    {
      ...told(preface),
      rows,
      endNotes: afterword.endNotes,
      relatedWorks: [...preface.related, ...afterword.inspired],
      chapters: titled(printed.chapters, preface, titles),
      format: download.format,
      era: download.era?.(template) ?? template,
    },
    found,
  )
}

const told = ({ title, creators, anonymous, origin, summary, notes }: Preface) => ({
  title,
  creators,
  anonymous,
  origin,
  summary,
  notes,
})

const withSpare = (rows: readonly LabelRow[], spare: readonly LabelRow[]): LabelRow[] => [
  ...rows,
  ...spare.filter((row) => !rows.some((known) => known.label === row.label)),
]

const cutOff = (where: string): Reading =>
  refused('damaged', `The file is truncated: it stops ${where}. Please download it again.`)

/** Refused when text is missing; a file that lost only what follows the text is still read. */
function stopsShort(
  download: Download,
  parts: Parts,
  { chapters, ended }: PrintedChapters,
  stated: number,
): Reading | undefined {
  if (download.ended || parts.hasAfterword) return undefined
  if (chapters.length >= stated && ended) return undefined
  return cutOff(
    stated > 1 ? `in chapter ${Math.max(chapters.length, 1)} of ${stated}` : 'in the middle of the text',
  )
}

function titled(
  chapters: readonly PrintedChapter[],
  { anonymous }: Preface,
  titles: readonly ChapterTitle[],
): FoundChapter[] {
  return chapters.map(({ summary, notes, endNotes, creators, html }, at) => ({
    position: titles[at]?.position ?? at + 1,
    title: titles[at]?.title ?? '',
    summary,
    notes,
    endNotes,
    ...(creators.length > 0 && !anonymous ? { creators } : {}),
    html,
  }))
}

function nameLosses(
  { chapters, headed }: PrintedChapters,
  template: string,
  stats: ReturnType<typeof readStats>,
  { losses, repairs }: Findings,
): void {
  const { posted, expected } = stats.chapterCount
  const dangling = chapters.flatMap((chapter, at) => (chapter.dangling ? [at + 1] : []))
  if (template === LOST_HEADINGS)
    losses.push('chapter titles: AO3’s exporter did not write them from 5 October to 28 November 2011')
  if (dangling.length > 0)
    losses.push(
      `chapter end notes of ${chapterWord(dangling)} ${listed(dangling)}: never written by AO3’s exporter of 2011–2019`,
    )
  if (stats.chaptersStated && posted !== chapters.length)
    losses.push(`the file says it has ${posted} chapters and holds ${chapters.length}`)
  else if (!headed && stats.chaptersStated && expected !== 1)
    losses.push(
      'title, summary and notes of chapter 1: until February 2026 AO3 left them out when one chapter was posted',
    )
  if (!stats.chaptersStated && chapters.length > 1)
    repairs.push(`the file does not say how many chapters it has: counted ${chapters.length}`)
}

const chapterWord = (numbers: readonly number[]): string => (numbers.length === 1 ? 'chapter' : 'chapters')
