import type { ChapterId, WorkId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'

interface Posted {
  readonly workId: WorkId
  /** Null: the work itself, for the first time. */
  readonly chapterId: ChapterId | null
}

/**
 * Whoever follows the work, its creators or its series hears of it: unless it was posted silently, or a moderator hides
 * it. Whom it is given to, and whose work it comes from, hear of it either way.
 */
export async function announce(trx: Transaction, posted: Posted, announced: boolean): Promise<void> {
  const seen = await trx
    .selectFrom('works')
    .select('id')
    .where('id', '=', posted.workId)
    .where('standing', '=', 'posted')
    .executeTakeFirst()
  if (seen) await tell(trx, announced ? 'work.posted' : 'work.posted-silently', posted)
}
