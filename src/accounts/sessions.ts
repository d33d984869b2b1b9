import { type Actor, GUEST } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { type Auth, SESSION_COOKIE } from './auth.ts'
import { findActor } from './people.ts'

/** Who sends this request, by its session cookie; a guest when there is none or it has ended. */
export async function actorOf(db: Db, auth: Auth, headers: Headers): Promise<Actor> {
  if (!headers.get('cookie')?.includes(`${SESSION_COOKIE}.`)) return GUEST
  const session = await (await auth()).getSession({ headers, query: { disableCookieCache: true } })
  if (!session) return GUEST
  return (await findActor(db, session.user.email)) ?? GUEST
}

/** The cookies of a new session, or undefined when name and password do not belong together. */
export async function logIn(
  db: Db,
  auth: Auth,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<readonly string[] | undefined> {
  const email = await emailOf(db, login)
  try {
    const { headers } = await (await auth()).signInEmail({ body: { email, password }, returnHeaders: true })
    return headers.getSetCookie()
  } catch (fault) {
    if (isRefusal(fault)) return undefined
    throw fault
  }
}

/** Ends the session; the cookies that clear it. */
export async function logOut(auth: Auth, headers: Headers): Promise<readonly string[]> {
  const answer = await (await auth()).signOut({ headers, returnHeaders: true })
  return answer.headers.getSetCookie()
}

/**
 * An unknown name is looked up as an address nobody has: the same work is done as for a known one. So is the name of
 * somebody banned.
 */
async function emailOf(db: Db, login: string): Promise<string> {
  const row = await db
    .selectFrom('people')
    .select('email')
    .where((is) => is.or([is('name_key', '=', login.toLowerCase()), is('email', '=', login.toLowerCase())]))
    .where('standing', '<>', 'banned')
    .executeTakeFirst()
  return row?.email ?? 'nobody@invalid.invalid'
}

const isRefusal = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'statusCode' in fault && Number(fault.statusCode) < 500
