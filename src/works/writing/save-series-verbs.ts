import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { SeriesId, WorkId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { deleteEmptied, keepsSeries } from './save-series.ts'

interface SeriesFields {
  readonly title: string
  /** Clean HTML. */
  readonly summary: string
  /** Clean HTML. */
  readonly notes: string
  readonly complete: boolean
}

type SaveSeries =
  | 'saved'
  /** Nobody's whom the actor is: it may be there for others. */
  | 'no-such-series'
  /** Another of theirs is called so. */
  | 'title-taken'

/** What a series says of itself. A new title is on every work of it, and in what they are found by. */
export function saveSeries(
  db: Db,
  actor: Actor,
  id: SeriesId,
  { title, ...fields }: SeriesFields,
  now: Date,
): Promise<SaveSeries> {
  return inTransaction<SaveSeries>(db, async (trx) => {
    const before = await lockSeries(trx, actor, id)
    if (!before) return 'no-such-series'
    await trx
      .updateTable('series')
      .set({ title, ...fields })
      .where('id', '=', id)
      .execute()
    if (title !== before.title) await renewParts(trx, id, now)
    return 'saved'
  }).catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === '23505') return 'title-taken'
    throw fault
  })
}

const lockSeries = (trx: Transaction, actor: Actor, id: SeriesId) =>
  trx
    .selectFrom('series')
    .select(['id', 'title'])
    .where('id', '=', id)
    .where(keepsSeries(actor))
    .forUpdate()
    .executeTakeFirst()

/** Their downloads are new versions, and their heads are made anew by a job. */
async function renewParts(trx: Transaction, id: SeriesId, now: Date): Promise<void> {
  await sql`update works set search_version = 0, changed_at = greatest(${now}, changed_at + interval '1 millisecond')
    where id in (select work_id from series_works where series_id = ${id})`.execute(trx)
  await tell(trx, 'heads.aged', { personId: null })
}

interface Ordering {
  /** Where each part shall stand; of parts that are not named, where they stood. */
  readonly places: ReadonlyMap<WorkId, number>
  readonly removed: readonly WorkId[]
  readonly now: Date
}

/** The parts are numbered anew, from one, in the order of the numbers given. Whatever is taken out stays a work. */
export function orderSeries(
  db: Db,
  actor: Actor,
  id: SeriesId,
  { places, removed, now }: Ordering,
): Promise<'ordered' | 'emptied' | 'no-such-series'> {
  return inTransaction<'ordered' | 'emptied' | 'no-such-series'>(db, async (trx) => {
    if (!(await lockSeries(trx, actor, id))) return 'no-such-series'
    await sql`update works set changed_at = greatest(${now}, changed_at + interval '1 millisecond')
      where id in (select work_id from series_works where series_id = ${id})`.execute(trx)
    await sql`delete from series_works where series_id = ${id} and work_id = any(${[...removed]}::int[])`.execute(
      trx,
    )
    const wanted = JSON.stringify([...places].map(([work, at]) => ({ work, at })))
    await sql`update series_works set position = ordered.at from (
        select parts.work_id, row_number() over (order by coalesce(wanted.at, parts.position), parts.position, parts.work_id) as at
        from series_works as parts left join jsonb_to_recordset(${wanted}::jsonb) as wanted (work integer, at double precision)
          on wanted.work = parts.work_id
        where parts.series_id = ${id}) as ordered
      where series_works.series_id = ${id} and series_works.work_id = ordered.work_id`.execute(trx)
    await deleteEmptied(trx, [id])
    const there = await trx.selectFrom('series').select('id').where('id', '=', id).executeTakeFirst()
    return there ? 'ordered' : 'emptied'
  })
}

/** Its works stay where they are. */
export function deleteSeries(
  db: Db,
  actor: Actor,
  id: SeriesId,
  now: Date,
): Promise<'deleted' | 'no-such-series'> {
  return inTransaction<'deleted' | 'no-such-series'>(db, async (trx) => {
    if (!(await lockSeries(trx, actor, id))) return 'no-such-series'
    await renewParts(trx, id, now)
    await trx.deleteFrom('series').where('id', '=', id).execute()
    return 'deleted'
  })
}

/** Who came to a series by invitation goes; whose it is stays. */
export function leaveSeriesKeepers(
  db: Db,
  actor: Actor,
  id: SeriesId,
): Promise<'left' | 'its-owner' | 'no-such-series'> {
  return inTransaction<'left' | 'its-owner' | 'no-such-series'>(db, async (trx) => {
    const series = await lockSeries(trx, actor, id)
    if (!series || actor.type === 'guest') return 'no-such-series'
    const { rows } = await sql`delete from series_creatorships using pen_names where series_id = ${id}
      and pen_names.id = pen_name_id and pen_names.person_id = ${actor.id} returning series_id`.execute(trx)
    return rows.length > 0 ? 'left' : 'its-owner'
  })
}
