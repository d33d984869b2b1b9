import { sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import { may } from '../../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'

/** What whoever has an address asked for: no more letters about works, or no works of theirs here at all. */
export type AddressRefusal = 'letters' | 'imports'

export interface RefusedAddress {
  readonly address: string
  readonly refuses: AddressRefusal
  /** Its owner said so; else a keeper. */
  readonly byOwner: boolean
  readonly at: Date
}

const key = (address: string): string => address.trim().toLowerCase()

/** Said by its owner, through a link that was sent there, or by a keeper. The stricter word stays. */
export async function refuseAddress(
  trx: Transaction,
  address: string,
  { refuses, by, now }: { readonly refuses: AddressRefusal; readonly by: Member | null; readonly now: Date },
): Promise<void> {
  const imports = refuses === 'imports'
  await trx
    .insertInto('refused_addresses')
    .values({ address: key(address), imports, by_person: by?.id ?? null, refused_at: now })
    .onConflict((row) =>
      row
        .column('address')
        .doUpdateSet({ imports: sql<boolean>`refused_addresses.imports or excluded.imports` }),
    )
    .execute()
}

/** A keeper was told by other ways than the link. */
export async function recordRefusal(db: Db, by: Actor, address: string, now: Date): Promise<boolean> {
  if (by.type === 'guest' || !may(by, 'record-permission')) return false
  await inTransaction(db, (trx) => refuseAddress(trx, address, { refuses: 'imports', by, now }))
  return true
}

/** A keeper takes back what a keeper said. What its owner said stands. */
export async function allowAddress(db: Db, actor: Actor, address: string): Promise<boolean> {
  if (!may(actor, 'record-permission')) return false
  const { numDeletedRows } = await db
    .deleteFrom('refused_addresses')
    .where('address', '=', key(address))
    .where('by_person', 'is not', null)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What each of these refuses, by address in small letters; those that refuse nothing are left out. */
export async function refusalsOf(
  db: Db,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, AddressRefusal>> {
  if (addresses.length === 0) return new Map()
  const rows = await db
    .selectFrom('refused_addresses')
    .select(['address', 'imports'])
    .where('address', 'in', addresses.map(key))
    .execute()
  return new Map(rows.map(({ address, imports }) => [address, imports ? 'imports' : 'letters']))
}

/** For keepers: all there are, newest first. */
export async function refusedAddresses(db: Db, actor: Actor): Promise<readonly RefusedAddress[]> {
  if (!may(actor, 'record-permission')) return []
  const rows = await db
    .selectFrom('refused_addresses')
    .selectAll()
    .orderBy('refused_at', 'desc')
    .orderBy('address')
    .limit(500)
    .execute()
  return rows.map(({ address, imports, by_person, refused_at }) => ({
    address,
    refuses: imports ? 'imports' : 'letters',
    byOwner: by_person === null,
    at: refused_at,
  }))
}
