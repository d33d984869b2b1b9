import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { setPassphrase } from '../check-passphrase.ts'
import { endKeysToo } from '../devices/end-keys-too.ts'
import { trustNoDevice } from '../security/known-devices.ts'
import { tellOwner } from '../security/notices.ts'
import { endSessions } from '../security/sessions.ts'
import { hasTwoStep } from '../security/two-step.ts'
import type { Writing } from './joining-mails.ts'
import { type CodeFault, lookAtCode, takeCode } from './mailed-codes.ts'
import { type PassphraseFault, passphraseFault } from './passphrases.ts'

export type ResetFaults = Readonly<Partial<Record<'password' | 'again', PassphraseFault | 'unequal'>>>

/** `secondStep`: a second factor stands between the new passphrase and the account. */
type Reset =
  | { readonly person: PersonId; readonly secondStep: boolean; readonly keysEnded: boolean }
  | { readonly faults: ResetFaults }
  | CodeFault

export interface NewPassphrase {
  readonly code: string
  readonly password: string
  readonly again: string
  /** The keys of devices end as well. */
  readonly endKeys: boolean
}

/** Whose passphrase a link would change; nothing is changed by looking. */
export async function resettable(
  db: Db,
  shown: { readonly code: string; readonly now: Date },
): Promise<{ readonly name: string } | CodeFault> {
  const proof = await lookAtCode(db, { ...shown, purpose: 'reset' })
  return typeof proof === 'string' ? proof : personOf(db, proof.person)
}

/** Puts a new passphrase in place of a forgotten one and ends every session, and, as far as is wished, every key of a device. Second factors stay as they are, and are asked for everywhere. */
export async function resetPassphrase(
  db: Db,
  { code, password, again, endKeys }: NewPassphrase,
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
    const { ended, more } = await endKeysToo(trx, writing, { person: taken.person, end: endKeys })
    await tellOwner(trx, writing, { person: taken.person, kind: 'passphrase-reset', more })
    return { person: taken.person, secondStep: await hasTwoStep(trx, taken.person), keysEnded: ended }
  })
}

async function personOf(
  db: Db,
  person: PersonId,
): Promise<{ readonly name: string; readonly email: string }> {
  return db.selectFrom('people').select(['name', 'email']).where('id', '=', person).executeTakeFirstOrThrow()
}
