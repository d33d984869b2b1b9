import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { TagId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { forgetUnusedTags } from '../../tags/index.ts'
import { forgetUnusedNames } from './forget-names.ts'
import { giveUpShare } from './give-up-share.ts'

/** A work is gone for good, with all it was before; where others name it, it stands as deleted. */
export async function deleteWork(trx: Transaction, work: WorkId): Promise<void> {
  const tags = await tagsOf(trx, work)
  const names = await namesElsewhereOn(trx, work)
  await sql`update related_works set title = '', creators = '{}', url = null, language = null, state = 'deleted'
    where other_work_id = ${work}`.execute(trx)
  await sql`with left_over as (delete from series_works where work_id = ${work} returning series_id)
    delete from series where id in (select series_id from left_over) and not exists (
      select from series_works where series_id = series.id and work_id <> ${work})`.execute(trx)
  await trx.deleteFrom('works').where('id', '=', work).execute()
  await forgetUnusedTags(trx, tags)
  await forgetUnusedNames(trx, names)
}

/** That it bears, or bore in an earlier form. */
async function tagsOf(trx: Transaction, work: WorkId): Promise<TagId[]> {
  const { rows } = await sql<{ id: TagId }>`
    select tag_id as id from work_tags where work_id = ${work}
    union select tags.id from work_revisions
      cross join unnest(array['fandoms', 'relationships', 'characters', 'additionalTags']) as kind
      cross join jsonb_array_elements_text(record -> kind) as written
      join tags on tags.name = written where work_id = ${work}`.execute(trx)
  return rows.map(({ id }) => id)
}

const namesElsewhereOn = async (trx: Transaction, work: WorkId) => {
  const { rows } = await sql<{ id: number }>`
    select pen_names.id from pen_names where person_id is null and (
      id in (select pen_name_id from creatorships where work_id = ${work})
      or id in (select pen_name_id from chapter_creatorships join chapters on chapters.id = chapter_id
        where work_id = ${work}))`.execute(trx)
  return rows.map(({ id }) => id)
}

/** What no reader could find: kept copies, drafts, the trash. Of what others have a part in, only one's own share. */
export async function deletePrivateWorks(db: Db, by: Member, now: Date): Promise<void> {
  const { rows } = await sql<{ id: WorkId; shared: boolean }>`
    select works.id, works.audience <> 'kept' and exists (
      select from creatorships join pen_names on pen_names.id = pen_name_id
      where work_id = works.id and pen_names.person_id <> ${by.id}) as shared
    from works where (works.person_id = ${by.id} and (audience = 'kept' or standing not in ('posted', 'hidden')))
      or (audience <> 'kept' and standing not in ('posted', 'hidden') and (
        id in (select work_id from creatorships join pen_names on pen_names.id = pen_name_id where pen_names.person_id = ${by.id})
        or id in (select work_id from chapter_creatorships join chapters on chapters.id = chapter_id
          join pen_names on pen_names.id = pen_name_id where pen_names.person_id = ${by.id})))
    order by works.id`.execute(db)
  for (const { id, shared } of rows)
    await inTransaction(db, async (trx) => {
      if (shared) await giveUpShare(trx, by, id, { how: 'step-back', now })
      else if (await isHeld(trx, by, id)) await deleteWork(trx, id)
      else await giveUpShare(trx, by, id, { how: 'step-back', now })
    })
}

/** A draft of somebody else's may hold a chapter of ours: then it is theirs. */
async function isHeld(trx: Transaction, by: Member, id: WorkId): Promise<boolean> {
  const row = await trx.selectFrom('works').select('person_id').where('id', '=', id).executeTakeFirst()
  return row?.person_id === by.id
}
