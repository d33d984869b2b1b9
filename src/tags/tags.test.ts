import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { titlesIn } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import type { ChangeId } from '../core/ids.ts'
import {
  addMetaTag,
  addParent,
  changeKind,
  type FoundTag,
  findTag,
  type Kind,
  makeCanonical,
  makeSynonym,
  type Outcome,
  type Refusal,
  type Relative,
  removeMetaTag,
  renameTag,
  splitOff,
  tagHistory,
  tagRelatives,
  undoTagChange,
} from './index.ts'

let world: World
let owner: Member
beforeAll(async () => {
  world = await makeWorld()
  owner = await world.person('keeper', 'owner')
  await world.person('reader')
})
afterAll(() => world.end())

const tag = (name: string, kind: Kind = 'freeform') => ({ kind, name })
const done = async (deed: Promise<Outcome<Refusal>>): Promise<ChangeId> => {
  const outcome = await deed
  if ('refused' in outcome) throw new Error(`refused: ${outcome.refused} ${outcome.tag?.name ?? ''}`)
  return outcome.done
}
const refusal = async (deed: Promise<Outcome<Refusal>>): Promise<string> => {
  const outcome = await deed
  return 'refused' in outcome ? outcome.refused : 'done'
}
const canonical = (name: string, kind?: Kind) => done(makeCanonical(world.db, owner, tag(name, kind)))
const meta = (name: string, above: string) => done(addMetaTag(world.db, owner, tag(name), tag(above)))
const found = async (name: string): Promise<FoundTag> => {
  const one = await findTag(world.db, name)
  if (!one) throw new Error(`no tag is called ${name}`)
  return one
}
const relatives = async (name: string): Promise<Record<string, string[]>> => {
  const all = await tagRelatives(world.db, (await found(name)).id)
  const names = (some: readonly Relative[]): string[] => some.map((one) => one.name)
  return Object.fromEntries(Object.entries(all).map(([how, some]) => [how, names(some)]))
}
const worksUnder = async (name: string): Promise<string[]> =>
  titlesIn(await (await world.get(`/works?tag=${encodeURIComponent(name)}`)).text()).sort()
const work = (title: string, record: object) => world.work(owner, { title, ...record })

test('[T-001] a work tagged with a synonym is listed under the canonical tag and keeps its own wording', async () => {
  await work('Worded', { additionalTags: ['Cosy Tea Time'] })
  await canonical('Tea')
  const change = await done(makeSynonym(world.db, owner, tag('Cosy Tea Time'), tag('Tea')))
  expect(await worksUnder('Tea')).toEqual(['Worded'])
  const page = await (await world.get(`/works?tag=Tea`)).text()
  expect(page).toContain('Cosy Tea Time')
  await undoTagChange(world.db, owner, change)
  expect(await worksUnder('Tea')).toEqual([])
})

test('[T-002] works move with a synonym, move on when it is led elsewhere, and back when it is split off', async () => {
  await work('Moved', { additionalTags: ['Umbrellas'] })
  await canonical('Rainwear')
  await canonical('Parasols')
  await done(makeSynonym(world.db, owner, tag('Umbrellas'), tag('Rainwear')))
  expect([await worksUnder('Rainwear'), await worksUnder('Parasols')]).toEqual([['Moved'], []])
  await done(makeSynonym(world.db, owner, tag('Umbrellas'), tag('Parasols')))
  expect([await worksUnder('Rainwear'), await worksUnder('Parasols')]).toEqual([[], ['Moved']])
  await done(splitOff(world.db, owner, tag('Umbrellas')))
  expect([await worksUnder('Parasols'), await worksUnder('Umbrellas')]).toEqual([[], ['Moved']])
})

test('[T-003] works under a subtag are listed under every meta-tag above it, never the other way round', async () => {
  for (const name of ['Weather', 'Storms', 'Thunder']) {
    await canonical(name)
    await work(`On ${name}`, { additionalTags: [name] })
  }
  await meta('Thunder', 'Storms')
  await meta('Storms', 'Weather')
  expect(await worksUnder('Thunder')).toEqual(['On Thunder'])
  expect(await worksUnder('Storms')).toEqual(['On Storms', 'On Thunder'])
  expect(await worksUnder('Weather')).toEqual(['On Storms', 'On Thunder', 'On Weather'])
  expect(await refusal(addMetaTag(world.db, owner, tag('Weather'), tag('Thunder')))).toBe('would-be-a-cycle')
})

test('[T-004] with its meta-tag replaced by that one’s own, works stay in the upper list alone', async () => {
  for (const name of ['Metals', 'Irons', 'Wrought Iron']) await canonical(name)
  await work('Forged', { additionalTags: ['Wrought Iron'] })
  await meta('Irons', 'Metals')
  await meta('Wrought Iron', 'Irons')
  await done(addMetaTag(world.db, owner, tag('Wrought Iron'), tag('Metals')))
  await done(removeMetaTag(world.db, owner, tag('Wrought Iron'), tag('Irons')))
  expect([await worksUnder('Metals'), await worksUnder('Irons')]).toEqual([['Forged'], []])
})

test('[T-006] a synonym of a name nobody has used makes that name canonical, with the fandoms of both', async () => {
  await canonical('Pickwick Papers', 'fandom')
  await canonical('Sam', 'character')
  await done(addParent(world.db, owner, tag('Sam', 'character'), tag('Pickwick Papers', 'fandom')))
  const change = await done(
    makeSynonym(world.db, owner, tag('Sam', 'character'), tag('Samuel Weller', 'character')),
  )
  expect(await found('Samuel Weller')).toMatchObject({ kind: 'character', canonical: true })
  expect(await relatives('Samuel Weller')).toMatchObject({ parents: ['Pickwick Papers'], synonyms: ['Sam'] })
  await undoTagChange(world.db, owner, change)
  expect(await found('Samuel Weller')).toMatchObject({ canonical: false })
  expect(await relatives('Samuel Weller')).toMatchObject({ parents: [], synonyms: [] })
})

test('[T-007] a synonym shares fandoms with its canonical tag, both ways, but not the people of a relationship', async () => {
  for (const name of ['Bleak House', 'Hard Times']) await canonical(name, 'fandom')
  for (const name of ['Esther', 'Ada']) await canonical(name, 'character')
  await canonical('Esther & Ada', 'relationship')
  const [own, other] = [tag('ada and esther', 'relationship'), tag('Esther & Ada', 'relationship')]
  await done(addParent(world.db, owner, own, tag('Bleak House', 'fandom')))
  await done(addParent(world.db, owner, own, tag('Esther', 'character')))
  await done(addParent(world.db, owner, other, tag('Hard Times', 'fandom')))
  await done(addParent(world.db, owner, other, tag('Ada', 'character')))
  await done(makeSynonym(world.db, owner, own, other))
  expect((await relatives('Esther & Ada'))['parents']).toEqual(['Ada', 'Bleak House', 'Hard Times'])
  expect((await relatives('ada and esther'))['parents']).toEqual(['Bleak House', 'Esther', 'Hard Times'])
})

test('[T-008] a canonical tag that becomes a synonym hands everything over, and an undo gives it all back', async () => {
  const kind: Kind = 'relationship'
  await canonical('Great Expectations', 'fandom')
  await canonical('Pip', 'character')
  for (const name of ['Pip/Estella', 'Estella/Pip', 'Every Pairing', 'Pip/Estella (older)'])
    await canonical(name, kind)
  await done(makeSynonym(world.db, owner, tag('pipstella', kind), tag('Estella/Pip', kind)))
  await done(addMetaTag(world.db, owner, tag('Estella/Pip', kind), tag('Every Pairing', kind)))
  await done(addMetaTag(world.db, owner, tag('Pip/Estella (older)', kind), tag('Estella/Pip', kind)))
  await done(addParent(world.db, owner, tag('Estella/Pip', kind), tag('Great Expectations', 'fandom')))
  await done(addParent(world.db, owner, tag('Estella/Pip', kind), tag('Pip', 'character')))
  const before = [await relatives('Estella/Pip'), await relatives('Pip/Estella')]
  const change = await done(makeSynonym(world.db, owner, tag('Estella/Pip', kind), tag('Pip/Estella', kind)))
  expect(await relatives('Pip/Estella')).toEqual({
    parents: ['Great Expectations', 'Pip'],
    metaTags: ['Every Pairing'],
    subTags: ['Pip/Estella (older)'],
    synonyms: ['Estella/Pip', 'pipstella'],
    children: [],
  })
  expect(await relatives('Estella/Pip')).toEqual({
    ...{ parents: ['Great Expectations'], metaTags: [], subTags: [], synonyms: [], children: [] },
  })
  expect(await undoTagChange(world.db, owner, change)).toHaveProperty('done')
  expect([await relatives('Estella/Pip'), await relatives('Pip/Estella')]).toEqual(before)
  const reader = await world.known('reader')
  for (const who of [reader, { type: 'guest' } as const])
    expect(await makeSynonym(world.db, who, tag('Estella/Pip', kind), tag('Pip/Estella', kind))).toEqual({
      refused: 'not-allowed',
    })
})

test('a fandom’s children go over with it, its media are shared', async () => {
  await canonical('Books', 'media')
  for (const name of ['Dombey', 'Dombey and Son']) await canonical(name, 'fandom')
  await done(addParent(world.db, owner, tag('Dombey', 'fandom'), tag('Books', 'media')))
  await done(addParent(world.db, owner, tag('Florence', 'character'), tag('Dombey', 'fandom')))
  await done(makeSynonym(world.db, owner, tag('Dombey', 'fandom'), tag('Dombey and Son', 'fandom')))
  expect(await relatives('Dombey and Son')).toMatchObject({ parents: ['Books'], children: ['Florence'] })
  expect(await relatives('Dombey')).toMatchObject({ parents: ['Books'], children: [] })
})

test('a meta-tag that becomes a synonym of what stands below or above it leaves no ring', async () => {
  for (const name of ['Top', 'Middle', 'Bottom']) await canonical(name)
  await meta('Middle', 'Top')
  await meta('Bottom', 'Middle')
  await done(makeSynonym(world.db, owner, tag('Middle'), tag('Bottom')))
  expect(await relatives('Bottom')).toMatchObject({ metaTags: ['Top'], subTags: [], synonyms: ['Middle'] })
  await done(makeSynonym(world.db, owner, tag('Bottom'), tag('Top')))
  expect(await relatives('Top')).toMatchObject({ metaTags: [], subTags: [], synonyms: ['Bottom', 'Middle'] })
})

test('a relationship belongs where its people belong', async () => {
  await canonical('Little Dorrit', 'fandom')
  await canonical('Amy', 'character')
  await done(addParent(world.db, owner, tag('Amy', 'character'), tag('Little Dorrit', 'fandom')))
  const change = await done(
    addParent(world.db, owner, tag('Amy/Arthur', 'relationship'), tag('Amy', 'character')),
  )
  expect((await relatives('Amy/Arthur'))['parents']).toEqual(['Amy', 'Little Dorrit'])
  await undoTagChange(world.db, owner, change)
  expect((await relatives('Amy/Arthur'))['parents']).toEqual([])
})

test('a tag that nobody uses can become one of another kind, and keeps to names that are free there', async () => {
  const change = await done(makeCanonical(world.db, owner, tag('Wishbone')))
  await undoTagChange(world.db, owner, change)
  await done(changeKind(world.db, owner, tag('Wishbone'), 'character'))
  expect(await found('character:Wishbone')).toMatchObject({ kind: 'character' })
  await canonical('Wishbone')
  expect(await refusal(changeKind(world.db, owner, tag('Wishbone', 'character'), 'freeform'))).toBe(
    'name-taken',
  )
})

test('a new name is found at once, the old one is free, and an undo says when it is free no more', async () => {
  await canonical('Old Name')
  const change = await done(renameTag(world.db, owner, tag('Old Name'), '  New   Name '))
  expect(await found('new name')).toMatchObject({ name: 'New Name', canonical: true })
  expect(await findTag(world.db, 'Old Name')).toBeUndefined()
  await work('Takes It', { additionalTags: ['old name'] })
  expect(await undoTagChange(world.db, owner, change)).toMatchObject({ refused: 'name-taken' })
  expect(await found('new name')).toMatchObject({ name: 'New Name' })
})

describe('an undo', () => {
  test('names the later changes that stand in its way, and goes through once they are undone', async () => {
    const first = await canonical('Sand')
    await canonical('Beaches')
    const second = await meta('Sand', 'Beaches')
    const third = await done(makeSynonym(world.db, owner, tag('Grit'), tag('Sand')))
    const refused = await undoTagChange(world.db, owner, first)
    expect(refused).toMatchObject({ refused: 'in-the-way' })
    if (!('changes' in refused)) throw new Error('it was not in the way')
    expect(refused.changes.map((one) => one.id)).toEqual([third, second])
    expect(refused.changes[0]).toMatchObject({ verb: 'make-synonym', by: 'keeper' })
    for (const id of [third, second, first])
      expect(await undoTagChange(world.db, owner, id)).toHaveProperty('done')
    expect(await found('Sand')).toMatchObject({ canonical: false })
    expect(await undoTagChange(world.db, owner, first)).toEqual({ refused: 'already-undone' })
    expect(await undoTagChange(world.db, owner, 2_000_000_000 as ChangeId)).toEqual({
      refused: 'no-such-change',
    })
  })

  test('can be undone in its turn', async () => {
    const first = await canonical('Pebbles')
    const undone = await undoTagChange(world.db, owner, first)
    if (!('done' in undone)) throw new Error(undone.refused)
    expect(await undoTagChange(world.db, owner, undone.done)).toHaveProperty('done')
    expect(await found('Pebbles')).toMatchObject({ canonical: true })
    expect(await undoTagChange(world.db, owner, first)).toHaveProperty('done')
    expect(await found('Pebbles')).toMatchObject({ canonical: false })
  })

  test('does not stand on what has nothing to do with it', async () => {
    for (const name of ['Rivers', 'Brooks', 'Becks']) await canonical(name)
    const first = await meta('Brooks', 'Rivers')
    await meta('Becks', 'Brooks')
    expect(await undoTagChange(world.db, owner, first)).toHaveProperty('done')
    expect(await relatives('Brooks')).toMatchObject({ metaTags: [], subTags: ['Becks'] })
  })

  test('never closes a ring', async () => {
    for (const name of ['North', 'East', 'South']) await canonical(name)
    await meta('North', 'East')
    await meta('East', 'South')
    const cut = await done(removeMetaTag(world.db, owner, tag('North'), tag('East')))
    const closing = await meta('South', 'North')
    const refused = await undoTagChange(world.db, owner, cut)
    expect(refused).toMatchObject({ refused: 'in-the-way', changes: [{ id: closing }] })
  })

  test('does not overrule what was changed by other means', async () => {
    const change = await canonical('By Hand')
    await world.pool.query(`update tags set canonical = false where name = 'By Hand'`)
    expect(await undoTagChange(world.db, owner, change)).toEqual({ refused: 'in-the-way', changes: [] })
  })
})

test('the history tells who did what to which tags, the latest first', async () => {
  await canonical('Lanterns')
  const rename = await done(renameTag(world.db, owner, tag('Lanterns'), 'Lamps of Paper'))
  const { id } = await found('Lamps of Paper')
  const lines = await tagHistory(world.db, { tag: id })
  expect(lines.map((one) => one.verb)).toEqual(['rename', 'make-canonical'])
  expect(lines[0]).toMatchObject({
    ...{ id: rename, by: 'keeper', nameBefore: 'Lanterns', undoneBy: null, undoes: null },
    about: [{ id, kind: 'freeform', name: 'Lamps of Paper' }],
  })
})

test('two wranglers who close a ring from both ends at once: one is refused', async () => {
  for (const name of ['Left', 'Right']) await canonical(name)
  const both = await Promise.all([
    refusal(addMetaTag(world.db, owner, tag('Left'), tag('Right'))),
    refusal(addMetaTag(world.db, owner, tag('Right'), tag('Left'))),
  ])
  expect(both.sort()).toEqual(['done', 'would-be-a-cycle'])
})
