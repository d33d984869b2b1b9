import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { deleteWork } from '../leaving/delete-works.ts'
import { TRASH_LOOK_MS } from './trash-chapter.ts'

/** So long what was deleted lies in the trash. */
export const TRASH_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1_000
/** So long a form that was sent is remembered: nobody sends it again after that. */
const SUBMISSION_DAYS = 30

/** What has lain in the trash long enough is gone for good, one at a time; stopped half-way, it goes on the next day. */
export async function emptyTrash(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - TRASH_DAYS * DAY_MS)
  try {
    for (const id of await agedWorks(db, before))
      await inTransaction(db, async (trx) =>
        (await stillAged(trx, id, before)) ? deleteWork(trx, id) : undefined,
      )
    for (const id of await agedChapters(db, before)) await inTransaction(db, (trx) => deleteChapter(trx, id))
    const sent = new Date(now.getTime() - SUBMISSION_DAYS * DAY_MS)
    await db.deleteFrom('submissions').where('made_at', '<', sent).execute()
  } finally {
    await inTransaction(db, (trx) => tellLater(trx, 'trash.aged', {}, TRASH_LOOK_MS, 'first'))
  }
}

async function agedWorks(db: Db, before: Date): Promise<WorkId[]> {
  const rows = await db
    .selectFrom('works')
    .select('id')
    .where('standing', '=', 'trashed')
    .where('trashed_at', '<=', before)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Somebody may be bringing it back at this moment. */
async function stillAged(trx: Transaction, id: WorkId, before: Date): Promise<boolean> {
  const row = await trx
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('standing', '=', 'trashed')
    .where('trashed_at', '<=', before)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

async function agedChapters(db: Db, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('trashed_chapters')
    .select('id')
    .where('trashed_at', '<=', before)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** With all it was before. */
export async function deleteChapter(trx: Transaction, trashedId: number): Promise<void> {
  const gone = await trx
    .deleteFrom('trashed_chapters')
    .where('id', '=', trashedId)
    .returning(['work_id', sql<ChapterId>`(chapter -> 'row' ->> 'id')::int`.as('chapter')])
    .executeTakeFirst()
  if (!gone) return
  await trx
    .deleteFrom('work_revisions')
    .where('work_id', '=', gone.work_id)
    .where('chapter_id', '=', gone.chapter)
    .execute()
}
