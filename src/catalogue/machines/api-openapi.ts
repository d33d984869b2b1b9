import { z } from 'zod'
import { TAG_KINDS } from '../../core/values.ts'
import { routes } from '../../routes.ts'
import { VERSION } from '../../version.ts'
import { TAG_SORTS } from '../names/tag-search.ts'
import { DAY_PARAMS, NUMBER_PARAMS, SORTS } from '../question.ts'
import { CHAPTER, PLACES, PLACES_TAKEN, PLACES_TOLD, SHELVES } from './api-own-shapes.ts'
import { PROBLEM, TAG_HEAD, TAGS_PAGE, WORK_HEAD, WORKS_PAGE } from './api-shapes.ts'

/** What each address answers; the test of the interface reads real answers with the same shapes. */
export const ANSWERS = {
  apiWorks: WORKS_PAGE,
  apiWork: WORK_HEAD,
  apiTags: TAGS_PAGE,
  apiTag: TAG_HEAD,
  apiChapter: CHAPTER,
  apiPlaces: PLACES,
  apiShelves: SHELVES,
  apiShelf: WORKS_PAGE,
} as const
type Named = keyof typeof ANSWERS

const SUMMARIES: Readonly<Record<Named, string>> = {
  apiWorks: 'Works, by the same question as the page /works',
  apiWork: 'All of one work but its text',
  apiTags: 'Tags by name',
  apiTag: 'A tag with its relatives',
  apiChapter: 'A chapter, with its text where machines may have it',
  apiPlaces: 'Where the reader stopped in each work',
  apiShelves: 'The reader’s shelves',
  apiShelf: 'The works on a shelf of the reader, by the same question as the page /works',
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

const WORKS_PARAMS: readonly Param[] = [
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
]

const WORK_ID = inPath('workId', 'Its number.', { type: 'integer', minimum: 1 })
const SHELF_KEY = inPath('shelf', 'Its `key`.')

const PARAMS: Readonly<Record<Named, readonly Param[]>> = {
  apiWorks: WORKS_PARAMS,
  apiWork: [WORK_ID],
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
  apiChapter: [WORK_ID, inPath('chapterId', 'Its number.', { type: 'integer', minimum: 1 })],
  apiPlaces: [
    query('since', 'Noted later than this: a moment of RFC 3339.'),
    query('after', 'Those after the last of another answer, as its `next` says.'),
  ],
  apiShelves: [],
  apiShelf: [
    ...[SHELF_KEY, ...WORKS_PARAMS],
    query(
      'after',
      'Those after the last of another answer, as its `next` says; `page` does not count beside it.',
    ),
  ],
}

/** What a reader's own programs may change. */
const CHANGES = [
  {
    route: 'apiPlaces',
    method: 'put',
    summary: 'Says where the reader stopped, in several works at once',
    params: [],
    sent: 'placesTold',
    answered: 'placesTaken',
  },
  {
    route: 'apiShelfWork',
    method: 'put',
    summary: 'Puts a work on a shelf',
    params: [SHELF_KEY, WORK_ID],
  },
  {
    route: 'apiShelfWork',
    method: 'delete',
    summary: 'Takes a work off a shelf',
    params: [SHELF_KEY, WORK_ID],
  },
] as const
type Change = (typeof CHANGES)[number]

/** Whose own they are must be said: by a key for programs, or by a session of a page of ours. */
const OWN: ReadonlySet<string> = new Set(['apiPlaces', 'apiShelves', 'apiShelf', 'apiShelfWork'])

/** OpenAPI 3.1, made from the shapes themselves. */
export function openApi(base: string, archive: string): object {
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
    paths: pathsOf(),
    components: {
      schemas: schemas(),
      securitySchemes: {
        key: { type: 'http', scheme: 'basic', description: 'A name and a key for programs.' },
      },
    },
  }
}

function pathsOf(): object {
  const paths = new Map<string, Record<string, object>>()
  const add = (route: keyof typeof routes, method: string, operation: object): void => {
    const path = routes[route].replace(/:(\w+)/g, '{$1}')
    paths.set(path, { ...paths.get(path), [method]: operation })
  }
  for (const [name, summary] of Object.entries(SUMMARIES) as [Named, string][])
    add(name, 'get', operation(name, summary))
  for (const change of CHANGES) add(change.route, change.method, changing(change))
  return Object.fromEntries(paths)
}

const DATA = 'application/json'
const saying = (of: string, type = DATA): object => ({
  content: { [type]: { schema: { $ref: `#/components/schemas/${of}` } } },
})
const REFUSAL = { description: 'A refusal or a fault.', ...saying('problem', 'application/problem+json') }

const operation = (name: Named, summary: string): object => ({
  ...{ operationId: name, summary, parameters: PARAMS[name] },
  security: OWN.has(name) ? [{ key: [] }] : [{}, { key: [] }],
  responses: {
    200: { description: summary, ...saying(name) },
    304: { description: 'As it was when the tag in If-None-Match was given.' },
    default: REFUSAL,
  },
})

const changing = (change: Change): object => ({
  ...{ operationId: `${change.method}_${change.route}`, summary: change.summary, parameters: change.params },
  security: [{ key: [] }],
  ...('sent' in change ? { requestBody: { required: true, ...saying(change.sent) } } : {}),
  responses:
    'answered' in change
      ? { 200: { description: 'What became of it.', ...saying(change.answered) }, default: REFUSAL }
      : { 204: { description: 'Done.' }, default: REFUSAL },
})

function schemas(): object {
  const shapes = { ...ANSWERS, placesTold: PLACES_TOLD, placesTaken: PLACES_TAKEN, problem: PROBLEM }
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      // As what is read: a field that is added later is no fault.
      const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', reused: 'inline' })
      return [name, schema]
    }),
  )
}
