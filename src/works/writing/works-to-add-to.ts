import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork } from '../visibility.ts'

/** No list to choose from is longer: the newest of them. */
const MOST = 300

/** Works of this person that further chapters may be added to, the last changed first. */
export async function worksToAddTo(
  db: Db,
  actor: Member,
): Promise<readonly { readonly id: WorkId; readonly title: string; readonly language: string }[]> {
  return db
    .selectFrom('works')
    .select(['id', 'title', 'language'])
    .where('standing', '<>', 'trashed')
    .where('audience', '<>', 'kept')
    .where(ownWork(actor))
    .orderBy('changed_at', 'desc')
    .limit(MOST)
    .execute()
}
