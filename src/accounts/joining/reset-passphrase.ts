import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { setPassphrase } from '../check-passphrase.ts'
import { trustNoDevice } from '../security/known-devices.ts'
import { tellOwner } from '../security/notices.ts'
import { endSessions } from '../security/sessions.ts'
import { hasTwoStep } from '../security/two-step.ts'
import type { Writing } from './joining-mails.ts'
import { type CodeFault, lookAtCode, takeCode } from './mailed-codes.ts'
import { type PassphraseFault, passphraseFault } from './passphrases.ts'

export type ResetFaults = Readonly<Partial<Record<'password' | 'again', PassphraseFault | 'unequal'>>>

/** `secondStep`: a second factor stands between the new passphrase and the account. */
export type Reset =
  | { readonly person: PersonId; readonly secondStep: boolean }
  | { readonly faults: ResetFaults }
  | CodeFault

export interface NewPassphrase {
  readonly code: string
  readonly password: string
  readonly again: string
}

/** Whose passphrase a link would change; nothing is changed by looking. */
export async function resettable(
  db: Db,
  shown: { readonly code: string; readonly now: Date },
): Promise<{ readonly name: string } | CodeFault> {
  const proof = await lookAtCode(db, { ...shown, purpose: 'reset' })
  return typeof proof === 'string' ? proof : personOf(db, proof.person)
}

/** Puts a new passphrase in place of a forgotten one and ends every session. Second factors stay as they are, and are asked for everywhere. */
export async function resetPassphrase(
  db: Db,
  { code, password, again }: NewPassphrase,
  writing: Writing,
): Promise<Reset> {
  const { archive, now } = writing
  const proof = await lookAtCode(db, { code, purpose: 'reset', now })
  if (typeof proof === 'string') return proof
  const { name, email } = await personOf(db, proof.person)
  const fault = passphraseFault(password, [name, email, archive])
  if (fault) return { faults: { password: fault } }
  if (password !== again) return { faults: { again: 'unequal' } }
  return inTransaction(db, async (trx) => {
    const taken = await takeCode(trx, { code, purpose: 'reset', now })
    if (typeof taken === 'string') return taken
    await setPassphrase(trx, taken.person, password)
    await endSessions(trx, taken.person)
    await trustNoDevice(trx, taken.person)
    await tellOwner(trx, writing, { person: taken.person, kind: 'passphrase-reset' })
    return { person: taken.person, secondStep: await hasTwoStep(trx, taken.person) }
  })
}

async function personOf(
  db: Db,
  person: PersonId,
): Promise<{ readonly name: string; readonly email: string }> {
  return db.selectFrom('people').select(['name', 'email']).where('id', '=', person).executeTakeFirstOrThrow()
}
