import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { phrasePattern, plainText } from '../prose/index.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { enterWords, type Passage, wordsAreDue } from '../works/index.ts'
import { chapterHoldsExactly, commonIn, loosened, readFor } from './exact-phrases.ts'
import { MARK, markedInText, markedParts } from './marked.ts'
import type { Query } from './query/tree.ts'
import { isPaired, phrasesIn, quoted, type TextTree, tsquery, wantedText, wordsIn } from './text-tree.ts'

/**
 * Words looked for in title, creators, tags, summary and chapters. Each work is asked in its own language: its text
 * was stemmed by that language's rules, so the words looked for must be, too.
 */
interface TextQuery {
  readonly tree: TextTree
  readonly spoken: readonly Spoken[]
}

/** The words as several languages ask for them: those whose rules make the same of them are asked together. */
interface Spoken {
  readonly configs: readonly string[]
  /** A tsquery, as PostgreSQL writes it; empty: only reading tells. */
  readonly query: string
  /** Phrases that the index does not know whole: see exact-phrases.ts. */
  readonly common: readonly string[]
}

/** The words a work shall hold, as far as they are the same for all of it: what it fits and what is shown of it. */
export async function textQuery(db: Db, query: Query | null): Promise<TextQuery | undefined> {
  const tree = query && wantedText(query)
  if (!tree) return undefined
  const configs = await configsInUse(db)
  return { tree, spoken: await spokenIn(db, tree, configs.length ? configs : ['pal_simple']) }
}

/** A language in which nothing is left of the words asks for nothing, and has no part in this. */
async function spokenIn(db: Db, tree: TextTree, configs: readonly string[]): Promise<Spoken[]> {
  const languages = await commonIn(db, phrasesIn(tree), configs)
  const each = languages.map(({ config, common, bare }) => {
    const known = loosened(tree, bare)
    const query = known ? sql`${tsquery(config, known)}::text` : sql`''`
    return sql`select ${config}::text as config, ${query} as query, ${[...common]}::text[] as common, ${!known}::boolean as unknown`
  })
  const { rows } = await sql<{
    config: string
    query: string
    common: string[]
    unknown: boolean
  }>`${sql.join(each, sql` union all `)}`.execute(db)
  const asking = rows.filter(({ query, unknown }) => query || unknown)
  const alike = Map.groupBy(asking, ({ query, common }) => JSON.stringify([query, common]))
  return [...alike.values()].map((of) => ({
    configs: of.map(({ config }) => config),
    query: of[0]?.query ?? '',
    common: of[0]?.common ?? [],
  }))
}

export interface Looking {
  readonly db: Db
  readonly actor: Actor
  readonly configs: () => Promise<readonly string[]>
  /** Where words were not looked for everywhere; filled while looking. */
  readonly partly: Set<'newest' | 'titles'>
}

/** Every work whose head, or one of whose posted chapters, holds the words. */
export async function worksHolding(looking: Looking, tree: TextTree): Promise<WorkId[]> {
  if (tree.is === 'any' && phrasesIn(tree).length) {
    const each = await Promise.all(tree.of.map((part) => worksHolding(looking, part)))
    return [...new Set(each.flat())]
  }
  const { db, actor, configs, partly } = looking
  if (await wordsAreDue(db)) await enterWords(db)
  const all = await configs()
  const spoken = await spokenIn(db, tree, all)
  const read = [...spoken.filter(({ common }) => common.length), ...silentIn(tree, all, spoken)]
  const [known, ...found] = await Promise.all([
    worksIndexed(
      db,
      spoken.filter(({ common }) => !common.length),
    ),
    ...read.map((one) => readFor(db, actor, { tree: one.query ? tree : quoted(tree), ...one })),
  ])
  for (const one of found) if (one.partly) partly.add(one.partly)
  return [...known, ...found.flatMap(({ ids }) => ids)]
}

/** Where the index leaves out every word that was typed, titles are read for them: “It” is one. */
function silentIn(tree: TextTree, all: readonly string[], spoken: readonly Spoken[]): Spoken[] {
  const heard = new Set(spoken.flatMap(({ configs }) => configs))
  const configs = all.filter((config) => !heard.has(config))
  return configs.length ? [{ configs, query: '', common: phrasesIn(quoted(tree)) }] : []
}

/**
 * Each language's words are asked by themselves: joined by “or”, PostgreSQL reads the vector of every chapter its index
 * has found, to look again. The numbers come in one row, since of a word that most works hold there are as many as works.
 */
async function worksIndexed(db: Db, spoken: readonly Spoken[]): Promise<WorkId[]> {
  if (!spoken.length) return []
  const each = spoken.map(
    ({ configs, query }) => sql`
      select id from works where search @@ ${query}::tsquery and ${isIn(configs)}
      union all select work_id from chapters join works on works.id = work_id
      where chapters.search @@ ${query}::tsquery and chapters.standing = 'posted' and ${isIn(configs)}`,
  )
  return inTransaction(db, async (trx) => {
    // Of a common word PostgreSQL would rather read the vectors of all chapters, whose length it does not reckon with.
    await sql`set local enable_seqscan = off`.execute(trx)
    const { rows } = await sql<{ ids: WorkId[] | null }>`
      select json_agg(distinct id) as ids from (${sql.join(each, sql` union all `)}) as found`.execute(trx)
    await sql`set local enable_seqscan = on`.execute(trx)
    return rows[0]?.ids ?? []
  })
}

const isIn = (configs: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`works.text_config = any(${[...configs]}::text[])`

/** Chapters are long, and to weigh one takes as long as to weigh a hundred heads. */
const CHAPTERS_WEIGHED = 100
/** Of each work: one of a thousand chapters would else be read whole for each page. */
const CHAPTERS_A_WORK = 10
/** Where a phrase is read for: its passage may stand in any of those that hold its words. */
const CHAPTERS_READ = 100

/**
 * These works, the ones that fit the words best first; equals in the order they came in. All are weighed by their
 * heads, and the best of them by their chapters, too.
 */
export async function ranked(db: Db, query: Query | null, ids: readonly WorkId[]): Promise<WorkId[]> {
  const asked = await textQuery(db, query)
  if (!asked?.spoken.length || ids.length < 2) return [...ids]
  const ofWork = inItsLanguage(asked.spoken)
  const { rows } = await sql<{ id: WorkId }>`
    with heads as materialized (
      select works.id, place, ${ofWork} as asked, ts_rank(works.search, ${ofWork}) * 4 as weight
      from unnest(${[...ids]}::int[]) with ordinality as found (id, place) join works using (id)
    ), best as materialized (select * from heads order by weight desc, place limit ${CHAPTERS_WEIGHED})
    select id from (
      select id, place, 0 as later, weight + coalesce((select max(ts_rank(holding.search, asked)) from (
        select chapters.search from chapters
        where chapters.work_id = best.id and chapters.standing = 'posted' and chapters.search @@ asked
        order by chapters.position limit ${CHAPTERS_A_WORK}) as holding), 0) as weight from best
      union all select id, place, 1, weight from heads where id not in (select id from best)
    ) as weighed order by later, weight desc, place`.execute(db)
  return rows.map(({ id }) => id)
}

const inItsLanguage = (spoken: readonly Spoken[]) =>
  sql`case ${sql.join(
    spoken.map(
      ({ configs, query }) =>
        sql`when works.text_config = any(${[...configs]}::text[]) then ${query}::tsquery`,
    ),
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

const PASSAGES_A_WORK = 1
/** Characters of a chapter in which its passage is looked for: it is parsed as far, and a book in one chapter takes a second. */
const LOOKED_THROUGH = 200_000

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
    const parts = partsOf(row, query.tree)
    if (!parts.some((part) => part.match)) continue
    const title = row.title ? `${row.position}. ${row.title}` : String(row.position)
    const passage = { chapterId: row.id, chapter: row.chapters > 1 ? title : null, parts }
    found.set(row.work_id, [...(found.get(row.work_id) ?? []), passage])
  }
  return found
}

function partsOf({ spaced, headline, html }: MatchingChapter, tree: TextTree): Passage['parts'] {
  const parts = spaced ? markedParts(headline, phrasesIn(tree)) : []
  if (parts.some((part) => part.match)) return parts
  // A word of a script without spaces is one of many in a run that PostgreSQL takes for one.
  const words = wordsIn(tree)
  return markedInText(plainText(html), spaced ? words.filter(isPaired) : words)
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

async function matchingChapters(db: Db, { tree, spoken }: TextQuery, ids: readonly WorkId[]) {
  if (!spoken.length) return []
  const ofWork = inItsLanguage(spoken)
  const options = `StartSel=${MARK.start}, StopSel=${MARK.end}, MaxFragments=1, MaxWords=34, MinWords=18`
  const read = spoken.filter(({ common }) => common.length).map((one) => ({ tree, ...one }))
  const { rows } = await sql<MatchingChapter>`
    select best.*, case when spaced then ${headline(read, options)} else '' end as headline
    from (
      select id, work_id, position, title, left(html, ${LOOKED_THROUGH}) as html, text_config, chapters, q, spaced,
        row_number() over (partition by work_id order by ts_rank(search, q) desc, position) as place
      from (
        select holding.*, asked.*, sum(octet_length(html)) over (order by work_id, position) as so_far
        from (select works.id as work_id, text_config, works.chapters_posted as chapters, ${ofWork} as q,
            works.language !~ '^(zh|ja|yue|nan|th|km|lo|my)' as spaced
          from works where works.id = any(${[...ids]}::int[])) as asked
        cross join lateral (
          select chapters.id, position, title, html, search from chapters
          where chapters.work_id = asked.work_id and chapters.standing = 'posted' and chapters.search @@ q
          order by position limit ${read.length ? CHAPTERS_READ : CHAPTERS_A_WORK}) as holding
      ) as matching where ${chapterHoldsExactly(read)}
    ) as best where place <= ${PASSAGES_A_WORK} order by work_id, place`.execute(db)
  return rows
}

/**
 * Where a phrase was read for, it is what is shown, by the rules that leave no word out: of the text about the place
 * where it stands, since PostgreSQL 15 marks any place that has its words.
 */
function headline(read: readonly Spoken[], options: string): RawBuilder<string> {
  const usual = sql<string>`ts_headline(text_config::regconfig, html, q, ${options})`
  const cases = read.map(({ configs, common }) => {
    const leaves = common.map((text): TextTree => ({ is: 'text', text, how: 'phrase', in: null }))
    const whole = tsquery('pal_simple', { is: 'any', of: leaves })
    const places = common.map((text) => sql`nullif(regexp_instr(html, ${phrasePattern(text)}), 0)`)
    return sql`when text_config = any(${[...configs]}::text[]) and coalesce(${sql.join(places)}) is not null
      then ts_headline('pal_simple',
        substr(html, greatest(1, coalesce(${sql.join(places)}) - ${BEFORE}), ${2 * BEFORE}), ${whole}, ${options})`
  })
  return cases.length ? sql<string>`case ${sql.join(cases, sql` `)} else ${usual} end` : usual
}

/** Characters before a phrase, and as many after its beginning: more than a passage has words. */
const BEFORE = 600
