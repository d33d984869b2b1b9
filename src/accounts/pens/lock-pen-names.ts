import type { Member } from '../../core/actor.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { ownPenNames, type PenName } from './pen-names-read.ts'

/** A person's pen names as they are now and stay until the end of the transaction: two tabs take turns. */
export async function lockPenNames(trx: Transaction, by: Member): Promise<PenName[]> {
  await trx.selectFrom('people').select('id').where('id', '=', by.id).forUpdate().execute()
  return ownPenNames(trx, by)
}
