import type { Db, Transaction } from '../storage/transaction.ts'
import { changeTags, type Planned, reach, refuse, type TagAt } from './change-tags.ts'
import { NOTHING, type TagRow } from './graph-part.ts'
import { synonymsOf } from './graph-reads.ts'
import { KINDS } from './kinds.ts'
import type { ChangedBy, Outcome } from './outcomes.ts'

type BanTag = 'fixed-kind' | 'already-so'

/** From now on it is shown to nobody, with every name that means it; works keep it, for their writers to see. */
export function banTag(db: Db, by: ChangedBy, at: TagAt): Promise<Outcome<BanTag>> {
  return changeTags<BanTag>({
    ...{ db, by, verb: 'ban' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      const { tag } = reached
      if (KINDS[tag.kind].fixed) return refuse('fixed-kind', tag)
      return tag.banned ? refuse('already-so', tag) : banned(trx, tag, true)
    },
  })
}

/** It is a tag as any other again, with every name that means it. */
export function unbanTag(db: Db, by: ChangedBy, at: TagAt): Promise<Outcome<'not-banned'>> {
  return changeTags<'not-banned'>({
    ...{ db, by, verb: 'unban' },
    plan: async (trx) => {
      const reached = await reach(trx, at)
      if ('refused' in reached) return reached
      return reached.tag.banned ? banned(trx, reached.tag, false) : refuse('not-banned', reached.tag)
    },
  })
}

async function banned(trx: Transaction, tag: TagRow, be: boolean): Promise<Planned> {
  const names = (await synonymsOf(trx, tag.id)).filter((one) => one.banned !== be)
  const tags = [tag, ...names]
  return {
    about: [tag.id],
    before: { ...NOTHING, tags },
    after: { ...NOTHING, tags: tags.map((one) => ({ ...one, banned: be })) },
  }
}
