import { type RawBuilder, sql } from 'kysely'
import type { ChapterId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import type { ShownEdit, WorkHead } from '../views.ts'

/** Most works tell readers of no edit: then there is nothing more to ask. */
export const HAS_SHOWN_EDITS: RawBuilder<boolean> = sql<boolean>`exists (select from work_revisions
  where work_revisions.work_id = works.id and shown and made_at >= works.posted_at)`

/** On one page. */
const MOST = 50

/**
 * What readers of a page are told: that it was edited since it was posted, when, and in the writer's words why; never by
 * whom. Of the chapters on the page, and of the work itself.
 */
export async function shownEdits(
  db: Db,
  { id }: Pick<WorkHead, 'id'>,
  chapters: readonly ChapterId[],
): Promise<ShownEdit[]> {
  return db
    .selectFrom('work_revisions')
    .innerJoin('works', 'works.id', 'work_revisions.work_id')
    .select(['made_at as on', 'note', 'chapter_id as chapter'])
    .where('work_id', '=', id)
    .where('shown', '=', true)
    .whereRef('made_at', '>=', 'works.posted_at')
    .where((row) => row.or([row('chapter_id', 'is', null), row('chapter_id', 'in', [...chapters])]))
    .orderBy('work_revisions.id', 'desc')
    .limit(MOST)
    .execute()
}
