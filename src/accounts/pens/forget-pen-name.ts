import type { Member } from '../../core/actor.ts'
import type { PenNameId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { lockPenNames } from './lock-pen-names.ts'
import type { PenName } from './pen-names-read.ts'

export type Leavable =
  | { readonly goes: PenName; readonly heir: PenName }
  | 'is-default'
  | 'called-like-account'
  | 'no-such-name'

/** May this pen name be deleted, and which one signs its works then? */
export async function leavablePenName(trx: Transaction, by: Member, id: PenNameId): Promise<Leavable> {
  const pens = await lockPenNames(trx, by)
  const [goes, heir] = [pens.find((one) => one.id === id), pens.find(({ isDefault }) => isDefault)]
  if (!goes) return 'no-such-name'
  if (goes.isAccount) return 'called-like-account'
  if (goes.isDefault || !heir) return 'is-default'
  return { goes, heir }
}

/** What it signed must have been signed by another before. */
export async function forgetPenName(trx: Transaction, id: PenNameId): Promise<void> {
  await trx.deleteFrom('pen_names').where('id', '=', id).execute()
}
