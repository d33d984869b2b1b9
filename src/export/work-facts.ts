import { xmlText } from '../epub/index.ts'
import type { WorkRecord } from '../works/index.ts'
import { ANONYMOUS } from './byline.ts'
import { type DownloadInput, namedCreators } from './download-input.ts'

const MOST_NAMED_FANDOMS = 3

/** "Title - Creators - Fandoms", as AO3 names the page. */
export function pageTitle(record: WorkRecord): string {
  const creators = namedCreators(record)
  return [record.title, creators.length > 0 ? creators.join(', ') : ANONYMOUS, fandoms(record)].join(' - ')
}

function fandoms({ fandoms }: WorkRecord): string {
  if (fandoms.length === 0) return 'No fandom specified'
  return fandoms.length > MOST_NAMED_FANDOMS ? 'Multifandom' : fandoms.join(', ')
}

/** `dl.tags`' last row: one run of labelled numbers, which importers read by its labels. */
export function stats({ record }: DownloadInput): string {
  const { published, completed, updated, words, chapterCount } = record
  const [label, changed] = completed ? ['Completed', completed] : ['Updated', updated]
  return [
    ...(published ? [`Published: ${published}`] : []),
    ...(changed && changed > (published ?? '') ? [`${label}: ${changed}`] : []),
    `Words: ${words.counted.toLocaleString('en-US')}`,
    `Chapters: ${chapterCount.posted}/${chapterCount.expected ?? '?'}`,
  ]
    .map(xmlText)
    .join('\n')
}

export const chapterHeading = (position: number, title: string): string =>
  title ? `Chapter ${position}: ${title}` : `Chapter ${position}`
