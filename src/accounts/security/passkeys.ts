import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { answerChallenge } from './challenges.ts'
import { type Changing, tellOwner } from './notices.ts'
import { parseRegistration } from './passkey-answers.ts'

export interface PasskeyShown {
  readonly id: number
  readonly name: string
  readonly madeAt: Date
  readonly usedAt: Date | null
}

/** EdDSA, ES256, RS256: what authenticators make. */
const ALGORITHMS = [-8, -7, -257]
const MOST = 25
export const LONGEST_NAME = 60

export const passkeysOf = (db: Db, person: PersonId): Promise<PasskeyShown[]> =>
  db
    .selectFrom('passkeys')
    .select(['id', 'name', 'made_at as madeAt', 'used_at as usedAt'])
    .where('person_id', '=', person)
    .orderBy('id')
    .execute()

/** Where the browser believes to be: passkeys belong to a host, their answers name an origin. */
export const placeOf = ({ baseUrl }: Pick<Changing, 'baseUrl'>) => ({
  host: new URL(baseUrl).hostname,
  origin: new URL(baseUrl).origin,
})

/** What the browser needs to make a passkey; its challenge goes into a cookie as well. */
export async function askForPasskey(
  db: Db,
  changing: Changing,
  { member, archive }: { readonly member: Member; readonly archive: string },
) {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const known = await db
    .selectFrom('passkeys')
    .select('credential_id')
    .where('person_id', '=', member.id)
    .execute()
  return generateRegistrationOptions({
    rpName: archive,
    rpID: placeOf(changing).host,
    userName: member.name,
    userDisplayName: member.name,
    // Nothing that tells who it is where it is not needed: the number of the account.
    userID: new TextEncoder().encode(String(member.id)),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map((row) => ({ id: row.credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

export type PasskeyAdded = 'added' | 'not-understood' | 'too-late' | 'known-already' | 'too-many' | 'no-name'

interface Offered {
  readonly person: PersonId
  readonly name: string
  /** What the browser's script sent, as text. */
  readonly answer: string
  readonly challenge: string | undefined
}

export async function addPasskey(db: Db, changing: Changing, offered: Offered): Promise<PasskeyAdded> {
  const { person, challenge } = offered
  const name = offered.name.trim().slice(0, LONGEST_NAME)
  const answer = parseRegistration(offered.answer)
  if (!name) return 'no-name'
  if (!answer) return 'not-understood'
  if (!challenge) return 'too-late'
  if ((await passkeysOf(db, person)).length >= MOST) return 'too-many'
  const credential = await registered(changing, answer, challenge)
  if (!credential) return 'not-understood'
  return inTransaction(db, async (trx): Promise<PasskeyAdded> => {
    if (!(await answerChallenge(trx, challenge, changing.now))) return 'too-late'
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('passkeys')
      .values({ person_id: person, name, made_at: changing.now, ...credential })
      .onConflict((row) => row.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return 'known-already'
    await tellOwner(trx, changing, { person, kind: 'passkey-added', about: name })
    return 'added'
  })
}

/** What the answer proves, as a row; undefined where it proves nothing. */
async function registered(changing: Changing, response: RegistrationResponseJSON, expectedChallenge: string) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { host: expectedRPID, origin: expectedOrigin } = placeOf(changing)
  const place = { expectedRPID, expectedOrigin, supportedAlgorithmIDs: ALGORITHMS }
  const asked = { response, expectedChallenge, ...place, requireUserVerification: true }
  const { registrationInfo } = await verifyRegistrationResponse(asked).catch(() => ({
    registrationInfo: undefined,
  }))
  if (!registrationInfo) return undefined
  const { id, publicKey, counter, transports } = registrationInfo.credential
  return {
    credential_id: id,
    public_key: Buffer.from(publicKey),
    counter: String(counter),
    transports: [...(transports ?? [])],
  }
}

export async function renamePasskey(
  db: Db,
  person: PersonId,
  id: number,
  name: string,
): Promise<'renamed' | 'no-name'> {
  const wished = name.trim().slice(0, LONGEST_NAME)
  if (!wished) return 'no-name'
  await db
    .updateTable('passkeys')
    .set({ name: wished })
    .where('person_id', '=', person)
    .where('id', '=', id)
    .execute()
  return 'renamed'
}

export async function removePasskey(db: Db, changing: Changing, person: PersonId, id: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const gone = await trx
      .deleteFrom('passkeys')
      .where('person_id', '=', person)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
    if (gone) await tellOwner(trx, changing, { person, kind: 'passkey-removed', about: gone.name })
  })
}
