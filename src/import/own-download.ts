import { z } from 'zod'
import { languageOf } from '../core/languages.ts'
import { attr, cleanHtml, elementsIn, type Parent } from '../prose/index.ts'
import { type ChapterRecord, type ImportReport, PERMISSIONS_SHAPE, type WorkRecord } from '../works/index.ts'
import type { Reading } from './source.ts'
import { isDate } from './stats.ts'

/**
 * Our own downloads carry in their head, as JSON, what the visible shape cannot:
 * `<meta name="palimpsest:record" content="{…}">`. export/record-carrier.ts writes it; FIELDS is what we take.
 */
export const OWN_ERA = 'palimpsest 1'

export function carriedIn(head: Parent | undefined): string | undefined {
  const meta =
    head && elementsIn(head).find((e) => e.tagName === 'meta' && attr(e, 'name') === 'palimpsest:record')
  return meta && attr(meta, 'content')
}

/** The reading with what its file carried laid over it. */
export function withCarried(reading: Reading, carried: string | undefined): Reading {
  if (carried === undefined || reading.outcome !== 'read') return reading
  const said = parsed(carried)
  const draft = z.object({ standing: z.literal('draft') }).safeParse(said).success
  return { ...reading, record: applyCarried(reading.record, said), ...(draft ? { draft } : {}) }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    // No object: applyCarried names it as lost.
    return String(error)
  }
}

/** Lays each field over the record that is as it should be, and names those that are not. */
export function applyCarried(record: WorkRecord, json: unknown): WorkRecord {
  const given = z.record(z.string(), z.unknown()).safeParse(json)
  if (!given.success) return withLosses(record, ['the hidden part of this download could not be read'])
  const wrong: string[] = []
  const take: Take = (name, schema) => {
    const read = schema.optional().safeParse(given.data[name])
    if (!read.success) wrong.push(name)
    return read.data
  }
  const laid = { ...withFields(record, take), chapters: withChapters(record.chapters, take) }
  return withLosses(
    laid,
    wrong.map((name) => `hidden field “${name}” could not be read: not kept`),
  )
}

type Take = <T>(name: string, schema: z.ZodType<T>) => T | undefined

function withFields(record: WorkRecord, take: Take): WorkRecord {
  const origin = take('origin', FIELDS.origin)
  const stated = take('words', FIELDS.words)
  return {
    ...record,
    language: languageOf(take('language', z.string()) ?? '')?.code ?? record.language,
    origin: origin === undefined ? record.origin : origin,
    audience: take('audience', FIELDS.audience) ?? record.audience,
    anonymous: take('anonymous', z.boolean()) ?? record.anonymous,
    recipients: take('recipients', names) ?? record.recipients,
    collections: take('collections', names) ?? record.collections,
    permissions: take('permissions', PERMISSIONS_SHAPE) ?? record.permissions,
    series: take('series', FIELDS.series) ?? record.series,
    relatedWorks: take('relatedWorks', FIELDS.relatedWorks) ?? record.relatedWorks,
    words: { ...record.words, ...(stated === undefined ? {} : { stated }) },
    ...datesOf(take('dates', FIELDS.dates)),
    import: withEarlier(record.import, take('import', FIELDS.import)),
  }
}

function withChapters(chapters: readonly ChapterRecord[], take: Take): ChapterRecord[] {
  const dates = take('chapterDates', FIELDS.chapterDates)
  const only = take('onlyChapter', FIELDS.onlyChapter)
  return chapters.map((chapter, at) => ({
    ...chapter,
    ...(chapters.length === 1 ? cleaned(only) : {}),
    published: dates && at < dates.length ? (dates[at] ?? null) : chapter.published,
  }))
}

const withLosses = (record: WorkRecord, losses: readonly string[]): WorkRecord =>
  record.import && losses.length > 0
    ? { ...record, import: { ...record.import, losses: [...record.import.losses, ...losses] } }
    : record

/** What was lost when the work first came to the archive this file is from is still lost. */
function withEarlier(
  report: ImportReport | null,
  earlier: { readonly losses: string[]; readonly repairs: string[] } | null | undefined,
): ImportReport | null {
  if (!report || !earlier) return report
  const { losses, repairs } = earlier
  return { ...report, losses: [...losses, ...report.losses], repairs: [...repairs, ...report.repairs] }
}

const datesOf = (
  dates: readonly (string | null)[] | undefined,
): Partial<Pick<WorkRecord, 'published' | 'updated' | 'completed'>> =>
  dates ? { published: dates[0] ?? null, updated: dates[1] ?? null, completed: dates[2] ?? null } : {}

/** The file may have been edited since we wrote it, so its HTML is cleaned like any other. */
function cleaned(only: z.infer<typeof FIELDS.onlyChapter> | undefined): Partial<ChapterRecord> {
  if (!only) return {}
  const { title, summary, notes, endNotes, creators } = only
  return {
    title,
    summary: cleanHtml(summary, 'summary'),
    notes: cleanHtml(notes, 'notes'),
    endNotes: cleanHtml(endNotes, 'notes'),
    ...(creators ? { creators } : {}),
  }
}

const date = z.string().refine(isDate).nullable()
const names = z.array(z.string())
const webAddress = z.url({ protocol: /^https?$/ })

const FIELDS = {
  origin: z.object({ url: webAddress, archive: z.string() }).nullable(),
  audience: z.enum(['public', 'members', 'kept']),
  /** published, updated, completed */
  dates: z.tuple([date, date, date]),
  words: z.int().min(0).nullable(),
  series: z.array(z.object({ title: z.string(), position: z.int().min(0), url: webAddress.optional() })),
  relatedWorks: z.array(
    z.object({
      relation: z.enum(['inspired-by', 'translation-of', 'inspired', 'translated-as']),
      title: z.string(),
      creators: names,
      url: webAddress.nullable().catch(null),
      language: z.string().nullable(),
      state: z.enum(['restricted', 'unrevealed', 'deleted']).optional(),
    }),
  ),
  chapterDates: z.array(date),
  /** Of an undivided text, whose chapter has no head on the page. */
  onlyChapter: z.object({
    title: z.string(),
    summary: z.string(),
    notes: z.string(),
    endNotes: z.string(),
    creators: names.optional(),
  }),
  /** How it first came to the archive that wrote the file. */
  import: z.object({ losses: names, repairs: names }).nullable(),
} as const
