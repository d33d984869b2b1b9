import { type Db, inTransaction } from '../../storage/transaction.ts'
import { setPassphrase } from '../check-passphrase.ts'
import { endKeysToo } from '../devices/end-keys-too.ts'
import { voidCodes } from '../joining/mailed-codes.ts'
import { type PassphraseFault, passphraseFault } from '../joining/passphrases.ts'
import { trustNoDevice } from './known-devices.ts'
import { type Changing, tellOwner } from './notices.ts'
import type { Prove } from './prove.ts'
import { endSessions, isFresh, type Session } from './sessions.ts'

type PassphraseChange = 'changed' | 'changed-and-keys-ended' | PassphraseRefusal

export type PassphraseRefusal = 'wrong-passphrase' | 'too-many' | 'unequal' | PassphraseFault

export interface Keeping {
  readonly prove: Prove
}

interface Asked {
  readonly session: Session
  /** The one until now. */
  readonly old: string
  readonly wished: string
  readonly again: string
  /** The keys of devices end as well. */
  readonly endKeys: boolean
  /** Of the archive: no passphrase may be made of it. */
  readonly archive: string
}

/** A session that showed a passkey in the last minutes needs no passphrase: that may be what was forgotten. */
export const needsNoPassphrase = (session: Session, now: Date): boolean =>
  session.provenBy === 'passkey' && isFresh(session, now)

/** Another passphrase; every session but this one ends, and the keys of devices unless they are to stay. */
export async function changePassphrase(
  db: Db,
  { prove }: Keeping,
  changing: Changing,
  { session, old, wished, again, endKeys, archive }: Asked,
): Promise<PassphraseChange> {
  const person = session.member.id
  const proven = needsNoPassphrase(session, changing.now)
    ? 'right'
    : await prove(db, session, old, changing.now)
  if (proven !== 'right') return proven === 'wrong' ? 'wrong-passphrase' : proven
  const { name, email } = await db
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const fault = passphraseFault(wished, [name, email, archive])
  if (fault) return fault
  if (wished !== again) return 'unequal'
  return inTransaction(db, async (trx): Promise<PassphraseChange> => {
    await setPassphrase(trx, person, wished)
    await voidCodes(trx, { person, purpose: 'reset', now: changing.now })
    await trustNoDevice(trx, person)
    await endSessions(trx, person, session)
    const { ended, more } = await endKeysToo(trx, changing, { person, end: endKeys })
    await tellOwner(trx, changing, { person, kind: 'passphrase-changed', more })
    return ended ? 'changed-and-keys-ended' : 'changed'
  })
}
