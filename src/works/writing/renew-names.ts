import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { readOwnHead } from '../read-record.ts'
import { headVector } from '../store-work.ts'
import { textConfig } from '../text-config.ts'

/**
 * After its creators or series changed, and nothing that stands in a form: the words a work is found by, and the time
 * its downloads bear. Its version stays, so that nobody who has its form open meets a conflict over it.
 */
export async function renewNames(trx: Transaction, by: Member, id: WorkId, now: Date): Promise<void> {
  const record = await readOwnHead(trx, by, id)
  if (!record) throw new Error(`renewing the names of work ${id}: it is not there for person ${by.id}`)
  await trx
    .updateTable('works')
    .set({ search: headVector(record, textConfig(record.language)), changed_at: now })
    .where('id', '=', id)
    .execute()
}
