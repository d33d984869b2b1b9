import type { Member } from '../src/core/actor.ts'
import {
  addMetaTag,
  addParent,
  type Kind,
  makeCanonical,
  makeSynonym,
  type Outcome,
  type Refusal,
} from '../src/tags/index.ts'
import type { World } from './world.ts'

type Name = readonly [kind: Kind, name: string]

/** The verbs of the tag graph, for tests that only need them done. */
export function wrangling(world: () => World, by: () => Member) {
  const done = async (deed: Promise<Outcome<Refusal>>): Promise<void> => {
    const outcome = await deed
    if ('refused' in outcome) throw new Error(`refused: ${outcome.refused} ${outcome.tag?.name ?? ''}`)
  }
  const tag = ([kind, name]: Name) => ({ kind, name })
  return {
    canonical: (one: Name) => done(makeCanonical(world().db, by(), tag(one))),
    synonym: (one: Name, of: Name) => done(makeSynonym(world().db, by(), tag(one), tag(of))),
    parent: (child: Name, above: Name) => done(addParent(world().db, by(), tag(child), tag(above))),
    meta: (below: Name, above: Name) => done(addMetaTag(world().db, by(), tag(below), tag(above))),
  }
}
