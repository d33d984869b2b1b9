import { z } from 'zod'
import { RATINGS, WARNINGS } from '../core/values.ts'
import { attr, cleanHtml, elementsIn, type Parent } from '../prose/index.ts'
import type { ChapterRecord, WorkRecord } from '../works/index.ts'
import type { Reading } from './source.ts'
import { isDate } from './stats.ts'

/**
 * Our own downloads carry in their head, as JSON, what the visible shape cannot:
 * `<meta name="palimpsest:record" content="{…}">`, fields named as in the record, chapters by their place.
 */
export const OWN_ERA = 'palimpsest 1'

export function carriedIn(head: Parent | undefined): string | undefined {
  const meta =
    head && elementsIn(head).find((e) => e.tagName === 'meta' && attr(e, 'name') === 'palimpsest:record')
  return meta && attr(meta, 'content')
}

/** The reading with what its file carried laid over it. What cannot be understood is named, never trusted. */
export function withCarried(reading: Reading, carried: string | undefined): Reading {
  if (carried === undefined || reading.outcome !== 'read') return reading
  return { outcome: 'read', record: applyCarried(reading.record, parsed(carried)) }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    return error
  }
}

export function applyCarried(record: WorkRecord, json: unknown): WorkRecord {
  const result = CARRIED.safeParse(json)
  if (!result.success)
    return lost(record, 'the hidden part of this download could not be read: its settings are not kept')
  const { chapters = [], ...fields } = result.data
  return {
    ...record,
    ...defined(fields),
    chapters: record.chapters.map((chapter, at) => ({ ...chapter, ...cleaned(defined(chapters[at] ?? {})) })),
  }
}

const lost = (record: WorkRecord, loss: string): WorkRecord =>
  record.import
    ? { ...record, import: { ...record.import, losses: [...record.import.losses, loss] } }
    : record

/** zod gives absent fields as undefined; those must not hide what the file shows. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> }
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** The file may have been edited since we wrote it, so its HTML is cleaned like any other. */
function cleaned<T extends Partial<Pick<ChapterRecord, 'summary' | 'notes' | 'endNotes'>>>(fields: T): T {
  const { summary, notes, endNotes } = fields
  return {
    ...fields,
    ...(summary === undefined ? {} : { summary: cleanHtml(summary, 'summary') }),
    ...(notes === undefined ? {} : { notes: cleanHtml(notes, 'notes') }),
    ...(endNotes === undefined ? {} : { endNotes: cleanHtml(endNotes, 'notes') }),
  }
}

const allowed = z.enum(['yes', 'ask', 'no', 'unsaid'])
const date = z.string().refine(isDate).nullable()
const names = z.array(z.string())
const webAddress = z.url({ protocol: /^https?$/ })

const chapter = z.object({
  published: date.optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  notes: z.string().optional(),
  endNotes: z.string().optional(),
  creators: names.optional(),
})

const CARRIED = z.object({
  title: z.string().optional(),
  creators: names.optional(),
  origin: z.object({ url: webAddress, archive: z.string() }).nullable().optional(),
  rating: z.enum(RATINGS).optional(),
  warnings: z.array(z.enum(WARNINGS)).optional(),
  language: z.string().optional(),
  recipients: names.optional(),
  published: date.optional(),
  updated: date.optional(),
  completed: date.optional(),
  permissions: z
    .object({
      download: allowed,
      translation: allowed,
      podfic: allowed,
      remix: allowed,
      print: allowed,
      copy: allowed,
      machines: allowed,
      words: z.string(),
    })
    .optional(),
  audience: z.enum(['public', 'members', 'kept']).optional(),
  anonymous: z.boolean().optional(),
  relatedWorks: z
    .array(
      z.object({
        relation: z.enum(['inspired-by', 'translation-of', 'inspired', 'translated-as']),
        title: z.string(),
        creators: names,
        url: webAddress.nullable().catch(null),
        language: z.string().nullable(),
        state: z.enum(['restricted', 'unrevealed', 'deleted']).optional(),
      }),
    )
    .optional(),
  chapters: z.array(chapter).optional(),
})
