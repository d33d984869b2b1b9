import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import { TAG_KINDS, type TagKind } from '../../core/values.ts'
import { routes } from '../../routes.ts'
import { type FoundTag, tagKey } from '../../tags/index.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import { questionIn } from '../question.ts'
import { findsIn } from '../reader-in.ts'
import { knownFandom } from './known-tag.ts'
import { type NewTags, newestTags } from './newest-tags.ts'
import { tagCounts } from './tag-counts.ts'
import type { TagSearchView, TagShown } from './tag-search-page.tsx'

/** What a reader looks for among the tags: AO3's fields. Words have to begin words of the name, all of them, in any order. */
export interface TagQuestion {
  readonly name: string
  /** Names with commas between them, as they were typed. */
  readonly fandoms: string
  readonly kind: TagKind | ''
  readonly status: TagStatus
  readonly sort: TagSort
  readonly order: 'asc' | 'desc'
  readonly page: number
  /** Something was chosen that there is not. */
  readonly unclear: boolean
}

export const TAG_STATUSES = [
  'any',
  'canonical',
  'non-canonical',
  'synonymous',
  'canonical-or-synonymous',
  'neither',
] as const
export type TagStatus = (typeof TAG_STATUSES)[number]
export const TAG_SORTS = ['name', 'created', 'uses'] as const
export type TagSort = (typeof TAG_SORTS)[number]

const PER_PAGE = 50
const LONGEST = 150
const MOST_FANDOMS = 10
/** To sort by uses, each has to be counted: of more than this, the search says that it did not. */
const MOST_COUNTED = 10_000

function tagQuestionIn(search: URLSearchParams): TagQuestion {
  const typed = (name: string): string =>
    (search.get(name) ?? '').toWellFormed().replaceAll('\u0000', '').slice(0, LONGEST).trim()
  const chosen = <T extends string>(name: string, of: readonly T[]): T | undefined =>
    of.find((one) => one === typed(name))
  const [kind, status] = [chosen('kind', TAG_KINDS), chosen('status', TAG_STATUSES)]
  const [by, order] = [chosen('sort', TAG_SORTS), chosen('order', ['asc', 'desc'])]
  const sort = by ?? 'name'
  const understood = { kind, status, sort: by, order }
  return {
    name: typed('name'),
    fandoms: (search.get('fandoms') ?? '').toWellFormed().replaceAll('\u0000', '').slice(0, 1500).trim(),
    kind: kind ?? '',
    status: status ?? 'any',
    sort,
    order: order ?? (sort === 'name' ? 'asc' : 'desc'),
    page: questionIn(new URLSearchParams({ page: typed('page') }), new Date(0)).page,
    unclear: Object.entries(understood).some(([name, value]) => typed(name) && !value),
  }
}

export async function tagSearch(
  browsing: Browsing,
  path: string,
  search: URLSearchParams,
): Promise<TagSearchView> {
  const asked = tagQuestionIn(search)
  const view = { asked, notes: [], total: 0, from: 0, tags: null, pager: null, feed: null } as const
  if (![...search.keys()].some((name) => name !== 'sort' && name !== 'order')) return view
  const fandoms = await fandomsOf(browsing, asked.fandoms)
  const where = conditionOf(browsing, asked, fandoms.canonical)
  const none = fandoms.notCanonical.length > 0
  const found = none ? { total: 0, ids: [], byUse: true } : await idsFound(browsing, asked, where)
  const pages = Math.max(1, Math.ceil(found.total / PER_PAGE))
  const page = Math.min(asked.page, pages)
  const late = page !== asked.page && !none
  const { ids } = late ? await idsFound(browsing, { ...asked, page }, where) : found
  return {
    asked,
    notes: [
      ...fandoms.unknown.map((name) => ({ note: 'unknown-fandom', name }) as const),
      ...fandoms.notCanonical.map((name) => ({ note: 'not-canonical', name }) as const),
      ...(asked.unclear ? [{ note: 'unclear', name: '' } as const] : []),
      ...(late ? [{ note: 'late', name: '' } as const] : []),
      ...(found.byUse ? [] : [{ note: 'too-many-to-count', name: '' } as const]),
    ],
    total: found.total,
    from: found.total ? (page - 1) * PER_PAGE + 1 : 0,
    tags: await shown(browsing, ids),
    feed: feedOf(search),
    pager: { page, pages, at: (n) => address(path, search, (query) => query.set('page', String(n))) },
  }
}

/** The order of the page is not the feed's: that has the newest first. */
const feedOf = (search: URLSearchParams): string =>
  address(routes.tagSearchFeed, search, (query) => {
    for (const name of ['sort', 'order', 'ui']) query.delete(name)
  })

/** Of those that fit, the ones that came last; a fandom that is not canonical holds none. */
export async function newestFound(
  browsing: Browsing,
  search: URLSearchParams,
  slice: { readonly limit: number; readonly offset: number },
): Promise<NewTags> {
  const asked = tagQuestionIn(search)
  const fandoms = await fandomsOf(browsing, asked.fandoms)
  if (fandoms.notCanonical.length > 0) return { total: 0, tags: [] }
  const where = conditionOf(browsing, asked, fandoms.canonical)
  return newestTags(browsing, { of: 'search', where }, slice)
}

interface FandomsAsked {
  readonly canonical: readonly TagId[]
  readonly notCanonical: readonly string[]
  readonly unknown: readonly string[]
}

async function fandomsOf({ db, actor }: Browsing, typed: string): Promise<FandomsAsked> {
  const names = [...new Set(typed.split(/[,，、]/).map((name) => name.trim()))].filter(Boolean)
  const tags: (FoundTag | undefined)[] = await Promise.all(
    names.slice(0, MOST_FANDOMS).map((name) => knownFandom(db, actor, name)),
  )
  const fandom = (at: number): FoundTag | undefined => (tags[at]?.kind === 'fandom' ? tags[at] : undefined)
  const asked = names.slice(0, MOST_FANDOMS)
  return {
    canonical: asked.flatMap((_, at) => (fandom(at)?.canonical ? [fandom(at)?.id ?? (0 as TagId)] : [])),
    notCanonical: asked.filter((_, at) => fandom(at) && !fandom(at)?.canonical),
    unknown: asked.filter((_, at) => !fandom(at)),
  }
}

type Condition = RawBuilder<SqlBool>

function conditionOf(
  browsing: Browsing,
  { name, kind, status }: TagQuestion,
  fandoms: readonly TagId[],
): Condition {
  // What nobody has placed is known by works this reader may find, or not at all.
  const known = sql<SqlBool>`(tags.canonical or tags.synonym_of is not null or exists (
    select from work_tags join works on works.id = work_tags.work_id
    where work_tags.tag_id = tags.id and ${findsIn(browsing)}))`
  return sql.join(
    [
      sql<SqlBool>`tags.kind <> 'media'`,
      ...(kind ? [sql<SqlBool>`tags.kind = ${kind}`] : []),
      ...wordsOf(name).map(wordBegins),
      STATUS[status],
      ...fandoms.map(belongsTo),
      known,
    ],
    sql` and `,
  )
}

/** A star for the rest of a word says what is so anyway; by itself it is a sign. */
const wordsOf = (name: string): string[] =>
  tagKey(name)
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace(/(?<=[\p{L}\p{N}])\*$/u, ''))

/** Where words are not divided, one begins at every letter. */
const UNDIVIDED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u

function wordBegins(word: string): Condition {
  const somewhere = sql<SqlBool>`position(${word} in tags.name_key) > 0`
  if (UNDIVIDED.test(word) || !/^[\p{L}\p{N}]/u.test(word)) return somewhere
  const begins = `(^|[^[:alnum:]])${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`
  return sql<SqlBool>`(${somewhere} and tags.name_key ~ ${begins})`
}

const STATUS: Readonly<Record<TagStatus, Condition>> = {
  any: sql<SqlBool>`true`,
  canonical: sql<SqlBool>`tags.canonical`,
  'non-canonical': sql<SqlBool>`not tags.canonical`,
  synonymous: sql<SqlBool>`tags.synonym_of is not null`,
  'canonical-or-synonymous': sql<SqlBool>`(tags.canonical or tags.synonym_of is not null)`,
  neither: sql<SqlBool>`(not tags.canonical and tags.synonym_of is null)`,
}

/** Placed under the fandom, or under one of its characters; a synonym is where what it stands for is. */
const belongsTo = (fandom: TagId): Condition => sql<SqlBool>`exists (
  select from tag_parents as first left join tag_parents as second on second.child_id = first.parent_id
  where first.child_id in (tags.id, tags.synonym_of) and (first.parent_id = ${fandom} or second.parent_id = ${fandom}))`

interface IdsFound {
  readonly total: number
  readonly ids: readonly TagId[]
  /** False when there were too many to be put in order of use. */
  readonly byUse: boolean
}

async function idsFound(browsing: Browsing, asked: TagQuestion, where: Condition): Promise<IdsFound> {
  if (asked.sort === 'uses') {
    const all = await idsBy(browsing, { ...asked, sort: 'name', order: 'asc' }, where, 0, MOST_COUNTED + 1)
    if (all.total <= MOST_COUNTED) return byUse(browsing, asked, all.rows)
  }
  const { total, rows } = await idsBy(browsing, asked, where, (asked.page - 1) * PER_PAGE, PER_PAGE)
  return { total, ids: rows.map(({ id }) => id), byUse: asked.sort !== 'uses' }
}

interface Row {
  readonly id: TagId
  readonly synonym: boolean
}

async function idsBy(
  { db }: Browsing,
  { sort, order }: TagQuestion,
  where: Condition,
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly rows: readonly Row[] }> {
  const way = order === 'asc' ? sql`asc` : sql`desc`
  const by =
    sort === 'created' ? sql`tags.created_at ${way}, tags.id ${way}` : sql`tags.name_key ${way}, tags.id`
  const { rows } = await sql<{ total: number; rows: readonly Row[] }>`
    with found as materialized (select tags.* from shown_tags as tags where ${where})
    select (select count(*)::int from found) as total, coalesce((
      select json_agg(json_build_object('id', id, 'synonym', synonym_of is not null)) from (
        select id, synonym_of from found as tags order by ${by} limit ${limit} offset ${offset}) as page), '[]') as rows`.execute(
    db,
  )
  return rows[0] ?? { total: 0, rows: [] }
}

/** Names decide between equals: the rows come in their order, and sorting keeps it. */
async function byUse(
  browsing: Browsing,
  { order, page }: TagQuestion,
  rows: readonly Row[],
): Promise<IdsFound> {
  const counts = await tagCounts(browsing, rows)
  const uses = ({ id }: Row): number => counts.get(id) ?? 0
  const sorted = rows.toSorted((a, b) => (order === 'asc' ? uses(a) - uses(b) : uses(b) - uses(a)))
  const ids = sorted.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(({ id }) => id)
  return { total: rows.length, ids, byUse: true }
}

interface Named {
  readonly id: TagId
  readonly kind: TagKind
  readonly name: string
  readonly canonical: boolean
  readonly synonymOf: string | null
  readonly shared: boolean
}

async function shown(browsing: Browsing, ids: readonly TagId[]): Promise<readonly TagShown[]> {
  const { rows } = await sql<Named>`
    select tags.id, tags.kind, tags.name, tags.canonical, canon.name as "synonymOf", exists (
      select from tags as other where other.name_key = tags.name_key and other.id <> tags.id) as shared
    from unnest(${[...ids]}::int[]) with ordinality as asked (id, place) join tags using (id)
    left join tags as canon on canon.id = tags.synonym_of order by place`.execute(browsing.db)
  const counts = await tagCounts(
    browsing,
    rows.map(({ id, synonymOf }) => ({ id, synonym: synonymOf !== null })),
  )
  return rows.map(({ id, kind, name, canonical, synonymOf, shared }) => ({
    ...{ kind, name, canonical, synonymOf },
    page: shared ? `${kind}:${name}` : name,
    works: counts.get(id) ?? 0,
  }))
}
