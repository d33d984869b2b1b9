import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer } from '../../accounts/index.ts'
import type { PenNameId, TagId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import { byline, keptBy } from '../../works/index.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import { conditionOf } from '../filter-sql.ts'
import { OWNER } from '../memory/schema.ts'
import { questionIn } from '../question.ts'
import { findsIn, findsNamed, readerIn } from '../reader-in.ts'
import { isPaired, tsquery } from '../text-tree.ts'
import { knownFandom } from './known-tag.ts'
import type { PeopleSearchView, PersonShown } from './people-search-page.tsx'
import type { TagCount } from './tag-page.tsx'

/** Who is looked for, by AO3's fields: all of what is asked has to hold. A star stands for the rest of a word. */
export interface PeopleQuestion {
  /** In a pen name. */
  readonly name: string
  /** In a pen name, its account's name, or the fandoms written for. */
  readonly any: string
  /** Names of fandoms, with commas between them. */
  readonly fandom: string
  readonly page: number
}

const PER_PAGE = 20
const LONGEST = 150
const MOST_WORDS = 10
const FANDOMS_SHOWN = 3

function peopleQuestionIn(search: URLSearchParams): PeopleQuestion {
  const typed = (name: string, longest = LONGEST): string =>
    (search.get(name) ?? '').toWellFormed().replaceAll('\u0000', '').slice(0, longest).trim()
  const page = questionIn(new URLSearchParams({ page: typed('page') }), new Date(0)).page
  return { name: typed('name'), any: typed('any'), fandom: typed('fandom', 1500), page }
}

export async function peopleSearch(
  browsing: Browsing,
  path: string,
  search: URLSearchParams,
): Promise<PeopleSearchView> {
  const asked = peopleQuestionIn(search)
  const fandoms = await fandomsOf(browsing, asked.fandom)
  const conditions = [
    ...wordsIn(asked.name).map((word) => isNamed(word, sql`pen_names.name`)),
    ...wordsIn(asked.any).map((word) => isCalled(browsing, word)),
    ...fandoms.known.map((tag) => writesFor(browsing, tag)),
  ]
  const unknown = { asked, unknown: fandoms.unknown }
  if (!conditions.length) return { ...unknown, total: 0, from: 0, people: null, pager: null }
  const where = sql.join([isThere(browsing), ...conditions], sql` and `) as Condition
  const first = await peopleFound(browsing, where, asked.page)
  const pages = Math.max(1, Math.ceil(first.total / PER_PAGE))
  const page = Math.min(asked.page, pages)
  const { people } = page === asked.page ? first : await peopleFound(browsing, where, page)
  return {
    ...unknown,
    total: first.total,
    from: first.total ? (page - 1) * PER_PAGE + 1 : 0,
    people: await shown(browsing, people),
    pager: { page, pages, at: (n) => address(path, search, (query) => query.set('page', String(n))) },
  }
}

interface FandomsAsked {
  readonly known: readonly TagId[]
  readonly unknown: readonly string[]
}

async function fandomsOf({ db, actor }: Browsing, typed: string): Promise<FandomsAsked> {
  const names = [...new Set(typed.split(/[,，、]/).map((name) => name.trim()))].filter(Boolean)
  const asked = names.slice(0, MOST_WORDS)
  const tags = await Promise.all(asked.map((name) => knownFandom(db, actor, name)))
  const ids = tags.map((tag) => (tag?.kind === 'fandom' ? (tag.synonymOf?.id ?? tag.id) : undefined))
  return {
    known: ids.filter((id) => id !== undefined),
    unknown: asked.filter((_, at) => ids[at] === undefined),
  }
}

type Condition = RawBuilder<SqlBool>

const wordsIn = (typed: string): string[] => typed.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)

/** Whole words, or with a star at the end the beginning of one; case and accents make no difference. */
function isNamed(typed: string, column: RawBuilder<unknown>): Condition {
  const word = typed.replace(/(?<!\*)\*+$/, '')
  const how = word === typed ? 'word' : 'prefix'
  if (isPaired(word) || !/[\p{L}\p{N}]/u.test(word))
    return sql<SqlBool>`position(${word.toLowerCase()} in lower(${column})) > 0`
  const asked = tsquery('pal_simple', { is: 'text', text: word, how, in: null })
  return sql<SqlBool>`to_tsvector('pal_simple', ${column}) @@ ${asked}`
}

function isCalled(browsing: Browsing, word: string): Condition {
  const fandom = sql<SqlBool>`exists (select from creatorships join works on works.id = creatorships.work_id
    join work_tags on work_tags.work_id = works.id join shown_tags as tags on tags.id = work_tags.tag_id
    where creatorships.pen_name_id = pen_names.id and works.disclosure = 'open' and ${findsIn(browsing)}
      and tags.kind = 'fandom' and ${isNamed(word, sql`tags.name`)})`
  return sql<SqlBool>`(${isNamed(word, sql`pen_names.name`)} or ${isNamed(word, sql`case when unlinked then '' else coalesce(people.name, '') end`)} or ${fandom})`
}

/** An anonymous work tells nothing of who wrote it. */
const writesFor = (browsing: Browsing, tag: TagId): Condition => sql<SqlBool>`pen_names.id in (
  select creatorships.pen_name_id from works join creatorships on creatorships.work_id = works.id
  where works.disclosure = 'open' and ${findsIn(browsing)} and ${conditionOf({ tag })})`

/** Pen names of accounts have pages; a name from elsewhere has one while a work bears it that this reader may see. */
const isThere = (
  browsing: Browsing,
): Condition => sql<SqlBool>`${findsNamed(browsing)} and (pen_names.person_id is not null or exists (
  select from works join creatorships on creatorships.work_id = works.id where creatorships.pen_name_id = pen_names.id
    and works.disclosure = 'open' and (${findsIn(browsing)} or ${keptBy(browsing.actor)})))`

interface Row {
  readonly id: PenNameId
  readonly signer: Signer
  readonly elsewhere: boolean
}

async function peopleFound(
  { db }: Browsing,
  where: Condition,
  page: number,
): Promise<{ readonly total: number; readonly people: readonly Row[] }> {
  const { rows } = await sql<{ total: number; people: readonly Row[] }>`
    with found as materialized (
      select pen_names.id, pen_names.name_key, ${SIGNER} as signer, person_id is null as elsewhere
      from pen_names left join people on people.id = pen_names.person_id where ${where})
    select (select count(*)::int from found) as total, coalesce((
      select json_agg(json_build_object('id', id, 'signer', signer, 'elsewhere', elsewhere)) from (
        select * from found order by name_key, signer ->> 'account' nulls first, id
        limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}) as page), '[]') as people`.execute(db)
  return rows[0] ?? { total: 0, people: [] }
}

async function shown(browsing: Browsing, people: readonly Row[]): Promise<readonly PersonShown[]> {
  const index = browsing.catalogue.index()
  const written = index ? inMemory(index, browsing, people) : await inDatabase(browsing, people)
  return people.map(({ id, signer, elsewhere }) => ({
    ...byline(signer),
    elsewhere,
    ...(written.get(id) ?? { works: 0, fandoms: [] }),
  }))
}

type Written = ReadonlyMap<PenNameId, Pick<PersonShown, 'works' | 'fandoms'>>

function inMemory(index: SearchIndex, browsing: Browsing, people: readonly Row[]): Written {
  const reader = readerIn(browsing)
  const facets = [{ of: 'fandom', top: FANDOMS_SHOWN }]
  return new Map(
    people.map(({ id }) => {
      const found = index.ask({ reader, filter: { creator: OWNER.penName(id) }, limit: 0, facets })
      const fandoms = (found.facets[0] ?? []).map(
        ({ value, count }): TagCount => ({ name: index.nameOfTag(Number(value)) ?? '', works: count }),
      )
      return [id, { works: found.total, fandoms }]
    }),
  )
}

/** Without the fandoms, for the moments until the catalogue is in memory. */
async function inDatabase(browsing: Browsing, people: readonly Row[]): Promise<Written> {
  const { rows } = await sql<{ id: PenNameId; works: number }>`
    select creatorships.pen_name_id as id, count(*)::int as works
    from works join creatorships on creatorships.work_id = works.id
    where works.disclosure = 'open' and ${findsIn(browsing)}
      and creatorships.pen_name_id = any(${people.map(({ id }) => id)}::int[]) group by 1`.execute(
    browsing.db,
  )
  return new Map(rows.map(({ id, works }) => [id, { works, fandoms: [] }]))
}
