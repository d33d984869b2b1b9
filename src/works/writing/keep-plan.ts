import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { keepFormer } from './keep-former.ts'

interface Planning {
  readonly workId: WorkId
  /** Null: the end is open. */
  readonly planned: number | null | 'as-it-is'
  readonly now: Date
}

/**
 * How many chapters the work shall have, in its chapter's transaction. A plan grows with what is posted; one that is
 * set to fewer than are posted is none, so its end is open.
 */
export async function keepPlan(
  trx: Transaction,
  by: Member,
  { workId, planned, now }: Planning,
): Promise<void> {
  const { rows } = await sql<{ was: number | null; posted: number }>`select chapters_expected as was,
      (select count(*)::int from chapters where work_id = works.id and chapters.standing = 'posted') as posted
    from works where id = ${workId}`.execute(trx)
  const [there] = rows
  if (!there) throw new Error(`planning work ${workId}: it is not there`)
  const { was, posted } = there
  const asked = planned === 'as-it-is' || planned === was ? grown(was, posted) : planned
  const plan = asked !== null && asked < posted ? null : asked
  if (plan === was) return
  await keepFormer(trx, { workId, chapterId: null, by, now })
  await trx.updateTable('works').set({ chapters_expected: plan }).where('id', '=', workId).execute()
}

const grown = (plan: number | null, posted: number): number | null =>
  plan === null ? null : Math.max(plan, posted)
