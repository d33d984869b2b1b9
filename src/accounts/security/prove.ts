import type { Db } from '../../storage/transaction.ts'
import { counterOf } from '../../web/too-often.ts'
import { hasPassphrase } from '../check-passphrase.ts'
import type { Session } from './sessions.ts'

export type Proven = 'right' | 'wrong' | 'too-many'
export type Prove = (db: Db, session: Session, passphrase: string, now: Date) => Promise<Proven>

/**
 * Is this the passphrase of whose session it is? Ten wrong ones in a quarter of an hour, on whichever form: whoever finds
 * a session open must not find out the passphrase with it.
 */
export function passphraseProofs(): Prove {
  const wrong = counterOf({ most: 10, withinMs: 15 * 60 * 1_000 })
  return async (db, { member }, passphrase, now) => {
    const key = String(member.id)
    if (wrong.take(key, now) > 0) return 'too-many'
    if (!(await hasPassphrase(db, member.id, passphrase))) return 'wrong'
    wrong.giveBack(key)
    return 'right'
  }
}
