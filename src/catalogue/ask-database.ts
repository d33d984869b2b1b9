import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { CLASS, keptBy, listedFor, ownWork, unposted } from '../works/index.ts'
import type { Found, Slice } from './browse.ts'
import { COLUMNS, conditionOf, notMuted } from './filter-sql.ts'
import type { SortField } from './query/tree.ts'
import type { Wanted } from './wanted.ts'

/** The same answer from the database, without counts: for the moments until the catalogue is in memory. */
export async function askDatabase(
  db: Db,
  actor: Actor,
  wanted: Wanted,
  { offset, limit }: Slice,
): Promise<Found> {
  const seen = seenBy(actor, wanted)
  const where = sql<SqlBool>`${seen} and ${conditionOf(wanted.filter)}`
  const way = wanted.direction === 'up' ? sql`asc` : sql`desc`
  const { rows } = await sql<Pick<Found, 'ids' | 'total' | 'languages'>>`
    select (select count(*)::int from works where ${where}) as total,
      array(select works.id from works where ${where} order by ${ORDER[wanted.sort]} ${way}, works.id ${way}
        limit ${limit} offset ${offset}) as ids,
      array(select distinct language collate "C" as language from works where ${seen} and ${conditionOf(wanted.scope)} order by language collate "C") as languages`.execute(
    db,
  )
  const found = rows[0] ?? { total: 0, ids: [], languages: [] }
  return { ...found, ids: found.ids as readonly WorkId[], facets: null }
}

export async function countInDatabase(db: Db, actor: Actor, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from works where ${seenBy(actor, wanted)} and ${conditionOf(wanted.filter)}`.execute(
    db,
  )
  return rows[0]?.total ?? 0
}

export function seenBy(actor: Actor, { reader }: Wanted): RawBuilder<SqlBool> {
  const shelf = sql<SqlBool>`(${keptBy(actor)} or (${unposted} and ${ownWork(actor)}))`
  const listed = reader.sees.includes(CLASS.kept) ? shelf : listedFor(actor)
  return sql<SqlBool>`${listed} and ${notMuted(reader)}`
}

/** As the engine sorts: by its own columns, and by strings byte for byte. */
export const ORDER: Readonly<Record<SortField, RawBuilder<unknown>>> = {
  updated: column('updated'),
  relevance: column('updated'),
  visited: column('updated'),
  posted: column('posted'),
  title: sql`works.title_key collate "C"`,
  creator: sql`(case when works.disclosure = 'anonymous' then 'anonymous' else coalesce(
    (select string_agg(pen_names.name_key, ', ' order by creatorships.position) from creatorships
      join pen_names on pen_names.id = pen_name_id where work_id = works.id), '') end) collate "C"`,
  words: column('words'),
  hits: column('hits'),
  kudos: column('kudos'),
  comments: column('comments'),
  bookmarks: column('bookmarks'),
}

function column(name: string): RawBuilder<unknown> {
  return COLUMNS[name] ?? sql`works.id`
}
