import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { type Schedule, tellWhenDue } from './schedule.ts'

/** The work posts itself at this hour. */
export async function waitUntil(trx: Transaction, id: WorkId, schedule: Schedule, now: Date): Promise<void> {
  const { at, local, zone } = schedule
  const waits = { standing: 'scheduled' as const, posts_at: at, posts_local: local, posts_zone: zone }
  await trx.updateTable('works').set(waits).where('id', '=', id).execute()
  await tellWhenDue(trx, at, now)
}

/** It waits no more: a draft as any other. */
export async function callBack(trx: Transaction, id: WorkId): Promise<void> {
  const draft = { standing: 'draft' as const, posts_at: null, posts_local: null, posts_zone: null }
  await trx.updateTable('works').set(draft).where('id', '=', id).execute()
}
