import { z } from 'zod'
import { languageOf } from '../core/languages.ts'
import { CATEGORIES, LIMITS, RATINGS, WARNINGS } from '../core/values.ts'
import { NOTHING_SAID, PERMISSIONS_SHAPE } from '../works/index.ts'

/** The grammar of a seed's head; seeds/README.md says it in words. */
const day = z.iso.date()
const markdown = z.string().default('')
const tags = z
  .array(
    z
      .string()
      .min(1)
      .max(LIMITS.tag)
      .refine((tag) => !tag.includes(','), 'a tag may not hold a comma'),
  )
  .default([])
const language = z.string().refine((code) => languageOf(code)?.code === code, {
  error: 'not a code of core/languages.ts',
})
/** A seed names only what is said; a kind that there is not is a slip of the pen. */
const permissions = z
  .record(z.string(), z.unknown())
  .transform((said) => ({ ...NOTHING_SAID, ...said }))
  .pipe(PERMISSIONS_SHAPE.strict())

const relation = z.enum(['inspired-by', 'translation-of'])
const related = z.union([
  z.strictObject({ relation, work: z.string() }),
  z.strictObject({
    relation,
    title: z.string(),
    creators: z.array(z.string()).default([]),
    url: z.url().nullable().default(null),
    language: language.nullable().default(null),
  }),
])

const chapters = z
  .string()
  .regex(/^[1-9]\d*\/([1-9]\d*|\?)$/, 'write posted/expected: 1/1, 3/5 or 4/?')
  .transform((text) => {
    const [posted, expected] = text.split('/')
    return { posted: Number(posted), expected: expected === '?' ? null : Number(expected) }
  })
  .refine(({ posted, expected }) => expected === null || posted <= expected, {
    error: 'more chapters posted than expected',
  })

export const SAMPLE_HEAD = z
  .strictObject({
    title: z.string().min(1).max(LIMITS.title),
    creators: z.array(z.string()).min(1),
    rating: z.enum(RATINGS),
    warnings: z.array(z.enum(WARNINGS)).min(1),
    categories: z.array(z.enum(CATEGORIES)).default([]),
    fandoms: tags.refine((names) => names.length > 0, 'a work has at least one fandom'),
    relationships: tags,
    characters: tags,
    tags,
    language,
    series: z.array(z.strictObject({ title: z.string(), position: z.int().positive() })).default([]),
    collections: z.array(z.string()).default([]),
    recipients: z.array(z.string()).default([]),
    published: day,
    updated: day.optional(),
    chapters,
    audience: z.enum(['public', 'members']).default('public'),
    anonymous: z.boolean().default(false),
    draft: z.boolean().default(false),
    permissions: permissions.prefault({}),
    related: z.array(related).default([]),
    summary: markdown,
    notes: markdown,
    endNotes: markdown,
  })
  .refine((head) => (head.updated ?? head.published) >= head.published, {
    path: ['updated'],
    error: 'updated before it was published',
  })
  .refine((head) => tagCount(head) <= LIMITS.tags, { path: ['tags'], error: `more than ${LIMITS.tags} tags` })

export type SampleHead = z.infer<typeof SAMPLE_HEAD>

function tagCount(head: {
  fandoms: string[]
  relationships: string[]
  characters: string[]
  tags: string[]
}) {
  return head.fandoms.length + head.relationships.length + head.characters.length + head.tags.length
}
