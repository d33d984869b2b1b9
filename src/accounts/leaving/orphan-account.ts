import type { Member } from '../../core/actor.ts'
import type { PenNameId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { penNamesOf } from '../pen-names.ts'

/** Whose works have no account any more: nobody's. It has no passphrase, and mail to its address reaches nobody. */
export const ORPHAN_ACCOUNT = 'orphan_account'

export const isOrphanAccount = ({ name }: { readonly name: string }): boolean =>
  name.toLowerCase() === ORPHAN_ACCOUNT

/** Made when it is first needed; two at once find the same. */
export async function orphanAccount(trx: Transaction): Promise<Member> {
  await trx
    .insertInto('people')
    .values({ name: ORPHAN_ACCOUNT, email: `${ORPHAN_ACCOUNT}@stand-in.invalid`, email_verified: true })
    .onConflict((row) => row.doNothing())
    .execute()
  const person = await trx
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('name_key', '=', ORPHAN_ACCOUNT)
    .executeTakeFirstOrThrow()
  return { type: 'member', ...person }
}

/** A name of the orphan account's, for works that keep theirs; or its own. */
export async function orphanPenName(trx: Transaction, name: string = ORPHAN_ACCOUNT): Promise<PenNameId> {
  const { id } = await orphanAccount(trx)
  await penNamesOf(trx, id, [ORPHAN_ACCOUNT], new Map())
  const [pen] = await penNamesOf(trx, id, [name], new Map())
  if (pen === undefined) throw new Error('orphaning: the name to sign with is not there')
  return pen
}
