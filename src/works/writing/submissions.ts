import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

interface Submission {
  readonly key: string
  readonly person: PersonId
  readonly now: Date
}

interface Made {
  readonly workId: WorkId | null
  readonly chapterId: ChapterId | null
}

/**
 * What this form has made already, or null: then it is this transaction's to make, and the same form sent at the same
 * moment waits here until it is made.
 */
export async function alreadyMade(trx: Transaction, { key, person, now }: Submission): Promise<Made | null> {
  const first = await trx
    .insertInto('submissions')
    .values({ key, person_id: person, made_at: now })
    .onConflict((row) => row.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (first) return null
  const made = await trx
    .selectFrom('submissions')
    .select(['work_id', 'chapter_id'])
    .where('key', '=', key)
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  return { workId: made.work_id, chapterId: made.chapter_id }
}

/** In the same transaction: what the form made. */
export async function noteMade(trx: Transaction, { key, person }: Submission, made: Made): Promise<void> {
  await trx
    .updateTable('submissions')
    .set({ work_id: made.workId, chapter_id: made.chapterId })
    .where('key', '=', key)
    .where('person_id', '=', person)
    .execute()
}
