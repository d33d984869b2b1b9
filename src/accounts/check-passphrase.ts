import { type SqlBool, sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { hashPassphrase, isOutdated, verifyPassphrase } from './passphrase-hash.ts'

/** `unconfirmed`: they do belong together, but the link in the mail to them was not opened yet. */
type Who = Member | 'unconfirmed' | 'nobody'

/** Who has this name or address, and this passphrase. For a name that nobody has the same work is done. */
export async function whoHas(
  db: Db,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<Who> {
  const row = await db
    .selectFrom('people')
    .innerJoin('credentials', 'credentials.person_id', 'people.id')
    .select(['people.id', 'people.name', 'people.role', 'email_verified', 'credentials.password'])
    .where(sql<SqlBool>`name_key = lower(${login}) or email = lower(${login})`)
    .executeTakeFirst()
  const right = await verifyPassphrase(row?.password, password)
  if (!row?.password || !right) return 'nobody'
  if (!row.email_verified) return 'unconfirmed'
  if (isOutdated(row.password)) await inTransaction(db, (trx) => setPassphrase(trx, row.id, password))
  return { type: 'member', id: row.id, name: row.name, role: row.role }
}

/** Is this the passphrase of that person? */
export async function hasPassphrase(db: Db, person: PersonId, password: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('password')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return verifyPassphrase(row?.password, password)
}

/** Keeps a passphrase as the one of that person: their first, or instead of the one before. */
export async function setPassphrase(trx: Transaction, person: PersonId, password: string) {
  const hashed = await hashPassphrase(password)
  await trx.deleteFrom('credentials').where('person_id', '=', person).execute()
  await trx
    .insertInto('credentials')
    .values({ person_id: person, account_id: String(person), provider_id: 'credential', password: hashed })
    .execute()
}
