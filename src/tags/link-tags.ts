import type { Db } from '../storage/transaction.ts'
import { changeTags, reach, refuse, type TagAt } from './change-tags.ts'
import { type Link, NOTHING, type TagRow } from './graph-part.ts'
import { isLinked, metaTagsAbove, tiesOf } from './graph-reads.ts'
import { KINDS } from './kinds.ts'
import type { ChangedBy, Outcome } from './outcomes.ts'

type AddMetaTag =
  | 'same-tag'
  | 'different-kind'
  | 'no-meta-tags'
  | 'not-canonical'
  | 'already-so'
  | 'would-be-a-cycle'

/** Works under `tag` are found under `meta`, too, and under everything above it. */
export function addMetaTag(db: Db, by: ChangedBy, tag: TagAt, meta: TagAt): Promise<Outcome<AddMetaTag>> {
  return changeTags<AddMetaTag>({
    ...{ db, by, verb: 'add-meta-tag' },
    plan: async (trx) => {
      const [below, above] = [await reach(trx, tag), await reach(trx, meta)]
      if ('refused' in below) return below
      if ('refused' in above) return above
      if (below.tag.id === above.tag.id) return refuse('same-tag', below.tag)
      if (below.tag.kind !== above.tag.kind) return refuse('different-kind', above.tag)
      if (!KINDS[below.tag.kind].metaTags) return refuse('no-meta-tags', below.tag)
      for (const one of [below.tag, above.tag]) if (!one.canonical) return refuse('not-canonical', one)
      const link: Link = [below.tag.id, above.tag.id]
      if (await isLinked(trx, 'metaTags', link)) return refuse('already-so', above.tag)
      if ((await metaTagsAbove(trx, above.tag.id)).has(below.tag.id))
        return refuse('would-be-a-cycle', above.tag)
      return { about: link, before: NOTHING, after: { ...NOTHING, metaTags: [link] } }
    },
  })
}

export function removeMetaTag(
  db: Db,
  by: ChangedBy,
  tag: TagAt,
  meta: TagAt,
): Promise<Outcome<'not-linked'>> {
  return changeTags<'not-linked'>({
    ...{ db, by, verb: 'remove-meta-tag' },
    plan: async (trx) => {
      const [below, above] = [await reach(trx, tag), await reach(trx, meta)]
      if ('refused' in below) return below
      if ('refused' in above) return above
      const link: Link = [below.tag.id, above.tag.id]
      if (!(await isLinked(trx, 'metaTags', link))) return refuse('not-linked', above.tag)
      return { about: link, before: { ...NOTHING, metaTags: [link] }, after: NOTHING }
    },
  })
}

type AddParent = 'same-tag' | 'wrong-parent-kind' | 'not-canonical' | 'already-so'

/** Puts a tag where it belongs: a fandom in a medium, a character in a fandom. See kinds.ts. */
export function addParent(db: Db, by: ChangedBy, child: TagAt, parent: TagAt): Promise<Outcome<AddParent>> {
  return changeTags<AddParent>({
    ...{ db, by, verb: 'add-parent' },
    plan: async (trx) => {
      const [below, above] = [await reach(trx, child), await reach(trx, parent)]
      if ('refused' in below) return below
      if ('refused' in above) return above
      if (!mayStandUnder(below.tag, above.tag)) return refuse('wrong-parent-kind', above.tag)
      if (!above.tag.canonical) return refuse('not-canonical', above.tag)
      const link: Link = [below.tag.id, above.tag.id]
      const { parents } = await tiesOf(trx, below.tag.id)
      if (parents.some((one) => one.id === above.tag.id)) return refuse('already-so', above.tag)
      // AO3's rule: who a relationship is between says where it belongs.
      const theirs = above.tag.kind === 'character' ? (await tiesOf(trx, above.tag.id)).parents : []
      const inherited = theirs
        .filter(({ id, kind }) => kind === 'fandom' && !parents.some((one) => one.id === id))
        .map(({ id }): Link => [below.tag.id, id])
      return { about: link, before: NOTHING, after: { ...NOTHING, parents: [link, ...inherited] } }
    },
  })
}

const mayStandUnder = (child: TagRow, parent: TagRow): boolean =>
  KINDS[child.kind].parents.includes(parent.kind)

export function removeParent(
  db: Db,
  by: ChangedBy,
  child: TagAt,
  parent: TagAt,
): Promise<Outcome<'not-linked'>> {
  return changeTags<'not-linked'>({
    ...{ db, by, verb: 'remove-parent' },
    plan: async (trx) => {
      const [below, above] = [await reach(trx, child), await reach(trx, parent)]
      if ('refused' in below) return below
      if ('refused' in above) return above
      const link: Link = [below.tag.id, above.tag.id]
      if (!(await isLinked(trx, 'parents', link))) return refuse('not-linked', above.tag)
      return { about: link, before: { ...NOTHING, parents: [link] }, after: NOTHING }
    },
  })
}
