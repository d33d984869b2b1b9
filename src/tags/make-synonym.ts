import type { TagId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'
import { changeTags, type Planned, reach, refuse, type TagAt } from './change-tags.ts'
import { type Link, NOTHING, type TagRow } from './graph-part.ts'
import { metaTagsAbove, subTagsBelow, synonymsOf, type Ties, tiesOf } from './graph-reads.ts'
import { KINDS, SHARED_PARENTS } from './kinds.ts'
import { asCanonical } from './make-canonical.ts'
import type { ChangedBy, Outcome } from './outcomes.ts'

type MakeSynonym = 'fixed-kind' | 'same-tag' | 'different-kind' | 'not-canonical' | 'already-so' | 'is-banned'

/**
 * From now on works under `tag` are found under `canonical`; a name nobody has used yet becomes canonical with it.
 * AO3's rules for what hangs on the tag: its synonyms, subtags, meta-tags, children and the people of a relationship
 * go over; fandoms and media are from now on those of both.
 */
export function makeSynonym(
  db: Db,
  by: ChangedBy,
  tag: TagAt,
  canonical: TagAt,
): Promise<Outcome<MakeSynonym>> {
  return changeTags<MakeSynonym>({
    ...{ db, by, verb: 'make-synonym' },
    plan: async (trx) => {
      const [from, to] = [await reach(trx, tag), await reach(trx, canonical)]
      if ('refused' in from) return from
      if ('refused' in to) return to
      if (from.tag.id === to.tag.id) return refuse('same-tag', to.tag)
      if (from.tag.kind !== to.tag.kind) return refuse('different-kind', to.tag)
      const banned = [from.tag, to.tag].find((one) => one.banned)
      if (banned) return refuse('is-banned', banned)
      if (KINDS[from.tag.kind].fixed) return refuse('fixed-kind', from.tag)
      if (from.tag.synonymOf === to.tag.id) return refuse('already-so', to.tag)
      if (!to.tag.canonical && !to.isNew) return refuse('not-canonical', to.tag)
      return handedOver(trx, from.tag, to.tag)
    },
  })
}

async function handedOver(trx: Transaction, from: TagRow, to: TagRow): Promise<Planned> {
  const synonyms = await synonymsOf(trx, from.id)
  const [ties, theirs] = [await tiesOf(trx, from.id), await tiesOf(trx, to.id)]
  const metaTags = await metaTagsHandedOver(trx, { from: from.id, to: to.id, ties, theirs })
  const parents = parentsHandedOver(from, to, ties, theirs)
  const made = to.canonical ? [] : [to]
  return {
    about: [from.id, to.id],
    before: { tags: [from, ...synonyms, ...made], parents: parents.gone, metaTags: metaTags.gone },
    after: {
      tags: [
        { ...from, canonical: false, synonymOf: to.id },
        ...synonyms.map((one) => ({ ...one, synonymOf: to.id })),
        ...made.map(asCanonical),
      ],
      parents: parents.come,
      metaTags: metaTags.come,
    },
  }
}

interface HandingOver {
  readonly from: TagId
  readonly to: TagId
  readonly ties: Ties
  readonly theirs: Ties
}

interface Moved {
  readonly gone: Link[]
  readonly come: Link[]
}

/** A link that would lead the canonical tag back to itself is dropped: what it said is now said by the tag itself. */
async function metaTagsHandedOver(trx: Transaction, { from, to, ties, theirs }: HandingOver): Promise<Moved> {
  const { metaTags, subTags } = ties
  if (!metaTags.length && !subTags.length) return { gone: [], come: [] }
  const [above, below] = [await metaTagsAbove(trx, to), await subTagsBelow(trx, to)]
  return {
    gone: [...metaTags.map((meta): Link => [from, meta]), ...subTags.map((sub): Link => [sub, from])],
    come: [
      ...metaTags.filter((id) => !below.has(id) && !theirs.metaTags.includes(id)).map((id): Link => [to, id]),
      ...subTags.filter((id) => !above.has(id) && !theirs.subTags.includes(id)).map((id): Link => [id, to]),
    ],
  }
}

function parentsHandedOver(from: TagRow, to: TagRow, ties: Ties, theirs: Ties): Moved {
  const shared = (those: Ties): TagId[] =>
    those.parents.filter(({ kind }) => SHARED_PARENTS.includes(kind)).map(({ id }) => id)
  const own = from.canonical
    ? ties.parents.filter(({ kind }) => !SHARED_PARENTS.includes(kind)).map(({ id }) => id)
    : []
  const has = (those: Ties, id: TagId): boolean => those.parents.some((one) => one.id === id)
  const given = [...own, ...shared(ties)].filter((id) => !has(theirs, id))
  const taken = shared(theirs).filter((id) => !has(ties, id))
  const children = ties.children.filter((id) => !theirs.children.includes(id))
  return {
    gone: [...own.map((id): Link => [from.id, id]), ...ties.children.map((id): Link => [id, from.id])],
    come: [
      ...given.map((id): Link => [to.id, id]),
      ...taken.map((id): Link => [from.id, id]),
      ...children.map((id): Link => [id, to.id]),
    ],
  }
}

/** A synonym is a tag of its own again: known, and not canonical. What it handed over stays where it went. */
export function splitOff(db: Db, by: ChangedBy, at: TagAt): Promise<Outcome<'not-a-synonym'>> {
  return changeTags<'not-a-synonym'>({
    ...{ db, by, verb: 'split-off' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      const { tag } = reached
      if (!tag.synonymOf) return refuse('not-a-synonym', tag)
      return {
        about: [tag.id, tag.synonymOf],
        before: { ...NOTHING, tags: [tag] },
        after: { ...NOTHING, tags: [{ ...tag, synonymOf: null }] },
      }
    },
  })
}
