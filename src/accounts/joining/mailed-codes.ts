import { createHash, randomBytes } from 'node:crypto'
import type { PersonId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { AccountTables } from '../tables.ts'

export type CodePurpose = AccountTables['mailed_codes']['purpose']

const HOUR_MS = 60 * 60 * 1_000

/** How long a link in a mail is good: long enough to find the mail, short enough that an old mailbox opens nothing. */
export const CODE_HOURS: Readonly<Record<CodePurpose, number>> = {
  confirm: 7 * 24,
  reset: 24,
  'change-address': 7 * 24,
}

/** Rows are kept longer than they are good: a late link is told that it is late, and mails within hours are counted. */
const KEPT_HOURS = 30 * 24

interface CodeWanted {
  readonly person: PersonId
  readonly purpose: CodePurpose
  /** The address it proves, where that is not the account's. */
  readonly address?: string
  readonly now: Date
}

/**
 * Makes a code to put into a mail: 256 random bits, of which only the hash is kept. A code asked for again voids the
 * one before it.
 */
export async function mailCode(trx: Transaction, wanted: CodeWanted): Promise<string> {
  const { person, purpose, address = null, now } = wanted
  await voidCodes(trx, wanted)
  await trx
    .deleteFrom('mailed_codes')
    .where('made_at', '<', new Date(now.getTime() - KEPT_HOURS * HOUR_MS))
    .execute()
  const code = randomBytes(32).toString('base64url')
  await trx
    .insertInto('mailed_codes')
    .values({ person_id: person, purpose, code_hash: hashOf(code), address, made_at: now })
    .execute()
  return code
}

export async function voidCodes(
  trx: Transaction,
  { person, purpose, now }: Pick<CodeWanted, 'person' | 'purpose' | 'now'>,
): Promise<void> {
  await trx
    .updateTable('mailed_codes')
    .set({ used_at: now })
    .where('person_id', '=', person)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute()
}

/** How many were mailed to this person within these hours. */
export async function codesWithin(
  db: Db,
  { person, purpose, now }: Pick<CodeWanted, 'person' | 'purpose' | 'now'>,
  hours: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('mailed_codes')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('person_id', '=', person)
    .where('purpose', '=', purpose)
    .where('made_at', '>', new Date(now.getTime() - hours * HOUR_MS))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** `used`: opened before, or another was asked for after it. */
export type CodeFault = 'unknown' | 'used' | 'expired'
type Proof = { readonly person: PersonId; readonly address: string | null }

interface Shown {
  readonly code: string
  readonly purpose: CodePurpose
  readonly now: Date
}

/** What a code would prove, for the page that asks before anything is done: a mail scanner opens links, too. */
export async function lookAtCode(db: Db, { code, purpose, now }: Shown): Promise<Proof | CodeFault> {
  const row = await db
    .selectFrom('mailed_codes')
    .select(['person_id', 'address', 'made_at', 'used_at'])
    .where('code_hash', '=', hashOf(code))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  if (!row) return 'unknown'
  if (row.used_at) return 'used'
  if (now.getTime() - row.made_at.getTime() >= CODE_HOURS[purpose] * HOUR_MS) return 'expired'
  return { person: row.person_id, address: row.address }
}

/** Uses a code up. Of two at the same moment one gets `used`. */
export async function takeCode(trx: Transaction, shown: Shown): Promise<Proof | CodeFault> {
  const proof = await lookAtCode(trx, shown)
  if (typeof proof === 'string') return proof
  const { numUpdatedRows } = await trx
    .updateTable('mailed_codes')
    .set({ used_at: shown.now })
    .where('code_hash', '=', hashOf(shown.code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? proof : 'used'
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()
