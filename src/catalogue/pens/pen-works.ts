import { sql } from 'kysely'
import type { PenName } from '../../accounts/index.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'

export interface PenWorks {
  /** All it signs, whoever may see them, drafts too. */
  readonly works: number
  /** Series in which it stands beside works that the person signs with a name shown to be theirs. */
  readonly mixedSeries: readonly { readonly title: string; readonly href: string }[]
  /** Works that it signs together with such a name. */
  readonly besideOwn: readonly { readonly title: string; readonly href: string }[]
}

/** What its person wants to know before a pen name is deleted, kept apart or shown again. Never for anybody else. */
export async function penWorks(db: Db, { id }: PenName): Promise<PenWorks> {
  const others = sql`(select other.id from pen_names as other join pen_names as this on this.person_id = other.person_id
    where this.id = ${id} and other.id <> ${id} and not other.unlinked)`
  const count = await sql<{ works: number }>`
    select count(distinct work_id)::int as works from (
      select work_id from creatorships where pen_name_id = ${id}
      union select work_id from chapter_creatorships join chapters on chapters.id = chapter_id
        where pen_name_id = ${id}) as signed`.execute(db)
  const series = await sql<{ id: number; title: string }>`
    select distinct series.id, series.title from series
    join series_works as one on one.series_id = series.id join creatorships on creatorships.work_id = one.work_id
    join series_works as two on two.series_id = series.id join creatorships as beside on beside.work_id = two.work_id
    where creatorships.pen_name_id = ${id} and beside.pen_name_id in ${others} order by 2, 1`.execute(db)
  const works = await sql<{ id: number; title: string }>`
    select works.id, works.title from works join creatorships on creatorships.work_id = works.id
    where creatorships.pen_name_id = ${id} and works.standing <> 'trashed' and exists (select from creatorships as beside
      where beside.work_id = works.id and beside.pen_name_id in ${others}) order by 2, 1`.execute(db)
  return {
    works: count.rows[0]?.works ?? 0,
    mixedSeries: series.rows.map((one) => ({
      title: one.title,
      href: href(routes.series, { seriesId: one.id }),
    })),
    besideOwn: works.rows.map((one) => ({ title: one.title, href: href(routes.work, { workId: one.id }) })),
  }
}
