import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bringing, bring, bringing, openArchive, type RandomArchive } from '../../test/random-archive.ts'
import { type Asked, named, question, scopeOf } from '../../test/random-questions.ts'
import { step, take } from '../../test/random-steps.ts'
import { makeWorld, NOW } from '../../test/world.ts'
import { type Actor, GUEST } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { classesListedFor, visibleTo } from '../works/index.ts'
import { askDatabase } from './ask-database.ts'
import { askMemory } from './ask-memory.ts'
import { browse } from './browse.ts'
import { questionIn } from './question.ts'
import { type Wanted, wantedBy } from './wanted.ts'

/** Works left out, one after the other; CATALOGUE_SEQUENCES=10000 for the long run. */
const SECRETS = Math.min(400, Number(process.env.CATALOGUE_SEQUENCES ?? 5))

/** Two archives, alike in everything; then one of them gets a work that some may not see. */
let without: RandomArchive
let withIt: RandomArchive
beforeAll(async () => {
  const steps = fc
    .sample(fc.array(step, { minLength: 70, maxLength: 70, size: 'max' }), { numRuns: 1, seed: 11 })
    .flat()
  without = await openArchive(await makeWorld())
  withIt = await openArchive(await makeWorld())
  for (const archive of [without, withIt]) for (const one of steps) await take(archive, one)
  expect(await everyTag(without)).toEqual(await everyTag(withIt))
})
afterAll(async () => {
  await without.world.end()
  await withIt.world.end()
})

const everyTag = async ({ world }: RandomArchive) =>
  (await world.pool.query('select id, name, synonym_of, canonical from tags order by id')).rows

const SECRET = 'unspoken'
const STATES: readonly [string, string][] = [
  ['a draft', `standing = 'draft', audience = 'public', disclosure = 'open'`],
  ['scheduled', `standing = 'scheduled', audience = 'public', disclosure = 'open'`],
  ['hidden', `standing = 'hidden', audience = 'public', disclosure = 'open'`],
  ['unrevealed', `standing = 'posted', audience = 'public', disclosure = 'unrevealed'`],
  ['a kept copy', `standing = 'posted', audience = 'kept', disclosure = 'open'`],
  ['for members', `standing = 'posted', audience = 'members', disclosure = 'open'`],
  ['trashed', `standing = 'trashed', audience = 'public', disclosure = 'open'`],
]

/** With tags, a language and words that nothing else has, besides what others have, too. */
const secretly = ({ record, ...work }: Bringing): Bringing => ({
  ...work,
  how: 'posted',
  record: {
    ...record,
    ...{ title: `${SECRET} title`, language: 'sv' },
    additionalTags: [...(record.additionalTags ?? []), `${SECRET} freeform`],
    fandoms: [...(record.fandoms ?? []), `${SECRET} fandom`],
  },
})

const TEXTS = [
  `q=${SECRET}`,
  `q=${SECRET}+OR+lamp`,
  `tag=freeform:${SECRET}+freeform`,
  `tag=${SECRET}+fandom`,
  `not=${SECRET}+fandom`,
  `any=${SECRET}+freeform&any=fandom+d3`,
  `title=${SECRET}`,
  'language=sv',
  'creator=second',
  'sort=kudos',
  '',
]

/** Everything that is told to this reader. */
async function told(archive: RandomArchive, actor: Actor, asked: readonly Asked[]): Promise<unknown[]> {
  const { db, catalogue } = archive.world
  const index = catalogue.index()
  if (!index) throw new Error('the catalogue is not ready')
  const answers: unknown[] = []
  for (const one of asked) {
    const scope = await wantedBy(db, actor, {
      scope: scopeOf(archive, one),
      question: questionIn(new URLSearchParams(), NOW),
    })
    const { sort, direction } = one
    const wanted: Wanted = {
      ...scope,
      filter: { all: [scope.scope, named(archive, one.filter)] },
      sort,
      direction,
    }
    const { facets, ...found } = askMemory(index, wanted, one)
    answers.push({ one, found, counts: facets?.counts }, await askDatabase(db, actor, wanted, one))
  }
  for (const text of TEXTS) {
    const { facets, known, ...found } = await browse(
      { db, catalogue, actor },
      { of: 'all' },
      questionIn(new URLSearchParams(text), NOW),
    )
    answers.push({ text, found, counts: facets?.counts, known: [...known.keys()] })
  }
  const reader = { sees: classesListedFor(actor) }
  for (const typed of ['f', 'r', 'a', 'fandom', SECRET.slice(0, 3)]) {
    const offered = index.complete(typed, { reader, limit: 1000 }).map(({ tag }) => tag)
    answers.push({ typed, offered: offered.sort((a, b) => a - b) })
  }
  return answers
}

/** May they open it at its own address? Then they may know of its tags, too; and on their own shelf makers find it. */
async function maySee({ world }: RandomArchive, actor: Actor, id: number): Promise<boolean> {
  const seen = world.db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id as WorkId)
    .where(visibleTo(actor))
  return (await seen.executeTakeFirst()) !== undefined
}

test(
  '[S-001] a work that a reader may not list changes nothing they are told: no total, count, language or name',
  async () => {
    const works = fc.sample(bringing, { numRuns: SECRETS, seed: Number(process.env.SEED ?? 5) }).map(secretly)
    await without.world.catalogue.catchUp()
    for (const [at, work] of works.entries()) {
      const id = await bring(withIt, work, 100_000 + at)
      await withIt.world.pool.query('insert into work_counts values ($1, 99, 99, 99, 99)', [id])
      const asked = fc.sample(question, { numRuns: 6, seed: at })
      for (const [state, written] of STATES) {
        await withIt.world.pool.query(`update works set ${written} where id = $1`, [id])
        await withIt.world.catalogue.catchUp()
        for (const who of [0, 1, 2, 3, 4]) {
          const [actor, same] = [withIt.people[who] ?? GUEST, without.people[who] ?? GUEST]
          if (await maySee(withIt, actor, id)) continue
          expect(await told(withIt, actor, asked), `${state}, to ${who}`).toEqual(
            await told(without, same, asked),
          )
        }
      }
      await withIt.world.pool.query('delete from works where id = $1', [id])
    }
  },
  300_000 + SECRETS * 5_000,
)

test('what a reader may see is told: the comparison is not one of nothing with nothing', async () => {
  const [work] = fc.sample(bringing, { numRuns: 1, seed: 3 }).map(secretly)
  if (!work) throw new Error('no work was made')
  const id = await bring(withIt, work, 200_000)
  await withIt.world.pool.query(`update works set ${STATES[4]?.[1]} where id = $1`, [id])
  await withIt.world.catalogue.catchUp()
  const member = withIt.people[1] ?? GUEST
  expect(await told(withIt, member, [])).not.toEqual(await told(without, without.people[1] ?? GUEST, []))
})
