import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { PersonId, SkinId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { dropCookie, keepCookie, ownCookie } from '../../web/session-cookie.ts'
import { type Device, deviceOf } from './device.ts'
import { hashOf, newToken } from './tokens.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const USUAL_MS = 14 * DAY_MS
/** For who ticked “Stay logged in”. */
const REMEMBERED_MS = 92 * DAY_MS
/** Within this a session need not prove itself again. */
const FRESH_MS = 15 * 60 * 1_000
/** “Last used” is not written with every page. */
const USED_EVERY_MS = 10 * 60 * 1_000

export type Proof = 'passphrase' | 'passkey'

export interface Session {
  readonly id: number
  readonly member: Member
  readonly provenAt: Date
  readonly provenBy: Proof
  /** They want to go, and may come back until then. */
  readonly leavesAt?: Date | null
  /** The site skin they wear. */
  readonly skin?: SkinId | null
}

/** A browser at the door. */
export interface Visit {
  readonly baseUrl: string
  /** Its `Cookie` header. */
  readonly cookie?: string | undefined
  readonly userAgent?: string | undefined
  readonly now: Date
}

/** Begins a session, always with a new token, and ends the one this browser had; the cookie to set. */
export async function openSession(
  db: Db,
  person: PersonId,
  visit: Visit,
  { by = 'passphrase', remembered = false }: { readonly by?: Proof; readonly remembered?: boolean } = {},
): Promise<string> {
  const token = newToken()
  const life = remembered ? REMEMBERED_MS : USUAL_MS
  const { baseUrl, now } = visit
  await endSession(db, visit)
  const times = { created_at: now, used_at: now, proven_at: now, expires_at: new Date(now.getTime() + life) }
  await db
    .insertInto('sessions')
    .values({
      person_id: person,
      token_hash: hashOf(token),
      proven_by: by,
      ...deviceOf(visit.userAgent),
      ...times,
    })
    .execute()
  return keepCookie('session', token, { baseUrl, seconds: life / 1_000 })
}

/** Whose session a request belongs to: one query. None of somebody who was banned. */
export async function sessionOf(db: Db, { baseUrl, cookie, now }: Visit): Promise<Session | undefined> {
  const token = ownCookie(cookie, 'session', baseUrl)
  if (!token) return undefined
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['sessions.id as session', 'used_at', 'proven_at', 'proven_by'])
    .select(['people.id', 'people.name', 'people.role', 'people.leaves_at', 'people.skin_id'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .where('standing', '<>', 'banned')
    .executeTakeFirst()
  if (!row) return undefined
  if (now.getTime() - row.used_at.getTime() > USED_EVERY_MS)
    await db.updateTable('sessions').set({ used_at: now }).where('id', '=', row.session).execute()
  const member: Member = { type: 'member', id: row.id, name: row.name, role: row.role }
  return {
    id: row.session,
    member,
    provenAt: row.proven_at,
    provenBy: row.proven_by,
    leavesAt: row.leaves_at,
    skin: row.skin_id,
  }
}

/** Did this session prove itself in the last minutes? */
export const isFresh = ({ provenAt }: Session, now: Date): boolean =>
  now.getTime() - provenAt.getTime() < FRESH_MS

export async function proveAgain(db: Db, { id }: Session, by: Proof, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ proven_at: now, proven_by: by }).where('id', '=', id).execute()
}

/** Logs this browser out; the cookie that clears it. */
export async function endSession(db: Db, { baseUrl, cookie }: Visit): Promise<string> {
  const token = ownCookie(cookie, 'session', baseUrl)
  if (token) await db.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute()
  return dropCookie('session', baseUrl)
}

export interface SessionShown extends Device {
  readonly id: number
  readonly since: Date
  readonly usedAt: Date
}

export async function sessionsOf(db: Db, person: PersonId, now: Date): Promise<SessionShown[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'browser', 'system', 'created_at as since', 'used_at as usedAt'])
    .where('person_id', '=', person)
    .where('expires_at', '>', now)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function endOneSession(db: Db, person: PersonId, id: number): Promise<void> {
  await db.deleteFrom('sessions').where('person_id', '=', person).where('id', '=', id).execute()
}

/** Every session of a person but one, or every one; with those that have ended anyway. */
export async function endSessions(db: Db | Transaction, person: PersonId, except?: Session): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('person_id', '=', person)
    .$if(except !== undefined, (query) => query.where('id', '<>', except?.id ?? 0))
    .execute()
  await sql`delete from sessions where expires_at < now() - interval '1 day'`.execute(db)
}
