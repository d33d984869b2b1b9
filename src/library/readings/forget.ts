import type { Member } from '../../core/actor.ts'
import type { ReadingId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'

type Forgotten = 'forgotten' | 'no-such-entry'

/** One entry goes, with its mark and its note. A work opened again begins anew. */
export const deleteEntry = (db: Db, reader: Member, entry: ReadingId): Promise<Forgotten> =>
  remove(db, reader, { id: entry })

/** The same, by the work that it is of. */
export const forgetWork = (db: Db, reader: Member, work: WorkId): Promise<Forgotten> =>
  remove(db, reader, { work_id: work })

/** Everything that was remembered of this reader, their marks and notes among it. */
export async function deleteAll(db: Db, { id }: Member): Promise<void> {
  await db.deleteFrom('readings').where('person_id', '=', id).execute()
}

async function remove(
  db: Db,
  { id }: Member,
  which: { readonly id: ReadingId } | { readonly work_id: WorkId },
): Promise<Forgotten> {
  const [column, value] = 'id' in which ? (['id', which.id] as const) : (['work_id', which.work_id] as const)
  const gone = await db
    .deleteFrom('readings')
    .where('person_id', '=', id)
    .where(column, '=', value)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n ? 'forgotten' : 'no-such-entry'
}
