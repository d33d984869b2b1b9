import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { titlesIn } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import { addMetaTag, makeCanonical, makeSynonym } from '../tags/index.ts'

let world: World
let by: Member

const numbered: readonly (readonly [
  title: string,
  kudos: number,
  hits: number,
  comments: number,
  bookmarks: number,
])[] = [
  ['Ten', 10, 999, 3, 1],
  ['Twenty', 20, 1_000, 2, 2],
  ['Thirty', 30, 5_000, 1, 3],
]

beforeAll(async () => {
  world = await makeWorld()
  by = await world.person('keeper', 'owner', ['Zed', 'anna'])
  const work = (title: string, record: object = {}) =>
    world.work(by, { title, creators: ['keeper'], characters: [], fandoms: ['Pickwick'], ...record })
  for (const [title, kudos, hits, comments, bookmarks] of numbered) {
    const id = await work(title, { creators: [title === 'Ten' ? 'Zed' : 'anna'], fandoms: ['Numbers'] })
    await world.pool.query('insert into work_counts values ($1, $2, $3, $4, $5)', [
      id,
      kudos,
      hits,
      comments,
      bookmarks,
    ])
  }
  await work('Two Fandoms', { fandoms: ['Pickwick', 'Bleak House'] })
  await work('Named Twice', { fandoms: ['Pickwick', 'The Pickwick Papers'] })
  await work('Above and Below', { fandoms: ['Bleak House', 'Dickens'] })
  await work('Pair', { relationships: ['Sam/Mary'], characters: [] })
  await work('Trio', { relationships: ['Sam/Mary/Job'] })
  await work('Alone', { characters: ['Sam'] })
  await work('Said', { summary: '<p>Sam/Mary, a slow fire.</p>' })
  await work('Slowly', { additionalTags: ['Slow Fire'] })
  await work('Smouldering', { additionalTags: ['Smouldering'] })
  await work('Uncurated', { additionalTags: ['an odd thought'] })
  await work('Mentions', { summary: '<p>It was an odd thought.</p>' })
  await work('One Shot', { chapters: [aChapter()], chapterCount: { posted: 1, expected: 1 } })
  const fandom = (name: string) => ({ kind: 'fandom' as const, name })
  const freeform = (name: string) => ({ kind: 'freeform' as const, name })
  for (const name of ['Pickwick', 'Bleak House', 'Dickens']) await makeCanonical(world.db, by, fandom(name))
  await makeSynonym(world.db, by, fandom('The Pickwick Papers'), fandom('Pickwick'))
  await addMetaTag(world.db, by, fandom('Bleak House'), fandom('Dickens'))
  await makeCanonical(world.db, by, freeform('Slow Fire'))
  await makeSynonym(world.db, by, freeform('Smouldering'), freeform('Slow Fire'))
})
afterAll(() => world.end())

const page = async (query: string): Promise<string> => (await world.get(`/works?${query}`)).text()
const inOrder = async (query: string): Promise<string[]> => titlesIn(await page(query))
const found = async (query: string): Promise<string[]> => (await inOrder(query)).sort()

describe('tags', () => {
  test('[S-004] words alone match tags by any of their names, and text; a tag asked for as well narrows it', async () => {
    expect(await found('q=slow fire')).toEqual(['Said', 'Slowly', 'Smouldering'])
    expect(await found('q=slow fire&tag=freeform:Slow Fire')).toEqual(['Slowly', 'Smouldering'])
  })

  test('[S-006] several of them must all match', async () => {
    expect(await found('tag=Pickwick&tag=Bleak House')).toEqual(['Two Fandoms'])
    expect(await found('tag=Pickwick&tag=relationship:Sam/Mary')).toEqual(['Pair'])
  })

  test('or any of several, or none', async () => {
    expect(await found('any=relationship:Sam/Mary&any=character:Sam')).toEqual(['Alone', 'Pair'])
    expect(await found('tag=Bleak House&not=Pickwick')).toEqual(['Above and Below'])
  })

  test('[S-007] a synonym means that very wording, a canonical tag all of its names', async () => {
    expect(await found('tag=The Pickwick Papers')).toEqual(['Named Twice'])
    expect(await found('tag=freeform:Smouldering')).toEqual(['Smouldering'])
    expect(await found('tag=Slow Fire')).toEqual(['Slowly', 'Smouldering'])
  })

  test('[S-008] one that nobody has curated matches tags only', async () => {
    expect(await found('tag=an odd thought')).toEqual(['Uncurated'])
    expect(await found('q=an odd thought')).toEqual(['Mentions', 'Uncurated'])
  })

  test('[S-009] a character is not part of a relationship, nor a pair part of a larger one', async () => {
    expect(await found('tag=character:Sam')).toEqual(['Alone'])
    expect(await found('tag=relationship:Sam/Mary')).toEqual(['Pair'])
    expect(await found('q=Sam Mary')).toEqual(['Pair', 'Said', 'Trio'])
  })
})

test('[S-014] crossovers can be left out or asked for; related fandoms and names of one make none', async () => {
  expect(await found('crossover=only')).toEqual(['Two Fandoms'])
  expect(await found('q=crossover:true')).toEqual(['Two Fandoms'])
  const without = await found('crossover=no&tag=Bleak House')
  expect(without).toEqual(['Above and Below'])
  expect(await found('crossover=no&tag=The Pickwick Papers')).toEqual(['Named Twice'])
})

describe('[S-017] numbers', () => {
  test.each([
    ['kudos=20', ['Twenty']],
    ['kudos=10-20', ['Ten', 'Twenty']],
    ['kudos=10 - 20', ['Ten', 'Twenty']],
    ['kudos=20-10', ['Ten', 'Twenty']],
    ['kudos=>20', ['Thirty']],
    ['kudos=> 20', ['Thirty']],
    ['kudos=20-', ['Thirty', 'Twenty']],
    ['kudos_from=20', ['Thirty', 'Twenty']],
    ['hits=<1,000&tag=Numbers', ['Ten']],
    ['hits=1,000', ['Twenty']],
    ['comments=<3&tag=Numbers', ['Thirty', 'Twenty']],
    ['bookmarks=2-3', ['Thirty', 'Twenty']],
    ['q=kudos>10', ['Thirty', 'Twenty']],
    ['q=hits: 1000', ['Twenty']],
    ['q=comments: 1 - 2', ['Thirty', 'Twenty']],
    ['q=bookmarks:<2&tag=Numbers', ['Ten']],
    ['single=yes&q=title:shot', ['One Shot']],
  ])('%s', async (query, titles) => {
    expect(await found(query.replace('+', '%2B'))).toEqual(titles)
  })
})

describe('[S-018] the order can be by', () => {
  test.each([
    ['kudos', ['Thirty', 'Twenty', 'Ten']],
    ['hits', ['Thirty', 'Twenty', 'Ten']],
    ['comments', ['Ten', 'Twenty', 'Thirty']],
    ['bookmarks', ['Thirty', 'Twenty', 'Ten']],
    ['title', ['Ten', 'Thirty', 'Twenty']],
    ['creator', ['Twenty', 'Thirty', 'Ten']],
  ])('%s, and the other way round', async (sort, titles) => {
    expect(await inOrder(`tag=Numbers&sort=${sort}`)).toEqual(titles)
    const other = sort === 'title' || sort === 'creator' ? 'desc' : 'asc'
    expect(await inOrder(`tag=Numbers&sort=${sort}&order=${other}`)).toEqual([...titles].reverse())
  })
})

describe('what nobody would ask is answered', () => {
  test.each([
    `page=1000000000`,
    `page=999999999999999999999`,
    `words=5000-10`,
    `words=${'9'.repeat(400)}`,
    Array.from({ length: 500 }, (_, at) => `tag=nobody ${at}`).join('&'),
    Array.from({ length: 600 }, (_, at) => `not=nobody ${at}`).join('&'),
    `q=${'('.repeat(10_000)}`,
    `q=${encodeURIComponent('"'.repeat(501))}`,
    `tag=${encodeURIComponent('\u202E\u0000 💜 ǅ ﷽ '.repeat(20))}`,
    `updated=${encodeURIComponent('..9999-99-99')}&posted=0000&updated_from=x`,
    `sort=constructor&order=__proto__&complete=maybe&crossover=2&language=zz`,
  ])('%.60s', async (query) => {
    const answer = await world.get(`/works?${query}`)
    expect(answer.status).toBe(200)
  })
})
