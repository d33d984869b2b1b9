import { type Db, inTransaction } from '../../storage/transaction.ts'
import { counterOf } from '../../web/too-often.ts'
import { type Entrance, enter, type HalfWay } from './come-in.ts'
import { knownDevice } from './known-devices.ts'
import { type Changing, tellOwner } from './notices.ts'
import type { Visit } from './sessions.ts'
import { recover, takeCode } from './two-step.ts'

const MINUTE_MS = 60 * 1_000

type SecondStep =
  | { readonly in: Entrance; readonly by: 'app' | 'recovery-code' }
  | { readonly refused: 'wrong-code' | 'too-many' }

interface Tried {
  readonly halfWay: HalfWay
  readonly visit: Visit
  /** Of the app, or a recovery code: six digits are the app's. */
  readonly code: string
  /** Ask this browser for no code in the next 30 days. */
  readonly trust: boolean
}

type TakeSecondStep = (db: Db, changing: Changing, tried: Tried) => Promise<SecondStep>

/**
 * Five wrong codes, and the log-in begins anew. Strangers together have ten wrong codes of the app in a quarter of an
 * hour; a browser its person used before counts for itself, and a recovery code or a passkey always opens: whoever
 * knows a passphrase cannot shut its owner out.
 */
export function secondSteps(): TakeSecondStep {
  const ofThisLogIn = counterOf({ most: 5, withinMs: 10 * MINUTE_MS })
  const ofStrangers = counterOf({ most: 10, withinMs: 15 * MINUTE_MS })
  const told = counterOf({ most: 1, withinMs: 60 * MINUTE_MS })

  return async (db, changing, { halfWay, visit, code, trust }) => {
    const { person, mark, remembered } = halfWay
    const { now } = changing
    if (ofThisLogIn.take(mark, now) > 0) return { refused: 'too-many' }
    const coming = { person, visit, remembered }
    if (!/^\s*\d{3}\s?\d{3}\s*$/.test(code)) {
      if (!(await recover(db, changing, person, code))) return { refused: 'wrong-code' }
      return { in: await enter(db, changing, coming, 'passphrase', trust), by: 'recovery-code' }
    }
    const isStranger = (await knownDevice(db, person, visit)).seen !== 'before'
    if (isStranger && ofStrangers.take(String(person), now) > 0) {
      if (told.take(String(person), now) === 0)
        await inTransaction(db, (trx) => tellOwner(trx, changing, { person, kind: 'second-step-guessed' }))
      return { refused: 'too-many' }
    }
    if (!(await takeCode(db, changing, person, code))) return { refused: 'wrong-code' }
    if (isStranger) ofStrangers.giveBack(String(person))
    return { in: await enter(db, changing, coming, 'passphrase', trust), by: 'app' }
  }
}
