import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import type { SeriesId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/** The actor keeps this series: it is theirs, or they were invited and accepted. Over the table `series`. */
export function keepsSeries(actor: Actor): RawBuilder<SqlBool> {
  if (actor.type === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(series.person_id = ${actor.id} or exists (
    select from series_creatorships join pen_names on pen_names.id = series_creatorships.pen_name_id
    where series_creatorships.series_id = series.id and pen_names.person_id = ${actor.id}))`
}

export interface Places {
  /** Series that hold the work from now on; a place where one was given. */
  readonly ticked: ReadonlyMap<SeriesId, number | null>
  /** The form names every series of the work: those that are not ticked let it go. */
  readonly whole: boolean
  readonly added: { readonly title: string; readonly position: number | null } | null
}

/** Puts a work into series of its writer's and takes it out of others; a series that is left empty is gone. */
export async function saveSeriesPlaces(
  trx: Transaction,
  actor: Member,
  work: WorkId,
  { ticked, whole, added }: Places,
): Promise<void> {
  if (whole) await leaveSeries(trx, work, [...ticked.keys()])
  const ids = [...ticked.keys()].sort((a, b) => a - b)
  for (const id of ids) await putInto(trx, actor, work, { id, position: ticked.get(id) ?? null })
  if (!added) return
  const id = await seriesCalled(trx, actor, added.title)
  await putInto(trx, actor, work, { id, position: added.position })
}

async function leaveSeries(trx: Transaction, work: WorkId, stays: readonly SeriesId[]): Promise<void> {
  const { rows } = await sql<{ id: SeriesId }>`delete from series_works
    where work_id = ${work} and series_id <> all(${[...stays]}::int[]) returning series_id as id`.execute(trx)
  await deleteEmptied(
    trx,
    rows.map(({ id }) => id),
  )
}

export async function deleteEmptied(trx: Transaction, ids: readonly SeriesId[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from series where id = any(${[...ids]}::int[])
    and not exists (select from series_works where series_id = series.id)`.execute(trx)
}

/** One's own of that name, made where there is none. */
async function seriesCalled(trx: Transaction, { id: person }: Member, title: string): Promise<SeriesId> {
  const { rows } = await sql<{ id: SeriesId }>`
    insert into series (title, person_id, kept) values (${title}, ${person}, false)
    on conflict (person_id, kept, coalesce(origin_url, ''), title_key) where not orphaned do update set title = series.title
    returning id`.execute(trx)
  const [row] = rows
  if (!row) throw new Error(`making the series “${title}”: it was not stored`)
  return row.id
}

/** Last, or at a place: whatever stands there and after it moves on by one. A work that is in it is only moved. */
async function putInto(
  trx: Transaction,
  actor: Member,
  work: WorkId,
  { id, position }: { readonly id: SeriesId; readonly position: number | null },
): Promise<void> {
  const { rows } = await sql<{ there: number | null; last: number }>`
    select (select position from series_works where series_id = series.id and work_id = ${work}) as there,
      (select coalesce(max(position), 0)::int from series_works where series_id = series.id) as last
    from series where id = ${id} and (${keepsSeries(actor)} or exists (
      select from series_works where series_id = series.id and work_id = ${work})) for update`.execute(trx)
  const [series] = rows
  if (!series || (series.there !== null && (position === null || position === series.there))) return
  const at = position ?? series.last + 1
  await sql`update series_works set position = position + 1 where series_id = ${id} and position >= ${at}
    and work_id <> ${work} and exists (select from series_works as taken
      where taken.series_id = ${id} and taken.position = ${at} and taken.work_id <> ${work})`.execute(trx)
  await sql`insert into series_works (series_id, work_id, position, place)
    select ${id}, ${work}, ${at}, coalesce(max(place), 0) + 1 from series_works where work_id = ${work}
    on conflict (series_id, work_id) do update set position = excluded.position`.execute(trx)
}
