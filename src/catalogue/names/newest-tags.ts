import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { TagKind } from '../../core/values.ts'
import type { Browsing } from '../browse.ts'
import { findsIn } from '../reader-in.ts'

/** A tag by when it came: with the first work of it that this reader finds, not when somebody first typed it. */
export interface NewTag {
  readonly kind: TagKind
  readonly name: string
  readonly shared: boolean
  readonly works: number
  readonly since: Date
}

export interface NewTags {
  readonly total: number
  readonly tags: readonly NewTag[]
}

/** Of an archive's many thousand tags, those that were made last are looked at: who follows a list wants what is new. */
const LOOKED_AT = 500

type Among =
  | { readonly of: 'fandoms' }
  /** Those of which this is true. A synonym stands for itself. */
  | { readonly of: 'search'; readonly where: RawBuilder<SqlBool> }
  | { readonly of: 'medium' | 'fandom'; readonly id: TagId }

/** The newest fandoms of the archive or of a medium, or what was filed under a fandom; the newest first. */
export async function newestTags(
  browsing: Browsing,
  among: Among,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NewTags> {
  const { rows } = await sql<NewTag & { readonly total: number }>`
    with recent as materialized (
      select id from shown_tags as tags where ${isAmong(among)} order by id desc limit ${LOOKED_AT}
    ), names as (
      select id as top, id from recent union all select recent.id, tags.id from recent join shown_tags as tags on synonym_of = recent.id
    ), found as materialized (
      select top as id, min(works.posted_at) as since, count(distinct works.id)::int as works
      from names join work_tags on work_tags.tag_id = names.id join works on works.id = work_tags.work_id
      where ${findsIn(browsing)} group by top
    )
    select tags.kind, tags.name, found.works, found.since, (select count(*)::int from found) as total,
      exists (select from tags as other where other.name_key = tags.name_key and other.id <> tags.id) as shared
    from found join tags using (id) order by since desc, tags.id desc limit ${limit} offset ${offset}`.execute(
    browsing.db,
  )
  // Beyond the end there is no row to say how many there are.
  const first = rows.length === 0 && offset > 0 ? { limit: 1, offset: 0 } : undefined
  return {
    total: first ? (await newestTags(browsing, among, first)).total : (rows[0]?.total ?? 0),
    tags: rows,
  }
}

function isAmong(among: Among): RawBuilder<SqlBool> {
  if (among.of === 'search') return among.where
  if (among.of === 'fandoms') return sql<SqlBool>`tags.synonym_of is null and tags.kind = 'fandom'`
  const placed = sql<SqlBool>`tags.synonym_of is null and tags.id in (select child_id from tag_parents where parent_id = ${among.id})`
  return among.of === 'medium' ? sql<SqlBool>`tags.kind = 'fandom' and ${placed}` : placed
}
