import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { giveInvitations } from './invitations.ts'
import { type CodeFault, lookAtCode, takeCode } from './mailed-codes.ts'

interface Shown {
  readonly code: string
  readonly now: Date
}

/** Whose account a link would confirm: asked before its button is pressed. */
export async function confirmable(db: Db, shown: Shown): Promise<{ readonly name: string } | CodeFault> {
  const proof = await lookAtCode(db, { ...shown, purpose: 'confirm' })
  if (typeof proof === 'string') return proof
  return nameOf(db, proof.person)
}

/** The link was opened and its button pressed: the account is its person's from now on. */
export async function confirmAddress(db: Db, shown: Shown): Promise<{ readonly name: string } | CodeFault> {
  return inTransaction(db, async (trx) => {
    const proof = await takeCode(trx, { ...shown, purpose: 'confirm' })
    if (typeof proof === 'string') return proof
    await trx
      .updateTable('people')
      .set({ email_verified: true, updated_at: shown.now })
      .where('id', '=', proof.person)
      .execute()
    await giveInvitations(trx, proof.person, shown.now)
    return nameOf(trx, proof.person)
  })
}

async function nameOf(db: Db, person: PersonId): Promise<{ readonly name: string }> {
  return db.selectFrom('people').select('name').where('id', '=', person).executeTakeFirstOrThrow()
}
