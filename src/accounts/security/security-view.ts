import type { PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { deviceKeys } from '../devices/device-keys.ts'
import { trustedDevices } from './known-devices.ts'
import { type Event, eventsOf } from './notices.ts'
import { type PasskeyShown, passkeysOf } from './passkeys.ts'
import { recoveryCodesLeft } from './recovery-codes.ts'
import { type Session, type SessionShown, sessionsOf } from './sessions.ts'

export interface SecurityView {
  readonly name: string
  readonly email: string
  readonly passkeys: readonly PasskeyShown[]
  /** Since when the second step is on. */
  readonly twoStep: Date | null
  readonly codesLeft: number
  readonly trusted: number
  /** How many keys devices have. */
  readonly keys: number
  readonly sessions: readonly (SessionShown & { readonly isThis: boolean })[]
  readonly events: readonly Event[]
}

/** All that keeps an account safe, for its person alone. */
export async function securityView(db: Db, { id, member }: Session, now: Date): Promise<SecurityView> {
  const [account, passkeys, codesLeft, trusted, sessions, events, keys] = await Promise.all([
    accountOf(db, member.id),
    passkeysOf(db, member.id),
    recoveryCodesLeft(db, member.id),
    trustedDevices(db, member.id, now),
    sessionsOf(db, member.id, now),
    eventsOf(db, member.id),
    deviceKeys(db, member.id),
  ])
  return {
    ...{ ...account, passkeys, codesLeft, trusted, events, keys: keys.length },
    sessions: sessions.map((one) => ({ ...one, isThis: one.id === id })),
  }
}

function accountOf(db: Db, person: PersonId) {
  return db
    .selectFrom('people')
    .leftJoin('two_factors', 'two_factors.person_id', 'people.id')
    .select(['name', 'email', 'two_factors.made_at as twoStep'])
    .where('people.id', '=', person)
    .executeTakeFirstOrThrow()
}
