import { type SqlBool, sql } from 'kysely'
import type { PenNameId, TagId } from '../core/ids.ts'
import type { Filter } from '../search/index.ts'
import { type FoundTag, tagKey } from '../tags/index.ts'
import { worksWithField } from './in-field.ts'
import { dayAt, OWNER, secondsAt } from './memory/schema.ts'
import { knownTag } from './names/known-tag.ts'
import type { DateLeaf, FlagLeaf, NumberLeaf, Plain, Query, TagLeaf, TextLeaf } from './query/tree.ts'
import { type Looking, worksHolding } from './text-search.ts'
import { asText, isPaired, joinedText, type TextTree, tsquery } from './text-tree.ts'

/** What a query means, in the engine's words. Text is looked for by PostgreSQL, and is a set of works from then on. */

/** `configs`: text search configurations of the languages works here are written in. */
interface Asking extends Looking {
  /** Tags named that nobody has; filled while reading. */
  readonly unknown: Set<string>
  /** Tags named, by what they were called in the question; filled while reading. */
  readonly known: Map<string, FoundTag>
}

export async function filterOf(asking: Asking, query: Query): Promise<Filter> {
  const text = asText(query)
  if (text) return withWords(asking, text)
  switch (query.is) {
    case 'all':
    case 'any':
      return group(asking, query)
    case 'not':
      return { none: [await filterOf(asking, query.of)] }
    case 'text':
      return inField(asking, query)
    case 'tag':
      return tagged(asking, query)
    default:
      return plainFilter(query)
  }
}

export function plainFilter(query: Plain): Filter {
  switch (query.is) {
    case 'number':
      return number(query)
    case 'date':
      return days(query)
    case 'flag':
      return flag(query)
    case 'language':
      return { choice: 'language', is: query.code }
  }
}

/** Words side by side are asked together: one head or one chapter holds them all. */
async function group(asking: Asking, { is, of }: Query & { is: 'all' | 'any' }): Promise<Filter> {
  const words = of.flatMap((part) => asText(part) ?? [])
  const rest = of.filter((part) => !asText(part))
  const text = joinedText(is, words)
  const parts = await Promise.all([
    ...(text ? [withWords(asking, text)] : []),
    ...rest.map((part) => filterOf(asking, part)),
  ])
  return is === 'all' ? { all: parts } : { any: parts }
}

/** Works that hold the words, and works under a tag whose name holds them, whatever their writers called it. */
async function withWords(asking: Asking, text: TextTree): Promise<Filter> {
  const [ids, tags] = await Promise.all([worksHolding(asking, text), tagsWith(asking, text)])
  return { any: [{ ids }, ...tags.map((tag): Filter => ({ tag }))] }
}

/** Canonical tags only: the names of others are among the words of the works themselves. */
async function tagsWith({ db }: Asking, text: TextTree): Promise<TagId[]> {
  const { rows } = await sql<{ id: TagId }>`
    select id from shown_tags as tags where canonical and to_tsvector('pal_simple', name) @@ ${tsquery('pal_simple', text)}
    limit ${MOST_LIKE_IT}`.execute(db)
  return rows.map(({ id }) => id)
}

async function inField(asking: Asking, leaf: TextLeaf): Promise<Filter> {
  if (leaf.in === 'creator') return byCreator(asking, leaf)
  return { ids: await worksWithField(asking, leaf) }
}

/** An anonymous work is found under Anonymous, and under no name. */
async function byCreator({ db }: Asking, leaf: TextLeaf): Promise<Filter> {
  const key = tagKey(leaf.text)
  if (key === 'anonymous') return { choice: 'disclosure', is: 'anonymous' }
  const named = isPaired(leaf.text)
    ? sql<SqlBool>`position(${key} in pen_names.name_key) > 0`
    : sql<SqlBool>`to_tsvector('pal_simple', pen_names.name) @@ ${tsquery('pal_simple', leaf)}`
  const { rows } = await sql<{ id: PenNameId }>`select id from pen_names where ${named}`.execute(db)
  return { any: rows.map(({ id }) => ({ creator: OWNER.penName(id) })) }
}

/** How many chapters there will be is not known of every work, and then is no number. */
function number({ field, from, to }: NumberLeaf): Filter {
  const column = field === 'expected_number_of_chapters' ? 'expected' : field
  const least = column === 'expected' ? Math.max(1, from ?? 1) : from
  return { column, ...(least === null ? {} : { from: least }), ...(to === null ? {} : { to }) }
}

function days({ field, from, to }: DateLeaf): Filter {
  const start = from === null ? null : Date.parse(`${from}T00:00:00Z`)
  const end = to === null ? null : Date.parse(`${to}T00:00:00Z`)
  if (field === 'posted')
    return {
      column: 'posted',
      ...(start === null ? {} : { from: dayAt(start) }),
      ...(end === null ? {} : { to: dayAt(end) }),
    }
  return {
    column: 'updated',
    ...(start === null ? {} : { from: secondsAt(start) }),
    ...(end === null ? {} : { to: secondsAt(end) + SECONDS_A_DAY - 1 }),
  }
}

const SECONDS_A_DAY = 86_400

const FLAGS: Readonly<Record<FlagLeaf['field'], Filter>> = {
  complete: { choice: 'complete', is: 'yes' },
  restricted: { choice: 'audience', is: 'members' },
  otp: { column: 'relationships', from: 1, to: 1 },
  crossover: { choice: 'crossover', is: 'yes' },
  single: {
    all: [
      { column: 'expected', from: 1, to: 1 },
      { column: 'chapters', to: 1 },
    ],
  },
}

const flag = ({ field, yes }: FlagLeaf): Filter => (yes ? FLAGS[field] : { none: [FLAGS[field]] })

/** A known tag stands for all it means; of an unknown one, the words are looked for among the tags of each work. */
async function tagged(asking: Asking, { kind, name }: TagLeaf): Promise<Filter> {
  const { db, actor, unknown, known } = asking
  const written = kind ? `${kind}:${name}` : name
  const tag = await knownTag(db, actor, written)
  if (tag && tag.kind !== 'media' && (!kind || tag.kind === kind)) {
    known.set(written, tag)
    // Asked for by another of its names, a tag is what writers called it so (S-007); its own name stands for all.
    return tag.synonymOf ? { tag: tag.id, exact: true } : { tag: tag.id }
  }
  unknown.add(name)
  const beginnings = tagKey(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((text): TextLeaf => ({ is: 'text', text, how: 'prefix', in: null }))
  if (!beginnings.length) return { any: [] }
  const words = tsquery('pal_simple', { is: 'all', of: beginnings })
  const { rows } = await sql<{ id: TagId }>`
    select id from shown_tags as tags where ${kind ? sql`tags.kind = ${kind}` : sql`true`} and to_tsvector('pal_simple', name) @@ ${words}
    limit ${MOST_LIKE_IT}`.execute(db)
  return { any: rows.map(({ id }) => ({ tag: id, exact: true })) }
}

const MOST_LIKE_IT = 10_000
/** No tag's name has more; each is looked up by itself. */
const MOST_WORDS = 30
