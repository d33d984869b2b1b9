import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PenNameId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/**
 * A chapter without signers of its own is signed as its work is. Before somebody comes to, or leaves, one chapter alone,
 * each says who signs it; afterwards those that say the same as their work say nothing again.
 */
export async function spellOutSigners(trx: Transaction, work: WorkId): Promise<void> {
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select chapters.id, creatorships.pen_name_id, creatorships.position
    from chapters join creatorships on creatorships.work_id = chapters.work_id
    where chapters.work_id = ${work}
      and not exists (select from chapter_creatorships where chapter_id = chapters.id)`.execute(trx)
}

export async function foldSigners(trx: Transaction, work: WorkId): Promise<void> {
  await sql`with of_work as (
      select array_agg(pen_name_id order by pen_name_id) as pens from creatorships where work_id = ${work})
    delete from chapter_creatorships where chapter_id in (
      select chapters.id from chapters join chapter_creatorships as signed on signed.chapter_id = chapters.id
      where chapters.work_id = ${work} group by chapters.id
      having array_agg(signed.pen_name_id order by signed.pen_name_id) = (select pens from of_work))`.execute(
    trx,
  )
}

/** Last among those who sign the work; who signs it already stays where they are. */
async function signWork(trx: Transaction, work: WorkId, pen: PenNameId): Promise<void> {
  await sql`insert into creatorships (work_id, pen_name_id, position)
    select ${work}, ${pen}, coalesce(max(position), 0) + 1 from creatorships where work_id = ${work}
    on conflict do nothing`.execute(trx)
}

/** A creator of the whole work: of every chapter, those with signers of their own included. */
export async function signEverything(trx: Transaction, work: WorkId, pen: PenNameId): Promise<void> {
  await signWork(trx, work, pen)
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select chapter_id, ${pen}, max(chapter_creatorships.position) + 1 from chapter_creatorships
    join chapters on chapters.id = chapter_id where work_id = ${work} group by chapter_id
    on conflict do nothing`.execute(trx)
  await foldSigners(trx, work)
}

/** A creator of one chapter: the work is signed by them too, its other chapters are not. */
export async function signChapter(
  trx: Transaction,
  { work, chapter, pen }: { readonly work: WorkId; readonly chapter: ChapterId; readonly pen: PenNameId },
): Promise<void> {
  await spellOutSigners(trx, work)
  await signWork(trx, work, pen)
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select ${chapter}, ${pen}, coalesce(max(position), 0) + 1 from chapter_creatorships where chapter_id = ${chapter}
    on conflict do nothing`.execute(trx)
  await foldSigners(trx, work)
}

/** Who has edited a chapter they were not on is a creator of it from then on, by the name they sign the work with. */
export async function signAsEditor(
  trx: Transaction,
  by: Member,
  { work, chapter }: { readonly work: WorkId; readonly chapter: ChapterId },
): Promise<void> {
  const { rows } = await sql<{ pen: PenNameId }>`
    select pen_name_id as pen from creatorships join pen_names on pen_names.id = pen_name_id
    where work_id = ${work} and person_id = ${by.id}
      and exists (select from chapter_creatorships where chapter_id = ${chapter})
      and not exists (select from chapter_creatorships as signed join pen_names as own on own.id = signed.pen_name_id
        where signed.chapter_id = ${chapter} and own.person_id = ${by.id})
    order by position limit 1`.execute(trx)
  const [row] = rows
  if (row) await signChapter(trx, { work, chapter, pen: row.pen })
}

/**
 * A new chapter, after it is stored: of whoever writes it and of those who sign every other one. Who came for one
 * chapter alone is not taken to have written the next.
 */
export async function signNewChapter(
  trx: Transaction,
  by: Member,
  { work, chapter }: { readonly work: WorkId; readonly chapter: ChapterId },
): Promise<void> {
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select ${chapter}, creatorships.pen_name_id, creatorships.position
    from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
    where creatorships.work_id = ${work} and (pen_names.person_id = ${by.id} or not exists (
      select from chapters where chapters.work_id = ${work} and chapters.id <> ${chapter}
        and exists (select from chapter_creatorships where chapter_id = chapters.id)
        and not exists (select from chapter_creatorships
          where chapter_id = chapters.id and pen_name_id = creatorships.pen_name_id)))
    on conflict do nothing`.execute(trx)
  await foldSigners(trx, work)
}
