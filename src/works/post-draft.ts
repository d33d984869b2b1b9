import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { type LockRefusal, lockOwnWork } from './writing/lock-own.ts'
import { postNow } from './writing/post-now.ts'

type PostDraft = 'posted' | LockRefusal | 'already-posted'

/** A creator shows their draft to its readers, with all its chapters. One without a date is of today. */
export const postDraft = (db: Db, actor: Actor, id: WorkId, now: Date): Promise<PostDraft> =>
  inTransaction<PostDraft>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, id)
    if (typeof work === 'string') return work
    if (actor.type === 'guest') return 'not-yours'
    if (work.standing !== 'draft' && work.standing !== 'scheduled') return 'already-posted'
    await postNow(trx, actor, { id, now })
    return 'posted'
  })
