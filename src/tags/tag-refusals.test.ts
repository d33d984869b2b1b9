import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import type { Member } from '../core/actor.ts'
import type { TagId } from '../core/ids.ts'
import {
  addMetaTag,
  addParent,
  changeKind,
  type Kind,
  makeCanonical,
  makeSynonym,
  type Outcome,
  type Refusal,
  removeMetaTag,
  removeParent,
  renameTag,
  splitOff,
} from './index.ts'

let world: World
let owner: Member
const tag = (name: string, kind: Kind = 'freeform') => ({ kind, name })
const done = async (deed: Promise<Outcome<Refusal>>): Promise<void> => {
  expect(await deed).toHaveProperty('done')
}

beforeAll(async () => {
  world = await makeWorld()
  owner = await world.person('keeper', 'owner')
  for (const name of ['Canon', 'Canon Too']) await done(makeCanonical(world.db, owner, tag(name)))
  await done(makeCanonical(world.db, owner, tag('A Fandom', 'fandom')))
  await done(makeCanonical(world.db, owner, tag('A Medium', 'media')))
  await done(makeSynonym(world.db, owner, tag('Syn'), tag('Canon')))
  await done(addParent(world.db, owner, tag('Loose'), tag('A Fandom', 'fandom')))
  await world.work(owner, { additionalTags: ['In Use'] })
})
afterAll(() => world.end())

const NOBODY = 2_000_000_000 as TagId
const { freeform, fandom } = { freeform: tag('Canon'), fandom: tag('A Fandom', 'fandom') }
const { media } = { media: tag('A Medium', 'media') }
const explicit = tag('Explicit', 'rating')
const cases: [string, string, (w: World) => Promise<Outcome<Refusal>>][] = [
  ['a number no tag has', 'no-such-tag', (w) => makeCanonical(w.db, owner, NOBODY)],
  ['canonical twice', 'already-so', (w) => makeCanonical(w.db, owner, freeform)],
  ['a synonym made canonical', 'is-synonym', (w) => makeCanonical(w.db, owner, tag('Syn'))],
  ['no name', 'empty-name', (w) => makeCanonical(w.db, owner, tag(' \u200b '))],
  ['151 characters', 'long-name', (w) => makeCanonical(w.db, owner, tag('🫖'.repeat(151)))],
  ['a comma', 'forbidden-characters', (w) => makeCanonical(w.db, owner, tag('this, that'))],
  ['a control character', 'forbidden-characters', (w) => makeCanonical(w.db, owner, tag('a\u0000b'))],
  ['its own synonym', 'same-tag', (w) => makeSynonym(w.db, owner, freeform, tag('CANON'))],
  ['synonyms of two kinds', 'different-kind', (w) => makeSynonym(w.db, owner, tag('Loose'), fandom)],
  ['a synonym of a synonym', 'not-canonical', (w) => makeSynonym(w.db, owner, tag('Loose'), tag('Syn'))],
  ['the same synonym', 'already-so', (w) => makeSynonym(w.db, owner, tag('Syn'), freeform)],
  ['a rating', 'fixed-kind', (w) => makeSynonym(w.db, owner, explicit, tag('Mature', 'rating'))],
  ['splitting what is whole', 'not-a-synonym', (w) => splitOff(w.db, owner, freeform)],
  ['itself as meta-tag', 'same-tag', (w) => addMetaTag(w.db, owner, freeform, freeform)],
  ['a meta-tag of another kind', 'different-kind', (w) => addMetaTag(w.db, owner, freeform, fandom)],
  [
    'media in trees',
    'no-meta-tags',
    (w) => addMetaTag(w.db, owner, media, tag('Uncategorized Fandoms', 'media')),
  ],
  [
    '[T-009] a meta-tag that is not there',
    'not-canonical',
    (w) => addMetaTag(w.db, owner, freeform, tag('Nowhere')),
  ],
  ['a subtag that is not canonical', 'not-canonical', (w) => addMetaTag(w.db, owner, tag('Loose'), freeform)],
  ['a link that is not there', 'not-linked', (w) => removeMetaTag(w.db, owner, freeform, tag('Canon Too'))],
  [
    'a fandom under a fandom',
    'wrong-parent-kind',
    (w) => addParent(w.db, owner, fandom, tag('Canon', 'fandom')),
  ],
  ['a freeform under media', 'wrong-parent-kind', (w) => addParent(w.db, owner, freeform, media)],
  [
    '[T-009] a parent that is not canonical',
    'not-canonical',
    (w) => addParent(w.db, owner, freeform, tag('A New Fandom', 'fandom')),
  ],
  ['the same parent', 'already-so', (w) => addParent(w.db, owner, tag('Loose'), fandom)],
  ['a parent it has not', 'not-linked', (w) => removeParent(w.db, owner, freeform, fandom)],
  ['a name that is taken', 'name-taken', (w) => renameTag(w.db, owner, freeform, 'canon  TOO')],
  ['the same name', 'already-so', (w) => renameTag(w.db, owner, freeform, ' Canon ')],
  ['a name with a star', 'forbidden-characters', (w) => renameTag(w.db, owner, freeform, 'Can*n')],
  ['a rating renamed', 'fixed-kind', (w) => renameTag(w.db, owner, explicit, 'Spicy')],
  ['the kind of a canonical tag', 'is-linked', (w) => changeKind(w.db, owner, freeform, 'fandom')],
  ['the kind of a linked tag', 'is-linked', (w) => changeKind(w.db, owner, tag('Loose'), 'character')],
  ['the kind of a tag in use', 'in-use', (w) => changeKind(w.db, owner, tag('In Use'), 'character')],
  ['a kind of closed list', 'fixed-kind', (w) => changeKind(w.db, owner, tag('In Use'), 'rating')],
]
test.each(cases)('a verb refuses, and changes nothing: %s', async (_name, expected, ask) => {
  const before = await everything()
  expect(await ask(world)).toMatchObject({ refused: expected })
  expect(await everything()).toEqual(before)
})

const everything = async () =>
  (
    await world.pool.query(`select
      (select json_agg(tags order by id) from tags) as tags,
      (select json_agg(tag_parents order by child_id, parent_id) from tag_parents) as parents,
      (select json_agg(meta_tags order by tag_id, meta_id) from meta_tags) as metas,
      (select count(*) from tag_changes) as changes`)
  ).rows[0]
