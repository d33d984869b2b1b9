import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { classOfWork } from '../../works/index.ts'

/** What the catalogue reads of a work. Lists of numbers come as PostgreSQL writes them: `{1,2,3}`. */
export interface WorkRow {
  readonly id: WorkId
  readonly class: number
  readonly title_key: string
  readonly language: string
  readonly audience: string
  readonly disclosure: string
  /** Its creators say no to downloads: of this work, or of all that is signed so. */
  readonly unfiled: boolean
  readonly complete: boolean
  /** Seconds and days as PostgreSQL counts them, from 1970. */
  readonly updated: number
  readonly posted: number
  readonly words: number
  readonly chapters: number
  readonly expected: number
  readonly kudos: number
  readonly hits: number
  readonly comments: number
  readonly bookmarks: number
  readonly tags: string | null
  readonly pens: string | null
  /** Of pen names that are shown to be theirs. */
  readonly accounts: string | null
  /** Of all who signed. */
  readonly makers: string | null
  readonly holder: PersonId
  readonly byline: string | null
  readonly series: string | null
}

/** These works; a trashed one, or one that is gone, is not among them. */
export const rowsOf = (db: Db, ids: readonly WorkId[]): Promise<readonly WorkRow[]> =>
  rowsWhere(db, (id) => sql<SqlBool>`${id} = any(${[...ids]}::int[])`)

/** The works numbered after `after`, up to and with `to`. */
export const rowsBetween = (db: Db, after: number, to: number): Promise<readonly WorkRow[]> =>
  rowsWhere(db, (id) => sql<SqlBool>`${id} > ${after} and ${id} <= ${to}`)

/** Each table is read once for all of them: for many works that is twice as fast as once a work. */
async function rowsWhere(
  db: Db,
  are: (id: RawBuilder<unknown>) => RawBuilder<SqlBool>,
): Promise<readonly WorkRow[]> {
  const { rows } = await sql<WorkRow>`
    select works.id, ${classOfWork} as class, works.title_key, works.language, works.audience, works.disclosure,
      (works.permissions ->> 'download' = 'no'
        or (works.permissions ->> 'download' = 'unsaid' and coalesce(signed.unfiled, false))) as unfiled,
      works.completed_on is not null as complete, extract(epoch from works.sorted_at)::float8 as updated,
      coalesce(works.published_on, (works.posted_at at time zone 'UTC')::date) - date '1970-01-01' as posted,
      works.words, works.chapters_posted as chapters, coalesce(works.chapters_expected, 0) as expected,
      coalesce(counts.kudos, 0) as kudos, coalesce(counts.hits, 0) as hits,
      coalesce(counts.comments, 0) as comments, coalesce(counts.bookmarks, 0) as bookmarks,
      tagged.tags, signed.pens, signed.accounts, signed.makers, signed.byline, works.person_id as holder, placed.series
    from works
    left join (select * from work_counts where ${are(sql`work_id`)}) as counts on counts.work_id = works.id
    left join (select work_id, array_agg(tag_id)::text as tags from work_tags join shown_tags on shown_tags.id = tag_id
      where ${are(sql`work_id`)} group by work_id) as tagged on tagged.work_id = works.id
    left join (select work_id, array_agg(pen_names.id)::text as pens,
        array_agg(distinct person_id) filter (where not unlinked and person_id is not null)::text as accounts,
        array_agg(distinct person_id) filter (where person_id is not null)::text as makers,
        bool_or(pen_names.permissions ->> 'download' = 'no') as unfiled,
        string_agg(pen_names.name_key, ', ' order by creatorships.position) as byline
      from creatorships join pen_names on pen_names.id = pen_name_id
      where ${are(sql`work_id`)} group by work_id) as signed on signed.work_id = works.id
    left join (select work_id, array_agg(series_id)::text as series from series_works
      where ${are(sql`work_id`)} group by work_id) as placed on placed.work_id = works.id
    where ${are(sql`works.id`)} and works.standing <> 'trashed' order by works.id`.execute(db)
  return rows
}
