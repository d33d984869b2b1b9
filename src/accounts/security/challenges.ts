import type { Db } from '../../storage/transaction.ts'
import { keepCookie, ownCookie } from '../../web/session-cookie.ts'
import type { Changing } from './notices.ts'
import type { Visit } from './sessions.ts'
import { readSigned, sign } from './tokens.ts'

const GOOD_S = 10 * 60

type Asking = Pick<Changing, 'baseUrl' | 'secret' | 'now'>
/** A challenge to add a passkey is not one to log in with. */
type Use = 'add a passkey' | 'show a passkey'

/** Binds a challenge to this browser: a signed cookie, so that a stranger's questions leave nothing in the database. */
export const challengeCookie = ({ baseUrl, secret, now }: Asking, use: Use, challenge: string): string =>
  keepCookie('challenge', sign(secret, use, challenge, new Date(now.getTime() + GOOD_S * 1_000)), {
    ...{ baseUrl, seconds: GOOD_S },
  })

/** The challenge this browser was given. */
export function challengeOf({ secret, now }: Asking, use: Use, visit: Visit): string | undefined {
  const words = readSigned(secret, use, ownCookie(visit.cookie, 'challenge', visit.baseUrl), now)
  return typeof words === 'string' ? words : undefined
}

/** Marks a challenge as answered: false where it was answered before. */
export async function answerChallenge(db: Db, challenge: string, now: Date): Promise<boolean> {
  await db.deleteFrom('answered_challenges').where('ends_at', '<', now).execute()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('answered_challenges')
    .values({ challenge, ends_at: new Date(now.getTime() + 2 * GOOD_S * 1_000) })
    .onConflict((row) => row.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
