import type { Db } from '../storage/transaction.ts'
import { changeTags, reach, refuse, type TagAt } from './change-tags.ts'
import { NOTHING, type TagRow } from './graph-part.ts'
import { KINDS } from './kinds.ts'
import type { ChangedBy, Outcome } from './outcomes.ts'

type MakeCanonical = 'fixed-kind' | 'already-so' | 'is-synonym'

/** Makes a tag canonical: offered, listed, the one its synonyms lead to. */
export function makeCanonical(db: Db, by: ChangedBy, at: TagAt): Promise<Outcome<MakeCanonical>> {
  return changeTags<MakeCanonical>({
    ...{ db, by, verb: 'make-canonical' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      const { tag } = reached
      if (tag.canonical) return refuse('already-so', tag)
      if (KINDS[tag.kind].fixed) return refuse('fixed-kind', tag)
      if (tag.synonymOf) return refuse('is-synonym', tag)
      return {
        about: [tag.id],
        before: { ...NOTHING, tags: [tag] },
        after: { ...NOTHING, tags: [asCanonical(tag)] },
      }
    },
  })
}

export const asCanonical = (tag: TagRow): TagRow => ({ ...tag, canonical: true, synonymOf: null })
