import type { PersonId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'

/** What a moderator decided about an account: who is suspended reads and logs in but changes no works; a banned one does neither. */
export type Standing =
  | { readonly is: 'active' }
  /** From `until` on it is as before, without anybody's doing. */
  | { readonly is: 'suspended'; readonly until: Date }
  | { readonly is: 'banned' }

const ACTIVE: Standing = { is: 'active' }

export async function standingOf(db: Db, person: PersonId, now: Date): Promise<Standing> {
  const row = await db
    .selectFrom('people')
    .select(['standing', 'suspended_until'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (row?.standing === 'banned') return { is: 'banned' }
  const until = row?.standing === 'suspended' ? row.suspended_until : null
  return until && until > now ? { is: 'suspended', until } : ACTIVE
}

/** The moment from which this person may post, edit and import again; undefined for whoever may now. */
export async function suspendedUntil(db: Db, person: PersonId, now: Date): Promise<Date | undefined> {
  const standing = await standingOf(db, person, now)
  return standing.is === 'suspended' ? standing.until : undefined
}

/** Writes what was decided. A ban ends every session with it, so that it holds from the next request. */
export async function setStanding(trx: Transaction, person: PersonId, standing: Standing): Promise<void> {
  const until = standing.is === 'suspended' ? standing.until : null
  await trx
    .updateTable('people')
    .set({ standing: standing.is, suspended_until: until })
    .where('id', '=', person)
    .execute()
  if (standing.is === 'banned') await trx.deleteFrom('sessions').where('person_id', '=', person).execute()
}
