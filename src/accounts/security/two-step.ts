import { randomBytes } from 'node:crypto'
import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { trustNoDevice } from './known-devices.ts'
import { type Changing, tellOwner } from './notices.ts'
import { makeRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts'
import { seal, unseal } from './seal.ts'
import { readSigned, sign } from './tokens.ts'
import { stepOf } from './totp.ts'

const OFFERED_MS = 60 * 60 * 1_000

/** A secret for an app. Nothing is stored until a code has proved that the app has it: the form carries it, sealed. */
export function offerTwoStep({ secret, now }: Pick<Changing, 'secret' | 'now'>, person: PersonId) {
  const key = randomBytes(20)
  const until = new Date(now.getTime() + OFFERED_MS)
  return { key, offer: sign(secret, 'two-step offer', [person, seal(secret, key.toString('hex'))], until) }
}

/** What an offer that comes back was made of; undefined where it is another's, or too old. */
export function offeredKey(
  { secret, now }: Pick<Changing, 'secret' | 'now'>,
  person: PersonId,
  offer: string,
): Buffer | undefined {
  const words = readSigned(secret, 'two-step offer', offer, now)
  const [whose, sealed] = Array.isArray(words) ? words : []
  const key = whose === person ? unseal(secret, String(sealed)) : undefined
  return key === undefined ? undefined : Buffer.from(key, 'hex')
}

type TwoStepOn = { readonly codes: readonly string[] } | { readonly refused: 'wrong-code' | 'already-on' }

/** Turns the second step on, once a code from the app is right. The recovery codes are told only now. */
export async function turnTwoStepOn(
  db: Db,
  changing: Changing,
  { person, key, code }: { readonly person: PersonId; readonly key: Buffer; readonly code: string },
): Promise<TwoStepOn> {
  const { secret, now } = changing
  const step = stepOf(key, code, now)
  if (step === undefined) return { refused: 'wrong-code' }
  return inTransaction(db, async (trx): Promise<TwoStepOn> => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('two_factors')
      .values({
        person_id: person,
        secret: seal(secret, key.toString('hex')),
        last_step: String(step),
        made_at: now,
      })
      .onConflict((row) => row.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return { refused: 'already-on' }
    await tellOwner(trx, changing, { person, kind: 'two-step-on' })
    return { codes: await makeRecoveryCodes(trx, person) }
  })
}

export async function turnTwoStepOff(db: Db, changing: Changing, person: PersonId): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (await removeTwoStep(trx, person)) await tellOwner(trx, changing, { person, kind: 'two-step-off' })
  })
}

/** False where there was none. */
export async function removeTwoStep(trx: Transaction, person: PersonId): Promise<boolean> {
  await trx.deleteFrom('recovery_codes').where('person_id', '=', person).execute()
  await trustNoDevice(trx, person)
  const { numDeletedRows } = await trx
    .deleteFrom('two_factors')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function hasTwoStep(db: Db, person: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('two_factors')
    .select('person_id')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row !== undefined
}

/** Is it a code of now that was not taken yet? It is taken with the question, by one statement: never twice. */
export async function takeCode(
  db: Db,
  { secret, now }: Changing,
  person: PersonId,
  code: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('two_factors')
    .select('secret')
    .where('person_id', '=', person)
    .executeTakeFirst()
  const key = row && unseal(secret, row.secret)
  const step = key === undefined ? undefined : stepOf(Buffer.from(key, 'hex'), code, now)
  if (step === undefined) return false
  const { numUpdatedRows } = await db
    .updateTable('two_factors')
    .set({ last_step: String(step) })
    .where('person_id', '=', person)
    .where('last_step', '<', String(step))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ten other recovery codes; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  db: Db,
  changing: Changing,
  person: PersonId,
): Promise<readonly string[] | 'no-two-step'> {
  return inTransaction(db, async (trx) => {
    if (!(await hasTwoStep(trx, person))) return 'no-two-step'
    await tellOwner(trx, changing, { person, kind: 'recovery-codes-made' })
    return makeRecoveryCodes(trx, person)
  })
}

/** Takes a recovery code instead of the app's; its owner is told. */
export async function recover(db: Db, changing: Changing, person: PersonId, code: string): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if (!(await takeRecoveryCode(trx, person, code))) return false
    await tellOwner(trx, changing, { person, kind: 'recovery-code-used' })
    return true
  })
}

/** Every browser is asked for a code again. */
export const forgetTrust = (db: Db, person: PersonId): Promise<void> =>
  inTransaction(db, (trx) => trustNoDevice(trx, person))
