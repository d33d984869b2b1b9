import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { tagFamily, tagKey } from '../tags/index.ts'
import { knownTag } from './known-tag.ts'
import type { DateLeaf, FlagLeaf, NumberLeaf, Query, TagLeaf, TextLeaf } from './query/tree.ts'
import { matching } from './text-search.ts'
import { asText, isPaired, joinedText, tsquery } from './text-tree.ts'

interface Asking {
  readonly db: Db
  readonly actor: Actor
  /** Of the languages works here are written in. */
  readonly configs: readonly string[]
  /** Tags named that nobody has; filled while reading. */
  readonly unknown: string[]
}

type Condition = RawBuilder<SqlBool>

/** A query as a condition on `works`. Null: nothing in it can be answered here (see `notHere`). */
export async function conditionOf(asking: Asking, query: Query): Promise<Condition | null> {
  const text = asText(query)
  if (text) return matching(text, asking.configs)
  switch (query.is) {
    case 'all':
    case 'any':
      return group(asking, query)
    case 'not': {
      const inside = await conditionOf(asking, query.of)
      return inside && sql<SqlBool>`not coalesce(${inside}, false)`
    }
    case 'text':
      return inField(asking, query)
    case 'number':
      return number(query)
    case 'date':
      return days(query)
    case 'flag':
      return flag(query)
    case 'language':
      return sql<SqlBool>`works.language = ${query.code}`
    case 'tag':
      return tagged(asking, query)
  }
}

/** Words side by side are asked together: one head or one chapter holds them all. */
async function group(asking: Asking, { is, of }: Query & { is: 'all' | 'any' }): Promise<Condition | null> {
  const text = joinedText(
    is,
    of.flatMap((part) => asText(part) ?? []),
  )
  const parts: Condition[] = text ? [matching(text, asking.configs)] : []
  for (const part of of) {
    const condition = asText(part) ? null : await conditionOf(asking, part)
    if (condition) parts.push(condition)
  }
  return parts.length ? sql<SqlBool>`(${sql.join(parts, is === 'all' ? sql` and ` : sql` or `)})` : null
}

function inField({ configs }: Asking, leaf: TextLeaf): Condition {
  if (leaf.in === 'creator') return byCreator(leaf)
  // Scripts without spaces are indexed as pairs, which only the stored vectors hold: there, by weight.
  const paired = isPaired(leaf.text)
  const [column, weight] = leaf.in === 'title' ? [sql`works.title`, 'a'] : [sql`works.summary`, 'c']
  const each = configs.map((config) => {
    const asked = tsquery(config, leaf)
    const vector = paired
      ? sql`ts_filter(works.search, ${`{${weight}}`})`
      : sql`to_tsvector(${config}::regconfig, ${column})`
    return sql`(works.text_config = ${config} and works.search @@ ${asked} and ${vector} @@ ${asked})`
  })
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`
}

/** An anonymous work is found under Anonymous, and under no name. */
function byCreator(leaf: TextLeaf): Condition {
  const key = tagKey(leaf.text)
  if (key === 'anonymous') return sql<SqlBool>`works.disclosure = 'anonymous'`
  const named = isPaired(leaf.text)
    ? sql`position(${key} in pen_names.name_key) > 0`
    : sql`to_tsvector('pal_simple', pen_names.name) @@ ${tsquery('pal_simple', leaf)}`
  return sql<SqlBool>`(works.disclosure = 'open' and works.id in (
    select work_id from creatorships join pen_names on pen_names.id = pen_name_id where ${named}))`
}

const NUMBERS: Readonly<Record<NumberLeaf['field'], RawBuilder<number> | null>> = {
  words: sql<number>`works.words`,
  chapters: sql<number>`works.chapters_posted`,
  expected_number_of_chapters: sql<number>`works.chapters_expected`,
  kudos: null,
  hits: null,
  comments: null,
  bookmarks: null,
}

function number({ field, from, to }: NumberLeaf): Condition | null {
  const column = NUMBERS[field]
  if (!column) return null
  const least = from === null ? sql`true` : sql`${column} >= ${from}`
  const most = to === null ? sql`true` : sql`${column} <= ${to}`
  return sql<SqlBool>`(${column} is not null and ${least} and ${most})`
}

function days({ field, from, to }: DateLeaf): Condition {
  const day =
    field === 'updated'
      ? sql`(works.sorted_at at time zone 'UTC')::date`
      : sql`coalesce(works.published_on, (works.posted_at at time zone 'UTC')::date)`
  const least = from === null ? sql`true` : sql`${day} >= ${from}::date`
  const most = to === null ? sql`true` : sql`${day} <= ${to}::date`
  return sql<SqlBool>`(${least} and ${most})`
}

const FLAGS: Readonly<Record<FlagLeaf['field'], Condition | null>> = {
  complete: sql<SqlBool>`works.completed_on is not null`,
  restricted: sql<SqlBool>`works.audience = 'members'`,
  otp: sql<SqlBool>`(select count(distinct coalesce(tags.synonym_of, tags.id)) from work_tags
    join tags on tags.id = work_tags.tag_id
    where work_tags.work_id = works.id and tags.kind = 'relationship') = 1`,
  crossover: null,
}

function flag({ field, yes }: FlagLeaf): Condition | null {
  const holds = FLAGS[field]
  return holds && (yes ? holds : sql<SqlBool>`not (${holds})`)
}

/** A known tag stands for all it means; of an unknown one, the words are looked for among the tags of each work. */
async function tagged({ db, actor, unknown }: Asking, { kind, name }: TagLeaf): Promise<Condition> {
  const tag = await knownTag(db, actor, kind ? `${kind}:${name}` : name)
  if (tag && (!kind || tag.kind === kind)) {
    const family = await tagFamily(db, tag)
    return sql<SqlBool>`exists (select from work_tags
      where work_id = works.id and tag_id = any(${family}::int[]))`
  }
  unknown.push(name)
  const words = tagKey(name).split(' ')
  const all = words.map((word) => sql`position(${word} in tags.name_key) > 0`)
  return sql<SqlBool>`works.id in (select work_id from work_tags join tags on tags.id = work_tags.tag_id
    where ${kind ? sql`tags.kind = ${kind}` : sql`true`} and ${sql.join(all, sql` and `)})`
}

/** Fields in a query that nothing here counts yet. */
export function notHere(query: Query): string[] {
  switch (query.is) {
    case 'all':
    case 'any':
      return [...new Set(query.of.flatMap(notHere))]
    case 'not':
      return notHere(query.of)
    case 'number':
      return NUMBERS[query.field] ? [] : [query.field]
    case 'flag':
      return FLAGS[query.field] ? [] : [query.field]
    default:
      return []
  }
}
