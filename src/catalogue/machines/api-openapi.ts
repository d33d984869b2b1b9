import { z } from 'zod'
import { TAG_KINDS } from '../../core/values.ts'
import { routes } from '../../routes.ts'
import { VERSION } from '../../version.ts'
import { TAG_SORTS } from '../names/tag-search.ts'
import { DAY_PARAMS, NUMBER_PARAMS, SORTS } from '../question.ts'
import { PROBLEM, TAG_HEAD, TAGS_PAGE, WORK_HEAD, WORKS_PAGE } from './api-shapes.ts'

/** What each address answers; the test of the interface reads real answers with the same shapes. */
export const ANSWERS = {
  apiWorks: WORKS_PAGE,
  apiWork: WORK_HEAD,
  apiTags: TAGS_PAGE,
  apiTag: TAG_HEAD,
} as const
type Named = keyof typeof ANSWERS

const SUMMARIES: Readonly<Record<Named, string>> = {
  apiWorks: 'Works, by the same question as the page /works',
  apiWork: 'All of one work but its text',
  apiTags: 'Tags by name',
  apiTag: 'A tag with its relatives',
}

interface Param {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: true
  readonly description: string
  readonly schema: object
}

const text = { type: 'string' } as const
const query = (name: string, description: string, schema: object = text): Param => ({
  ...{ name, in: 'query', description, schema },
})
const inPath = (name: string, description: string, schema: object = text): Param => ({
  ...{ name, in: 'path', required: true, description, schema },
})
const several = { type: 'array', items: text, maxItems: 500 } as const
const page = query('page', 'From 1. A page after the last answers with the last.', {
  type: 'integer',
  minimum: 1,
})
const order = query('order', 'Against the usual way of the sort.', { enum: ['asc', 'desc'] })

const PARAMS: Readonly<Record<Named, readonly Param[]>> = {
  apiWorks: [
    query('q', 'Words, phrases and fields, as in the search box.'),
    query('tag', 'All of these. A name, or `kind:name`.', several),
    query('any', 'At least one of these.', several),
    query('not', 'None of these.', several),
    query('language', 'BCP 47.'),
    query('complete', 'Only complete works, or only those in progress.', { enum: ['yes', 'no'] }),
    query('crossover', 'Only crossovers, or none.', { enum: ['only', 'no', 'yes'] }),
    query('single', 'Only works of one chapter.', { enum: ['yes'] }),
    ...NUMBER_PARAMS.map((name) => query(name, 'A number or a range: `1000-5000`, `1000-`, `-5000`.')),
    ...DAY_PARAMS.map((name) =>
      query(name, 'A day, a year, a range or how long ago: `2024`, `2024-01-01..`, `last 2 weeks`.'),
    ),
    query('title', 'Words of the title.'),
    query('creator', 'Words of a creator’s name.'),
    query('sort', '', { enum: [...SORTS, 'relevance'] }),
    order,
    page,
    query('per_page', '', { type: 'integer', minimum: 1, maximum: 100, default: 20 }),
  ],
  apiWork: [inPath('workId', 'Its number.', { type: 'integer', minimum: 1 })],
  apiTags: [
    query('name', 'All of these words begin words of the name.'),
    query('kind', '', { enum: TAG_KINDS }),
    query('sort', '', { enum: TAG_SORTS }),
    order,
    page,
  ],
  apiTag: [
    inPath('kind', '', { enum: [...TAG_KINDS, 'media'] }),
    inPath('name', 'Percent-encoded; AO3’s `*s*`, `*a*`, `*d*`, `*q*`, `*h*` stand for `/ & . ? #`.'),
  ],
}

/** OpenAPI 3.1, made from the shapes themselves. */
export function openApi(base: string, archive: string): object {
  const names = Object.keys(ANSWERS) as Named[]
  return {
    openapi: '3.1.0',
    info: {
      title: archive,
      version: '1',
      'x-program-version': VERSION,
      description:
        'Works and tags as data. What a creator allows is in `permissions`; `unsaid` is no permission. Fields may be added within v1; none is taken away.',
    },
    servers: [{ url: base }],
    paths: Object.fromEntries(names.map((name) => [pathOf(name), { get: operation(name) }])),
    components: { schemas: schemas() },
  }
}

/** `/works/:workId` as OpenAPI writes it. */
const pathOf = (name: Named): string => routes[name].replace(/:(\w+)/g, '{$1}')

function operation(name: Named): object {
  const answer = (of: string, description: string, type: string): object => ({
    description,
    content: { [type]: { schema: { $ref: `#/components/schemas/${of}` } } },
  })
  return {
    operationId: name,
    summary: SUMMARIES[name],
    parameters: PARAMS[name],
    responses: {
      200: answer(name, SUMMARIES[name], 'application/json'),
      304: { description: 'As it was when the tag in If-None-Match was given.' },
      default: answer('problem', 'A refusal or a fault.', 'application/problem+json'),
    },
  }
}

function schemas(): object {
  const shapes = { ...ANSWERS, problem: PROBLEM }
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      // As what is read: a field that is added later is no fault.
      const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', reused: 'inline' })
      return [name, schema]
    }),
  )
}
