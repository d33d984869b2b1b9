import { type SqlBool, sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { PenNameId, PersonId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'

/** The pen names of a person with these names, made where they have none yet; in the order given. `known` are not asked for. */
export async function penNamesOf(
  trx: Transaction,
  person: PersonId,
  names: readonly string[],
  known: ReadonlyMap<string, PenNameId>,
): Promise<PenNameId[]> {
  const ids: PenNameId[] = []
  for (const name of names) ids.push(known.get(name.toLowerCase()) ?? (await penName(trx, person, name)))
  return ids
}

/** Names from elsewhere: names, not accounts. One row each, shared by every work signed with them. */
export async function namesElsewhere(trx: Transaction, names: readonly string[]): Promise<PenNameId[]> {
  const ids: PenNameId[] = []
  for (const name of names) ids.push(await penName(trx, null, name))
  return ids
}

async function penName(trx: Transaction, person: PersonId | null, name: string): Promise<PenNameId> {
  const find = () =>
    trx
      .selectFrom('pen_names')
      .select('id')
      .where('person_id', 'is not distinct from', person)
      .where(sql<SqlBool>`name_key = lower(${name})`)
      .executeTakeFirst()
  const known = await find()
  if (known) return known.id
  const made =
    (await trx
      .insertInto('pen_names')
      .values({ person_id: person, name })
      .onConflict((row) => row.doNothing())
      .returning('id')
      .executeTakeFirst()) ?? (await find())
  if (!made) throw new Error(`knowing the pen name “${name}”: it is not there after it was made`)
  return made.id
}

/** As a person would choose among them: the default first, then as they were made. */
export async function penNamesKnown(db: Db, person: PersonId): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('pen_names')
    .select('name')
    .where('person_id', '=', person)
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ name }) => name)
}

/** What the works of a pen name allow by default: the record's permissions, as JSON. */
export async function setPenNamePermissions(
  trx: Transaction,
  id: PenNameId,
  permissions: string,
): Promise<void> {
  await trx.updateTable('pen_names').set({ permissions }).where('id', '=', id).execute()
}

/** Every pen name of a person, lower case to id: to tell which creators of a file are that person. */
export async function knownPenNames(db: Db, person: PersonId): Promise<ReadonlyMap<string, PenNameId>> {
  const rows = await db
    .selectFrom('pen_names')
    .select(['id', 'name'])
    .where('person_id', '=', person)
    .execute()
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.id]))
}

/** The name a person signs with where nothing else is said. */
export async function usualPenName(db: Db, { id, name }: Member): Promise<string> {
  const row = await db
    .selectFrom('pen_names')
    .select('name')
    .where('person_id', '=', id)
    .where('is_default', '=', true)
    .executeTakeFirst()
  return row?.name ?? name
}
