import type { WorkId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import { contentHash } from './content-hash.ts'
import type { WorkRecord } from './record.ts'

/** Keeps the record as it was before a change. */
export async function keepRevision(trx: Transaction, id: WorkId, former: WorkRecord): Promise<void> {
  await trx
    .insertInto('work_revisions')
    .values({ work_id: id, content_hash: contentHash(former), record: JSON.stringify(former) })
    .execute()
}
