import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { ownWork } from '../visibility.ts'

/**
 * A work in the trash, for one of its makers to do something with, and for nobody else until the transaction ends. What
 * a creator elsewhere had taken down by their link has no `trashed_from`: whoever held it cannot bring it back.
 */
export async function lockTrashed(trx: Transaction, actor: Member, id: WorkId) {
  return trx
    .selectFrom('works')
    .select(['id', 'title', 'trashed_from', 'posts_at', 'audience'])
    .select(
      sql<boolean>`exists (select from creatorships join pen_names on pen_names.id = pen_name_id
        where work_id = works.id and pen_names.person_id <> ${actor.id} and works.audience <> 'kept')`.as(
        'shared',
      ),
    )
    .where('id', '=', id)
    .where('standing', '=', 'trashed')
    .where('trashed_from', 'is not', null)
    .where(ownWork(actor))
    .forUpdate()
    .executeTakeFirst()
}
