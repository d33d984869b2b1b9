import type { Transaction } from '../../storage/transaction.ts'
import { CODE_HOURS } from './mailed-codes.ts'

const KEPT_MS = CODE_HOURS.confirm * 60 * 60 * 1_000

/**
 * Removes the accounts whose link nobody opened in time: their names are free again, and so are the invitations they
 * were made with.
 */
export async function forgetUnconfirmed(trx: Transaction, now: Date): Promise<void> {
  const old = await trx
    .selectFrom('people')
    .select('id')
    .where('email_verified', '=', false)
    .where('created_at', '<=', new Date(now.getTime() - KEPT_MS))
    .forUpdate()
    .execute()
  if (old.length === 0) return
  const ids = old.map((row) => row.id)
  await trx
    .updateTable('invitations')
    .set({ used_at: null, used_by: null })
    .where('used_by', 'in', ids)
    .execute()
  await trx.deleteFrom('people').where('id', 'in', ids).execute()
}
