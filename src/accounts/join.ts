import type { Member, Role } from '../core/actor.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { isEmailAddress } from './joining/email-address.ts'
import { ACCOUNT_NAME } from './joining/names.ts'
import { type PassphraseFault, passphraseFault } from './joining/passphrases.ts'
import { isOrphanAccount } from './leaving/orphan-account.ts'
import { hashPassphrase } from './passphrase-hash.ts'
import { findByLogin, findPerson } from './people.ts'

interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Names to sign works with; the account's own name always comes first. */
  readonly penNames?: readonly string[]
}

export type JoinRefusal = 'name-taken' | 'email-taken' | 'bad-name' | 'bad-email' | PassphraseFault
type Join = { readonly joined: Member } | { readonly refused: JoinRefusal }

/** Makes an account that needs no confirmation: for whoever keeps the archive, who may also take a name that is reserved. */
export async function join(db: Db, person: NewPerson): Promise<Join> {
  const { name, email, password, role, penNames = [] } = person
  const fault = faultOf(person)
  if (fault) return { refused: fault }
  if (isOrphanAccount({ name }) || (await findPerson(db, name))) return { refused: 'name-taken' }
  if (await findByLogin(db, email)) return { refused: 'email-taken' }
  const hash = await hashPassphrase(password)
  const joined = await inTransaction(db, (trx) =>
    makeAccount(trx, { name, email, hash, role, confirmed: true, penNames }),
  )
  return joined === 'taken' ? { refused: 'name-taken' } : { joined }
}

export interface NewAccount {
  readonly name: string
  readonly email: string
  /** Of the passphrase. */
  readonly hash: string
  readonly role: Role
  readonly confirmed: boolean
  readonly madeAt?: Date
  readonly penNames?: readonly string[]
}

/** An account with its first pen names. `taken`: somebody has its name or address, perhaps since a moment ago. */
export async function makeAccount(trx: Transaction, account: NewAccount): Promise<Member | 'taken'> {
  const { name, email, hash, role, confirmed, madeAt, penNames = [] } = account
  const person = await trx
    .insertInto('people')
    .values({
      name,
      email: email.toLowerCase(),
      email_verified: confirmed,
      role,
      ...(madeAt ? { created_at: madeAt } : {}),
    })
    .onConflict((row) => row.doNothing())
    .returning(['id', 'name', 'role'])
    .executeTakeFirst()
  if (!person) return 'taken'
  await trx
    .insertInto('credentials')
    .values({
      person_id: person.id,
      account_id: String(person.id),
      provider_id: 'credential',
      password: hash,
    })
    .execute()
  await trx
    .insertInto('pen_names')
    .values(distinctNames([name, ...penNames]).map((pen) => ({ person_id: person.id, name: pen })))
    .execute()
  return { type: 'member', ...person }
}

/** One of each, whatever its capitals; the last spelling given stands. */
const distinctNames = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
]

function faultOf({ name, email, password }: NewPerson): JoinRefusal | undefined {
  if (!ACCOUNT_NAME.test(name)) return 'bad-name'
  if (!isEmailAddress(email)) return 'bad-email'
  return passphraseFault(password, [name, email])
}
