import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { type Actor, GUEST, type Member } from '../core/actor.ts'
import { CLASS, classesListedFor, classOfWork, keptBy, listedFor, ownWork } from './visibility.ts'

let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('reader')
  writer = await world.person('writer')
  await world.person('second')
})
afterAll(() => world.end())

const STANDINGS = ['draft', 'scheduled', 'posted', 'hidden', 'trashed'] as const
const AUDIENCES = ['public', 'members', 'kept'] as const
const DISCLOSURES = ['open', 'anonymous', 'unrevealed'] as const
const WHO = [null, 'reader', 'keeper', 'writer', 'second'] as const

/** A work for every state, by the writer and signed by the second one, too. */
async function everyState(): Promise<string[]> {
  const states = []
  for (const standing of STANDINGS)
    for (const audience of AUDIENCES)
      for (const disclosure of DISCLOSURES) {
        const id = await world.work(writer, { title: `${standing} ${audience} ${disclosure}` })
        await sql`update works set standing = ${standing}, audience = ${audience}, disclosure = ${disclosure}
          where id = ${id}`.execute(world.db)
        await sql`insert into creatorships (work_id, pen_name_id, position)
          select ${id}, pen_names.id, 2 from pen_names join people on people.id = person_id
          where people.name = 'second'`.execute(world.db)
        states.push(`${standing} ${audience} ${disclosure}`)
      }
  return states
}

test('[S-001] the class of a work says the same as the rule, for every state of a work and every reader', async () => {
  const states = await everyState()
  expect(states).toHaveLength(STANDINGS.length * AUDIENCES.length * DISCLOSURES.length)
  for (const who of WHO) {
    const actor: Actor = who ? await world.known(who) : GUEST
    const classes = sql`any(${[...classesListedFor(actor)]}::int[])`
    const { rows } = await sql<{ title: string; rule: boolean; classed: boolean }>`
      select title, ${listedFor(actor)} as rule, standing <> 'trashed' and ${classOfWork} = ${classes} as classed
      from works order by id`.execute(world.db)
    expect(rows.map(({ title }) => title)).toEqual(states)
    for (const { title, rule, classed } of rows) expect(classed, `${title}, to ${who}`).toBe(rule)
    // A list is never empty only because the two agree on nothing.
    expect(rows.filter(({ rule }) => rule)).toHaveLength(who ? 4 : 2)
    await expectShelf(actor, who)
  }
})

/** A reader's own shelf is the kept and the draft ones among what is theirs (catalogue/wanted.ts). */
async function expectShelf(actor: Actor, who: string | null): Promise<void> {
  const shelf = sql`any(${[CLASS.kept, CLASS.draft]}::int[])`
  const { rows } = await sql<{ title: string; rule: boolean; classed: boolean }>`
    select title, (${keptBy(actor)} or (standing in ('draft', 'scheduled') and ${ownWork(actor)})) as rule,
      standing <> 'trashed' and ${ownWork(actor)} and ${classOfWork} = ${shelf} as classed
    from works`.execute(world.db)
  for (const { title, rule, classed } of rows) expect(classed, `${title}, on the shelf of ${who}`).toBe(rule)
  const mine = { writer: 21, second: 12 }[who ?? '']
  expect(rows.filter(({ rule }) => rule)).toHaveLength(mine ?? 0)
}
