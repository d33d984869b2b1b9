import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { WorkPageView } from '../views.ts'
import { workPageView } from '../work-page-view.ts'
import { type SavedWork, saveWork, type WorkForm } from './save-work.ts'

export type Previewed = { readonly view: WorkPageView } | Exclude<SavedWork, { readonly saved: WorkId }>

/**
 * A work's page as its readers would have it, if this form were posted: it is, and at once taken back. So nothing that
 * saving does to a work can be missing from its preview, and nothing of a preview stays.
 */
export const previewWork = (db: Db, actor: Member, form: WorkForm): Promise<Previewed> =>
  takenBack(db, async (trx) => {
    const outcome = await saveWork(trx, actor, { ...form, intent: 'post' })
    if (typeof outcome === 'string' || !('saved' in outcome)) return outcome
    return seenBy(trx, actor, outcome.saved, 'first')
  })

/** The page of a work as it stands in this transaction, without what only its writers see. */
export async function seenBy(
  trx: Transaction,
  actor: Member,
  id: WorkId,
  shown: ChapterId | 'first',
): Promise<{ readonly view: WorkPageView }> {
  const view = await workPageView(trx, actor, id, shown)
  if (!view) throw new Error(`previewing work ${id}: it is not there after it was saved`)
  return { view: { ...view, work: { ...view.work, own: false } } }
}

/** Does it, answers what it saw, and leaves everything as it was. */
export async function takenBack<T>(db: Db, deed: (trx: Transaction) => Promise<T>): Promise<T> {
  const trx = await db.startTransaction().execute()
  try {
    return await deed(trx)
  } finally {
    await trx.rollback().execute()
  }
}
