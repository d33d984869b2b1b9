import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { lockOwnWork } from './lock-own.ts'
import { settleDraft } from './place-chapter.ts'
import { type TrashChapter, trashChapter } from './trash-chapter.ts'

/** A chapter goes to the trash. A work never loses its last: of a draft, the next is the one it is posted with. */
export const dropChapter = (
  db: Db,
  actor: Member,
  { workId, chapterId, now }: { readonly workId: WorkId; readonly chapterId: ChapterId; readonly now: Date },
): Promise<TrashChapter> =>
  inTransaction<TrashChapter>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, workId)
    if (typeof work === 'string') return work
    const isDraft = work.standing === 'draft' || work.standing === 'scheduled'
    if (isDraft) await readyNext(trx, workId, chapterId)
    const outcome = await trashChapter(trx, actor, workId, chapterId, now)
    if (isDraft) await settleDraft(trx, workId)
    return outcome
  })

const readyNext = (trx: Transaction, workId: WorkId, gone: ChapterId) =>
  sql`update chapters set standing = 'posted', posts_at = null
    where id = (select id from chapters where work_id = ${workId} and id <> ${gone} order by position limit 1)
      and array[${gone}::int] = (select array_agg(id) from chapters where work_id = ${workId} and standing = 'posted')`.execute(
    trx,
  )
