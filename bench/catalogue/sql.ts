import type { FacetCount, Filter, Question } from '../../src/search/index.ts'
import { FANWORKS } from '../engine/vocabulary.ts'
import { KIND_STEP } from './flat.ts'

/** How one SQL engine asks for works with a tag, or with any of some, by the index it has for it. */
export interface Dialect {
  readonly languages: readonly string[]
  readonly tag: (tag: number) => string
  readonly anyTag: (tags: readonly number[]) => string
  /** The most useful condition first, for engines that do not choose themselves. */
  readonly arrange?: (filters: readonly Filter[]) => readonly Filter[]
}

/** All that a question asks of a work, the reader's mutes among it; visibility is asked apart. */
export function wholeFilter({ filter, reader }: Question): Filter {
  const muted: Filter = { none: (reader.mutedTags ?? []).map((tag) => ({ tag })) }
  const own = filter ? ('all' in filter ? filter.all : [filter]) : []
  return { all: muted.none.length ? [...own, muted] : own }
}

export const whereOf = (question: Question, dialect: Dialect): string =>
  `visible = 1 and ${conditionOf(wholeFilter(question), dialect)}`

function conditionOf(filter: Filter, dialect: Dialect): string {
  if ('tag' in filter) return dialect.tag(filter.tag)
  if ('choice' in filter)
    return filter.choice === 'language'
      ? `language = ${dialect.languages.indexOf(filter.is)}`
      : `complete = ${filter.is === 'yes' ? 1 : 0}`
  if ('column' in filter) return rangeOf(filter)
  if ('all' in filter) {
    const parts = (dialect.arrange?.(filter.all) ?? filter.all).map((one) => conditionOf(one, dialect))
    return parts.length ? `(${parts.join(' and ')})` : '1 = 1'
  }
  if ('any' in filter || 'none' in filter) {
    const of = 'any' in filter ? filter.any : filter.none
    const tags = of.flatMap((one) => ('tag' in one ? [one.tag] : []))
    const others = of.filter((one) => !('tag' in one)).map((one) => conditionOf(one, dialect))
    const parts = [...(tags.length ? [dialect.anyTag(tags)] : []), ...others]
    return `${'any' in filter ? '' : 'not '}(${parts.join(' or ')})`
  }
  throw new Error(`no benchmark asks this of a peer: ${JSON.stringify(filter)}`)
}

function rangeOf({ column, from, to }: { column: string; from?: number; to?: number }): string {
  const parts = [
    ...(from === undefined ? [] : [`${column} >= ${from}`]),
    ...(to === undefined ? [] : [`${column} <= ${to}`]),
  ]
  return `(${parts.join(' and ')})`
}

/** `kudos desc, id desc` */
export const orderOf = ({ sort }: Question): string => {
  const turn = sort?.direction === 'down' ? ' desc' : ''
  return `${sort?.by ?? 'id'}${turn}, id${turn}`
}

/** Rows of (coded tag, count), ten of each kind at most, in the order that questions ask for. */
export function facetsOf(rows: Iterable<readonly [code: number, count: number]>): FacetCount[][] {
  const kinds: FacetCount[][] = FANWORKS.kinds.map(() => [])
  for (const [code, count] of rows)
    kinds[Math.floor(code / KIND_STEP)]?.push({ value: code % KIND_STEP, count })
  for (const kind of kinds) kind.sort((a, b) => b.count - a.count || Number(a.value) - Number(b.value))
  return kinds
}

/** One row of the statement below: what it is, then two numbers. */
export type PartRow = readonly [part: number, a: number, b: number]

/**
 * Total, page and facets in one statement, so that the results are found once. `unnested` counts the tags of `hits`;
 * parts are 0 for the total, 1 for the page (id, sort key), 2 for facets (coded tag, count).
 */
export function everythingOf(question: Question, where: string, unnested: string, source = 'works'): string {
  const { sort, offset = 0, limit = 20 } = question
  const key = sort?.by ?? 'id'
  return `with hits as materialized (select id, ${key} as key, facets from ${source} where ${where}),
    counts as (select t, count(*) as c from (${unnested}) as all_tags group by t),
    ranked as (select t, c, row_number() over (partition by t >> 28 order by c desc, t) as r from counts)
    select 0 as part, cast(count(*) as integer) as a, 0 as b from hits
    union all (select 1, id, key from hits order by key desc, id desc limit ${limit} offset ${offset})
    union all select 2, t, cast(c as integer) from ranked where r <= 10`
}

export function answerOf(rows: readonly PartRow[], { facets }: Question) {
  const page = rows.filter(([part]) => part === 1).sort(([, a, x], [, b, y]) => y - x || b - a)
  const counts = rows.flatMap(([part, code, count]) => (part === 2 ? [[code, count] as const] : []))
  return {
    total: rows.find(([part]) => part === 0)?.[1] ?? 0,
    ids: page.map(([, id]) => id),
    facets: facets?.length ? facetsOf(counts) : [],
  }
}
