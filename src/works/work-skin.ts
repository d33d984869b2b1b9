import { sql } from 'kysely'
import type { SkinId, WorkId } from '../core/ids.ts'
import { sheetOf } from '../skins/index.ts'
import type { Db } from '../storage/transaction.ts'

/**
 * The work skin that a work wears, of the work in whose row it is asked for: everybody's, or of somebody who makes the
 * work. One that is no longer either is not there, without anybody having to take it off.
 */
export const WORK_SKIN = sql<{ id: SkinId; stamp: string } | null>`(
  select json_build_object('id', skins.id, 'stamp', skins.stamp) ${worn()})`

/** The same skin's CSS as it was written, for a book. */
export const WORK_SHEET = sql<string | null>`(select skins.css ${worn()})`

function worn() {
  return sql`from skins where skins.id = works.skin_id and skins.kind = 'work' and (skins.standing = 'approved'
    or skins.person_id = works.person_id or exists (
      select from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
      where creatorships.work_id = works.id and pen_names.person_id = skins.person_id))`
}

/** Its CSS, clean and below `#workskin`, for a book; without pictures. Whoever asks knows that the work may be read. */
export async function skinFor(db: Db, id: WorkId): Promise<string | undefined> {
  const row = await db
    .selectFrom('works')
    .select(WORK_SHEET.as('css'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.css ? sheetOf(row.css) : undefined
}
