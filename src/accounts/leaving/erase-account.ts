import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { PenNameId, PersonId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { lookOf } from '../joining/names.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** As long as a name that was changed for another. */
const NAME_RESTS_MS = 90 * DAY_MS

interface Erased {
  readonly person: PersonId
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly now: Date
}

/**
 * The account itself, with everything that hangs on it by a foreign key: log-in, pen names and their pictures, profile,
 * preferences, what it saved, hid, blocked. Its works have been settled before.
 */
export async function eraseAccount(
  trx: Transaction,
  { person, names, addresses, now }: Erased,
): Promise<void> {
  const all = [...addresses]
  const { rows } = await sql`select from works where person_id = ${person} limit 1`.execute(trx)
  if (rows.length > 0) throw new Error(`erasing account ${person}: it still has works`)
  await restNames(trx, names, now)
  await sql`update invitations set sent_to = null
    where used_by = ${person} or lower(sent_to) = any(${all}::text[])`.execute(trx)
  await sql`delete from invitation_queue where email = any(${all}::text[])`.execute(trx)
  await trx.deleteFrom('people').where('id', '=', person).execute()
}

/** Nobody may take the name for a while and be mistaken for who left; what is kept for that is not the name. */
async function restNames(trx: Transaction, names: readonly string[], now: Date): Promise<void> {
  await trx.deleteFrom('left_names').where('until', '<=', now).execute()
  const until = new Date(now.getTime() + NAME_RESTS_MS)
  for (const look of new Set(names.map(lookOf))) {
    const salt = randomBytes(16)
    await sql`insert into left_names (salt, look_hash, until)
      values (${salt}, sha256(${salt}::bytea || convert_to(${look}, 'UTF8')), ${until})`.execute(trx)
  }
}

/** Names from elsewhere that sign nothing: whoever asks knows that. */
export async function forgetNamesElsewhere(trx: Transaction, names: readonly PenNameId[]): Promise<void> {
  if (names.length === 0) return
  await trx
    .deleteFrom('pen_names')
    .where('id', 'in', [...names])
    .where('person_id', 'is', null)
    .execute()
}
