import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import type { State } from './own-navigations.ts'

/** The latest first. */
export async function readingIds(db: Db, { id: person }: Member, state: State): Promise<readonly WorkId[]> {
  const rows = await db
    .selectFrom('readings')
    .select('work_id')
    .where('person_id', '=', person)
    .where('state', '=', state)
    .orderBy('state_at', 'desc')
    .execute()
  return rows.flatMap(({ work_id }) => work_id ?? [])
}
