import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { TagId } from '../../core/ids.ts'
import type { TagKind } from '../../core/values.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { FoundTag } from '../../tags/index.ts'
import { lockPerson } from './saved-filters.ts'

/** AO3's number: more would be a list to search in, not one to look at. */
export const MOST_FAVOURITES = 20

/** A tag kept on the front page, under the name it is filed under now. */
export interface Favourite {
  readonly id: TagId
  readonly kind: TagKind
  readonly name: string
  /** What its pages are called in an address: with the kind, where a tag of another kind has the same name. */
  readonly page: string
  /** When its works were last opened. */
  readonly lookedAt: Date
}

type Favouring = 'kept' | 'not-canonical' | 'too-many'

/** A synonym is kept as what it is filed under. What is kept already stays as it is. */
export async function keepFavourite(
  db: Db,
  { id: person }: Member,
  tag: FoundTag,
  now: Date,
): Promise<Favouring> {
  const id = tag.banned
    ? undefined
    : (tag.synonymOf?.id ?? (tag.canonical && tag.kind !== 'media' ? tag.id : undefined))
  if (!id) return 'not-canonical'
  return inTransaction(db, async (trx) => {
    await lockPerson(trx, person)
    const kept = await favouritesOf(trx, person)
    if (kept.some((one) => one.id === id)) return 'kept'
    if (kept.length >= MOST_FAVOURITES) return 'too-many'
    const row = { person_id: person, tag_id: id, chosen_at: now, looked_at: now }
    await trx
      .insertInto('favourite_tags')
      .values(row)
      .onConflict((one) => one.doNothing())
      .execute()
    return 'kept'
  })
}

/** With every name that leads to the same tag, and with those that lead nowhere any more. */
export async function dropFavourite(db: Db, { id: person }: Member, tag: TagId): Promise<void> {
  await sql`delete from favourite_tags using tags where tags.id = tag_id and person_id = ${person}
    and (coalesce(tags.synonym_of, tags.id) = ${tag} or (not tags.canonical and tags.synonym_of is null))`.execute(
    db,
  )
}

/** The works of this tag were opened: what is new is counted from now on. */
export async function lookAtFavourite(
  db: Db,
  { id: person }: Member,
  { id, synonymOf }: FoundTag,
  now: Date,
): Promise<void> {
  await sql`update favourite_tags set looked_at = ${now} from tags where tags.id = tag_id and person_id = ${person}
    and coalesce(tags.synonym_of, tags.id) = ${synonymOf?.id ?? id}`.execute(db)
}

/** By name. */
export async function favouritesOf(db: Db | Transaction, person: Member['id']): Promise<Favourite[]> {
  const { rows } = await sql<Omit<Favourite, 'page'> & { readonly shared: boolean }>`
    select canon.id, canon.kind, canon.name, max(looked_at) as "lookedAt",
      exists (select from tags as other where other.name_key = canon.name_key and other.id <> canon.id) as shared
    from favourite_tags join tags on tags.id = tag_id join shown_tags as canon on canon.id = coalesce(tags.synonym_of, tags.id)
    where person_id = ${person} and canon.canonical group by canon.id, canon.kind, canon.name, canon.name_key order by canon.name_key, canon.id`.execute(
    db,
  )
  return rows.map(({ shared, ...tag }) => ({
    ...tag,
    page: shared ? `${tag.kind}:${tag.name}` : tag.name,
  }))
}
