import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { SeriesId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'

export interface OwnSeries {
  readonly id: SeriesId
  readonly title: string
}

/** Series in which somebody signs a work that readers can find. */
export async function ownSeries(db: Db, { id }: Member): Promise<OwnSeries[]> {
  const { rows } = await sql<OwnSeries>`
    select distinct series.id, series.title from series join series_works on series_works.series_id = series.id
    join works on works.id = series_works.work_id join creatorships on creatorships.work_id = works.id
    join pen_names on pen_names.id = creatorships.pen_name_id
    where pen_names.person_id = ${id} and works.standing in ('posted', 'hidden') and works.audience <> 'kept'
    order by 2, 1`.execute(db)
  return rows
}
