import { LIMITS } from '../core/values.ts'
import { tidyName } from '../prose/index.ts'
import type { ChapterRecord, ImportReport, Origin, RelatedWork, WorkRecord } from '../works/index.ts'
import { countLetters, firstLetters, shortened } from './letters.ts'
import { isDate } from './stats.ts'

/**
 * A record as an archive can hold it, whatever reader made it and whatever a stranger hid in the file: names stand on
 * one line without control characters or halves of characters; names, lists and numbers are no larger than any that
 * people made; addresses are of the web. What is cut is named.
 */
export function withinBounds(record: WorkRecord): WorkRecord {
  const losses: string[] = []
  const list = (names: readonly string[], what: string): string[] => namesIn(names, what, losses)
  const bounded = {
    title: nameIn(record.title, 'title', losses) || 'Untitled',
    creators: list(record.creators, 'creator'),
    fandoms: list(record.fandoms, 'fandom'),
    relationships: list(record.relationships, 'relationship'),
    characters: list(record.characters, 'character'),
    additionalTags: list(record.additionalTags, 'additional tag'),
    collections: list(record.collections, 'collection'),
    recipients: list(record.recipients, 'recipient'),
    origin: record.origin && originIn(record.origin, losses),
    series: seriesIn(record, losses),
    relatedWorks: relatedIn(record, losses),
    ...countsIn(record, losses),
    published: day(record.published),
    updated: day(record.updated),
    completed: day(record.completed),
    permissions: { ...record.permissions, words: linesIn(record.permissions.words) },
    chapters: record.chapters.map((chapter) => chapterIn(chapter, losses)),
  }
  return { ...record, ...bounded, import: record.import && reportIn(record.import, losses) }
}

/** More of a kind than any work has. */
const MOST = { names: 1_000, relatedWorks: 5_000, chapters: 1_000_000, words: 2_000_000_000 } as const
/** What browsers take, and an index beside a long title. */
const LONGEST_ADDRESS = 1_500
/** Longest text of the creator's own words on permission. */
const OWN_WORDS = 20_000

function nameIn(given: string, what: string, losses: string[]): string {
  const name = tidyName(given)
  const cut = firstLetters(name, LIMITS.title)
  if (cut.length === name.length) return name
  losses.push(
    `${what} of ${countLetters(name)} characters cut to its first ${LIMITS.title}: “${shortened(name, 40)}”`,
  )
  return cut.trim()
}

function namesIn(given: readonly string[], what: string, losses: string[]): string[] {
  if (given.length > MOST.names) losses.push(tooMany(given.length, `${what}s`, MOST.names))
  const names = given.slice(0, MOST.names).map((name) => nameIn(name, what, losses))
  return names.filter((name) => name !== '')
}

const tooMany = (count: number, what: string, most: number): string =>
  `${count} ${what}, more than any work has: the first ${most} are kept`

function webAddress(given: string): string | undefined {
  const url = given.length <= LONGEST_ADDRESS && URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  url.username = ''
  url.password = ''
  return url.href.length <= LONGEST_ADDRESS ? url.href : undefined
}

function originIn({ url, archive }: Origin, losses: string[]): Origin | null {
  const address = webAddress(url)
  if (address) return { url: address, archive: nameIn(archive, 'name of an archive', losses) }
  losses.push(`the address it came from is none on the web: ${shortened(tidyName(url), 80)}`)
  return null
}

function seriesIn(record: WorkRecord, losses: string[]): WorkRecord['series'] {
  const { series } = record
  if (series.length > MOST.names) losses.push(tooMany(series.length, 'series', MOST.names))
  return series.slice(0, MOST.names).flatMap((place) => {
    const url = place.url === undefined ? undefined : webAddress(place.url)
    const title = nameIn(place.title, 'title of a series', losses)
    const position = whole(place.position, MOST.chapters)
    if (position === null) losses.push(`the place in the series “${shortened(title, 40)}” is no number`)
    return title === '' ? [] : [{ title, position: position ?? 1, ...(url ? { url } : {}) }]
  })
}

function relatedIn({ relatedWorks }: WorkRecord, losses: string[]): RelatedWork[] {
  if (relatedWorks.length > MOST.relatedWorks)
    losses.push(tooMany(relatedWorks.length, 'related works', MOST.relatedWorks))
  return relatedWorks.slice(0, MOST.relatedWorks).map((work) => ({
    ...work,
    title: nameIn(work.title, 'title of a related work', losses),
    creators: namesIn(work.creators, 'creator', losses),
    url: work.url === null ? null : (webAddress(work.url) ?? null),
    language:
      work.language && /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/i.test(work.language) ? work.language : null,
  }))
}

function countsIn(
  { words, chapterCount, chapters }: WorkRecord,
  losses: string[],
): Pick<WorkRecord, 'words' | 'chapterCount'> {
  const { posted, expected } = chapterCount
  const stated = words.stated === null ? null : whole(words.stated, MOST.words)
  if (stated !== words.stated) losses.push(`the number of words stated, ${words.stated}, is none of a work`)
  const many = whole(posted, MOST.chapters)
  const all = expected === null ? null : whole(expected, MOST.chapters)
  if (many === null || all !== expected)
    losses.push(`the number of chapters stated, ${posted}/${expected ?? '?'}, is none of a work`)
  return {
    words: { ...words, stated },
    chapterCount: { posted: many ?? chapters.length, expected: all },
  }
}

const whole = (number: number, most: number): number | null =>
  Number.isInteger(number) && number >= 0 && number <= most ? number : null

const day = (date: string | null): string | null => (date !== null && isDate(date) ? date : null)

const linesIn = (text: string): string =>
  firstLetters(text.split('\n').map(tidyName).filter(Boolean).join('\n'), OWN_WORDS)

function chapterIn(chapter: ChapterRecord, losses: string[]): ChapterRecord {
  const { creators, ...rest } = chapter
  return {
    ...rest,
    title: nameIn(chapter.title, 'title of a chapter', losses),
    published: day(chapter.published),
    ...(creators ? { creators: namesIn(creators, 'creator', losses) } : {}),
  }
}

/** Longer reports than these nobody reads. */
const LINES = 200
const LINE = 500

function reportIn(report: ImportReport, more: readonly string[]): ImportReport {
  return { ...report, losses: linesOf([...report.losses, ...more]), repairs: linesOf(report.repairs) }
}

function linesOf(given: readonly string[]): string[] {
  const lines = given.slice(0, LINES).map((line) => shortened(tidyName(line), LINE))
  return given.length > LINES ? [...lines, `and ${given.length - LINES} more of the kind`] : lines
}
