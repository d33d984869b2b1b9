import { tellLater } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { CODE_HOURS } from './mailed-codes.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const KEPT_MS = CODE_HOURS.confirm * (DAY_MS / 24)

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
  await lookAgain(trx)
  if (old.length === 0) return
  const ids = old.map((row) => row.id)
  await trx
    .updateTable('invitations')
    .set({ used_at: null, used_by: null })
    .where('used_by', 'in', ids)
    .execute()
  await trx.deleteFrom('people').where('id', 'in', ids).execute()
}

/** As long as any wait: the first look stands, so that a crowd of new ones does not put it off. */
async function lookAgain(trx: Transaction): Promise<void> {
  const waiting = await trx
    .selectFrom('people')
    .select('id')
    .where('email_verified', '=', false)
    .limit(1)
    .executeTakeFirst()
  if (waiting) await tellLater(trx, 'joining.aged', {}, DAY_MS, 'first')
}
