import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive, type RandomArchive } from '../../test/random-archive.ts'
import { type Asked, named, question, scopeOf } from '../../test/random-questions.ts'
import { step, take } from '../../test/random-steps.ts'
import { makeWorld, NOW } from '../../test/world.ts'
import { type Actor, GUEST } from '../core/actor.ts'
import { TAG_KINDS } from '../core/values.ts'
import type { FacetCount } from '../search/index.ts'
import { askDatabase } from './ask-database.ts'
import { askMemory } from './ask-memory.ts'
import { WORD_BANDS } from './memory/schema.ts'
import { questionIn } from './question.ts'
import { type Wanted, wantedBy } from './wanted.ts'

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

async function compare(asked: Asked): Promise<number> {
  const { world, people } = archive
  const actor: Actor = people[asked.who] ?? GUEST
  const question = questionIn(new URLSearchParams(), NOW)
  const scope = await wantedBy(world.db, actor, { scope: scopeOf(archive, asked), question })
  const { sort, direction } = asked
  const wanted: Wanted = {
    ...scope,
    filter: { all: [scope.scope, named(archive, asked.filter)] },
    sort,
    direction,
  }
  const index = world.catalogue.index()
  if (!index) throw new Error('the catalogue is not ready')
  const memory = askMemory(index, wanted, asked)
  const { facets: _none, ...database } = await askDatabase(world.db, actor, wanted, asked)
  const { facets, ...found } = memory
  expect(found).toEqual(database)
  const all = await askDatabase(world.db, actor, wanted, { offset: 0, limit: 100_000 })
  expect(all.total).toBe(all.ids.length)
  const counted = await countedIn(all.ids)
  const counts = (of: string): FacetCount[] => counted.filter((row) => row.of === of).map(bare)
  for (const kind of TAG_KINDS) expect(facets?.counts.get(kind), kind).toEqual(counts(kind).slice(0, 10))
  for (const name of Object.keys(COUNTED)) expect(facets?.counts.get(name), name).toEqual(counts(name))
  return found.total
}

const bare = ({ value, count }: FacetCount): FacetCount => ({ value, count })

/** Plain SQL, written apart from filter-sql.ts. */
const COUNTED = {
  language: 'language',
  complete: `case when completed_on is null then 'no' else 'yes' end`,
  length: `(select max(place) - 1 from unnest('{${WORD_BANDS}}'::int[]) with ordinality as band (least, place) where least <= words)`,
  year: `(greatest(extract(year from sorted_at at time zone 'UTC'), 1980) - 1980)::int`,
}

async function countedIn(ids: readonly number[]): Promise<(FacetCount & { readonly of: string })[]> {
  const values = Object.entries(COUNTED).map(([name, value]) => {
    const isNumber = name === 'length' || name === 'year'
    const pair = isNumber ? `null::text, (${value})::int` : `${value} collate "C", null::int`
    return `select '${name}', ${pair}, count(*)::int from works where id = any($1) group by 1, 2, 3`
  })
  const { rows } = await archive.world.pool.query(
    `select of, coalesce(to_jsonb(word), to_jsonb(number)) as value, count from (
       select kind as of, null::text as word, coalesce(tags.synonym_of, tags.id) as number,
         count(distinct work_id)::int as count
       from work_tags join tags on tags.id = tag_id where work_id = any($1) group by 1, 3
       union all ${values.join(' union all ')}) as counted order by count desc, number, word collate "C"`,
    [ids],
  )
  return rows
}

test(
  '[S-026] memory and database answer every question alike, whatever was posted, hidden or wrangled before',
  async () => {
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
  },
  300_000 + SEQUENCES * 3_000,
)

/** So that the thousandth sequence is as quick as the first. */
async function keepSmall(): Promise<void> {
  await archive.world.pool.query(
    `delete from works where standing = 'trashed' or id in (select id from works order by id desc offset 120)`,
  )
}
