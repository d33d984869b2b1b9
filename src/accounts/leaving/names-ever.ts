import type { PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'

/** Every name a person has or had here, as far as it is known. */
export async function namesEver(db: Db, person: PersonId): Promise<string[]> {
  const { name } = await db
    .selectFrom('people')
    .select('name')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const pens = await db.selectFrom('pen_names').select('name').where('person_id', '=', person).execute()
  const past = await db.selectFrom('past_names').select('name').where('person_id', '=', person).execute()
  return [...new Set([name, ...pens.map((row) => row.name), ...past.map((row) => row.name)])]
}

/** The address of an account, and those it was asked to have. */
export async function addressesEver(db: Db, person: PersonId): Promise<string[]> {
  const { email } = await db
    .selectFrom('people')
    .select('email')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const asked = await db
    .selectFrom('mailed_codes')
    .select('address')
    .where('person_id', '=', person)
    .where('address', 'is not', null)
    .execute()
  const told = await db
    .selectFrom('security_events')
    .select('about')
    .where('person_id', '=', person)
    .where('kind', 'in', ['email-asked', 'email-changed'])
    .execute()
  const all = [email, ...asked.flatMap((row) => row.address ?? []), ...told.map((row) => row.about)]
  return [...new Set(all.map((one) => one.toLowerCase()).filter(Boolean))]
}
