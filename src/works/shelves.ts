import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { ShelfId, WorkId } from '../core/ids.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { keptBy } from './visibility.ts'

/** A reader's own order among what they keep. Nobody else ever sees one, nor that there is one. */
export interface Shelf {
  readonly id: ShelfId
  readonly name: string
  readonly works: number
  /** The work that is asked about stands on it. */
  readonly holds: boolean
}

export const SHELF_NAME = { most: 60, shelves: 200 } as const

export async function shelvesOf(db: Db, { id: person }: Member, work?: WorkId): Promise<readonly Shelf[]> {
  const { rows } = await sql<Shelf>`
    select shelves.id, shelves.name, count(works.id)::int as works,
      coalesce(bool_or(works.id = ${work ?? null}::int), false) as holds
    from shelves left join shelf_works on shelf_works.shelf_id = shelves.id
      left join works on works.id = shelf_works.work_id and works.standing <> 'trashed' and works.person_id = ${person}
        and works.audience = 'kept'
    where shelves.person_id = ${person} group by shelves.id order by name_key`.execute(db)
  return rows
}

/** What stands on a shelf of theirs. */
export async function shelfIds(
  db: Db,
  { id: person }: Member,
  shelf: ShelfId,
): Promise<{ readonly name: string; readonly ids: readonly WorkId[] } | undefined> {
  const { rows } = await sql<{ name: string; ids: WorkId[] }>`
    select name, array(select work_id from shelf_works where shelf_id = shelves.id) as ids
    from shelves where id = ${shelf} and person_id = ${person}`.execute(db)
  return rows[0]
}

export type ShelfOutcome = 'done' | 'no-such-shelf' | 'no-name' | 'long-name' | 'taken' | 'too-many'

export async function addShelf(
  db: Db,
  { id: person }: Member,
  written: string,
  now: Date,
): Promise<ShelfOutcome> {
  const name = nameIn(written)
  if (typeof name !== 'object') return name
  const { rows } = await sql<{ added: boolean; none: boolean }>`
    with room as (select count(*) >= ${SHELF_NAME.shelves} as none from shelves where person_id = ${person}),
    added as (insert into shelves (person_id, name, made_at) select ${person}::int, ${name.name}::text, ${now}::timestamptz from room where not none
      on conflict do nothing returning id)
    select exists (select from added) as added, none from room`.execute(db)
  if (rows[0]?.none) return 'too-many'
  return rows[0]?.added ? 'done' : 'taken'
}

export async function renameShelf(
  db: Db,
  { id: person }: Member,
  shelf: ShelfId,
  written: string,
): Promise<ShelfOutcome> {
  const name = nameIn(written)
  if (typeof name !== 'object') return name
  const { rows } = await sql<{ taken: boolean; done: boolean }>`
    with other as (select exists (select from shelves
      where person_id = ${person} and id <> ${shelf} and name_key = lower(${name.name})) as taken),
    changed as (update shelves set name = ${name.name} from other
      where id = ${shelf} and person_id = ${person} and not taken returning id)
    select taken, exists (select from changed) as done from other`.execute(db)
  if (rows[0]?.taken) return 'taken'
  return rows[0]?.done ? 'done' : 'no-such-shelf'
}

/** The shelf goes, what stood on it stays in the library. */
export async function removeShelf(db: Db, { id: person }: Member, shelf: ShelfId): Promise<ShelfOutcome> {
  const gone = await db
    .deleteFrom('shelves')
    .where('id', '=', shelf)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n ? 'done' : 'no-such-shelf'
}

type PutOnShelves = 'put' | 'no-such-copy'

/** A kept copy stands on these shelves of theirs, and on no other. */
export async function putOnShelves(
  db: Db,
  actor: Member,
  { work, shelves, now }: { readonly work: WorkId; readonly shelves: readonly ShelfId[]; readonly now: Date },
): Promise<PutOnShelves> {
  return inTransaction<PutOnShelves>(db, async (trx) => {
    const kept = await trx
      .selectFrom('works')
      .select('id')
      .where('id', '=', work)
      .where(keptBy(actor))
      .executeTakeFirst()
    if (!kept) return 'no-such-copy'
    const ids = [...shelves]
    await sql`delete from shelf_works where work_id = ${work} and shelf_id <> all(${ids}::int[])
      and shelf_id in (select id from shelves where person_id = ${actor.id})`.execute(trx)
    await sql`insert into shelf_works (shelf_id, work_id, put_at)
      select id, ${work}::int, ${now}::timestamptz from shelves where person_id = ${actor.id} and id = any(${ids}::int[])
      on conflict do nothing`.execute(trx)
    return 'put'
  })
}

function nameIn(written: string): { readonly name: string } | 'no-name' | 'long-name' {
  const name = written.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (!name) return 'no-name'
  return [...name].length > SHELF_NAME.most ? 'long-name' : { name }
}
