import { type RawBuilder, sql } from 'kysely'
import type { Actor, Member, Role } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { isOrphanAccount } from '../leaving/orphan-account.ts'
import { findPersonById } from '../people.ts'

/**
 * Two ways to keep somebody away. Whoever is blocked cannot reach one (kudos, comments, gifts); whoever is muted is
 * not met any more in lists. Neither is ever told.
 */
export type Distance = 'block' | 'mute'
export type KeepAwayRefusal = 'yourself' | 'official' | 'too-many'

/** Of each sort. */
export const MOST_KEPT_AWAY = 2_000

/** Who speaks for the archive must be heard. */
const OFFICIAL: ReadonlySet<Role> = new Set(['owner', 'moderator'])

/** Why this person cannot be kept away, whatever the way. */
export function refusedFor(actor: Member, other: Member): Exclude<KeepAwayRefusal, 'too-many'> | undefined {
  if (other.id === actor.id) return 'yourself'
  return OFFICIAL.has(other.role) || isOrphanAccount(other) ? 'official' : undefined
}

/** Blocking who is blocked already is done at once, and keeps its date. */
export function block(db: Db, actor: Member, other: Member, now: Date): Promise<'blocked' | KeepAwayRefusal> {
  return inTransaction(db, async (trx) => {
    const refusal = refusedFor(actor, other) ?? (await fullOf(trx, actor, sql`blocks`))
    if (refusal) return refusal
    await trx
      .insertInto('blocks')
      .values({ person_id: actor.id, blocked_id: other.id, made_at: now })
      .onConflict((row) => row.doNothing())
      .execute()
    return 'blocked'
  })
}

export function mute(db: Db, actor: Member, other: Member, now: Date): Promise<'muted' | KeepAwayRefusal> {
  return inTransaction(db, async (trx) => {
    const refusal = refusedFor(actor, other) ?? (await fullOf(trx, actor, sql`mutes`))
    if (refusal) return refusal
    await trx
      .insertInto('mutes')
      .values({ person_id: actor.id, muted_id: other.id, made_at: now })
      .onConflict((row) => row.doNothing())
      .execute()
    return 'muted'
  })
}

/** Two at once wait for each other here, so that none goes over the limit. */
async function fullOf(
  trx: Transaction,
  { id }: Member,
  table: RawBuilder<unknown>,
): Promise<'too-many' | undefined> {
  await sql`select from people where id = ${id} for update`.execute(trx)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${table} where person_id = ${id}`.execute(trx)
  return (rows[0]?.n ?? 0) >= MOST_KEPT_AWAY ? 'too-many' : undefined
}

export async function unblock(db: Db, { id: person }: Member, other: PersonId): Promise<void> {
  await db.deleteFrom('blocks').where('person_id', '=', person).where('blocked_id', '=', other).execute()
}

export async function unmute(db: Db, { id: person }: Member, other: PersonId): Promise<void> {
  await db.deleteFrom('mutes').where('person_id', '=', person).where('muted_id', '=', other).execute()
}

/** Which of these others stand apart from any of these people: whoever blocked whom. Never to be told. */
export async function standApart(
  db: Db,
  people: readonly PersonId[],
  others: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> {
  if (people.length === 0 || others.length === 0) return new Set()
  const { rows } = await sql<{ id: PersonId }>`
    select blocked_id as id from blocks where person_id = any(${[...people]}::int[]) and blocked_id = any(${[...others]}::int[])
    union select person_id from blocks where blocked_id = any(${[...people]}::int[]) and person_id = any(${[...others]}::int[])`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

export interface StandTo {
  readonly blocked: boolean
  readonly muted: boolean
}

/** How a reader stands to somebody, for that person's pages; null where there is nothing to offer. */
export async function distanceTo(db: Db, actor: Actor, person: PersonId): Promise<StandTo | null> {
  if (actor.type === 'guest') return null
  const other = await findPersonById(db, person)
  if (!other || refusedFor(actor, other)) return null
  const { rows } = await sql<{ blocked: boolean; muted: boolean }>`select
    exists (select from blocks where person_id = ${actor.id} and blocked_id = ${person}) as blocked,
    exists (select from mutes where person_id = ${actor.id} and muted_id = ${person}) as muted`.execute(db)
  return rows[0] ?? null
}
