import { type SqlBool, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { SavedFilterId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'

/** A question kept under a name; the address it stands for is `/works?` and its query. */
export interface SavedFilter {
  readonly id: SavedFilterId
  readonly name: string
  readonly query: string
  readonly usual: boolean
  /** When its list was last opened. */
  readonly lookedAt: Date
}

export const MOST_FILTERS = 50
export const LONGEST_NAME = 80
/** Of an address that every server and browser takes. */
export const LONGEST_QUERY = 4_000

export interface NewFilter {
  readonly name: string
  readonly query: string
  /** Applied to every list from now on. */
  readonly usual: boolean
}

export type NameRefusal = 'no-name' | 'long-name' | 'name-taken'
export type SaveRefusal = NameRefusal | 'nothing-set' | 'long-query' | 'too-many'

export function refusedName(name: string): NameRefusal | undefined {
  if (!name) return 'no-name'
  return [...name].length > LONGEST_NAME ? 'long-name' : undefined
}

export function refusedFilter({ name, query }: NewFilter): SaveRefusal | undefined {
  if (!query) return 'nothing-set'
  return query.length > LONGEST_QUERY ? 'long-query' : refusedName(name)
}

export async function saveFilter(
  db: Db,
  { id: person }: Member,
  filter: NewFilter,
  now: Date,
): Promise<SavedFilterId | SaveRefusal> {
  const refusal = refusedFilter(filter)
  if (refusal) return refusal
  const { name, query, usual } = filter
  return inTransaction(db, async (trx) => {
    await lockPerson(trx, person)
    if ((await countOf(trx, person)) >= MOST_FILTERS) return 'too-many'
    const made = await trx
      .insertInto('saved_filters')
      .values({ person_id: person, name, query, looked_at: now })
      .onConflict((row) => row.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return 'name-taken'
    if (usual) await choose(trx, person, made.id)
    return made.id
  })
}

/** Two forms sent at once are one after the other: a limit is a limit, and one filter is the default. */
export const lockPerson = (trx: Transaction, person: Member['id']) =>
  trx.selectFrom('people').select('id').where('id', '=', person).forUpdate().executeTakeFirst()

async function countOf(trx: Transaction, person: Member['id']): Promise<number> {
  const row = await trx
    .selectFrom('saved_filters')
    .select((one) => one.fn.countAll<number>().as('filters'))
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  return Number(row.filters)
}

async function choose(trx: Transaction, person: Member['id'], id: SavedFilterId | null): Promise<void> {
  const others = trx.updateTable('saved_filters').set({ is_default: false }).where('person_id', '=', person)
  await others.where('is_default', '=', true).execute()
  if (id === null) return
  await trx.updateTable('saved_filters').set({ is_default: true }).where('id', '=', id).execute()
}

export async function renameFilter(
  db: Db,
  { id: person }: Member,
  id: SavedFilterId,
  name: string,
): Promise<'renamed' | 'no-such-filter' | NameRefusal> {
  const refusal = refusedName(name)
  if (refusal) return refusal
  return inTransaction(db, async (trx) => {
    await lockPerson(trx, person)
    const taken = await trx
      .selectFrom('saved_filters')
      .select('id')
      .where('person_id', '=', person)
      .where('id', '<>', id)
      .where(sql<SqlBool>`name_key = lower(${name})`)
      .executeTakeFirst()
    if (taken) return 'name-taken'
    const renamed = await trx
      .updateTable('saved_filters')
      .set({ name })
      .where('person_id', '=', person)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return renamed ? 'renamed' : 'no-such-filter'
  })
}

export async function removeFilter(
  db: Db,
  { id: person }: Member,
  id: SavedFilterId,
): Promise<'removed' | 'no-such-filter'> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_filters')
    .where('person_id', '=', person)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows ? 'removed' : 'no-such-filter'
}

export function makeDefault(
  db: Db,
  { id: person }: Member,
  id: SavedFilterId,
): Promise<'applied' | 'no-such-filter'> {
  return inTransaction(db, async (trx) => {
    await lockPerson(trx, person)
    const own = await trx
      .selectFrom('saved_filters')
      .select('id')
      .where('person_id', '=', person)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!own) return 'no-such-filter'
    await choose(trx, person, id)
    return 'applied'
  })
}

export const noDefault = (db: Db, { id: person }: Member): Promise<void> =>
  inTransaction(db, (trx) => choose(trx, person, null))

/** By name. */
export async function filtersOf(db: Db, { id: person }: Member): Promise<SavedFilter[]> {
  return db
    .selectFrom('saved_filters')
    .select(['id', 'name', 'query', 'is_default as usual', 'looked_at as lookedAt'])
    .where('person_id', '=', person)
    .orderBy('name_key')
    .execute()
}

/** The list of this filter was opened: what is new is counted from now on. */
export async function lookedAt(db: Db, { id: person }: Member, query: string, now: Date): Promise<void> {
  await db
    .updateTable('saved_filters')
    .set({ looked_at: now })
    .where('person_id', '=', person)
    .where('query', '=', query)
    .execute()
}
