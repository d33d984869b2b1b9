import { type SqlBool, sql } from 'kysely'
import type { PersonId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { keepCookie, ownCookie } from '../../web/session-cookie.ts'
import type { Visit } from './sessions.ts'
import { hashOf, newToken } from './tokens.ts'

const DAY_S = 24 * 60 * 60
const KNOWN_S = 400 * DAY_S
const TRUSTED_MS = 30 * DAY_S * 1_000

interface KnownDevice {
  /** `first`: nobody logged in to this account before, from anywhere. */
  readonly seen: 'before' | 'never' | 'first'
  /** It may go without the second step. */
  readonly trusted: boolean
}

/** Did this person log in with this browser before? */
export async function knownDevice(db: Db, person: PersonId, visit: Visit): Promise<KnownDevice> {
  const rows = await db
    .selectFrom('known_devices')
    .select(['token_hash', 'trusted_until'])
    .where('person_id', '=', person)
    .execute()
  const token = ownCookie(visit.cookie, 'device', visit.baseUrl)
  const hash = token ? hashOf(token) : undefined
  const own = hash && rows.find((row) => row.token_hash.equals(hash))
  if (!own) return { seen: rows.length > 0 ? 'never' : 'first', trusted: false }
  return { seen: 'before', trusted: own.trusted_until !== null && own.trusted_until > visit.now }
}

/** Remembers the browser for this person; the cookie to set. One browser has one token, whoever logs in with it. */
export async function knowDevice(db: Db, person: PersonId, visit: Visit, trust: boolean): Promise<string> {
  const { baseUrl, now } = visit
  const token = ownCookie(visit.cookie, 'device', baseUrl) ?? newToken()
  const trusted = trust ? { trusted_until: new Date(now.getTime() + TRUSTED_MS) } : {}
  await db
    .insertInto('known_devices')
    .values({ person_id: person, token_hash: hashOf(token), seen_at: now, ...trusted })
    .onConflict((row) => row.columns(['person_id', 'token_hash']).doUpdateSet({ seen_at: now, ...trusted }))
    .execute()
  return keepCookie('device', token, { baseUrl, seconds: KNOWN_S })
}

/** No browser goes without the second step any more. */
export async function trustNoDevice(trx: Transaction, person: PersonId): Promise<void> {
  await trx
    .updateTable('known_devices')
    .set({ trusted_until: null })
    .where('person_id', '=', person)
    .execute()
}

/** How many browsers go without the second step now. */
export async function trustedDevices(db: Db, person: PersonId, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('known_devices')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('person_id', '=', person)
    .where('trusted_until', '>', now)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The mark of this browser, where whoever has this name or address logged in with it before. */
export async function knownBrowser(
  db: Db,
  login: string,
  { cookie, baseUrl }: Pick<Visit, 'cookie' | 'baseUrl'>,
): Promise<string | undefined> {
  const token = ownCookie(cookie, 'device', baseUrl)
  if (!token) return undefined
  const row = await db
    .selectFrom('known_devices')
    .innerJoin('people', 'people.id', 'known_devices.person_id')
    .select('known_devices.id')
    .where('token_hash', '=', hashOf(token))
    .where(sql<SqlBool>`(name_key = lower(${login}) or email = lower(${login}))`)
    .executeTakeFirst()
  return row && hashOf(token).toString('hex')
}
