import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'
import { GUEST, type Member } from '../../core/actor.ts'
import { peopleSearch } from './people-search.ts'

let world: World
let anne: Member
let emma: number
beforeAll(async () => {
  world = await makeWorld()
  anne = await world.person('anne_elliot', 'owner', ['Louisa Musgrove', 'Zoë Ångström'])
  await world.person('frederick', 'member', ['Captain Wentworth'])
  await world.person('emma', 'member', ['第三の筆'])
  emma = await world.work(anne, { creators: ['Louisa Musgrove'], fandoms: ['Persuasion', 'Sea Tales'] })
  await world.work(anne, { creators: ['Louisa Musgrove'], fandoms: ['Persuasion'] })
  await world.work(anne, { creators: ['Zoë Ångström'], fandoms: ['Camilla'], audience: 'members' })
  await world.work(anne, { creators: ['anne_elliot'], fandoms: ['Evelina'], anonymous: true })
  await world.work(
    await world.known('frederick'),
    { creators: ['far_harville'], fandoms: ['Persuasion'] },
    'kept',
  )
  await world.catalogue.catchUp()
})
afterAll(() => world.end())

const search = (query: string, inMemory = true) =>
  peopleSearch(
    {
      db: world.db,
      actor: GUEST,
      catalogue: inMemory ? world.catalogue : { ...world.catalogue, index: () => undefined },
    },
    '/people/search',
    new URLSearchParams(query),
  )
const names = async (query: string): Promise<string[]> =>
  ((await search(query)).people ?? []).map(({ name }) => name)

const LOUISA = 'Louisa Musgrove (anne_elliot)'
const ZOE = 'Zoë Ångström (anne_elliot)'

describe('[S-031] people are found', () => {
  test.each([
    ['by a whole word of a name', 'name=musgrove', [LOUISA]],
    ['not by a part of one', 'name=musg', []],
    ['by the beginning of one, with a star', 'name=musg*', [LOUISA]],
    ['without accents or capitals', 'name=zoe+angstrom', [ZOE]],
    ['by all the words', 'name=louisa+angstrom', []],
    ['by the account’s name in the other field', 'any=elliot', ['anne_elliot', LOUISA, ZOE]],
    ['by both fields at once', 'any=elliot&name=louisa', [LOUISA]],
    ['by both fields, of which one does not fit', 'any=wentworth&name=louisa', []],
    ['by a fandom’s name in the other field', 'any=sea+persuasion', [LOUISA]],
    ['by signs of a script without spaces', 'name=三の', ['第三の筆 (emma)']],
    ['by nothing that is no word', 'name=%27%25%5C', []],
  ])('%s', async (_how, query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('with their works and fandoms, as far as this reader may find them', async () => {
    const shown = async (query: string) =>
      (await search(query)).people?.map(({ works, fandoms }) => [works, fandoms.map(({ name }) => name)])
    expect(await shown('name=louisa')).toEqual([[2, ['Persuasion', 'Sea Tales']]])
    expect(await shown('name=zoe')).toEqual([[0, []]])
    expect((await search('name=louisa', false)).people?.[0]?.works).toBe(2)
    const page = await (await world.get('/people/search?name=zoe', 'frederick')).text()
    expect(page).toContain('1 work')
  })

  test('a name from elsewhere only by those who keep a work of it', async () => {
    expect(await names('name=harville')).toEqual([])
    expect(await (await world.get('/people/search?name=harville', 'frederick')).text()).toContain(
      '/creators/far_harville',
    )
  })
})

describe('[S-032] people are found by what they write for', () => {
  test('and not by what they wrote unnamed, for members, or keep', async () => {
    expect(await names('fandom=Persuasion')).toEqual([LOUISA])
    for (const fandom of ['Evelina', 'Camilla', 'Nowhere'])
      expect(await names(`fandom=${fandom}`)).toEqual([])
    expect((await search('fandom=Nowhere')).unknown).toEqual(['Nowhere'])
  })

  test('as soon as they post, change the tags, are named as creators, or leave', async () => {
    const { rows } = await world.pool.query<{ id: number }>(
      "select id from pen_names where name = 'Captain Wentworth'",
    )
    await world.pool.query('insert into creatorships (work_id, pen_name_id, position) values ($1, $2, 2)', [
      emma,
      rows[0]?.id,
    ])
    expect(await names('fandom=Sea+Tales')).toEqual(['Captain Wentworth (frederick)', LOUISA])
    await world.pool.query('delete from creatorships where work_id = $1 and pen_name_id <> $2', [
      emma,
      rows[0]?.id,
    ])
    expect(await names('fandom=Sea+Tales')).toEqual(['Captain Wentworth (frederick)'])
    await world.pool.query(
      "delete from work_tags where work_id = $1 and tag_id = (select id from tags where name = 'Sea Tales')",
      [emma],
    )
    expect(await names('fandom=Sea+Tales')).toEqual([])
    await world.work(await world.known('frederick'), { creators: ['frederick'], fandoms: ['Sea Tales'] })
    expect(await names('fandom=Sea+Tales')).toEqual(['frederick'])
  })
})
