import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { deleteWork } from '../leaving/delete-works.ts'
import { deleteChapter } from './empty-trash.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { lockTrashed } from './lock-trashed.ts'
import { TRASH_LOOK_MS } from './trash-chapter.ts'
import { tellOfTrash } from './trash-mails.ts'
import { trashedChapters } from './trash-read.ts'

interface Trashing {
  readonly baseUrl: string
  readonly now: Date
}

type TrashWork = 'trashed' | LockRefusal

/** A work is gone for everybody, and lies in its makers' trash for a month. Each of them is mailed, and who asked for it. */
export async function trashWork(
  db: Db,
  actor: Member,
  id: WorkId,
  { baseUrl, now }: Trashing,
): Promise<TrashWork> {
  return inTransaction<TrashWork>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, id)
    if (typeof work === 'string') return work
    if (work.standing === 'trashed') return 'no-such-work'
    await trx
      .updateTable('works')
      .set({ standing: 'trashed', trashed_from: work.standing, trashed_at: now, trashed_by: actor.id })
      .set({ changed_at: now })
      .where('id', '=', id)
      .execute()
    if (work.audience !== 'kept')
      await tellOfTrash(trx, id, { by: actor, deed: 'trashed', baseUrl, wasPosted: isOut(work.standing) })
    await tellLater(trx, 'trash.aged', {}, TRASH_LOOK_MS, 'first')
    return 'trashed'
  })
}

const isOut = (standing: string): boolean => standing === 'posted' || standing === 'hidden'

type RestoreWork =
  | { readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden' }
  | 'not-in-trash'
  | 'kept-again'

/**
 * A work comes back as what it was. One whose day to be posted has passed meanwhile is a draft: it does not post itself
 * because it was brought back.
 */
export async function restoreWork(
  db: Db,
  actor: Member,
  id: WorkId,
  { baseUrl, now }: Trashing,
): Promise<RestoreWork> {
  return inTransaction<RestoreWork>(db, async (trx) => {
    const work = await lockTrashed(trx, actor, id)
    if (!work?.trashed_from) return 'not-in-trash'
    if (work.audience === 'kept' && (await keptAgain(trx, actor, id))) return 'kept-again'
    const late = work.trashed_from === 'scheduled' && (!work.posts_at || work.posts_at <= now)
    const standing = late ? 'draft' : work.trashed_from
    await trx
      .updateTable('works')
      .set({ standing, trashed_from: null, trashed_at: null, trashed_by: null, changed_at: now })
      .set(late ? { posts_at: null, posts_local: null, posts_zone: null } : {})
      .where('id', '=', id)
      .execute()
    await forgetPassedDays(trx, id, now)
    if (standing === 'scheduled' && work.posts_at)
      await tellLater(trx, 'writing.due', {}, work.posts_at.getTime() - now.getTime())
    if (work.audience !== 'kept')
      await tellOfTrash(trx, id, { by: actor, deed: 'restored', baseUrl, wasPosted: isOut(standing) })
    return { standing }
  })
}

/** One copy of a work from one place is kept by one person. */
async function keptAgain(trx: Transaction, { id: person }: Member, id: WorkId): Promise<boolean> {
  const row = await trx
    .selectFrom('works')
    .innerJoin('works as trashed', 'trashed.origin_url', 'works.origin_url')
    .select('works.id')
    .where('trashed.id', '=', id)
    .where('works.person_id', '=', person)
    .where('works.audience', '=', 'kept')
    .where('works.standing', '<>', 'trashed')
    .executeTakeFirst()
  return row !== undefined
}

const forgetPassedDays = (trx: Transaction, id: WorkId, now: Date) =>
  trx
    .updateTable('chapters')
    .set({ posts_at: null, posts_local: null, posts_zone: null })
    .where('work_id', '=', id)
    .where('posts_at', '<=', now)
    .execute()

type DeleteNow = 'deleted' | 'not-in-trash' | 'shared'

/** Out of the trash, before its time, for good. What others have made too waits for them. */
export async function deleteTrashed(db: Db, actor: Member, id: WorkId): Promise<DeleteNow> {
  return inTransaction<DeleteNow>(db, async (trx) => {
    const work = await lockTrashed(trx, actor, id)
    if (!work) return 'not-in-trash'
    if (work.shared) return 'shared'
    await deleteWork(trx, id)
    return 'deleted'
  })
}

/** The same for a chapter. */
export async function deleteTrashedChapter(
  db: Db,
  actor: Member,
  { work, chapter }: { readonly work: WorkId; readonly chapter: number },
): Promise<DeleteNow> {
  return inTransaction<DeleteNow>(db, async (trx) => {
    const lying = (await trashedChapters(trx, actor, new Date(0))).find(({ id }) => id === chapter)
    if (lying?.workId !== work) return 'not-in-trash'
    if (lying.shared) return 'shared'
    await deleteChapter(trx, chapter)
    return 'deleted'
  })
}
