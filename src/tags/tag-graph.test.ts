import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import type { ChangeId, TagId } from '../core/ids.ts'
import { faultsAt } from './graph-faults.ts'
import { isNothing } from './graph-part.ts'
import {
  addMetaTag,
  addParent,
  changeKind,
  KINDS,
  type Kind,
  knowTags,
  makeCanonical,
  makeSynonym,
  removeMetaTag,
  removeParent,
  renameTag,
  splitOff,
  undoTagChange,
} from './index.ts'

/** Sequences tried; TAG_SEQUENCES=10000 for the long run. */
const SEQUENCES = Number(process.env.TAG_SEQUENCES ?? 25)

const SORTS: readonly Kind[] = ['media', 'fandom', 'character', 'relationship', 'freeform']
const EACH = 5
let world: World
let ids: TagId[]
beforeAll(async () => {
  world = await makeWorld()
  const names = SORTS.flatMap((kind) =>
    Array.from({ length: EACH }, (_, at) => ({ kind, name: `${kind} ${at}` })),
  )
  ids = (await world.db.transaction().execute((trx) => knowTags(trx, names))).map((one) => one.id)
  // Most are canonical from the start, or hardly a link would be allowed.
  for (const [at, id] of ids.entries()) if (at % EACH < 3) await makeCanonical(world.db, 'program', id)
})
afterAll(() => world.end())

/** Mostly of one kind, or of kinds that go together, so that most steps succeed. */
const upTo = (max: number) => fc.noBias(fc.integer({ min: 0, max: max - 1 }))
const anyTag = upTo(SORTS.length * EACH)
const ofKind = fc
  .tuple(upTo(SORTS.length), upTo(EACH), upTo(EACH))
  .map(([kind, a, b]) => ({ a: kind * EACH + a, b: kind * EACH + b }))
const childAndParent = fc
  .tuple(fc.constantFrom<[Kind, Kind]>(...pairsOfKinds()), upTo(EACH), upTo(EACH))
  .map(([[child, parent], a, b]) => ({
    a: SORTS.indexOf(child) * EACH + a,
    b: SORTS.indexOf(parent) * EACH + b,
  }))

function pairsOfKinds(): [Kind, Kind][] {
  return SORTS.flatMap((child) => KINDS[child].parents.map((parent): [Kind, Kind] => [child, parent]))
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('canonical' as const), a: anyTag }) },
  { weight: 4, arbitrary: ofKind.map((two) => ({ verb: 'synonym' as const, ...two })) },
  { weight: 6, arbitrary: ofKind.map((two) => ({ verb: 'meta' as const, ...two })) },
  { weight: 2, arbitrary: ofKind.map((two) => ({ verb: 'unmeta' as const, ...two })) },
  { weight: 5, arbitrary: childAndParent.map((two) => ({ verb: 'parent' as const, ...two })) },
  { weight: 2, arbitrary: childAndParent.map((two) => ({ verb: 'unparent' as const, ...two })) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('split' as const), a: anyTag }) },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('rename' as const), a: anyTag, b: fc.nat({ max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('kind' as const), a: anyTag, b: fc.nat({ max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('tangle' as const), a: anyTag, b: anyTag }) },
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('undo' as const), a: upTo(8) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function take(one: Step, changes: readonly ChangeId[]) {
  const { db } = world
  const a = ids[one.a] ?? (0 as TagId)
  const b = 'b' in one ? (ids[one.b] ?? (0 as TagId)) : a
  switch (one.verb) {
    case 'canonical':
      return makeCanonical(db, 'program', a)
    case 'synonym':
      return makeSynonym(db, 'program', a, b)
    case 'meta':
      return addMetaTag(db, 'program', a, b)
    case 'unmeta':
      return removeMetaTag(db, 'program', ...(await someLink('meta_tags', one.b, [a, b])))
    case 'parent':
      return addParent(db, 'program', a, b)
    case 'unparent':
      return removeParent(db, 'program', ...(await someLink('tag_parents', one.b, [a, b])))
    case 'split':
      return splitOff(db, 'program', a)
    case 'rename':
      return renameTag(db, 'program', a, `another name ${one.b}`)
    case 'kind':
      return changeKind(db, 'program', a, SORTS[one.b] ?? 'fandom')
    case 'tangle':
      return makeSynonym(db, 'program', a, b)
    case 'undo':
      return undoTagChange(
        db,
        'program',
        changes.at(-1 - (one.a % Math.max(1, changes.length))) ?? (0 as ChangeId),
      )
  }
}

/** Mostly one that is there, so that there is something to take away. */
async function someLink(table: string, at: number, otherwise: [TagId, TagId]): Promise<[TagId, TagId]> {
  const { rows } = await world.pool.query<{ link: [TagId, TagId] }>(
    `select array[${table === 'meta_tags' ? 'tag_id, meta_id' : 'child_id, parent_id'}] as link from ${table} order by 1`,
  )
  return rows[at % (rows.length + 1)]?.link ?? otherwise
}

const graph = async () =>
  (
    await world.pool.query<{ graph: unknown }>(`select json_build_object(
      'tags', (select json_agg(tags order by id) from tags),
      'parents', (select json_agg(tag_parents order by child_id, parent_id) from tag_parents),
      'metas', (select json_agg(meta_tags order by tag_id, meta_id) from meta_tags)) as graph`)
  ).rows[0]?.graph

const changesMade = async (): Promise<ChangeId[]> =>
  (await world.db.selectFrom('tag_changes').select('id').orderBy('id').execute()).map((row) => row.id)

test('whatever is done and undone, no rule is broken, and undoing everything gives the first state', async () => {
  const first = await graph()
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      await world.pool.query('truncate tag_changes')
      const changes: ChangeId[] = []
      for (const one of steps) {
        const outcome = await take(one, changes)
        const said = 'refused' in outcome ? outcome.refused : 'done'
        seen.set(`${one.verb} ${said}`, (seen.get(`${one.verb} ${said}`) ?? 0) + 1)
        if ('done' in outcome) changes.push(outcome.done)
        const faults = await world.db.transaction().execute((trx) => faultsAt(trx, ids))
        expect(isNothing(faults), JSON.stringify({ one, faults })).toBe(true)
      }
      expect(await changesMade()).toEqual(changes)
      for (const id of changes.toReversed()) {
        const { undone_by: before } = await world.db
          .selectFrom('tag_changes')
          .select('undone_by')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        expect(before, `change ${id} counts again once what undid it is undone`).toBe(null)
        const outcome = await undoTagChange(world.db, 'program', id)
        expect(outcome, `undoing ${id}, the latest first`).toHaveProperty('done')
      }
      expect(await graph()).toEqual(first)
    }),
    // A few sequences are always the same, so that they are known to try every verb; a long run finds its own.
    { numRuns: SEQUENCES, ...(SEQUENCES < 500 ? { seed: 7 } : {}) },
  )
  for (const verb of ['canonical', 'synonym', 'meta', 'unmeta', 'parent', 'unparent', 'rename', 'undo'])
    expect(seen.get(`${verb} done`) ?? 0, `${verb}: ${JSON.stringify([...seen])}`).toBeGreaterThan(0)
})
