import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { PersonId, SeriesId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { PER_PAGE } from '../browse.ts'
import { findsIn } from '../reader-in.ts'
import type { Hidden } from '../saved/choices.ts'

/** A series in a list: every figure and tag of it comes from the works this reader finds in it. */
export interface SeriesBlurb {
  readonly id: SeriesId
  readonly title: string
  /** Clean HTML. */
  readonly summary: string
  readonly works: number
  readonly words: number
  readonly updated: Date
  /** Under their canonical names. */
  readonly fandoms: readonly string[]
}

interface Asked {
  readonly person: PersonId
  readonly hidden: Hidden
  readonly limit: number
  readonly offset?: number
}

export interface PersonSeries {
  readonly total: number
  readonly list: readonly SeriesBlurb[]
}

/**
 * The series somebody openly signed a work of, newest first. One with an anonymous work is in nobody's list: it would
 * tell who wrote that work.
 */
export async function seriesBy(
  db: Db,
  actor: Actor,
  { person, hidden, limit, offset = 0 }: Asked,
): Promise<PersonSeries> {
  const found = findsIn({ actor, choices: { filter: null, hidden } })
  const { rows } = await sql<SeriesBlurb & { readonly total: number }>`
    with mine as materialized (
      select series.id, series.title, series.summary, shown.works, shown.words, shown.updated
      from series cross join lateral (
        select count(*)::int as works, sum(works.words)::int as words, max(works.sorted_at) as updated
        from series_works join works on works.id = series_works.work_id
        where series_works.series_id = series.id and ${found}) as shown
      where not series.kept and series.id in (${signedSeries(person, found)}) and not exists (
        select from series_works join works on works.id = series_works.work_id
        where series_works.series_id = series.id and works.standing = 'posted' and works.disclosure <> 'open'))
    select mine.*, (select count(*)::int from mine) as total, ${fandoms(found)} as fandoms
    from mine order by updated desc, id desc limit ${limit} offset ${offset}`.execute(db)
  // Beyond the end there is no row to say how many there are.
  const total = rows[0]?.total ?? (offset ? await seriesCount(db, actor, { person, hidden }) : 0)
  return { total, list: rows.map(({ total, ...series }) => series) }
}

/** A page of them; past the last there is the last one. */
export async function seriesOn(
  db: Db,
  actor: Actor,
  asked: Omit<Asked, 'limit' | 'offset'>,
  page: number,
): Promise<PersonSeries & { readonly page: number }> {
  const wanted = Math.min(page, MOST_PAGES)
  const found = await seriesBy(db, actor, { ...asked, limit: PER_PAGE, offset: (wanted - 1) * PER_PAGE })
  const last = Math.max(1, Math.ceil(found.total / PER_PAGE))
  return wanted <= last ? { ...found, page: wanted } : seriesOn(db, actor, asked, last)
}

/** Nobody has more; further on no number fits the database's. */
const MOST_PAGES = 1_000_000

const seriesCount = async (db: Db, actor: Actor, asked: Omit<Asked, 'limit'>): Promise<number> =>
  (await seriesBy(db, actor, { ...asked, limit: 1 })).total

const signedSeries = (person: PersonId, found: RawBuilder<SqlBool>) => sql`
  select series_works.series_id from pen_names join creatorships on creatorships.pen_name_id = pen_names.id
  join works on works.id = creatorships.work_id join series_works on series_works.work_id = works.id
  where pen_names.person_id = ${person} and not pen_names.unlinked and works.disclosure = 'open' and ${found}`

const fandoms = (found: RawBuilder<SqlBool>) => sql`array(
  select distinct coalesce(canon.name, tags.name) from series_works join works on works.id = series_works.work_id
  join work_tags on work_tags.work_id = works.id join shown_tags as tags on tags.id = work_tags.tag_id and tags.kind = 'fandom'
  left join tags as canon on canon.id = tags.synonym_of
  where series_works.series_id = mine.id and ${found} order by 1)`
