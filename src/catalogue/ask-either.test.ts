import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EACH, KINDS_USED, openArchive, type RandomArchive, step, take } from '../../test/random-archive.ts'
import { makeWorld, NOW } from '../../test/world.ts'
import { type Actor, GUEST } from '../core/actor.ts'
import { TAG_KINDS } from '../core/values.ts'
import type { FacetCount, Filter } from '../search/index.ts'
import type { FoundTag } from '../tags/index.ts'
import { askDatabase } from './ask-database.ts'
import { askMemory } from './ask-memory.ts'
import { OWNER, WORD_BANDS, WORKS } from './memory/schema.ts'
import { questionIn, SORTS } from './question.ts'
import { type Scope, type Wanted, wantedBy } from './wanted.ts'

/** Sequences tried; CATALOGUE_SEQUENCES=10000 for the long run. */
const SEQUENCES = Number(process.env.CATALOGUE_SEQUENCES ?? 30)

let archive: RandomArchive
beforeAll(async () => {
  archive = await openArchive(await makeWorld())
  const steps = fc.sample(fc.array(step, { minLength: 60, maxLength: 60, size: 'max' }), {
    numRuns: 1,
    seed: 7,
  })
  for (const one of steps.flat()) await take(archive, one)
})
afterAll(() => archive.world.end())

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

const question = fc.record({
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
type Asked = typeof question extends fc.Arbitrary<infer Q> ? Q : never

function named(asked: Filter): Filter {
  if ('all' in asked) return { all: asked.all.map(named) }
  if ('any' in asked) return { any: asked.any.map(named) }
  if ('none' in asked) return { none: asked.none.map(named) }
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

async function scopeOf({ scope }: Asked): Promise<Scope> {
  switch (scope.of) {
    case 'tag':
      return { of: 'tag', tag: { id: archive.tags[scope.at] } as FoundTag }
    case 'person':
      return { of: 'person', id: archive.people[scope.at]?.id ?? (0 as never) }
    case 'pen-name':
      return { of: 'pen-name', id: archive.pens[scope.at] ?? (0 as never) }
    default:
      return scope
  }
}

async function compare(asked: Asked): Promise<number> {
  const { world, people } = archive
  const actor: Actor = people[asked.who] ?? GUEST
  const scope = await wantedBy(world.db, actor, await scopeOf(asked), questionIn(new URLSearchParams(), NOW))
  const { sort, direction } = asked
  const wanted: Wanted = { ...scope, filter: { all: [scope.scope, named(asked.filter)] }, sort, direction }
  const index = world.catalogue.index()
  if (!index) throw new Error('the catalogue is not ready')
  const memory = askMemory(index, wanted, asked)
  const { facets: _none, ...database } = await askDatabase(world.db, actor, wanted, asked)
  const { facets, ...found } = memory
  expect(found).toEqual(database)
  const all = await askDatabase(world.db, actor, wanted, { offset: 0, limit: 100_000 })
  expect(all.total).toBe(all.ids.length)
  for (const kind of TAG_KINDS)
    expect(facets?.counts.get(kind), kind).toEqual(await tagsCounted(kind, all.ids))
  for (const [name, expression] of Object.entries(COUNTED))
    expect(facets?.counts.get(name), name).toEqual(await valuesCounted(name, expression, all.ids))
  return found.total
}

async function tagsCounted(kind: string, ids: readonly number[]): Promise<FacetCount[]> {
  const { rows } = await archive.world.pool.query<FacetCount>(
    `select coalesce(tags.synonym_of, tags.id) as value, count(distinct work_id)::int as count
     from work_tags join tags on tags.id = tag_id where kind = $1 and work_id = any($2)
     group by 1 order by 2 desc, 1 limit 10`,
    [kind, ids],
  )
  return rows
}

/** Plain SQL, written apart from filter-sql.ts. */
const COUNTED = {
  language: 'language',
  complete: `case when completed_on is null then 'no' else 'yes' end`,
  length: `(select max(place) - 1 from unnest('{${WORD_BANDS}}'::int[]) with ordinality as band (least, place) where least <= words)`,
  year: `(greatest(extract(year from sorted_at at time zone 'UTC'), 1980) - 1980)::int`,
}

async function valuesCounted(
  name: string,
  expression: string,
  ids: readonly number[],
): Promise<FacetCount[]> {
  const value = ['length', 'year'].includes(name) ? `(${expression})::int` : `(${expression}) collate "C"`
  const { rows } = await archive.world.pool.query<FacetCount>(
    `select ${value} as value, count(*)::int as count from works where id = any($1) group by 1 order by 2 desc, 1`,
    [ids],
  )
  return rows
}

test('[S-026] memory and database answer every question alike, whatever was posted, hidden or wrangled before', async () => {
  const { world } = archive
  const done = new Map<string, number>()
  let found = 0
  await world.catalogue.catchUp()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.array(question, { minLength: 1, maxLength: 3 })), {
        minLength: 2,
        maxLength: 6,
      }),
      async (steps) => {
        for (const [one, questions] of steps) {
          const outcome = await take(archive, one)
          const said = outcome && typeof outcome === 'object' && 'refused' in outcome ? 'refused' : 'done'
          done.set(`${one.verb} ${said}`, (done.get(`${one.verb} ${said}`) ?? 0) + 1)
          await world.catalogue.catchUp()
          for (const asked of questions) if ((await compare(asked)) > 0) found++
        }
        await keepSmall()
      },
    ),
    // The archive lives on from one sequence to the next: a shorter one would not fail again.
    { numRuns: SEQUENCES, endOnFailure: true },
  )
  if (SEQUENCES < 300) return
  expect(found).toBeGreaterThan(SEQUENCES)
  for (const verb of [
    'post',
    'edit',
    'write',
    'trash',
    'delete',
    'count',
    'synonym',
    'split',
    'meta',
    'unmeta',
    'parent',
    'rename',
    'undo',
  ])
    expect(done.get(`${verb} done`) ?? 0, `${verb}: ${JSON.stringify([...done])}`).toBeGreaterThan(0)
  console.log(JSON.stringify({ found, done: [...done] }))
})

/** So that the thousandth sequence is as quick as the first. */
async function keepSmall(): Promise<void> {
  await archive.world.pool.query(
    `delete from works where standing = 'trashed' or id in (select id from works order by id desc offset 120)`,
  )
}
