import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Filter, Reader } from '../search/index.ts'
import { ALLOWED } from '../works/index.ts'
import { dayAt, secondsAt } from './memory/schema.ts'

type Condition = RawBuilder<SqlBool>

/**
 * The engine's filters as conditions on `works`, for the time in which the catalogue is being read into memory. Every
 * filter means the same here as there: ask-either.test.ts compares the two over random questions.
 */
export function conditionOf(filter: Filter): Condition {
  if ('all' in filter) return joined(filter.all, sql` and `, sql<SqlBool>`true`)
  if ('any' in filter) return joined(filter.any, sql` or `, sql<SqlBool>`false`)
  if ('none' in filter) return sql<SqlBool>`not ${joined(filter.none, sql` or `, sql<SqlBool>`false`)}`
  if ('ids' in filter) return sql<SqlBool>`works.id = any(${[...filter.ids]}::int[])`
  if ('tag' in filter) return tagged(filter.tag, filter.exact ?? false)
  if ('creator' in filter) return ownedBy(filter.creator)
  if ('choice' in filter) return sql<SqlBool>`(${CHOICES[filter.choice] ?? sql`null`} = ${filter.is})`
  return within(filter)
}

const joined = (filters: readonly Filter[], by: RawBuilder<unknown>, none: Condition): Condition =>
  filters.length ? sql<SqlBool>`(${sql.join(filters.map(conditionOf), by)})` : none

/** The engine's columns are whole numbers of 32 bits. */
function within({ column, from, to }: Extract<Filter, { readonly column: string }>): Condition {
  const value = COLUMNS[column] ?? sql`null`
  const least = Math.max(0, Math.ceil(from ?? 0))
  const most = Math.min(MOST, Math.floor(to ?? MOST))
  if (!(least <= most)) return sql<SqlBool>`false`
  return sql<SqlBool>`${value} between ${least}::bigint and ${most}::bigint`
}

const MOST = 0xffffffff
const EPOCH = secondsAt(0)
const EPOCH_DAY = dayAt(0)

const counted = (column: string): RawBuilder<unknown> =>
  sql`coalesce((select ${sql.ref(column)} from work_counts where work_id = works.id), 0)`

const different = (kind: string): RawBuilder<unknown> =>
  sql`(select count(distinct coalesce(tags.synonym_of, tags.id)) from work_tags join shown_tags as tags on tags.id = tag_id
    where work_id = works.id and tags.kind = ${kind})`

/** The engine's columns (memory/schema.ts), as the database has them. */
export const COLUMNS: Readonly<Record<string, RawBuilder<unknown>>> = {
  updated: sql`least(greatest(0, floor(extract(epoch from works.sorted_at)) + ${sql.lit(EPOCH)}), ${sql.lit(MOST)})`,
  posted: sql`greatest(0, coalesce(works.published_on, (works.posted_at at time zone 'UTC')::date) - date '1970-01-01' + ${sql.lit(EPOCH_DAY)})`,
  words: sql`greatest(0, works.words)`,
  chapters: sql`greatest(0, works.chapters_posted)`,
  expected: sql`greatest(0, works.chapters_expected)`,
  kudos: counted('kudos'),
  hits: counted('hits'),
  comments: counted('comments'),
  bookmarks: counted('bookmarks'),
  fandoms: different('fandom'),
  relationships: different('relationship'),
}

/** memory/entries.ts `crosses`: no fandom shares itself or a meta-tag with each of the others. */
const CROSSES = sql`(with recursive fandoms (id) as (
    select distinct coalesce(tags.synonym_of, tags.id) from work_tags join shown_tags as tags on tags.id = tag_id
    where work_id = works.id and tags.kind = 'fandom'
  ), climb (fandom, above) as (
    select id, id from fandoms
    union select climb.fandom, meta_tags.meta_id from climb join meta_tags on meta_tags.tag_id = climb.above
  ) select count(*) > 1 and not exists (select from fandoms as one where not exists (
      select from fandoms as other where not exists (
        select from climb as a join climb as b on a.above = b.above where a.fandom = one.id and b.fandom = other.id)))
    from fandoms)`

const CHOICES: Readonly<Record<string, RawBuilder<unknown>>> = {
  language: sql`works.language`,
  complete: sql`case when works.completed_on is not null then 'yes' else 'no' end`,
  audience: sql`works.audience`,
  disclosure: sql`works.disclosure`,
  crossover: sql`case when ${CROSSES} then 'yes' else 'no' end`,
  files: sql`case when ${ALLOWED} ->> 'download' = 'no' then 'no' else 'yes' end`,
}

/** A tag, what it is a name of, that one's names, and everything below with theirs. */
function tagged(tag: number, exact: boolean): Condition {
  if (exact)
    return sql<SqlBool>`works.id in (select work_id from work_tags join shown_tags on shown_tags.id = tag_id where tag_id = ${tag})`
  return sql<SqlBool>`works.id in (with recursive below (id) as (
      select coalesce(synonym_of, id) from tags where id = ${tag}
      union select meta_tags.tag_id from meta_tags join below on below.id = meta_tags.meta_id
    ) select work_id from work_tags join shown_tags on shown_tags.id = tag_id where tag_id in (
      select id from below union select tags.id from tags join below on tags.synonym_of = below.id))`
}

/** memory/schema.ts `OWNER`, the other way. */
function ownedBy(owner: number): Condition {
  const id = Math.floor(owner / 4)
  const signed = (by: RawBuilder<unknown>): Condition =>
    sql<SqlBool>`works.id in (select work_id from creatorships join pen_names on pen_names.id = pen_name_id where ${by})`
  switch (owner % 4) {
    case 0:
      return sql<SqlBool>`(works.disclosure = 'open' and ${signed(sql`pen_names.id = ${id}`)})`
    case 1:
      return sql<SqlBool>`(works.disclosure = 'open' and ${signed(sql`person_id = ${id} and not unlinked`)})`
    case 2:
      return sql<SqlBool>`(works.person_id = ${id} or (works.audience <> 'kept' and ${signed(sql`person_id = ${id}`)}))`
    default:
      return sql<SqlBool>`works.id in (select work_id from series_works where series_id = ${id})`
  }
}

/** What the reader hides, hundreds in one question each: works; tags with all that is under them; who signed openly. */
export function notMuted({ never = [], mutedTags = [], mutedCreators = [] }: Reader): Condition {
  const owners = (kind: number): number[] =>
    mutedCreators.filter((owner) => owner % 4 === kind).map((owner) => Math.floor(owner / 4))
  return sql<SqlBool>`(works.id <> all(${[...never]}::int[])
    and ${mutedTags.length ? notTagged(mutedTags) : sql`true`}
    and ${mutedCreators.length ? notSigned(owners(0), owners(1)) : sql`true`})`
}

const notTagged = (tags: readonly number[]): Condition =>
  sql<SqlBool>`works.id not in (with recursive below (id) as (
      select coalesce(synonym_of, id) from tags where id = any(${[...tags]}::int[])
      union select meta_tags.tag_id from meta_tags join below on below.id = meta_tags.meta_id
    ) select work_id from work_tags join shown_tags on shown_tags.id = tag_id where tag_id in (
      select id from below union select tags.id from tags join below on tags.synonym_of = below.id))`

const notSigned = (penNames: readonly number[], accounts: readonly number[]): Condition =>
  sql<SqlBool>`not (works.disclosure = 'open' and works.id in (
    select work_id from creatorships join pen_names on pen_names.id = pen_name_id
    where pen_names.id = any(${[...penNames]}::int[]) or (person_id = any(${[...accounts]}::int[]) and not unlinked)))`
