import { sql } from 'kysely'
import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'

/** Where the pen names lead that sign this work, or works it names, and are not shown to be anybody's. */
export async function unlinkedSigners(db: Db, id: WorkId): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; code: string }>`
    select name, code from pen_names where unlinked and id in (
      select pen_name_id from creatorships where work_id = ${id}
        or work_id in (select other_work_id from related_works where work_id = ${id})
        or work_id in (select work_id from related_works where other_work_id = ${id})
      union select pen_name_id from chapter_creatorships join chapters on chapters.id = chapter_id
        where work_id = ${id})`.execute(db)
  return new Map(rows.map(({ name, code }) => [name, href(routes.pen, { code })]))
}
