import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { contentHash } from '../content-hash.ts'
import { readRecord } from '../read-record.ts'
import { renewWork } from './renew-work.ts'
import { isoToday } from './work-limits.ts'

interface Posting {
  readonly id: WorkId
  readonly now: Date
}

/**
 * A draft, or a work whose day has come, stands before its readers: with all its chapters but those that wait for a day
 * of their own. What has no date is of today. Its followers hear of it, unless its writer wants it silent.
 */
export async function postNow(trx: Transaction, by: Member, { id, now }: Posting): Promise<void> {
  const today = isoToday(now)
  const { announced, published_on: dated } = await trx
    .updateTable('works')
    .set((is) => ({
      standing: 'posted',
      posted_at: now,
      published_on: is.fn.coalesce('published_on', is.val(today)),
      ...{ posts_at: null, posts_local: null, posts_zone: null },
    }))
    .where('id', '=', id)
    .returning(['announced', 'published_on'])
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('chapters')
    .set((is) => ({
      standing: 'posted',
      published_on: is.fn.coalesce('published_on', is.val(dated ?? today)),
    }))
    .where('work_id', '=', id)
    .where((row) => row.or([row('standing', '=', 'posted'), row('posts_at', 'is', null)]))
    .execute()
  await renewWork(trx, id, { by, now, dated: true })
  const record = await readRecord(trx, by, id)
  if (!record) throw new Error(`posting work ${id}: it is not there`)
  await trx
    .updateTable('works')
    .set({ content_hash: contentHash(record) })
    .where('id', '=', id)
    .execute()
  if (announced) await tell(trx, 'work.posted', { workId: id, chapterId: null })
}
