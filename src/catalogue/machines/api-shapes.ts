import { z } from 'zod'
import { CATEGORIES, RATINGS, TAG_KINDS, WARNINGS } from '../../core/values.ts'
import type { Problem } from '../../web/problems.ts'
import { PERMISSIONS_SHAPE } from '../../works/index.ts'

/**
 * What the JSON says, field by field. The description at /api/v1/openapi.json is made from these, and a test reads real
 * answers with them. Fields may be added; none is taken away or changes its meaning within v1 (docs/api.md).
 */
const url = z.string().describe('A whole address.')
const html = z.string().describe('Clean HTML, or empty.')
const moment = z.iso.datetime().describe('RFC 3339, UTC.')

export const CHAPTER_PLACE = z
  .object({
    id: z.int(),
    url,
    position: z.int().describe('From 1.'),
    title: z.string().describe('Empty: it has none.'),
    published: z.iso.date(),
  })
  .describe('A posted chapter.')
export type ChapterPlaceShape = z.infer<typeof CHAPTER_PLACE>

export const CREATOR = z.object({
  name: z.string().describe('As signed: `pen name` or `pen name (account)`.'),
  url: url.nullable().describe('The page of the name here.'),
})

const TAG_ON_WORK = z.object({
  name: z.string().describe('The creator’s own spelling.'),
  canonical: z.string().describe('The name this archive files it under; the same where it has no other.'),
})

const tags = z.array(TAG_ON_WORK)

const WORK_FIELDS = {
  id: z.int(),
  url,
  title: z.string(),
  creators: z.array(CREATOR).describe('Empty for an anonymous work.'),
  anonymous: z.boolean(),
  language: z.string().describe('BCP 47; `und` when not known.'),
  audience: z
    .enum(['public', 'members', 'kept'])
    .describe('`kept` is a reader’s own copy of what others wrote.'),
  draft: z.boolean(),
  rating: z.enum(RATINGS),
  warnings: z.array(z.enum(WARNINGS)),
  categories: z.array(z.enum(CATEGORIES)),
  fandoms: tags,
  relationships: tags,
  characters: tags,
  additional_tags: tags,
  complete: z.boolean(),
  words: z.int(),
  chapters: z.object({
    posted: z.int(),
    expected: z.int().nullable().describe('Null: nobody has said how many there will be.'),
  }),
  series: z.array(z.object({ id: z.int(), url, title: z.string(), position: z.number() })),
  recipients: z.array(z.string()).describe('Names the work is a gift to.'),
  published: z.iso.date(),
  updated: moment,
  summary_html: html,
  origin: z
    .object({ url: z.string(), archive: z.string() })
    .nullable()
    .describe('Where it was first posted, when that was not here.'),
  permissions: PERMISSIONS_SHAPE.describe(
    'What the creator allows: `yes`, `ask` (ask them first), `no`, or `unsaid`, which is no permission. `machines` is use by machines such as training AI, `copy` copying to another archive. `words` are the creator’s own.',
  ),
}

const WORK = z.object(WORK_FIELDS).describe('A work as a list shows it.')
export type WorkShape = z.infer<typeof WORK>

export const WORK_HEAD = z
  .object({
    ...WORK_FIELDS,
    notes_html: html,
    end_notes_html: html,
    contents: z.array(CHAPTER_PLACE).describe('Its posted chapters, in order.'),
    collections: z.array(z.string()),
    related_works: z.array(
      z.object({
        relation: z.enum(['inspired-by', 'translation-of', 'inspired', 'translated-as']),
        title: z.string(),
        creators: z.array(z.string()),
        url: url.nullable(),
        language: z.string().nullable(),
      }),
    ),
    downloads: z
      .object({ epub: url, html: url })
      .nullable()
      .describe('Null where its creator says no to downloads.'),
  })
  .describe('All of a work but its text.')
export type WorkHeadShape = z.infer<typeof WORK_HEAD>

export const FACET_NAMES = [...TAG_KINDS, 'language', 'complete', 'crossover', 'year', 'words'] as const

export const WORKS_PAGE = z
  .object({
    total: z.int().describe('Works found, on all pages: exact.'),
    page: z.int().describe('The page this is: the last one when a later one was asked for.'),
    pages: z.int(),
    per_page: z.int(),
    previous: url.nullable(),
    next: url.nullable(),
    works: z.array(WORK),
    facets: z
      .partialRecord(z.enum(FACET_NAMES), z.array(z.object({ name: z.string(), count: z.int() })))
      .nullable()
      .describe(
        'What the works found hold, counted: of each kind the most frequent. Null while the archive is starting.',
      ),
    notes: z
      .array(z.string())
      .describe('In words: what was not understood and left out, or done in the asker’s stead.'),
    unknown: z.array(z.string()).describe('Names among those asked for that no tag has.'),
  })
  .describe('A page of works.')
export type WorksPageShape = z.infer<typeof WORKS_PAGE>

const kind = z.enum([...TAG_KINDS, 'media'])

const TAG = z
  .object({
    name: z.string(),
    kind,
    canonical: z.boolean().describe('Does this archive file works under this name?'),
    synonym_of: z.string().nullable().describe('The name it is filed under.'),
    works: z.int().describe('Works found under it by whoever asks.'),
    url: url.describe('Its record in this interface.'),
  })
  .describe('A tag.')
export type TagShape = z.infer<typeof TAG>

export const TAGS_PAGE = z
  .object({
    total: z.int(),
    page: z.int(),
    pages: z.int(),
    previous: url.nullable(),
    next: url.nullable(),
    tags: z.array(TAG),
  })
  .describe('A page of tags.')
export type TagsPageShape = z.infer<typeof TAGS_PAGE>

const relatives = z.array(z.object({ kind, name: z.string() }))

export const TAG_HEAD = z
  .object({
    ...TAG.shape,
    parents: relatives.describe('The fandoms of a character or relationship, the media of a fandom.'),
    meta_tags: relatives.describe('Wider tags: their works include those of this one.'),
    sub_tags: relatives.describe('Narrower tags.'),
    synonyms: z.array(z.string()),
    children: z
      .partialRecord(z.enum(TAG_KINDS), z.array(z.object({ name: z.string(), works: z.int() })))
      .describe('What is placed under it and has works, most first, up to a hundred of each kind.'),
  })
  .describe('A tag with its relatives.')
export type TagHeadShape = z.infer<typeof TAG_HEAD>

export const PROBLEM = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong, in words.'),
    remedy: z.string().describe('What to do about it.'),
  })
  .describe('A refusal or a fault, after RFC 9457.') satisfies z.ZodType<Problem>
