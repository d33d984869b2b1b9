import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { ALLOWED } from './consent/allowed.ts'
import { namesShownTo, ownWork, visibleTo } from './visibility.ts'
import { mayDownload } from './work-page-view.ts'

/** When the content of a work, or the place of a work it names, last changed: the time its downloads bear. */
export const CHANGED_AT = sql<Date>`greatest(works.changed_at, (
  select max(other.changed_at) from related_works join works as other on other.id = other_work_id
  where related_works.work_id = works.id))`

/** A work that exists but is not revealed yet: its address answers, its title and creators do not. */
export async function isMystery(db: Db, id: WorkId): Promise<boolean> {
  const row = await db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('standing', '=', 'posted')
    .where('audience', '=', 'public')
    .where('disclosure', '=', 'unrevealed')
    .executeTakeFirst()
  return row !== undefined
}

interface RecordStamp {
  /** Equal as long as nothing has changed that this reader's file of the work is made from. */
  readonly stamp: string
  readonly mayTake: boolean
  /** It names other works, or is named by one: what is shown of those is for them to say. */
  readonly related: boolean
}

/**
 * In one question: may this reader have the work, may they take it along, and is it still as it was? Every row that
 * `readRecord`, its pictures and its skin are read from is in it by `xmin`, the transaction that wrote it last.
 */
export async function recordStamp(db: Db, actor: Actor, id: WorkId): Promise<RecordStamp | undefined> {
  const row = await db
    .selectFrom('works')
    .select([
      sql<string>`md5(row(works.xmin, ${namesShownTo(actor)}, ${SIGNERS}, ${TAGS}, ${CHAPTERS}, ${CHAPTER_SIGNERS},
        ${SERIES}, ${PICTURES}, ${SKIN}, ${relatedAs(actor, id)})::text)`.as('stamp'),
      sql<string>`${ALLOWED} ->> 'download'`.as('download'),
      ownWork(actor).as('own'),
      sql<boolean>`exists (select from related_works where ${id} in (work_id, other_work_id))`.as('related'),
    ])
    .where('works.id', '=', id)
    .where(visibleTo(actor))
    .executeTakeFirst()
  if (!row) return undefined
  const { stamp, download, own, related } = row
  return { stamp, mayTake: mayDownload(download, Boolean(own)), related }
}

/** A name is of its pen name and, where there is one, of its account. */
const SIGNED = sql`concat_ws(' ', pen_names.xmin, people.name)`

const SIGNERS = sql`(select string_agg(concat_ws(' ', creatorships.xmin, ${SIGNED}), ',' order by pen_names.id)
  from creatorships join pen_names on pen_names.id = pen_name_id left join people on people.id = pen_names.person_id
  where creatorships.work_id = works.id)`

const TAGS = sql`(select string_agg(concat_ws(' ', work_tags.xmin, tags.xmin), ',' order by tags.id)
  from work_tags join tags on tags.id = tag_id where work_tags.work_id = works.id)`

const CHAPTERS = sql`(select string_agg(concat_ws(' ', chapters.id, chapters.xmin), ',' order by chapters.id)
  from chapters where chapters.work_id = works.id)`

const CHAPTER_SIGNERS = sql`(select string_agg(concat_ws(' ', chapter_creatorships.xmin, chapters.id, ${SIGNED}), ','
    order by chapters.id, pen_names.id)
  from chapters join chapter_creatorships on chapter_id = chapters.id join pen_names on pen_names.id = pen_name_id
    left join people on people.id = pen_names.person_id
  where chapters.work_id = works.id)`

const SERIES = sql`(select string_agg(concat_ws(' ', series_works.xmin, series.xmin), ',' order by series.id)
  from series_works join series on series.id = series_id where series_works.work_id = works.id)`

const PICTURES = sql`(select string_agg(concat_ws(' ', work_images.xmin, image_files.xmin), ',' order by hash)
  from work_images join image_files using (hash) where work_images.work_id = works.id)`

const SKIN = sql`(select skins.xmin from skins where skins.id = works.skin_id)`

/** The works it names and that name it, as this reader may know of each: the scopes look at the works in here. */
const relatedAs = (actor: Actor, id: WorkId) => sql`(
  select string_agg(row(related_works.id, related_works.xmin, works.xmin, ${visibleTo(actor)}, ${namesShownTo(actor)},
    ${SIGNERS})::text, ',' order by related_works.id)
  from related_works left join works
    on works.id = case when related_works.work_id = ${id} then other_work_id else related_works.work_id end
  where related_works.work_id = ${id} or other_work_id = ${id})`
