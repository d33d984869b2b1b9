import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { PenNameId, PersonId, SeriesId, TagId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { type FoundTag, tagFamily } from '../tags/index.ts'
import { keptBy, listedFor, ownWork } from '../works/index.ts'
import { knownTag } from './known-tag.ts'
import { languagesOf } from './languages-listed.ts'
import { conditionOf } from './query-conditions.ts'
import type { Question } from './question.ts'
import { configsInUse, textQuery } from './text-search.ts'
import type { WorksOrder, WorksSort } from './works-view.ts'

/** Which works a list is about, before what the reader asks of it. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'tag'; readonly tag: FoundTag }
  | { readonly of: 'person'; readonly id: PersonId }
  | { readonly of: 'pen-name'; readonly id: PenNameId }
  | { readonly of: 'series'; readonly id: SeriesId }
  /** The reader's own shelf: kept copies and drafts. */
  | { readonly of: 'library' }

export interface Browsed {
  readonly ids: readonly WorkId[]
  /** Exact. */
  readonly total: number
  /** The page answered: the last one when a later one was asked for. */
  readonly page: number
  readonly pages: number
  /** Languages of all works this reader may find. */
  readonly languages: readonly string[]
  /** Names among tag, any, not and in the query that no tag has. */
  readonly unknown: readonly string[]
}

export const PER_PAGE = 20

/** The one path from a question to works: visible scope, filters, exact total, one page of ids in order. */
export async function browse(db: Db, actor: Actor, scope: Scope, question: Question): Promise<Browsed> {
  const { conditions, unknown } = await filtersOf(db, actor, question)
  const query = await textQuery(db, question.query.tree)
  const where = sql<SqlBool>`${sql.join([within(actor, scope), ...conditions], sql` and `)}`
  const order = sortedBy(scope, question, query?.rank)
  // One question for all three: a round trip costs more than any of them.
  const pageOf = async (page: number) => {
    const { rows } = await sql<{ total: number; ids: WorkId[]; languages: string[] }>`
      select (select count(*)::int from works where ${where}) as total,
        array(select works.id from works where ${where} order by ${order}
          limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}) as ids,
        ${languagesOf(actor)} as languages`.execute(db)
    return rows[0] ?? { total: 0, ids: [], languages: [] }
  }
  const asked = await pageOf(question.page)
  const { total, languages } = asked
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const page = Math.min(question.page, pages)
  const { ids } = page === question.page ? asked : await pageOf(page)
  return { ids, total, page, pages, languages, unknown }
}

function within(actor: Actor, scope: Scope): RawBuilder<SqlBool> {
  switch (scope.of) {
    case 'all':
      return listedFor(actor)
    case 'library':
      return sql<SqlBool>`(${keptBy(actor)} or (works.standing = 'draft' and ${ownWork(actor)}))`
    case 'tag':
      return sql<SqlBool>`(${listedFor(actor)} and works.id in (
        select work_id from work_tags where tag_id in (${FAMILY(scope.tag)})))`
    case 'series':
      return sql<SqlBool>`(works.id in (select work_id from series_works where series_id = ${scope.id})
        and (${listedFor(actor)} or ${keptBy(actor)}))`
    case 'person':
      return sql<SqlBool>`(${listedFor(actor)} and ${signedOpenly(actor)} and works.id in (
        select work_id from creatorships join pen_names on pen_names.id = pen_name_id where person_id = ${scope.id}))`
    case 'pen-name':
      return sql<SqlBool>`(${listedFor(actor)} and ${signedOpenly(actor)} and works.id in (
        select work_id from creatorships where pen_name_id = ${scope.id}))`
  }
}

/** An anonymous work does not stand in its creator's list, not even in their own view of the public page. */
const signedOpenly = (_actor: Actor): RawBuilder<SqlBool> => sql<SqlBool>`works.disclosure = 'open'`

/** tags/ tagFamily as a subquery. */
function FAMILY(tag: FoundTag): RawBuilder<TagId> {
  const top = tag.synonymOf?.id ?? tag.id
  return sql<TagId>`with recursive below (id) as (
      select ${top}::int union select meta_tags.tag_id from meta_tags join below on below.id = meta_tags.meta_id)
    select id from below union select tags.id from tags join below on tags.synonym_of = below.id`
}

async function filtersOf(db: Db, actor: Actor, question: Question) {
  const conditions: RawBuilder<SqlBool>[] = []
  const unknown: string[] = []
  const family = async (name: string): Promise<TagId[]> => {
    const tag = await knownTag(db, actor, name)
    if (!tag) unknown.push(name)
    return tag ? tagFamily(db, tag) : []
  }
  const tagged = (ids: readonly TagId[]) =>
    sql<SqlBool>`exists (select from work_tags where work_id = works.id and tag_id = any(${[...ids]}::int[]))`
  for (const name of question.tag) conditions.push(tagged(await family(name)))
  const any = (await Promise.all(question.any.map(family))).flat()
  if (question.any.length) conditions.push(tagged(any))
  const not = (await Promise.all(question.not.map(family))).flat()
  if (not.length) conditions.push(sql<SqlBool>`not ${tagged(not)}`)
  if (question.language) conditions.push(sql<SqlBool>`works.language = ${question.language}`)
  if (question.complete === 'yes') conditions.push(sql<SqlBool>`works.completed_on is not null`)
  if (question.complete === 'no') conditions.push(sql<SqlBool>`works.completed_on is null`)
  if (question.wordsFrom !== null) conditions.push(sql<SqlBool>`works.words >= ${question.wordsFrom}`)
  if (question.wordsTo !== null) conditions.push(sql<SqlBool>`works.words <= ${question.wordsTo}`)
  if (question.query.tree) {
    const configs = await configsInUse(db)
    const asking = { db, actor, unknown, configs: configs.length ? configs : ['pal_simple'] }
    const asked = await conditionOf(asking, question.query.tree)
    if (asked) conditions.push(asked)
  }
  return { conditions, unknown }
}

const USUAL_ORDER: Readonly<Record<WorksSort, WorksOrder>> = {
  updated: 'desc',
  posted: 'desc',
  title: 'asc',
  words: 'desc',
  relevance: 'desc',
}

function sortedBy(
  scope: Scope,
  { sort, order }: Question,
  rank: RawBuilder<number> | undefined,
): RawBuilder<unknown> {
  const way = (order ?? USUAL_ORDER[sort]) === 'asc' ? sql`asc` : sql`desc`
  if (scope.of === 'series' && sort === 'updated' && !order) {
    return sql`(select position from series_works where series_id = ${scope.id} and work_id = works.id), works.id`
  }
  switch (sort) {
    case 'title':
      return sql`works.title_key ${way}, works.id ${way}`
    case 'words':
      return sql`works.words ${way}, works.id ${way}`
    case 'posted':
      return sql`coalesce(works.published_on, works.posted_at::date) ${way}, works.id ${way}`
    case 'relevance':
      return sql`${rank ?? sql`works.sorted_at`} ${way}, works.sorted_at desc, works.id desc`
    case 'updated':
      return sql`works.sorted_at ${way}, works.id ${way}`
  }
}
