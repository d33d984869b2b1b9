import { createHash } from 'node:crypto'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import { readOwnChapter, readOwnHead } from '../read-record.ts'

export interface Changing {
  readonly workId: WorkId
  /** The chapter that is about to change; null: the work's own fields. */
  readonly chapterId: ChapterId | null
  readonly by: Member
  readonly now: Date
  /** What readers are told about it, if anything: that it was edited, and the writer's words. */
  readonly shown?: { readonly note: string }
}

/**
 * Keeps what a part of a work is, before it changes: called by whatever changes text or fields, in the same
 * transaction and before it. Only the part: a chapter of a long work is kept without the others.
 */
export async function keepFormer(trx: Transaction, changing: Changing): Promise<void> {
  const { workId, chapterId, by, now, shown } = changing
  const former = chapterId ? await readOwnChapter(trx, workId, chapterId) : await readOwnHead(trx, by, workId)
  if (!former) throw new Error(`keeping what work ${workId} was: it is not there`)
  await trx
    .insertInto('work_revisions')
    .values({
      work_id: workId,
      chapter_id: chapterId,
      person_id: by.id,
      made_at: now,
      content_hash: createHash('sha256').update(stableJson(former)).digest(),
      record: JSON.stringify(former),
      shown: shown !== undefined,
      note: shown?.note ?? '',
    })
    .execute()
}
