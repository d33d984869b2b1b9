import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { GUEST } from '../../core/actor.ts'
import type { PenNameId, PersonId, TagId, WorkId } from '../../core/ids.ts'
import { findTag, tagFamily } from '../../tags/index.ts'
import { type Browsed, browse } from '../browse.ts'
import type { Catalogue } from '../memory/open.ts'
import { questionIn } from '../question.ts'
import type { Choices, Hidden } from './choices.ts'

let world: World
/** The same archive again: what is hidden in the one is thrown away in the other. */
let twin: World
beforeAll(async () => {
  ;[world, twin] = await Promise.all([made(), made()])
})
afterAll(async () => {
  await world.end()
  await twin.end()
})

async function made(): Promise<World> {
  const one = await makeWorld('sample')
  const by = await one.known('writer')
  const tags = { fandoms: ['Greek Mythology'], additionalTags: ['Fluff', 'A Tag of Mine'] }
  await one.work(by, { title: 'Whose Is It', ...tags })
  await one.pool.query("update works set disclosure = 'anonymous' where title = 'Whose Is It'")
  await one.work(by, { title: 'By Two', creators: ['writer', 'third_draft'], ...tags })
  await one.work(by, { title: 'For Members', audience: 'members', ...tags })
  return one
}

describe('what a reader hides', () => {
  const QUESTIONS = [
    '',
    'language=en',
    'tag=Fluff',
    'any=Fluff&any=Angst',
    'not=Fluff',
    'sort=title',
    'complete=yes&words=100-',
    'crossover=no',
    'q=door',
    'q=lamp or door',
    'creator=writer',
  ]
  const building: Catalogue = {
    index: () => undefined,
    catchUp: async () => {},
    keepUp: async () => {},
    close: async () => {},
  }

  const everyId = async <Id>(sql: string): Promise<Id[]> =>
    (await world.pool.query<{ id: Id }>(sql)).rows.map(({ id }) => id)

  test('is gone from lists, totals and facets as if it were not in the archive at all', async () => {
    const some = <Id>(ids: Id[]) => fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 })
    const hidden = fc.record({
      tags: some(
        await everyId<TagId>(
          "select distinct tags.id from tags join work_tags on tag_id = tags.id or tag_id in (select tag_id from meta_tags where meta_id = tags.id) where kind <> 'media' order by 1",
        ),
      ),
      works: some(await everyId<WorkId>('select id from works order by id')),
      accounts: some(await everyId<PersonId>('select id from people order by id')),
      penNames: some(await everyId<PenNameId>('select id from pen_names order by id')),
    })
    const asking = fc.record({
      hidden,
      query: fc.constantFrom(...QUESTIONS),
      page: fc.constantFrom(1, 2),
      guest: fc.boolean(),
    })
    await Promise.all([world.catalogue.catchUp(), twin.catalogue.catchUp()])
    await fc.assert(
      fc.asyncProperty(asking, async ({ hidden, query, page, guest }) => {
        const gone = await worksUnder(hidden)
        await twin.pool.query("update works set audience = 'kept' where id = any($1)", [gone])
        await twin.catalogue.catchUp()
        const actor = guest ? GUEST : await world.known('mrs_hudson_rents')
        const question = questionIn(new URLSearchParams(`${query}&page=${page}`), NOW)
        const choices: Choices = { filter: null, hidden }
        const without = await browse(
          { db: twin.db, catalogue: twin.catalogue, actor },
          { of: 'all' },
          question,
        )
        const hiding = await browse(
          { db: world.db, catalogue: world.catalogue, actor, choices },
          { of: 'all' },
          question,
        )
        const slowly = await browse(
          { db: world.db, catalogue: building, actor, choices },
          { of: 'all' },
          question,
        )
        await restore(gone)
        expect(seen(hiding)).toEqual(seen(without))
        expect({ ...seen(slowly), facets: null }).toEqual({ ...seen(without), facets: null })
        expect(slowly.taken).toEqual(hiding.taken)
        const all = await browse({ db: world.db, catalogue: world.catalogue, actor }, { of: 'all' }, question)
        expect(hiding.taken.byHidden).toBe(all.total - hiding.total)
      }),
      { numRuns: 40 },
    )
  })

  const audiences = new Map<number, string>()
  async function restore(ids: readonly number[]): Promise<void> {
    if (!audiences.size)
      for (const { id, audience } of (await world.pool.query('select id, audience from works')).rows)
        audiences.set(id, audience)
    for (const id of ids)
      await twin.pool.query('update works set audience = $2 where id = $1', [id, audiences.get(id)])
  }

  const seen = ({ ids, total, page, pages, languages, facets }: Browsed) => ({
    ...{ ids, total, page, pages, languages },
    facets: facets && [...facets.counts],
  })

  /** Told by other means than the engine's: the tags' own families, and names under open works. */
  async function worksUnder({ tags, works, accounts, penNames }: Hidden): Promise<number[]> {
    const families: number[] = []
    for (const id of tags) {
      const { rows } = await world.pool.query('select kind, name from tags where id = $1', [id])
      const tag = await findTag(world.db, `${rows[0].kind}:${rows[0].name}`)
      if (tag) families.push(...(await tagFamily(world.db, tag)))
    }
    const { rows } = await world.pool.query<{ id: number }>(
      `select id from works where id = any($1) or id in (select work_id from work_tags where tag_id = any($2))
        or (disclosure = 'open' and exists (select from creatorships join pen_names on pen_names.id = pen_name_id
          where work_id = works.id and (pen_names.id = any($3) or person_id = any($4))))`,
      [works, families, penNames, accounts],
    )
    return rows.map(({ id }) => id)
  }
})
