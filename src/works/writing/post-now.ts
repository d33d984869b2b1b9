import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { contentHash } from '../content-hash.ts'
import { readRecord } from '../read-record.ts'
import { announce } from './announce.ts'
import { settleDraft } from './place-chapter.ts'
import { renewWork } from './renew-work.ts'
import { isoToday } from './work-limits.ts'

interface Posting {
  readonly id: WorkId
  readonly now: Date
}

/**
 * A draft, or a work whose day has come, stands before its readers with its first chapter: those that were written
 * behind it stay drafts. What has no date is of today. Its followers hear of it, unless its writer wants it silent.
 */
export async function postNow(trx: Transaction, by: Member, { id, now }: Posting): Promise<void> {
  await settleDraft(trx, id)
  const work = await trx
    .updateTable('works')
    .set((is) => ({
      standing: 'posted',
      posted_at: now,
      published_on: is.fn.coalesce('published_on', is.val(isoToday(now))),
      ...{ posts_at: null, posts_local: null, posts_zone: null },
    }))
    .where('id', '=', id)
    .returning(['announced', 'published_on', 'import'])
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('chapters')
    .set((is) => ({ published_on: is.fn.coalesce('published_on', is.val(work.published_on)) }))
    .where('work_id', '=', id)
    .where('standing', '=', 'posted')
    .execute()
  await renewWork(trx, id, { by, now, dated: true })
  if (work.import) await knowAgain(trx, by, id)
  await announce(trx, { workId: id, chapterId: null }, work.announced)
  await lookForItsChapters(trx, id)
}

/** The same file brought once more is known by what it holds. Of what was written here there is no file. */
async function knowAgain(trx: Transaction, by: Member, id: WorkId): Promise<void> {
  const record = await readRecord(trx, by, id)
  if (!record) throw new Error(`posting work ${id}: it is not there`)
  await trx
    .updateTable('works')
    .set({ content_hash: contentHash(record) })
    .where('id', '=', id)
    .execute()
}

/** The day of a chapter may have come while its work was a draft. */
async function lookForItsChapters(trx: Transaction, id: WorkId): Promise<void> {
  const { rows } =
    await sql`select from chapters where work_id = ${id} and posts_at is not null limit 1`.execute(trx)
  if (rows.length) await tell(trx, 'writing.due', {})
}
