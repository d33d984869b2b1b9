import type { Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { giveUpShare } from './give-up-share.ts'
import { ownShares } from './own-share.ts'

interface Orphaning {
  readonly works: readonly WorkId[]
  readonly keepName: boolean
  /** Only what this pen name signs. */
  readonly pen?: PenNameId | undefined
  readonly now: Date
}

/** Somebody gives works up for good: nobody has them then. How many; what is not theirs is left alone. */
export async function orphanWorks(
  db: Db,
  by: Member,
  { works, keepName, pen, now }: Orphaning,
): Promise<number> {
  const own = new Set((await ownShares(db, by, pen ? { pen } : {})).map(({ id }) => id))
  const how = keepName ? 'orphan-named' : 'orphan'
  let done = 0
  for (const work of new Set(works)) {
    if (!own.has(work)) continue
    if (await inTransaction(db, (trx) => giveUpShare(trx, by, work, { how, pen, now }))) done++
  }
  return done
}
