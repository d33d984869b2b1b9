import fc from 'fast-check'
import type { SearchIndex } from './engine.ts'
import { loadIndex, openIndex } from './open.ts'
import { type Oracle, openOracle } from './oracle.ts'
import type { Completing, Entry, FacetQuestion, Filter, Question, Reader, Schema, Tag } from './schema.ts'

/** For tests only: random archives, changes and questions, put to the engine and to the oracle alike. */
export const SCHEMA: Schema = {
  kinds: [{ name: 'rating', narrow: true }, { name: 'fandom' }, { name: 'freeform' }],
  columns: [
    { name: 'words', type: 'u32', usually: 'u8' },
    { name: 'kudos', type: 'u32', usually: 'u16' },
    { name: 'hits', type: 'u32' },
    { name: 'score', type: 'f64' },
  ],
  texts: ['title'],
  choices: ['language', 'complete'],
  bands: [{ name: 'length', column: 'words', from: [1, 10, 100] }],
}

export const TAGS: readonly Tag[] = Array.from({ length: 24 }, (_, i) => ({
  id: 100 + i * 3,
  kind: ['rating', 'fandom', 'freeform', 'freeform'][i % 4] ?? 'freeform',
  name:
    ['Élan vital', 'Alpha/Beta', '原神 Impact', 'alternate universe', 'Slow Burn'][i % 5] +
    (i > 9 ? ` ${i}` : ''),
  canonical: i % 7 !== 3,
}))

/** Pages of a few results are kept, and so little of them that it is often not enough. */
const KEEPING = { from: 2, deep: 4, shallow: 2, entries: 3, few: 0 }

export type Change =
  | { readonly upsert: Entry }
  | { readonly remove: number }
  | { readonly visibility: readonly [number, number] }
  | { readonly column: readonly [number, string, number] }
  | { readonly tag: Tag }
  | { readonly verb: 'setSynonym' | 'addMeta' | 'removeMeta'; readonly tags: readonly [number, number] }
  | { readonly split: number }
  | { readonly ask: Question }
  | { readonly complete: string; readonly how: Completing }
  /** The index is saved and loaded again, and made ready. */
  | { readonly reload: true }

const id = fc.integer({ min: 0, max: 60 })
const tag = fc.constantFrom(...TAGS.map((one) => one.id))
const visibility = fc.integer({ min: 0, max: 3 })
const words = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom(99, 100, 254, 255, 256, 4_000_000_000),
)
const kudos = fc.constantFrom(0, 1, 2, 255, 65_534, 65_535, 65_536, 70_000, 4_000_000_000)
const score = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -1e300, Infinity))

const entry: fc.Arbitrary<Entry> = fc.record({
  id,
  visibility,
  tags: fc.array(tag, { maxLength: 8, size: 'max' }),
  creators: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  columns: fc.record({ words, score, kudos, hits: kudos }),
  texts: fc.record({
    title: fc.constantFrom('', 'a', 'ab', 'équipe', 'longer than eight', 'longer than 8', 'z'),
  }),
  choices: fc.record(
    { language: fc.constantFrom('en', 'zh', 'fr'), complete: fc.constantFrom('yes', 'no') },
    { requiredKeys: ['complete'] },
  ),
})

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tag.map((one) => ({ tag: one })),
    fc.integer({ min: 0, max: 5 }).map((creator) => ({ creator })),
    fc.constantFrom('en', 'fr', 'xx').map((is) => ({ choice: 'language', is })),
    fc.record({ column: fc.constant('words'), from: words, to: words }),
    fc.record({ column: fc.constantFrom('words', 'score'), from: score }),
    fc.record({ column: fc.constantFrom('kudos', 'hits'), from: kudos, to: kudos }),
    fc.record({ column: fc.constantFrom('kudos', 'words'), from: kudos }),
    fc.array(id, { maxLength: 5 }).map((ids) => ({ ids })),
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('filter'), { maxLength: 3 }).map((none) => ({ none })),
  ),
}))

const facet: fc.Arbitrary<FacetQuestion> = fc.oneof(
  fc.record(
    {
      of: fc.constantFrom('rating', 'fandom', 'freeform'),
      top: fc.constantFrom(0, 1, 3, 10),
      skip: fc.integer({ min: 0, max: 2 }),
      search: fc.constantFrom('e', 'beta', '神', 'slow b', 'zz'),
      always: fc.array(fc.oneof(tag, fc.constant(7)), { maxLength: 3 }),
      sized: fc.boolean(),
    },
    { requiredKeys: ['of', 'top'] },
  ),
  fc.record({
    of: fc.constantFrom('language', 'complete'),
    top: fc.constant(2),
    always: fc.constantFrom(['en'], ['xx']),
  }),
  fc.record({ of: fc.constant('length'), top: fc.constant(2), always: fc.constant([2]) }),
)

const classes = fc.oneof(
  { weight: 5, arbitrary: fc.constant([0, 1, 2, 3]) },
  { weight: 2, arbitrary: fc.subarray([0, 1, 2, 3]) },
)
/** Mostly nothing: what takes everything away tells little. */
const seldom = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(some, { nil: undefined, freq: 1 })

const reader: fc.Arbitrary<Reader> = fc
  .tuple(
    classes,
    seldom(fc.array(id, { maxLength: 3 })),
    seldom(fc.array(id, { maxLength: 3 })),
    seldom(fc.array(tag, { maxLength: 2 })),
    seldom(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 })),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([sees, also, never, mutedTags, mutedCreators, plain]) =>
    plain > 0
      ? { sees }
      : {
          sees,
          ...(also && { also }),
          ...(never && { never }),
          ...(mutedTags && { mutedTags }),
          ...(mutedCreators && { mutedCreators }),
        },
  )

/** Half of what is asked is a page that is kept. */
const page = fc.oneof(
  fc.constant(undefined),
  tag.map((one) => ({ tag: one })),
  tag.map((one) => ({ all: [{ tag: one }] })),
)
const plainFacets = fc
  .subarray(['rating', 'fandom', 'freeform', 'language', 'length'], { minLength: 1 })
  .chain((kinds) =>
    fc
      .constantFrom(...kinds.map((_, i) => kinds.slice(0, i + 1)))
      .map((some) => some.map((of) => ({ of, top: 1 }))),
  )
const pageQuestion: fc.Arbitrary<Question> = fc
  .tuple(classes, page, plainFacets)
  .map(([sees, filter, facets]) => ({ reader: { sees }, ...(filter && { filter }), facets }))

const anyQuestion: fc.Arbitrary<Question> = fc.record(
  {
    reader,
    filter,
    sort: fc.record({
      by: fc.constantFrom('id', 'words', 'kudos', 'hits', 'score', 'title'),
      direction: fc.constantFrom('up' as const, 'down' as const),
    }),
    offset: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.constantFrom(30, 10 ** 9)),
    limit: fc.constantFrom(0, 3, 10, 50),
    facets: fc.array(facet, { minLength: 1, maxLength: 4, size: 'max' }),
  },
  { requiredKeys: ['reader'] },
)

const question = fc.oneof(anyQuestion, pageQuestion)

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: entry.map((upsert) => ({ upsert })) },
  { weight: 2, arbitrary: id.map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.tuple(id, visibility).map((it) => ({ visibility: it })) },
  { weight: 1, arbitrary: fc.tuple(id, fc.constant('words'), words).map((column) => ({ column })) },
  { weight: 1, arbitrary: fc.tuple(id, fc.constant('score'), score).map((column) => ({ column })) },
  { weight: 1, arbitrary: fc.tuple(id, fc.constant('kudos'), kudos).map((column) => ({ column })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...TAGS), fc.boolean(), fc.constantFrom('rating', 'freeform', undefined))
      .map(([one, canonical, kind]) => ({ tag: { ...one, canonical, kind: kind ?? one.kind } })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constantFrom('setSynonym' as const, 'addMeta' as const, 'removeMeta' as const),
      tags: fc.tuple(tag, tag),
    }),
  },
  { weight: 1, arbitrary: tag.map((split) => ({ split })) },
  { weight: 8, arbitrary: question.map((ask) => ({ ask })) },
  {
    weight: 3,
    arbitrary: fc.record({
      complete: fc.constantFrom('e', 'élan', 'AL', 'b', '神', 'slow b', 'universe 1', '', 'zz'),
      how: fc.record(
        {
          reader: classes.map((sees) => ({ sees })),
          within: fc.array(tag, { maxLength: 2 }),
          kind: fc.constantFrom('freeform', 'rating'),
        },
        { requiredKeys: ['reader'] },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ reload: true as const }) },
)

const first = fc.array(entry, { maxLength: 60, size: 'max' })

/** An archive of up to 60 entries at once, then changes and questions; the last is always a question. */
const mixed: fc.Arbitrary<readonly Change[]> = fc
  .tuple(first, fc.array(change, { maxLength: 50, size: 'max' }), question)
  .map(([entries, then, last]) => [...entries.map((upsert) => ({ upsert })), ...then, { ask: last }])

/** Changes of the graph among a few tags, so that most undo or cross one before. */
const related = fc.constantFrom(
  ...TAGS.filter(({ kind }) => kind === 'freeform')
    .slice(0, 5)
    .map((one) => one.id),
)
const graphChange: fc.Arbitrary<Change> = fc.oneof(
  related.map((split) => ({ split })),
  fc.record({
    verb: fc.constantFrom('setSynonym' as const, 'addMeta' as const, 'removeMeta' as const),
    tags: fc.tuple(related, related),
  }),
)
const relatedPage: fc.Arbitrary<Question> = fc
  .tuple(related, plainFacets)
  .map(([one, facets]) => ({ reader: { sees: [0, 1, 2] }, filter: { tag: one }, facets }))

/** The same few pages asked for again after each change: what is kept of them must still be right. */
const samePages: fc.Arbitrary<readonly Change[]> = fc
  .tuple(
    first,
    fc.array(fc.oneof(change, graphChange), { maxLength: 20, size: 'max' }),
    fc.array(fc.oneof(pageQuestion, relatedPage), { minLength: 1, maxLength: 4, size: 'max' }),
  )
  .map(([entries, then, pages]) => {
    const asked = pages.map((ask) => ({ ask }))
    const changes = then.flatMap((one) => ('ask' in one || 'complete' in one ? [] : [one, ...asked]))
    return [...entries.map((upsert) => ({ upsert })), ...asked, ...changes]
  })

export const sequence = fc.oneof({ weight: 2, arbitrary: mixed }, { weight: 1, arbitrary: samePages })

/** Does all of it to an index and to an oracle; gives what each said, one after the other. */
export function performBoth(changes: readonly Change[]): {
  readonly said: unknown[]
  readonly expected: unknown[]
} {
  let index = openIndex(SCHEMA, KEEPING)
  const oracle = openOracle(SCHEMA)
  for (const tag of TAGS) {
    index.setTag(tag)
    oracle.setTag(tag)
  }
  // Half of the archives come in at once.
  if (changes.length % 2) index.reserve(60)
  const said: unknown[] = []
  const expected: unknown[] = []
  for (const change of changes) {
    if ('reload' in change) {
      const loaded = loadIndex(index.save(), SCHEMA, KEEPING)
      if (typeof loaded === 'string') said.push(loaded)
      else index = loaded
      for (const _ of index.prepare(['title'], [[0], [0, 1, 2]]));
    } else if ('complete' in change) {
      const told = index.complete(change.complete, { ...change.how, limit: 1000 })
      said.push(
        told.map(({ tag }) => tag).sort((a, b) => a - b),
        isDescending(told.map(({ uses }) => uses)),
      )
      expected.push(oracle.complete(change.complete, change.how), true)
    } else {
      said.push(perform(change, index))
      expected.push(perform(change, oracle))
    }
  }
  return { said, expected }
}

const isDescending = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 0))

type Plain = Exclude<Change, { readonly reload: true } | { readonly complete: string }>

function perform(change: Plain, to: SearchIndex | Oracle): unknown {
  if ('upsert' in change) return to.upsert(change.upsert)
  if ('remove' in change) return to.remove(change.remove)
  if ('visibility' in change) return to.setVisibility(...change.visibility)
  if ('column' in change) return to.setColumn(...change.column)
  if ('tag' in change) return to.setTag(change.tag)
  if ('split' in change) return to.unsetSynonym(change.split)
  if ('ask' in change) return to.ask(change.ask)
  return to[change.verb](...change.tags)
}
