import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'
import { wrangling } from '../../../test/wrangle.ts'
import { GUEST, type Member } from '../../core/actor.ts'
import { tagSearch } from './tag-search.ts'

let world: World
let writer: Member
const { canonical, synonym, parent, meta } = wrangling(
  () => world,
  () => writer,
)

beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer', 'owner')
  const post = (record: Parameters<World['work']>[1]) => world.work(writer, record)
  await post({ fandoms: ['Emma'], characters: ['Mr Knightley'], additionalTags: ['Strawberry Picking'] })
  await post({ fandoms: ['Emma'], characters: ['Knightley'], additionalTags: ['Strawberries'] })
  await post({
    fandoms: ['Emma', 'Persuasion'],
    characters: ['Anne Elliot'],
    relationships: ['Anne Elliot/Frederick Wentworth'],
    additionalTags: ['Strawberry Picking'],
  })
  await post({ fandoms: ['Jane Austen'], additionalTags: ['A walk: picking strawberries'] })
  await world.work(writer, { title: 'D', additionalTags: ['Strawberry Secret'] }, 'draft')
  await world.work(writer, { title: 'M', audience: 'members', additionalTags: ['Strawberry Fields'] })
  for (const name of ['Emma', 'Persuasion', 'Jane Austen']) await canonical(['fandom', name])
  await canonical(['freeform', 'Strawberry Picking'])
  await canonical(['character', 'Mr Knightley'])
  await canonical(['character', 'Anne Elliot'])
  await canonical(['relationship', 'Anne Elliot/Frederick Wentworth'])
  await canonical(['freeform', 'Strawberry Unused'])
  await synonym(['character', 'Knightley'], ['character', 'Mr Knightley'])
  await synonym(['freeform', 'Strawberries'], ['freeform', 'Strawberry Picking'])
  await parent(['character', 'Mr Knightley'], ['fandom', 'Emma'])
  await parent(['character', 'Anne Elliot'], ['fandom', 'Persuasion'])
  await parent(['character', 'Anne Elliot'], ['fandom', 'Emma'])
  await parent(['relationship', 'Anne Elliot/Frederick Wentworth'], ['character', 'Anne Elliot'])
  await meta(['fandom', 'Emma'], ['fandom', 'Jane Austen'])
  await post({ fandoms: ['Sanditon'] })
  await world.catalogue.catchUp()
})
afterAll(() => world.end())

const search = (query: string, inMemory = true) =>
  tagSearch(
    {
      db: world.db,
      actor: GUEST,
      catalogue: inMemory ? world.catalogue : { ...world.catalogue, index: () => undefined },
    },
    '/tags/search',
    new URLSearchParams(query),
  )
const names = async (query: string): Promise<string[]> =>
  ((await search(query)).tags ?? []).map(({ name }) => name)

describe('[T-033] tags are found', () => {
  test.each([
    ['by words of the name', 'name=strawberry+pick', ['Strawberry Picking']],
    [
      'by the beginnings of its words, in any order',
      'name=pick+straw',
      ['A walk: picking strawberries', 'Strawberry Picking'],
    ],
    ['but not by the middle of one', 'name=trawb', []],
    ['by kind', 'name=anne&kind=character', ['Anne Elliot']],
    ['that are filed under', 'name=straw&status=canonical', ['Strawberry Picking', 'Strawberry Unused']],
    ['that are other names', 'name=straw&status=synonymous', ['Strawberries']],
    ['that are neither', 'name=straw&status=neither', ['A walk: picking strawberries']],
    [
      'that are not filed under',
      'name=straw&status=non-canonical',
      ['A walk: picking strawberries', 'Strawberries'],
    ],
    [
      'that are one or the other',
      'name=straw&status=canonical-or-synonymous',
      ['Strawberries', 'Strawberry Picking', 'Strawberry Unused'],
    ],
    [
      'of any status',
      'name=straw&status=any',
      ['A walk: picking strawberries', 'Strawberries', 'Strawberry Picking', 'Strawberry Unused'],
    ],
  ])('%s', async (_how, query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('with how many works each has, and a mark on those works are filed under', async () => {
    const { tags } = await search('name=straw&sort=uses')
    expect(tags?.map(({ name, works, canonical, synonymOf }) => [name, works, canonical, synonymOf])).toEqual(
      [
        ['Strawberry Picking', 3, true, null],
        ['A walk: picking strawberries', 1, false, null],
        ['Strawberries', 1, false, 'Strawberry Picking'],
        ['Strawberry Unused', 0, true, null],
      ],
    )
    expect(await search('name=straw&sort=uses', false)).toEqual({
      ...(await search('name=straw&sort=uses')),
      pager: expect.anything(),
    })
    const page = await (await world.get('/tags/search?name=straw&sort=uses')).text()
    expect(page).toMatch(
      /<li class="canonical">(?:(?!<\/li>).)*Strawberry Picking(?:(?!<\/li>).)*canonical<\/span>/s,
    )
    expect(page.match(/<li class="canonical">/g)).toHaveLength(2)
  })

  test('and what stands only on works a reader may not see is no tag to them', async () => {
    expect(await names('name=secret')).toEqual([])
    expect(await names('name=fields')).toEqual([])
    expect((await search('name=strawberry')).total).toBe(2)
    expect(await (await world.get('/tags/search?name=strawberry', 'writer')).text()).toContain(
      'Strawberry Fields',
    )
  })

  test('in order of name, of their making, or of use, both ways', async () => {
    const up = await names('name=straw&sort=created&order=asc')
    expect(up.at(-1)).toBe('Strawberry Unused')
    expect(await names('name=straw&sort=created')).toEqual([...up].reverse())
    const byName = await names('name=straw&sort=name')
    expect(await names('name=straw&sort=name&order=desc')).toEqual([...byName].reverse())
    expect((await names('name=straw&sort=uses&order=asc')).at(-1)).toBe('Strawberry Picking')
  })
})

describe('[T-034] tags are found by fandom', () => {
  test.each([
    ['one', 'fandoms=Emma&kind=character', ['Anne Elliot', 'Knightley', 'Mr Knightley']],
    ['several, all of which it has to belong to', 'fandoms=Emma,+Persuasion&kind=character', ['Anne Elliot']],
    [
      'a relationship by its characters',
      'fandoms=Persuasion&kind=relationship',
      ['Anne Elliot/Frederick Wentworth'],
    ],
    ['one that nothing is filed under gives nothing', 'fandoms=Sanditon&kind=character', []],
    ['one that nobody knows is left out', 'fandoms=Nowhere,+Persuasion&kind=character', ['Anne Elliot']],
    ['only unknown ones', 'fandoms=Nowhere&name=anne&kind=character', ['Anne Elliot']],
    ['mixed with one that nothing is filed under', 'fandoms=Emma,+Sanditon', []],
  ])('%s', async (_how, query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('and the page says what it left out', async () => {
    const page = await (await world.get('/tags/search?fandoms=Nowhere,+Sanditon')).text()
    expect(page).toContain('No fandom here is called “Nowhere”; it was left out.')
    expect(page).toContain('Nothing is filed under “Sanditon”')
  })
})

test('fifty a page, with the whole number, and the last page for any beyond it', async () => {
  const many = Array.from({ length: 70 }, (_, n) => `Periwinkle ${String(n).padStart(3, '0')}`)
  await world.work(writer, { additionalTags: many.slice(0, 35) })
  await world.work(writer, { additionalTags: many.slice(35) })
  await world.catalogue.catchUp()
  for (const sort of ['name', 'uses', 'created&order=asc']) {
    const first = await search(`name=periwinkle&sort=${sort}`)
    expect([first.total, first.tags?.length, first.pager?.pages]).toEqual([70, 50, 2])
    const second = await search(`name=periwinkle&sort=${sort}&page=999999999`)
    expect([second.from, second.tags?.length, second.pager?.page]).toEqual([51, 20, 2])
    const names = [...(first.tags ?? []), ...(second.tags ?? [])].map(({ name }) => name)
    expect(new Set(names).size).toBe(70)
  }
})

describe('[S-023] a search of tags says what it did not understand', () => {
  const found = (query: string) =>
    tagSearch(
      { db: world.db, catalogue: world.catalogue, actor: GUEST },
      '/tags/search',
      new URLSearchParams(query),
    )

  test('a choice that there is not, and a page after the last', async () => {
    expect((await found('kind=nope&name=emma')).notes).toEqual([{ note: 'unclear', name: '' }])
    expect((await found('sort=beauty&name=emma')).notes).toEqual([{ note: 'unclear', name: '' }])
    expect((await found('kind=&status=any&order=&name=emma')).notes).toEqual([])
    expect((await found('name=emma&page=999')).notes).toEqual([{ note: 'late', name: '' }])
  })

  test('a star for the rest of a word is one more way to write what is so anyway', async () => {
    const names = async (query: string) => (await found(query)).tags?.map(({ name }) => name)
    expect(await names('name=strawb*')).toEqual(await names('name=strawb'))
    expect(await names('name=strawb*')).not.toEqual([])
  })

  test('a fandom as completion offers it, with its kind, where tags of other kinds have its name', async () => {
    const { notes, total } = await found('fandoms=fandom:Emma&kind=character')
    expect(notes).toEqual([])
    expect(total).toBe((await found('fandoms=Emma&kind=character')).total)
    expect(total).toBeGreaterThan(0)
  })
})
