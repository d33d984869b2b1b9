import { randomInt } from 'node:crypto'
import type { PersonId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { joiningOf } from './joining-settings.ts'

export { joiningOf } from './joining-settings.ts'

type Invitation =
  | {
      readonly state: 'open'
      /** The address it was mailed to, to begin the form with. */
      readonly sentTo: string | null
    }
  | { readonly state: 'used' | 'unknown' }

/** What a code is good for. */
export async function findInvitation(db: Db, code: string): Promise<Invitation> {
  const row = await db
    .selectFrom('invitations')
    .select(['sent_to as sentTo', 'used_at as usedAt'])
    .where('code', '=', plainCode(code))
    .executeTakeFirst()
  if (!row) return { state: 'unknown' }
  return row.usedAt ? { state: 'used' } : { state: 'open', sentTo: row.sentTo }
}

/** A new member joins by this code, in the transaction that makes the account. Of two at once, one does. */
export async function useInvitation(
  trx: Transaction,
  code: string,
  person: PersonId,
  now: Date,
): Promise<'used' | 'unknown' | 'used-before'> {
  const { numUpdatedRows } = await trx
    .updateTable('invitations')
    .set({ used_at: now, used_by: person })
    .where('code', '=', plainCode(code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return 'used'
  return (await findInvitation(trx, code)).state === 'used' ? 'used-before' : 'unknown'
}

/** What the archive gives each new member to give away. */
export async function giveInvitations(trx: Transaction, person: PersonId, now: Date): Promise<void> {
  const { invitationsEach } = await joiningOf(trx)
  await makeInvitations(trx, { person, count: invitationsEach, now })
}

interface Making {
  /** Whose to give away; null: the archive's own. */
  readonly person: PersonId | null
  readonly count: number
  readonly now: Date
}

export async function makeInvitations(trx: Transaction, { person, count, now }: Making): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  if (count > 0)
    await trx
      .insertInto('invitations')
      .values(codes.map((code) => ({ code, person_id: person, made_at: now })))
      .execute()
  return codes
}

/** No letter that looks like another: a code is read aloud, and typed from paper. */
const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789'

/** 16 of 30 letters: 78 bits. */
const newCode = (): string =>
  Array.from({ length: 16 }, (_, at) => {
    const letter = LETTERS.charAt(randomInt(LETTERS.length))
    return at > 0 && at % 4 === 0 ? `-${letter}` : letter
  }).join('')

const plainCode = (typed: string): string => typed.trim().toLowerCase()
