import fc from 'fast-check'
import { OWNER, WORKS } from '../src/catalogue/memory/schema.ts'
import { SORTS } from '../src/catalogue/question.ts'
import type { Scope, Wanted } from '../src/catalogue/wanted.ts'
import type { Filter } from '../src/search/index.ts'
import type { FoundTag } from '../src/tags/index.ts'
import { EACH, KINDS_USED, type RandomArchive } from './random-archive.ts'

const upTo = (max: number) => fc.noBias(fc.integer({ min: 0, max: max - 1 }))
const TAGS = KINDS_USED.length * EACH

/** Filters over places, not numbers: what a place is is looked up when it is asked. */
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tag: upTo(TAGS + 1) }) },
  { weight: 3, arbitrary: fc.record({ tag: upTo(TAGS + 1), exact: fc.constant(true) }) },
  { weight: 4, arbitrary: fc.record({ creator: upTo(40) }) },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.record({ choice: fc.constant('language'), is: fc.constantFrom('en', 'de', 'zh-Hans', 'xx') }),
      fc.record({ choice: fc.constantFrom('complete', 'crossover'), is: fc.constantFrom('yes', 'no') }),
      fc.record({ choice: fc.constant('audience'), is: fc.constantFrom('public', 'members', 'kept') }),
      fc.record({
        choice: fc.constant('disclosure'),
        is: fc.constantFrom('open', 'anonymous', 'unrevealed'),
      }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      column: fc.constantFrom(...WORKS.columns.map(({ name }) => name)),
      from: fc.oneof(
        fc.constant(undefined),
        fc.constantFrom(-5, 0, 1, 2, 10_957, 1_000, 946_684_800, 1e12, 1.5),
      ),
      to: fc.oneof(
        fc.constant(undefined),
        fc.constantFrom(-1, 0, 1, 2, 7, 10_957, 20_000, 2.5, 2_400_000_000),
      ),
    }) as fc.Arbitrary<Filter>,
  },
  { weight: 2, arbitrary: fc.record({ ids: fc.array(upTo(120), { maxLength: 40 }) }) },
)
const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
  const several = fc.array(tie('filter'), { maxLength: 3 })
  return {
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'filter' },
      { weight: 4, arbitrary: leaf },
      { weight: 2, arbitrary: fc.record({ all: several }) },
      { weight: 2, arbitrary: fc.record({ any: several }) },
      { weight: 2, arbitrary: fc.record({ none: several }) },
    ),
  }
})

export const question = fc.record({
  filter,
  scope: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ of: 'all' as const }) },
    { weight: 2, arbitrary: fc.record({ of: fc.constant('tag' as const), at: upTo(TAGS) }) },
    { weight: 1, arbitrary: fc.record({ of: fc.constant('person' as const), at: upTo(4) }) },
    { weight: 1, arbitrary: fc.record({ of: fc.constant('pen-name' as const), at: upTo(8) }) },
    { weight: 2, arbitrary: fc.constant({ of: 'library' as const }) },
  ),
  sort: fc.constantFrom(...SORTS),
  direction: fc.constantFrom<Wanted['direction']>('up', 'down'),
  offset: fc.constantFrom(0, 0, 0, 3, 50),
  limit: fc.constantFrom(5, 20, 1000),
  who: upTo(5),
})
export type Asked = typeof question extends fc.Arbitrary<infer Q> ? Q : never

/** The filter with the numbers that these places have in this archive. */
export function named(archive: RandomArchive, asked: Filter): Filter {
  const again = (one: Filter): Filter => named(archive, one)
  if ('all' in asked) return { all: asked.all.map(again) }
  if ('any' in asked) return { any: asked.any.map(again) }
  if ('none' in asked) return { none: asked.none.map(again) }
  if ('tag' in asked) return { ...asked, tag: archive.tags[asked.tag] ?? 999_999 }
  if ('creator' in asked) {
    const at = asked.creator >> 2
    const id =
      [archive.pens[at], archive.people[at % 4]?.id, archive.people[at % 4]?.id, at + 1][asked.creator & 3] ??
      0
    return {
      creator: [OWNER.penName, OWNER.account, OWNER.holder, OWNER.series][asked.creator & 3]?.(id) ?? 0,
    }
  }
  return asked
}

export function scopeOf(archive: RandomArchive, { scope }: Asked): Scope {
  switch (scope.of) {
    case 'tag':
      return { of: 'tag', tag: { id: archive.tags[scope.at] } as FoundTag }
    case 'person':
      return { of: 'person', id: archive.people[scope.at]?.id ?? (0 as never), unlinked: [] }
    case 'pen-name':
      return { of: 'pen-name', id: archive.pens[scope.at] ?? (0 as never) }
    default:
      return scope
  }
}
