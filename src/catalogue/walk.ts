import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { markedInOrder } from '../library/index.ts'
import type { Db } from '../storage/transaction.ts'
import { ORDER, seenBy } from './ask-database.ts'
import { conditionOf } from './filter-sql.ts'
import type { SortField } from './query/tree.ts'
import type { Wanted } from './wanted.ts'

/**
 * A list that a program reads from end to end goes on after the last work of an answer, by what that work was sorted by:
 * whatever comes, goes or is put elsewhere meanwhile moves nothing out of its way, as it would if places were counted.
 */
export interface After {
  readonly sort: SortField
  /** Where works are sorted by the same, this one is after them. */
  readonly id: number
  readonly key: string
}

export interface Walk {
  readonly after: After | undefined
}

interface Walked {
  readonly ids: readonly WorkId[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Null: these were the last. */
  readonly next: After | null
}

interface Step {
  readonly after: After | undefined
  readonly page: number
  readonly perPage: number
}

/**
 * Asked of the database even when the catalogue is in memory, so that works are put in order by what the next answer
 * compares them with. These are a reader's own: thousands, not millions. What fits words best has no such place.
 */
export async function walked(
  db: Db,
  actor: Actor,
  wanted: Wanted,
  { after, page: asked, perPage }: Step,
): Promise<Walked> {
  const { rest, way, order } = partsOf(actor, wanted, after)
  const { rows } = await sql<Found>`
    with listed as materialized (${order}), rest as (select * from listed where ${rest}),
    shown as (select * from rest order by key ${way}, tie ${way} limit ${perPage}
      offset least(${(asked - 1) * perPage}::bigint, (select (greatest(count(*), 1) - 1) / ${perPage}::int * ${perPage}::int from rest)))
    select (select count(*)::int from listed) as total, (select count(*)::int from rest) as rest,
      array(select id from shown order by key ${way}, tie ${way}) as ids,
      (select key::text from shown order by key ${back(way)}, tie ${back(way)} limit 1) as key,
      (select tie from shown order by key ${back(way)}, tie ${back(way)} limit 1) as tie`.execute(db)
  const { total, rest: left, ids, key, tie } = rows[0] ?? NONE
  const pagesLeft = Math.max(1, Math.ceil(left / perPage))
  const turned = Math.min(asked, pagesLeft)
  const pages = Math.max(1, Math.ceil(total / perPage))
  return {
    ...{ ids, total, pages, page: Math.min(pages, Math.floor((total - left) / perPage) + turned) },
    next: turned < pagesLeft && key !== null && tie !== null ? { sort: wanted.sort, id: tie, key } : null,
  }
}

interface Found {
  readonly total: number
  readonly rest: number
  readonly ids: readonly WorkId[]
  readonly key: string | null
  readonly tie: number | null
}
const NONE: Found = { total: 0, rest: 0, ids: [], key: null, tie: null }

const UP = sql`asc`
const DOWN = sql`desc`
const back = (way: RawBuilder<unknown>): RawBuilder<unknown> => (way === UP ? DOWN : UP)

/** A key that is text is cut, so that an address holds it: works alike until there stand by their number. */
const LONGEST_KEY = 200

const isText = (sort: SortField): boolean => sort === 'title' || sort === 'creator'

function partsOf(actor: Actor, wanted: Wanted, after: After | undefined) {
  const { sort, direction, filter } = wanted
  const marked = sort === 'visited' && actor.type === 'member' ? markedInOrder(actor) : undefined
  const value = marked?.at ?? ORDER[sort]
  const key = isText(sort) ? sql`left(${value}, ${sql.lit(LONGEST_KEY)})` : sql`(${value})::numeric`
  const order = sql`select works.id, ${key} as key, ${marked?.id ?? sql`works.id`} as tie from works
    where ${seenBy(actor, wanted)} and ${conditionOf(filter)}`
  const compared = sql`(key, tie) ${direction === 'up' ? sql`>` : sql`<`}`
  const typed = isText(sort) ? sql`text` : sql`numeric`
  return {
    ...{ order, way: direction === 'up' ? UP : DOWN },
    rest: after ? sql<SqlBool>`${compared} (${after.key}::${typed}, ${after.id}::int)` : sql<SqlBool>`true`,
  }
}

export const afterWritten = ({ sort, id, key }: After): string => [sort, id, key].join('-')

const NUMBER = /^\d{1,15}$/

/** As the answer before says it, of a list in this order; null for what none says, undefined for none. */
export function afterIn(written: string | null, sort: SortField): After | null | undefined {
  if (!written) return undefined
  const [of, id = '', ...rest] = written.split('-')
  const key = rest.join('-')
  const fits = of === sort && sort !== 'relevance' && /^\d{1,9}$/.test(id)
  const fine = isText(sort) ? key.length <= 2 * LONGEST_KEY && !key.includes('\u0000') : NUMBER.test(key)
  return fits && fine ? { sort, id: Number(id), key } : null
}
