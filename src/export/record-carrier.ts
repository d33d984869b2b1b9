import { z } from 'zod'
import { type ChapterRecord, PERMISSIONS_SHAPE, type WorkRecord } from '../works/index.ts'
import { isChaptered } from './download-input.ts'

/**
 * What the visible shape of a download cannot say travels beside it as JSON, in
 * `<meta name="palimpsest:record" content="…"/>`, so that reading our own file gives an equal record.
 * It comes back from strangers: each field is checked by itself, and one that is wrong is as if not there.
 */
const text = z.string().max(10_000)
const html = z.string().max(600_000)
const url = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\//)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const count = z.int().min(0).max(1_000_000_000)
const names = z.array(text).max(500)

const FIELDS = {
  language: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  origin: z.object({ url, archive: text }).nullable(),
  audience: z.enum(['public', 'members', 'kept']),
  anonymous: z.boolean(),
  standing: z.literal('draft'),
  recipients: names,
  collections: names,
  dates: z.tuple([date.nullable(), date.nullable(), date.nullable()]),
  words: count.nullable(),
  permissions: PERMISSIONS_SHAPE,
  series: z.array(z.object({ title: text, position: z.int().min(0), url: url.optional() })).max(500),
  relatedWorks: z
    .array(
      z.object({
        relation: z.enum(['inspired-by', 'translation-of', 'inspired', 'translated-as']),
        title: text,
        creators: names,
        url: url.nullable(),
        language: text.nullable(),
        state: z.enum(['restricted', 'unrevealed', 'deleted']).optional(),
      }),
    )
    .max(500),
  chapterDates: z.array(date.nullable()).max(10_000),
  onlyChapter: z.object({
    title: text,
    summary: html,
    notes: html,
    endNotes: html,
    creators: names.optional(),
  }),
  import: z
    .object({
      format: z.enum([
        'ao3-html',
        'ao3-epub',
        'ao3-page',
        'ao3-text',
        'page',
        'palimpsest-html',
        'palimpsest-epub',
        'seed',
      ]),
      era: text,
      losses: names,
      repairs: names,
    })
    .nullable(),
} as const

const carriedFields = z.object(FIELDS).partial()
type CarriedFields = z.infer<typeof carriedFields>

/** The JSON for the `content` attribute, before the attribute's own escaping; XML can hold all of it. */
export function carry(record: WorkRecord, draft = false): string {
  const fields: CarriedFields = {
    language: record.language,
    origin: record.origin,
    audience: record.audience,
    anonymous: record.anonymous,
    ...(draft ? { standing: 'draft' as const } : {}),
    recipients: [...record.recipients],
    collections: [...record.collections],
    dates: [record.published, record.updated, record.completed],
    words: record.words.stated,
    permissions: record.permissions,
    series: [...record.series],
    relatedWorks: record.relatedWorks.map(shownRelation),
    chapterDates: record.chapters.map((chapter) => chapter.published),
    ...onlyChapter(record),
    import: record.import && {
      ...record.import,
      losses: [...record.import.losses],
      repairs: [...record.import.repairs],
    },
  }
  return JSON.stringify(fields).replace(/[\uFFFE\uFFFF]/g, (c) => (c === '\uFFFE' ? '\\ufffe' : '\\uffff'))
}

/** What is hidden from the page is hidden here too. */
function shownRelation({ title, creators, url, ...work }: WorkRecord['relatedWorks'][number]) {
  const namesNothing = work.state === 'unrevealed' || work.state === 'deleted'
  return {
    ...work,
    title: work.state ? '' : title,
    creators: namesNothing ? [] : [...creators],
    url: work.state ? null : url,
  }
}

/** The title and notes of an undivided text's one chapter have no place on the page. */
function onlyChapter(record: WorkRecord): Pick<CarriedFields, 'onlyChapter'> {
  const [chapter] = record.chapters
  if (!chapter || isChaptered(record) || saysNothing(chapter)) return {}
  const { title, summary, notes, endNotes, creators } = chapter
  const signed = creators && !record.anonymous ? { creators: [...creators] } : {}
  return { onlyChapter: { title, summary, notes, endNotes, ...signed } }
}

const saysNothing = ({ title, summary, notes, endNotes, creators }: ChapterRecord): boolean =>
  !title && !summary && !notes && !endNotes && !creators

/** What a `content` attribute said, field by field; undefined when it is no JSON object of ours at all. */
export function carried(content: string): CarriedFields | undefined {
  const given = parseObject(content)
  if (!given) return undefined
  const good: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(FIELDS)) {
    const read = schema.safeParse(given[name])
    if (read.success) good[name] = read.data
  }
  return carriedFields.parse(good)
}

function parseObject(content: string): Record<string, unknown> | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    return undefined
  }
  return z.record(z.string(), z.unknown()).safeParse(parsed).data
}
