import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { ownWork, visibleTo } from '../visibility.ts'

export type LockRefusal = 'no-such-work' | 'not-yours'

/**
 * A work for one of its creators to change, and for nobody else until the transaction ends: every verb that changes a
 * work begins here, so that two changes of one work come one after the other. What lies in the trash is not there.
 */
export async function lockOwnWork(trx: Transaction, actor: Actor, id: WorkId) {
  const work = await trx
    .selectFrom('works')
    .select(['id', 'standing', 'audience', 'version', 'language', 'disclosure', 'person_id', 'title'])
    .select(['published_on', 'chapters_expected', 'chapters_posted', 'words', 'posts_at', 'announced'])
    .select(ownWork(actor).as('own'))
    .where('id', '=', id)
    .where('standing', '<>', 'trashed')
    .where(visibleTo(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!work) return 'no-such-work'
  return work.own ? work : 'not-yours'
}

export type LockedWork = Exclude<Awaited<ReturnType<typeof lockOwnWork>>, LockRefusal>
