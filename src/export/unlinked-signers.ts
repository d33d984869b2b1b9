import { sql } from 'kysely'

/** Pen names that sign this work, or works it names, and are not shown to be anybody's; of the work in whose row it is asked. */
export const UNLINKED_SIGNERS = sql`(select coalesce(json_agg(json_build_object('name', name, 'code', code)), '[]')
  from pen_names where unlinked and id in (
    select pen_name_id from creatorships where work_id = works.id
      or work_id in (select other_work_id from related_works where work_id = works.id)
      or work_id in (select work_id from related_works where other_work_id = works.id)
    union select pen_name_id from chapter_creatorships join chapters on chapters.id = chapter_id
      where work_id = works.id))`
