import { createHash } from 'node:crypto'
import { GUEST, type Member } from '../../core/actor.ts'
import type { ChapterId, SkinId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import { readOwnChapter, readOwnHead } from '../read-record.ts'
import type { ChapterRecord, RelatedWork, WorkRecord } from '../record.ts'
import { relatedWorksOf } from '../related-works-read.ts'

interface Changing {
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
  const { workId, chapterId } = changing
  const former = chapterId ? await chapterNow(trx, workId, chapterId) : await readHeadNow(trx, workId)
  if (!former) throw new Error(`keeping what work ${workId} was: it is not there`)
  await storeFormer(trx, changing, former)
}

/** A part of a work as a revision holds it. */
interface HeldFormer {
  readonly record: WorkRecord | ChapterRecord
  /** Absent: of a chapter, which wears what its work wears. */
  readonly skin?: SkinId | null
}

async function chapterNow(
  trx: Transaction,
  workId: WorkId,
  chapterId: ChapterId,
): Promise<HeldFormer | undefined> {
  const record = await readOwnChapter(trx, workId, chapterId)
  return record && { record }
}

/**
 * The work's own fields, whoever of its makers looks: of the works it is related to only what everybody may know, for
 * one maker may see works that another does not.
 */
export async function readHeadNow(
  db: Db,
  id: WorkId,
): Promise<(HeldFormer & { readonly record: WorkRecord; readonly skin: SkinId | null }) | undefined> {
  const row = await db
    .selectFrom('works')
    .innerJoin('people', 'people.id', 'works.person_id')
    .select(['works.person_id', 'works.skin_id', 'people.name', 'people.role'])
    .where('works.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const holder: Member = { type: 'member', id: row.person_id, name: row.name, role: row.role }
  const record = await readOwnHead(db, holder, id)
  const related = await relatedWorksOf(db, GUEST, id)
  const relatedWorks = related.map(({ href: _link, ...other }): RelatedWork => other)
  return record && { record: { ...record, relatedWorks }, skin: row.skin_id }
}

export async function storeFormer(
  trx: Transaction,
  { workId, chapterId, by, now, shown }: Changing,
  { record, skin }: HeldFormer,
): Promise<void> {
  await trx
    .insertInto('work_revisions')
    .values({
      work_id: workId,
      chapter_id: chapterId,
      person_id: by.id,
      made_at: now,
      content_hash: createHash('sha256').update(stableJson(record)).digest(),
      record: JSON.stringify(record),
      shown: shown !== undefined,
      note: shown?.note ?? '',
      ...(skin === undefined ? {} : { skin_id: skin, dressed: skin !== null }),
    })
    .execute()
}
