import { sql } from 'kysely'
import type { FileStore } from '../../storage/file-store.ts'
import type { Db } from '../../storage/transaction.ts'
import { dropUnowned } from './images-own.ts'

const UNUSED_MS = 30 * 24 * 60 * 60 * 1_000

/**
 * Pictures that stand nowhere, for thirty days: in no work of their owner's, nothing a work once was, no trash, nothing
 * that is being typed. Works in the trash still have theirs; and one that stands in somebody's work stays until that
 * somebody has it too. Nor those of something that waits elsewhere, by their hashes. How many files went.
 */
export async function sweepImages(
  db: Db,
  files: FileStore,
  now: Date,
  waiting: readonly string[] = [],
): Promise<number> {
  await forgetFormer(db)
  const before = new Date(now.getTime() - UNUSED_MS)
  await sql`
    with typed as materialized (
      select distinct address[1] as hash from manuscripts
        cross join lateral regexp_matches(fields::text, '/images/([0-9a-f]{64})', 'g') as address
        where fields::text like '%/images/%')
    delete from images where used_at < ${before}
      and not exists (select from work_images join works on works.id = work_id
        where work_images.hash = images.hash and (works.person_id = images.person_id or exists (
          select from creatorships join pen_names on pen_names.id = pen_name_id
            where creatorships.work_id = works.id and pen_names.person_id = images.person_id)))
      and (not exists (select from work_images where work_images.hash = images.hash)
        or exists (select from images as others where others.hash = images.hash and others.person_id <> images.person_id))
      and hash not in (select hash from typed) and hash <> all(${[...waiting]}::text[])
      and not exists (select from skin_images join skins on skins.id = skin_id
        where skin_images.hash = images.hash and skins.person_id = images.person_id)`.execute(db)
  return dropUnowned(db, files)
}

/** What stood in a work once is kept for its revisions and its trash, as long as these still hold it. */
async function forgetFormer(db: Db): Promise<void> {
  const named = sql`like '%/images/' || work_images.hash || '%'`
  await sql`
    delete from work_images where place = 'former'
      and not exists (select from work_revisions
        where work_revisions.work_id = work_images.work_id and record::text ${named})
      and not exists (select from trashed_chapters
        where trashed_chapters.work_id = work_images.work_id and chapter::text ${named})`.execute(db)
}
