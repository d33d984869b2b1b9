import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { phrasePattern, searchQueryText } from '../prose/index.ts'
import type { Db } from '../storage/transaction.ts'
import { visibleTo } from '../works/index.ts'
import type { TextLeaf } from './query/tree.ts'
import { phrasesIn, type TextTree, tsquery } from './text-tree.ts'

/*
 * The index of words leaves out those that nearly every text of a language has, and keeps their places empty: by it
 * alone, “the end of the world” is also “an end to this world”. So where a phrase holds such a word, the index finds the
 * texts that may hold it, and those are read: the latest first, and no more of them than one question may take.
 */

/** Of a language: which phrases hold words that its index leaves out, and which hold no others. */
interface CommonIn {
  readonly config: string
  readonly common: readonly string[]
  readonly bare: readonly string[]
}

export async function commonIn(
  db: Db,
  phrases: readonly string[],
  configs: readonly string[],
): Promise<CommonIn[]> {
  if (!phrases.length) return configs.map((config) => ({ config, common: [], bare: [] }))
  const asked = phrases.map((phrase) => searchQueryText(`"${phrase}"`))
  const { rows } = await sql<{ config: string; phrase: string; held: number; words: number }>`
    select config, phrase, numnode(websearch_to_tsquery(config::regconfig, asked)) as held,
      numnode(websearch_to_tsquery('pal_simple', asked)) as words
    from unnest(${[...configs]}::text[]) as config
      cross join unnest(${[...phrases]}::text[], ${asked}::text[]) as phrases (phrase, asked)`.execute(db)
  return configs.map((config) => {
    const common = rows.filter((row) => row.config === config && row.held < row.words)
    const names = (some: typeof rows) => some.map(({ phrase }) => phrase)
    return { config, common: names(common), bare: names(common.filter(({ held }) => held === 0)) }
  })
}

/** What the index can tell of a tree: a phrase of nothing but such words is no part of it. Null: it can tell nothing. */
export function loosened(tree: TextTree, bare: readonly string[]): TextTree | null {
  if (tree.is === 'text') return isOneOf(tree, bare) ? null : tree
  const parts = tree.of.map((part) => loosened(part, bare))
  const known = parts.flatMap((part) => part ?? [])
  if (tree.is === 'any' && known.length < parts.length) return null
  return known.length ? { is: tree.is, of: known } : null
}

const isOneOf = (leaf: TextLeaf, phrases: readonly string[]): boolean =>
  leaf.how === 'phrase' && phrases.includes(leaf.text)

const holdsOneOf = (tree: TextTree, phrases: readonly string[]): boolean =>
  phrasesIn(tree).some((phrase) => phrases.includes(phrase))

/** Words whose phrases have to be read for in the texts of some languages. */
interface ToRead {
  readonly tree: TextTree
  readonly configs: readonly string[]
  /** A tsquery of what the index knows of them; empty: nothing. */
  readonly query: string
  readonly common: readonly string[]
}

interface Place {
  /** The words that stand there, as clean HTML or as plain text. */
  readonly text: RawBuilder<unknown>
  readonly vector: RawBuilder<unknown>
}

/** What the index found holds the phrases, too. Beside a phrase, all else that must be there was found already. */
function holdsExactly({ tree, configs, common }: ToRead, { text, vector }: Place): RawBuilder<SqlBool> {
  const exactly = (part: TextTree): RawBuilder<SqlBool> => {
    if (!holdsOneOf(part, common))
      return sql<SqlBool>`${vector} @@ ${tsquery(configs[0] ?? 'pal_simple', part)}`
    if (part.is === 'text') return sql<SqlBool>`${text} ~ ${phrasePattern(part.text)}`
    const parts = part.is === 'all' ? part.of.filter((one) => holdsOneOf(one, common)) : part.of
    return sql<SqlBool>`(${sql.join(parts.map(exactly), part.is === 'all' ? sql` and ` : sql` or `)})`
  }
  return exactly(tree)
}

/** No phrase goes on from one of these to the next: between them stands what is neither a letter nor a sign. */
const BETWEEN = '\n\ue000\n'

const CHAPTER: Place = {
  text: sql`(chapters.title || ${BETWEEN} || chapters.html)`,
  vector: sql`chapters.search`,
}

/** All that a work's head is found by; its creators only where everybody is told them. */
const HEAD: Place = {
  text: sql`concat_ws(${BETWEEN}, works.title, works.summary, works.notes,
    (select string_agg(coalesce(written, name), ${BETWEEN}) from work_tags join shown_tags as tags on tags.id = tag_id where work_id = works.id),
    (select string_agg(title, ${BETWEEN}) from series_works join series on series.id = series_id where work_id = works.id),
    case when works.disclosure = 'open' then (select string_agg(name, ${BETWEEN}) from creatorships
      join pen_names on pen_names.id = pen_name_id where work_id = works.id) end)`,
  vector: sql`works.search`,
}

const TITLE: Place = { text: sql`works.title`, vector: sql`works.search` }

/** A question reads this much, half a second's worth; the heads of works are short. */
const MOST_READ = { heads: 3_000, bytes: 16_000_000 } as const

interface ReadFor {
  readonly ids: readonly WorkId[]
  /** Where they were not looked for everywhere. */
  readonly partly: 'newest' | 'titles' | null
}

/** Works this reader may see that hold the words, after reading them. */
export async function readFor(db: Db, actor: Actor, asked: ToRead): Promise<ReadFor> {
  const spoken = sql<SqlBool>`works.text_config = any(${[...asked.configs]}::text[]) and ${visibleTo(actor)}`
  if (!asked.query) {
    const { rows } = await sql<{ id: WorkId }>`
      select works.id from works where ${spoken} and ${holdsExactly(asked, TITLE)}`.execute(db)
    return { ids: rows.map(({ id }) => id), partly: 'titles' }
  }
  const { rows } = await sql<{ id: WorkId | null }>`
    with heads as materialized (
      select works.id, row_number() over (order by works.sorted_at desc, works.id desc) as place
      from works where ${spoken} and works.search @@ ${asked.query}::tsquery
    ), texts as materialized (
      select chapters.id, sum(octet_length(chapters.html)) over (order by works.sorted_at desc, chapters.id) as so_far
      from chapters join works on works.id = work_id
      where chapters.standing = 'posted' and ${spoken} and chapters.search @@ ${asked.query}::tsquery
    )
    select works.id from heads join works using (id)
      where case when place <= ${MOST_READ.heads} then ${holdsExactly(asked, HEAD)} end
    union select chapters.work_id from texts join chapters using (id)
      where case when so_far <= ${MOST_READ.bytes} then ${holdsExactly(asked, CHAPTER)} end
    union select null where exists (select from heads where place > ${MOST_READ.heads})
      or exists (select from texts where so_far > ${MOST_READ.bytes})`.execute(db)
  const ids = rows.flatMap(({ id }) => id ?? [])
  return { ids, partly: ids.length < rows.length ? 'newest' : null }
}

/** The same of one chapter, in whatever language its work is; `so_far` is how much is read with it. */
export function chapterHoldsExactly(asked: readonly ToRead[]): RawBuilder<SqlBool> {
  const cases = asked.map(
    (one) => sql`when text_config = any(${[...one.configs]}::text[])
      then so_far <= ${MOST_READ.bytes} and ${holdsExactly(one, { text: sql`(title || ${BETWEEN} || html)`, vector: sql`search` })}`,
  )
  return cases.length ? sql<SqlBool>`case ${sql.join(cases, sql` `)} else true end` : sql<SqlBool>`true`
}
