import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { SeriesId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { SeriesNeighbours } from './views.ts'
import { visibleTo } from './visibility.ts'

/** For each series of a work: the works just before and after it, of those the reader may see. */
export async function seriesNeighbours(db: Db, actor: Actor, id: WorkId): Promise<SeriesNeighbours[]> {
  const { rows } = await sql<{
    id: SeriesId
    previous_id: WorkId | null
    previous_title: string | null
    next_id: WorkId | null
    next_title: string | null
  }>`
    with seen as (
      select series_works.series_id as id, works.id as work_id,
        lag(works.id) over near as previous_id, lag(works.title) over near as previous_title,
        lead(works.id) over near as next_id, lead(works.title) over near as next_title
      from series_works join works on works.id = series_works.work_id
      where series_works.series_id in (select series_id from series_works where work_id = ${id})
        and ${visibleTo(actor)}
      window near as (partition by series_works.series_id order by series_works.position, works.id)
    )
    select seen.* from seen join series_works on series_works.series_id = seen.id and series_works.work_id = seen.work_id
    where seen.work_id = ${id} order by series_works.place`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    previous: row.previous_id ? { id: row.previous_id, title: row.previous_title ?? '' } : null,
    next: row.next_id ? { id: row.next_id, title: row.next_title ?? '' } : null,
  }))
}
