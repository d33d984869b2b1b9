import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { announce } from './announce.ts'
import { keepPlan } from './keep-plan.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { renewWork } from './renew-work.ts'

type PostChapter = 'posted' | LockRefusal | 'no-such-chapter' | 'already-posted' | 'work-unposted' | 'empty'

/** A creator shows a draft chapter to the readers of its work, as it stands. */
export const postChapter = (
  db: Db,
  actor: Member,
  { workId, chapterId, now }: { readonly workId: WorkId; readonly chapterId: ChapterId; readonly now: Date },
): Promise<PostChapter> =>
  inTransaction<PostChapter>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, workId)
    if (typeof work === 'string') return work
    const chapter = await trx
      .selectFrom('chapters')
      .select(['standing', 'html'])
      .where('id', '=', chapterId)
      .where('work_id', '=', workId)
      .executeTakeFirst()
    if (!chapter) return 'no-such-chapter'
    if (work.standing === 'draft' || work.standing === 'scheduled') return 'work-unposted'
    if (chapter.standing === 'posted') return 'already-posted'
    if (!chapter.html) return 'empty'
    await showChapter(trx, actor, { workId, chapterId, now })
    return 'posted'
  })

interface Showing {
  readonly workId: WorkId
  readonly chapterId: ChapterId
  readonly now: Date
}

/**
 * A draft chapter of a posted work stands before its readers: of today, unless it was given an earlier day; one of
 * today moves its work to the top. In the transaction that has locked the work.
 */
export async function showChapter(
  trx: Transaction,
  by: Member,
  { workId, chapterId, now }: Showing,
): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const { announced, published_on: dated } = await trx
    .updateTable('chapters')
    .set((is) => ({
      standing: 'posted',
      published_on: is.fn.coalesce('published_on', is.val(today)),
      version: is('version', '+', 1),
      ...{ posts_at: null, posts_local: null, posts_zone: null },
    }))
    .where('id', '=', chapterId)
    .returning(['announced', 'published_on'])
    .executeTakeFirstOrThrow()
  await keepPlan(trx, by, { workId, planned: 'as-it-is', now })
  await renewWork(trx, workId, { by, now, dated: dated === today })
  await announce(trx, { workId, chapterId }, announced)
}
