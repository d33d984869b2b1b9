import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'
import { wrangling } from '../../../test/wrangle.ts'
import { GUEST, type Member } from '../../core/actor.ts'
import { autocomplete, type CompletedKind, type Offered } from './autocomplete.ts'

let world: World
let writer: Member
const { canonical, synonym, parent } = wrangling(
  () => world,
  () => writer,
)

beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer', 'owner')
  const post = (record: Parameters<World['work']>[1]) => world.work(writer, record)
  await post({
    fandoms: ['Les Misérables'],
    characters: ['Éponine Thénardier'],
    additionalTags: ['Hurt/Comfort', 'Lamp'],
  })
  await post({ fandoms: ['Les Misérables'], characters: ['Cosette'], additionalTags: ['Lamplight'] })
  await post({ fandoms: ['Moby-Dick'], characters: ['Ishmael'], additionalTags: ['Lamplight', 'Cosette'] })
  await post({ fandoms: ['魔道祖師'], characters: ['魏無羨'], additionalTags: ['Enemies, Then Lovers'] })
  await post({ fandoms: ['モビー・ディック'], characters: ['イシュメール'] })
  await post({ fandoms: ['Moby Dick (Novel)'] })
  for (const title of ['Hidden 1', 'Hidden 2', 'Hidden 3'])
    await world.work(writer, { title, additionalTags: ['Lamp', 'Lampshade of a Draft'] }, 'draft')
  await world.work(writer, {
    title: 'Closed',
    audience: 'members',
    additionalTags: ['Lamp of Members'],
  })
  await canonical(['fandom', 'Moby-Dick'])
  await canonical(['fandom', 'Les Misérables'])
  await canonical(['character', 'Cosette'])
  await synonym(['fandom', 'Moby Dick (Novel)'], ['fandom', 'Moby-Dick'])
  await parent(['character', 'Cosette'], ['fandom', 'Les Misérables'])
  await world.catalogue.catchUp()
})
afterAll(() => world.end())

const MEMORY = () => ({ db: world.db, catalogue: world.catalogue, actor: GUEST })
/** While the catalogue is being read. */
const DATABASE = () => ({ ...MEMORY(), catalogue: { ...world.catalogue, index: () => undefined } })

const offer = (term: string, kind: CompletedKind = 'tag', within: readonly string[] = []) =>
  autocomplete(MEMORY(), { kind, term, within })
const names = async (...asked: Parameters<typeof offer>): Promise<string[]> =>
  (await offer(...asked)).map(({ name }) => name)

describe('a name is offered while it is typed', () => {
  test.each([
    ['by its first word', 'hurt', 'Hurt/Comfort'],
    ['by a later word', 'comf', 'Hurt/Comfort'],
    ['by words in another order', 'comf hur', 'Hurt/Comfort'],
    ['in other letters', 'ÉPON', 'Éponine Thénardier'],
    ['without its accents', 'thenar', 'Éponine Thénardier'],
    ['by signs of a script without spaces', '祖師', '魔道祖師'],
    ['by Japanese within a name', 'ディック', 'モビー・ディック'],
  ])('%s', async (_how, term, name) => {
    expect(await names(term)).toContain(name)
  })

  test('most works first, as this reader finds them, and each with their number', async () => {
    const found = await offer('lamp')
    expect(found.map(({ name, count }) => [name, count])).toEqual([
      ['Lamplight', 2],
      ['Lamp', 1],
    ])
    const member = await autocomplete(
      { ...MEMORY(), actor: writer },
      { kind: 'tag', term: 'lamp', within: [] },
    )
    expect(member.map(({ name }) => name)).toEqual(['Lamplight', 'Lamp', 'Lamp of Members'])
  })

  test('another name of a tag leads to the tag, and says so', async () => {
    const [found] = await offer('novel', 'fandom')
    expect(found).toMatchObject({ name: 'Moby-Dick', by: 'Moby Dick (Novel)', count: 2 })
  })

  test('inside the fandoms already chosen; where nothing there fits, from everywhere', async () => {
    expect(await names('co', 'character', ['Les Misérables'])).toEqual(['Cosette'])
    expect(await names('la', 'tag', ['fandom:Moby-Dick'])).toEqual(['Lamplight'])
    expect(await names('la', 'tag', ['No Such Fandom'])).toEqual(['Lamplight', 'Lamp'])
    expect(await names('ishm', 'character', ['Les Misérables'])).toEqual(['Ishmael'])
  })

  test('of one kind alone, or of all; a name of two kinds with its kind', async () => {
    expect((await offer('cosette')).map(({ value }) => value).sort()).toEqual([
      'character:Cosette',
      'freeform:Cosette',
    ])
    expect((await offer('cosette', 'character')).map(({ kind }) => kind)).toEqual(['character'])
    expect(await names('moby', 'relationship')).toEqual([])
  })

  test('but not one with a comma, which no field takes', async () => {
    expect(await names('enem')).toEqual([])
  })
})

test('what stands only on drafts or for members is offered to nobody else', async () => {
  for (const browsing of [MEMORY(), DATABASE()])
    for (const term of ['lampsh', 'members', 'lamp of'])
      expect(await autocomplete(browsing, { kind: 'tag', term, within: [] }), term).toEqual([])
})

test('while the catalogue is being read, names that begin so are offered all the same', async () => {
  const found = await autocomplete(DATABASE(), { kind: 'tag', term: 'lamp', within: [] })
  expect(found).toEqual(await offer('lamp'))
  const [novel] = await autocomplete(DATABASE(), { kind: 'fandom', term: 'Moby Dick', within: [] })
  expect(novel).toMatchObject({ name: 'Moby-Dick', by: 'Moby Dick (Novel)', count: 2 })
})

test('whatever is typed is answered, with fifteen at most and for a moment only', async () => {
  for (let n = 0; n < 20; n++) await world.work(writer, { additionalTags: [`Sextant ${n}`] })
  for (const term of [
    'sext',
    's'.repeat(10_000),
    '%',
    '\\',
    '_',
    "'",
    '\u0000',
    '\ud800',
    '🦀',
    '  ',
    '*',
    'א',
  ]) {
    const answer = await world.get(`/autocomplete/tag?term=${encodeURIComponent(term.toWellFormed())}`)
    expect(answer.status).toBe(200)
    const found = (await answer.json()) as Offered[]
    expect(found.length, term).toBeLessThanOrEqual(15)
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d\d$/)
    expect(answer.headers.get('vary')).toContain('cookie')
  }
  expect(await names('sext')).toHaveLength(15)
})

test('a kind before the name, as addresses have it, offers names of that kind, and stays', async () => {
  expect((await offer('fandom:mob')).map(({ value }) => value)).toEqual(['fandom:Moby-Dick'])
  expect((await offer('character: cos')).map(({ value }) => value)).toEqual(['character:Cosette'])
  expect(await names('relationship:cos')).toEqual([])
  expect(await names('fandom:')).toEqual([])
})
