import { z } from 'zod'
import type { Member, Role } from '../core/actor.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { type Auth, PASSWORD } from './auth.ts'
import { setPassphrase } from './check-passphrase.ts'
import { findByLogin, findPerson } from './people.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Names to sign works with; the account's own name always comes first. */
  readonly penNames?: readonly string[]
}

export type JoinRefusal =
  | 'name-taken'
  | 'email-taken'
  | 'bad-name'
  | 'bad-email'
  | 'short-password'
  | 'long-password'
export type Join = { readonly joined: Member } | { readonly refused: JoinRefusal }

/** AO3's rule for account names: 3 to 40 letters, digits and underscores. */
export const ACCOUNT_NAME = /^[A-Za-z0-9_]{3,40}$/

/** Makes an account with its first pen name, whole or not at all. */
export async function join(db: Db, auth: Auth, person: NewPerson): Promise<Join> {
  const fault = faultOf(person)
  if (fault) return { refused: fault }
  if (await findPerson(db, person.name)) return { refused: 'name-taken' }
  if (await findByLogin(db, person.email)) return { refused: 'email-taken' }
  const { name, email, password, role } = person
  const pens = distinctNames([name, ...(person.penNames ?? [])])
  const { id } = await inTransaction(db, async (trx) => {
    const made = await trx
      .insertInto('people')
      .values({ name, email: email.toLowerCase(), role })
      .returning('id')
      .executeTakeFirstOrThrow()
    await setPassphrase(trx, auth, made.id, password)
    await trx
      .insertInto('pen_names')
      .values(pens.map((pen) => ({ person_id: made.id, name: pen })))
      .execute()
    return made
  })
  return { joined: { type: 'member', id, name, role } }
}

/** One of each, whatever its capitals; the last spelling given stands. */
const distinctNames = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
]

function faultOf({ name, email, password }: NewPerson): JoinRefusal | undefined {
  if (!ACCOUNT_NAME.test(name)) return 'bad-name'
  if (!z.email().safeParse(email).success) return 'bad-email'
  if ([...password].length < PASSWORD.least) return 'short-password'
  if ([...password].length > PASSWORD.most) return 'long-password'
  return undefined
}
