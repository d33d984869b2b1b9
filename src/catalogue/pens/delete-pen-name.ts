import { forgetPenName, type Leavable, leavablePenName } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { signOver } from '../../works/index.ts'

type DeletedPenName = 'deleted' | Extract<Leavable, string>

/** The name goes; what it signed is signed with the person's usual one. */
export function deletePenName(db: Db, by: Member, id: PenNameId): Promise<DeletedPenName> {
  return inTransaction(db, async (trx) => {
    const leavable = await leavablePenName(trx, by, id)
    if (typeof leavable === 'string') return leavable
    await signOver(trx, leavable.goes.id, leavable.heir.id)
    await forgetPenName(trx, leavable.goes.id)
    await tell(trx, 'heads.aged', { personId: by.id })
    return 'deleted'
  })
}
