import { randomBytes } from 'node:crypto'
import type { Member } from '../../core/actor.ts'
import type { PenNameId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { lockPenNames } from './lock-pen-names.ts'

type Unlinked = 'unlinked' | 'is-default' | 'called-like-account' | 'no-such-name'

/**
 * From now on nothing public ties this pen name to its account. Each time it gets a new address: the last one, once
 * linked again, has led to the account.
 */
export function unlinkPenName(db: Db, by: Member, id: PenNameId): Promise<Unlinked> {
  return inTransaction(db, async (trx) => {
    const pen = (await lockPenNames(trx, by)).find((one) => one.id === id)
    if (!pen) return 'no-such-name'
    if (pen.isAccount) return 'called-like-account'
    if (pen.isDefault) return 'is-default'
    if (pen.unlinked) return 'unlinked'
    const code = randomBytes(12).toString('base64url')
    await trx.updateTable('pen_names').set({ unlinked: true, code }).where('id', '=', id).execute()
    await tell(trx, 'heads.aged', { personId: by.id })
    return 'unlinked'
  })
}

/** Shows it as this person's again, everywhere at once. */
export function linkPenName(db: Db, by: Member, id: PenNameId): Promise<'linked' | 'no-such-name'> {
  return inTransaction(db, async (trx) => {
    const pen = (await lockPenNames(trx, by)).find((one) => one.id === id)
    if (!pen) return 'no-such-name'
    await trx.updateTable('pen_names').set({ unlinked: false }).where('id', '=', id).execute()
    return 'linked'
  })
}
