import { randomInt } from 'node:crypto'
import type { PersonId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { hashOf } from './tokens.ts'

const CODES = 10
/** None is taken for another; 31 of them sixteen times are 79 bits, too many to be guessed from their hashes. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten new codes instead of those before: told only now, the database keeps hashes. */
export async function makeRecoveryCodes(trx: Transaction, person: PersonId): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES }, madeUp)
  await trx.deleteFrom('recovery_codes').where('person_id', '=', person).execute()
  await trx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ person_id: person, code_hash: hashOf(plain(code)) })))
    .execute()
  return codes
}

/** Uses a code up: true for one of two who try it at once. */
export async function takeRecoveryCode(trx: Transaction, person: PersonId, code: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('recovery_codes')
    .where('person_id', '=', person)
    .where('code_hash', '=', hashOf(plain(code)))
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function recoveryCodesLeft(db: Db, person: PersonId): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  return Number(left)
}

function madeUp(): string {
  const letters = Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)])
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** As people copy it: with or without hyphens, spaces and capitals. */
const plain = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '')
