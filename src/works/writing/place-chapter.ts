import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/*
 * Places run over all chapters of a work, drafts too, from 1 and without gaps; readers see the rank among the posted
 * ones. No two chapters may stand in one place, not even between two rows of one statement: so whoever moves goes by
 * way of places below none.
 */

/** Room for a new chapter: where it will stand, once those behind have moved. Beyond the end is last. */
export async function makePlace(trx: Transaction, work: WorkId, wanted: number | null): Promise<number> {
  const last = await lastPlace(trx, work)
  if (wanted === null || wanted > last) return last + 1
  const place = Math.max(wanted, 1)
  await sql`update chapters set position = -position where work_id = ${work} and position >= ${place}`.execute(
    trx,
  )
  await sql`update chapters set position = 1 - position where work_id = ${work} and position < 0`.execute(trx)
  return place
}

/** Nought: it has no chapter. */
export async function lastPlace(trx: Transaction, work: WorkId): Promise<number> {
  const { last } = await trx
    .selectFrom('chapters')
    .select((row) => row.fn.coalesce(row.fn.max('position'), sql<number>`0`).as('last'))
    .where('work_id', '=', work)
    .executeTakeFirstOrThrow()
  return last
}

/** One chapter takes this place; those between move by one. */
export async function moveChapter(
  trx: Transaction,
  work: WorkId,
  chapter: { readonly id: ChapterId; readonly from: number; readonly to: number },
): Promise<void> {
  const { id, from } = chapter
  await sql`
    with wanted as (select least(greatest(${chapter.to}::int, 1), max(position)) as place from chapters where work_id = ${work})
    update chapters set position = -(case when id = ${id} then place
      when position > ${from} then position - 1 else position + 1 end)
    from wanted where work_id = ${work} and place <> ${from}
      and position between least(place, ${from}) and greatest(place, ${from})`.execute(trx)
  await turnBack(trx, work)
}

/** All chapters in this order. */
export async function placeInOrder(
  trx: Transaction,
  work: WorkId,
  order: readonly ChapterId[],
): Promise<void> {
  await sql`
    update chapters set position = -placed.place
    from unnest(${[...order]}::int[]) with ordinality as placed (id, place)
    where chapters.id = placed.id and work_id = ${work} and position <> placed.place`.execute(trx)
  await turnBack(trx, work)
}

const turnBack = (trx: Transaction, work: WorkId) =>
  sql`update chapters set position = -position where work_id = ${work} and position < 0`.execute(trx)

/**
 * Of a draft, the first chapter is the one it is posted with: those that were written behind it wait. A draft that was
 * brought here whole, with all its chapters, keeps them.
 */
export async function settleDraft(trx: Transaction, work: WorkId): Promise<void> {
  await sql`
    with told as (select min(position) as first, count(*) filter (where standing = 'posted') as ready
      from chapters where work_id = ${work})
    update chapters set standing = case when position = first then 'posted' else 'draft' end,
      posts_at = case when position <> first then posts_at end
    from told where work_id = ${work} and ready <= 1 and (standing = 'posted') <> (position = first)`.execute(
    trx,
  )
}
