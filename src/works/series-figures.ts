import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { SeriesId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { byline } from './blurbs.ts'
import type { Byline } from './views.ts'
import { namesShownTo } from './visibility.ts'

/** What a series says of itself as a whole, of those of its works that are meant. */
export interface SeriesFigures {
  readonly works: number
  readonly words: number
  readonly begun: Date
  readonly updated: Date
  readonly complete: boolean
  /** None of its works is anything but a copy that somebody keeps. */
  readonly kept: boolean
  /** One anonymous part makes the whole anonymous: whose it is could be read off the others' names. */
  readonly anonymous: boolean
  /** Whoever signed a work of it, in the order of the works; each once. */
  readonly signers: readonly Byline[]
}

/** In one question however many works it has; `found` is a condition on `works`. Null: it has none. */
export async function seriesFigures(
  db: Db,
  actor: Actor,
  id: SeriesId,
  found: RawBuilder<SqlBool>,
): Promise<SeriesFigures | null> {
  const { rows } = await sql<Omit<SeriesFigures, 'signers'> & { readonly signers: readonly Signer[] }>`
    with parts as materialized (
      select works.*, row_number() over (order by series_works.position, works.id) as place,
        ${namesShownTo(actor)} as named
      from series_works join works on works.id = work_id where series_id = ${id} and ${found}
    ), signed as (
      select pen_name_id, row_number() over (order by min(place), min(creatorships.position)) as place
      from parts join creatorships on work_id = parts.id where named group by pen_name_id
    )
    select count(*)::int as works, sum(words)::float8 as words, max(sorted_at) as updated,
      min(coalesce(published_on::timestamp at time zone 'UTC', posted_at)) as begun,
      bool_and(completed_on is not null) as complete, bool_and(audience = 'kept') as kept,
      not bool_and(named and exists (select from creatorships where work_id = parts.id)) as anonymous,
      (select coalesce(json_agg(${SIGNER} order by place), '[]') from signed join pen_names on pen_names.id = pen_name_id
        left join people on people.id = pen_names.person_id) as signers
    from parts having count(*) > 0`.execute(db)
  const row = rows[0]
  return row ? { ...row, signers: row.signers.map(byline) } : null
}
