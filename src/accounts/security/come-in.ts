import type { PersonId } from '../../core/ids.ts'
import { parsePersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { dropCookie, keepCookie, ownCookie } from '../../web/session-cookie.ts'
import { cookiesOf } from '../people/preferences.ts'
import { deviceOf } from './device.ts'
import { deviceSaid } from './device-said.ts'
import { knowDevice, knownDevice } from './known-devices.ts'
import { type Changing, tellOwner } from './notices.ts'
import { openSession, type Proof, type Visit } from './sessions.ts'
import { newToken, readSigned, sign } from './tokens.ts'
import { hasTwoStep } from './two-step.ts'

const HALF_WAY_S = 10 * 60

interface Coming {
  readonly person: PersonId
  readonly visit: Visit
  /** They ticked “Stay logged in”. */
  readonly remembered: boolean
}

export interface Entrance {
  readonly cookies: readonly string[]
  /** `half-way`: the second step is still to be taken. */
  readonly now: 'in' | 'half-way'
}

/** What a right passphrase opens: a session, or the door to the second step. */
export async function comeIn(db: Db, changing: Changing, coming: Coming): Promise<Entrance> {
  const { person, visit, remembered } = coming
  if (await hasTwoStep(db, person)) {
    const { trusted } = await knownDevice(db, person, visit)
    if (!trusted) return { now: 'half-way', cookies: [halfWayCookie(changing, person, remembered)] }
  }
  return enter(db, changing, coming, 'passphrase')
}

/** Begins the session, with the language and the reading settings of the account; a browser this person never used before is mailed to them. */
export async function enter(
  db: Db,
  changing: Changing,
  { person, visit, remembered }: Coming,
  by: Proof,
  trust = false,
): Promise<Entrance> {
  return inTransaction(db, async (trx) => {
    const { seen } = await knownDevice(trx, person, visit)
    const about = deviceSaid(deviceOf(visit.userAgent))
    if (seen === 'never') await tellOwner(trx, changing, { person, kind: 'new-device', about })
    const device = await knowDevice(trx, person, visit, trust)
    const session = await openSession(trx, person, visit, { by, remembered })
    const own = [session, device, dropCookie('second-step', visit.baseUrl), dropCookie('help', visit.baseUrl)]
    return { now: 'in', cookies: [...own, ...(await cookiesOf(trx, person))] }
  })
}

export interface HalfWay {
  readonly person: PersonId
  readonly remembered: boolean
  /** Of this one log-in. */
  readonly mark: string
}

function halfWayCookie({ baseUrl, secret, now }: Changing, person: PersonId, remembered: boolean): string {
  const until = new Date(now.getTime() + HALF_WAY_S * 1_000)
  const words = [person, remembered, newToken()]
  return keepCookie('second-step', sign(secret, 'second step', words, until), {
    baseUrl,
    seconds: HALF_WAY_S,
  })
}

/** Who gave the right passphrase with this browser in the last ten minutes. */
export function halfWayOf({ secret, now }: Changing, visit: Visit): HalfWay | undefined {
  const words = readSigned(secret, 'second step', ownCookie(visit.cookie, 'second-step', visit.baseUrl), now)
  if (!Array.isArray(words)) return undefined
  const person = parsePersonId(String(words[0]))
  return person && { person, remembered: words[1] === true, mark: String(words[2]) }
}
