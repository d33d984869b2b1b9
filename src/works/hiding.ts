import type { PersonId, WorkId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'

/** A posted work out of everybody's sight, or back into it. False where it was not so: a draft, a kept copy, twice. */
export async function setHidden(trx: Transaction, id: WorkId, hidden: boolean, now: Date): Promise<boolean> {
  const [from, to] = hidden ? (['posted', 'hidden'] as const) : (['hidden', 'posted'] as const)
  const changed = await trx
    .updateTable('works')
    .set({ standing: to, changed_at: now })
    .where('id', '=', id)
    .where('standing', '=', from)
    .where('audience', '<>', 'kept')
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** The accounts whose work it is, for mails to them: never to be shown, since it may be anonymous. */
export async function makersOf(trx: Db, id: WorkId): Promise<PersonId[]> {
  const rows = await trx
    .selectFrom('works')
    .select('person_id as id')
    .where('works.id', '=', id)
    .union(
      trx
        .selectFrom('creatorships')
        .innerJoin('pen_names', 'pen_names.id', 'pen_name_id')
        .select('pen_names.person_id as id')
        .where('work_id', '=', id)
        .where('pen_names.person_id', 'is not', null)
        .$narrowType<{ id: PersonId }>(),
    )
    .execute()
  return rows.map((row) => row.id).sort((a, b) => a - b)
}

/** For a mail to its creators, whatever its state. */
export async function workTitle(trx: Transaction, id: WorkId): Promise<string> {
  const row = await trx.selectFrom('works').select('title').where('id', '=', id).executeTakeFirstOrThrow()
  return row.title
}

/** Which of the two a work is; undefined for what is neither, or is a kept copy: not for moderators. */
export async function hiddenOrPosted(db: Db, id: WorkId): Promise<'hidden' | 'posted' | undefined> {
  const row = await db
    .selectFrom('works')
    .select('standing')
    .where('id', '=', id)
    .where('standing', 'in', ['hidden', 'posted'])
    .where('audience', '<>', 'kept')
    .executeTakeFirst()
  return row && (row.standing === 'hidden' ? 'hidden' : 'posted')
}
