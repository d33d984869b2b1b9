import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { contentHash } from './content-hash.ts'
import { readRecord } from './read-record.ts'
import { ownWork, visibleTo } from './visibility.ts'

export type PostDraft = 'posted' | 'no-such-work' | 'not-yours' | 'already-posted'

/** A creator shows their draft to its readers, with all its chapters. One without a date is of today. */
export async function postDraft(db: Db, actor: Actor, id: WorkId, now: Date): Promise<PostDraft> {
  return inTransaction(db, async (trx) => {
    const work = await trx
      .selectFrom('works')
      .select(['standing', ownWork(actor).as('own')])
      .where('id', '=', id)
      .where(visibleTo(actor))
      .forUpdate()
      .executeTakeFirst()
    if (!work) return 'no-such-work'
    if (!work.own) return 'not-yours'
    if (work.standing !== 'draft' && work.standing !== 'scheduled') return 'already-posted'
    await postChapters(trx, id)
    await postHead(trx, id, now)
    const record = await readRecord(trx, actor, id)
    if (record)
      await trx
        .updateTable('works')
        .set({ content_hash: contentHash(record) })
        .where('id', '=', id)
        .execute()
    return 'posted'
  })
}

const postChapters = (trx: Transaction, id: WorkId) =>
  trx
    .updateTable('chapters')
    .set({ standing: 'posted' })
    .where('work_id', '=', id)
    .where('standing', '=', 'draft')
    .execute()

async function postHead(trx: Transaction, id: WorkId, now: Date): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  await sql`update works set standing = 'posted', sorted_at = ${now}, posted_at = ${now}, changed_at = ${now},
      chapters_posted = chapters.posted, words = chapters.words,
      published_on = coalesce(published_on, ${today}::date),
      completed_on = coalesce(completed_on, case when chapters_expected <= chapters.posted
        then coalesce(updated_on, published_on, ${today}::date) end)
    from (select count(*)::int as posted, coalesce(sum(words), 0)::int as words from chapters
      where work_id = ${id} and standing = 'posted') as chapters
    where works.id = ${id}`.execute(trx)
}
