import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { WorkId } from '../core/ids.ts'
import { plainText } from '../prose/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { Passage } from '../works/index.ts'
import type { Query } from './query/tree.ts'
import { type TextTree, tsquery, wantedText, wordsIn } from './text-tree.ts'

/**
 * Words looked for in title, creators, tags, summary and chapters. Each work is asked in its own language: its text
 * was stemmed by that language's rules, so the words looked for must be, too.
 */
export interface TextQuery {
  readonly tree: TextTree
  /** Configurations of the languages works here are written in. */
  readonly configs: readonly string[]
}

/** The words a work shall hold, as far as they are the same for all of it: what it fits and what is shown of it. */
export async function textQuery(db: Db, query: Query | null): Promise<TextQuery | undefined> {
  const tree = query && wantedText(query)
  if (!tree) return undefined
  const configs = await configsInUse(db)
  return { tree, configs: configs.length ? configs : ['pal_simple'] }
}

/** These works, the ones that fit the words best first; equals in the order they came in. */
export async function ranked(db: Db, query: Query | null, ids: readonly WorkId[]): Promise<WorkId[]> {
  const asked = await textQuery(db, query)
  if (!asked || ids.length < 2) return [...ids]
  const ofWork = inItsLanguage(asked.tree, asked.configs)
  const { rows } = await sql<{ id: WorkId }>`
    select works.id from unnest(${[...ids]}::int[]) with ordinality as found (id, place) join works using (id)
    order by (ts_rank(works.search, ${ofWork}) * 4 + coalesce((
      select max(ts_rank(chapters.search, ${ofWork})) from chapters
      where chapters.work_id = works.id and chapters.standing = 'posted'), 0)) desc, place`.execute(db)
  return rows.map(({ id }) => id)
}

const inItsLanguage = (tree: TextTree, configs: readonly string[]) =>
  sql`case works.text_config ${sql.join(
    configs.map((config) => sql`when ${config} then ${tsquery(config, tree)}`),
    sql` `,
  )} end`

/** A loose scan of the index: one look-up for each configuration there is. */
export async function configsInUse(db: Db): Promise<string[]> {
  const { rows } = await sql<{ config: string }>`
    with recursive used (config) as (
      select min(text_config) from works
      union all select (select min(text_config) from works where text_config > used.config) from used where used.config is not null
    ) select config from used where config is not null`.execute(db)
  return rows.map((row) => row.config)
}

/** True of a work whose head, or one of whose posted chapters, holds the words. */
export function matching(tree: TextTree, configs: readonly string[]): RawBuilder<SqlBool> {
  const each = configs.map((config) => {
    const asked = tsquery(config, tree)
    return sql`(works.text_config = ${config} and (works.search @@ ${asked} or works.id in (
      select work_id from chapters where chapters.standing = 'posted' and chapters.search @@ ${asked})))`
  })
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`
}

const MARK = { start: '\u0001', end: '\u0002' } as const
const PASSAGES_A_WORK = 1

/** The passages of these works that hold the words, the best chapters first; none for works found by their head. */
export async function passages(
  db: Db,
  query: TextQuery,
  ids: readonly WorkId[],
): Promise<Map<WorkId, Passage[]>> {
  const found = new Map<WorkId, Passage[]>()
  if (!ids.length) return found
  const rows = await matchingChapters(db, query, ids)
  for (const row of rows) {
    const parts = row.spaced
      ? markedParts(row.headline)
      : markedInText(plainText(row.html), wordsIn(query.tree))
    if (!parts.some((part) => part.match)) continue
    const title = row.title ? `${row.position}. ${row.title}` : String(row.position)
    const passage = { chapterId: row.id, chapter: row.chapters > 1 ? title : null, parts }
    found.set(row.work_id, [...(found.get(row.work_id) ?? []), passage])
  }
  return found
}

interface MatchingChapter {
  readonly id: Passage['chapterId']
  readonly work_id: WorkId
  readonly position: number
  readonly title: string
  readonly html: string
  readonly chapters: number
  readonly spaced: boolean
  readonly headline: string
}

async function matchingChapters(db: Db, { tree, configs }: TextQuery, ids: readonly WorkId[]) {
  const ofWork = inItsLanguage(tree, configs)
  const options = `StartSel=${MARK.start}, StopSel=${MARK.end}, MaxFragments=1, MaxWords=34, MinWords=18`
  const { rows } = await sql<MatchingChapter>`
    select best.*, case when spaced then ts_headline(text_config::regconfig, html, q, ${options}) else '' end as headline
    from (
      select chapters.id, chapters.work_id, chapters.position, chapters.title, chapters.html, works.text_config,
        works.chapters_posted as chapters, ${ofWork} as q,
        works.language !~ '^(zh|ja|yue|nan|th|km|lo|my)' as spaced,
        row_number() over (partition by works.id order by ts_rank(chapters.search, ${ofWork}) desc, chapters.position) as place
      from chapters join works on works.id = chapters.work_id
      where works.id = any(${[...ids]}::int[]) and chapters.standing = 'posted' and chapters.search @@ ${ofWork}
    ) as best where place <= ${PASSAGES_A_WORK} order by work_id, place`.execute(db)
  return rows
}

/** The headline cut at its marks, its markup gone and its entities resolved. */
function markedParts(headline: string): Passage['parts'] {
  const text = plainText(headline.replace(/<[^<>]*$|^[^<>]*>/g, '')).replace(/\s+/g, ' ')
  return text
    .split(/([\u0001][^\u0002]*[\u0002])/)
    .filter(Boolean)
    .map((part) => ({ text: part.replace(/[\u0001\u0002]/g, ''), match: part.startsWith(MARK.start) }))
}

const AROUND = 40

/** Scripts without spaces: the first place where the words stand as they were written. */
function markedInText(text: string, looked: readonly string[]): Passage['parts'] {
  const wanted = looked.reduce(
    (joined, pair) => (joined.endsWith(pair[0] ?? '') ? joined + pair.slice(1) : joined || pair),
    '',
  )
  for (const word of [wanted, ...looked]) {
    const at = word ? text.indexOf(word) : -1
    if (at < 0) continue
    const from = Math.max(0, at - AROUND)
    return [
      { text: (from ? '…' : '') + text.slice(from, at).replace(/\s+/g, ' '), match: false },
      { text: word, match: true },
      {
        text: `${text.slice(at + word.length, at + word.length + AROUND).replace(/\s+/g, ' ')}…`,
        match: false,
      },
    ]
  }
  return []
}
