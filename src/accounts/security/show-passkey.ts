import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Member } from '../../core/actor.ts'
import type { Db } from '../../storage/transaction.ts'
import { answerChallenge } from './challenges.ts'
import type { Changing } from './notices.ts'
import { parseAuthentication } from './passkey-answers.ts'
import { placeOf } from './passkeys.ts'

/**
 * What the browser needs to let somebody choose a passkey: no account is named, so it tells nothing of any. Its owner
 * must be verified (a finger, a face, a PIN): so it stands for both factors.
 */
export async function askToShowPasskey(changing: Changing) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  return generateAuthenticationOptions({ rpID: placeOf(changing).host, userVerification: 'required' })
}

type PasskeyShownTo =
  | { readonly member: Member }
  | { readonly refused: 'not-understood' | 'too-late' | 'unknown' }

interface Answered {
  readonly answer: string
  readonly challenge: string | undefined
}

/** Whose passkey it is. Of an answer that is sent twice, the second is refused. */
export async function whoShowed(
  db: Db,
  changing: Changing,
  { answer, challenge }: Answered,
): Promise<PasskeyShownTo> {
  const response = parseAuthentication(answer)
  if (!response) return { refused: 'not-understood' }
  if (!challenge) return { refused: 'too-late' }
  const row = await db
    .selectFrom('passkeys')
    .innerJoin('people', 'people.id', 'passkeys.person_id')
    .select(['passkeys.id as passkey', 'credential_id', 'public_key', 'counter'])
    .select(['people.id', 'people.name', 'people.role'])
    .where('credential_id', '=', response.id)
    .where('standing', '<>', 'banned')
    .executeTakeFirst()
  if (!row) return { refused: 'unknown' }
  const credential = {
    id: row.credential_id,
    publicKey: new Uint8Array(row.public_key),
    counter: Number(row.counter),
  }
  const counter = await counterShown(changing, response, { expectedChallenge: challenge, credential })
  if (counter === undefined) return { refused: 'not-understood' }
  if (!(await answerChallenge(db, challenge, changing.now))) return { refused: 'too-late' }
  const { numUpdatedRows } = await db
    .updateTable('passkeys')
    .set({ counter: String(counter), used_at: changing.now })
    .where('id', '=', row.passkey)
    .where('counter', '=', row.counter)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return { refused: 'too-late' }
  return { member: { type: 'member', id: row.id, name: row.name, role: row.role } }
}

type Expected = Pick<
  Parameters<typeof import('@simplewebauthn/server').verifyAuthenticationResponse>[0],
  'expectedChallenge' | 'credential'
>

/** How often the key says it was used; undefined where the answer proves nothing, or the count went back: a copy. */
async function counterShown(
  changing: Changing,
  response: AuthenticationResponseJSON,
  expected: Expected,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { host: expectedRPID, origin: expectedOrigin } = placeOf(changing)
  const place = { expectedRPID, expectedOrigin, requireUserVerification: true }
  const shown = await verifyAuthenticationResponse({ response, ...expected, ...place }).catch(() => undefined)
  return shown?.verified ? shown.authenticationInfo.newCounter : undefined
}
