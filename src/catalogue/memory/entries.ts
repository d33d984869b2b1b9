import { sql } from 'kysely'
import type { PenNameId, PersonId, SeriesId, TagId, WorkId } from '../../core/ids.ts'
import type { Entry } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { classOfWork } from '../../works/index.ts'
import { dayAt, OWNER, secondsAt } from './schema.ts'

interface Row {
  readonly id: WorkId
  readonly class: number
  readonly title_key: string
  readonly language: string
  readonly audience: string
  readonly disclosure: string
  readonly complete: boolean
  /** Seconds and days as PostgreSQL counts them, from 1970. */
  readonly updated: number
  readonly posted: number
  readonly words: number
  readonly chapters: number
  readonly expected: number
  readonly kudos: number
  readonly hits: number
  readonly comments: number
  readonly bookmarks: number
  readonly tags: readonly TagId[] | null
  readonly pens: readonly PenNameId[] | null
  readonly accounts: readonly PersonId[] | null
  readonly holder: PersonId
  readonly byline: string | null
  readonly series: readonly SeriesId[] | null
  readonly fandoms: readonly TagId[] | null
  readonly relationships: number
}

/** These works as the engine holds them; a trashed one, or one that is gone, is not among them. */
export async function entriesOf(db: Db, ids: readonly WorkId[]): Promise<Entry[]> {
  return asEntries(db, await rowsWhere(db, sql`works.id = any(${[...ids]}::int[])`))
}

/** The next works after `last` by number, for reading all of them; none when there are no more. */
export async function entriesAfter(db: Db, last: number, limit: number): Promise<Entry[]> {
  const next = sql`works.id in (select id from works where id > ${last} and standing <> 'trashed' order by id limit ${limit})`
  return asEntries(db, await rowsWhere(db, next))
}

async function rowsWhere(db: Db, which: ReturnType<typeof sql>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select works.id, ${classOfWork} as class, works.title_key, works.language, works.audience, works.disclosure,
      works.completed_on is not null as complete, extract(epoch from works.sorted_at)::float8 as updated,
      coalesce(works.published_on, (works.posted_at at time zone 'UTC')::date) - date '1970-01-01' as posted,
      works.words, works.chapters_posted as chapters, coalesce(works.chapters_expected, 0) as expected,
      coalesce(work_counts.kudos, 0) as kudos, coalesce(work_counts.hits, 0) as hits,
      coalesce(work_counts.comments, 0) as comments, coalesce(work_counts.bookmarks, 0) as bookmarks,
      tagged.tags, tagged.fandoms, coalesce(tagged.relationships, 0) as relationships,
      signed.pens, signed.accounts, signed.byline, works.person_id as holder,
      (select array_agg(series_id) from series_works where work_id = works.id) as series
    from works left join work_counts on work_counts.work_id = works.id
    left join lateral (
      select array_agg(tags.id) as tags,
        array_agg(distinct coalesce(tags.synonym_of, tags.id)) filter (where tags.kind = 'fandom') as fandoms,
        count(distinct coalesce(tags.synonym_of, tags.id)) filter (where tags.kind = 'relationship')::int as relationships
      from work_tags join tags on tags.id = work_tags.tag_id where work_id = works.id) as tagged on true
    left join lateral (
      select array_agg(pen_names.id) as pens, array_agg(distinct person_id) filter (where person_id is not null) as accounts,
        string_agg(pen_names.name_key, ', ' order by creatorships.position) as byline
      from creatorships join pen_names on pen_names.id = pen_name_id where work_id = works.id) as signed on true
    where ${which} and works.standing <> 'trashed' order by works.id`.execute(db)
  return rows
}

async function asEntries(db: Db, rows: readonly Row[]): Promise<Entry[]> {
  const mixed = rows.flatMap(({ fandoms }) => (fandoms && fandoms.length > 1 ? fandoms : []))
  const above = await fandomsAbove(db, [...new Set(mixed)])
  return rows.map((row) => ({
    id: row.id,
    visibility: row.class,
    tags: row.tags ?? [],
    creators: ownersOf(row),
    columns: {
      updated: secondsAt(row.updated * 1000),
      posted: dayAt(row.posted * 86_400_000),
      words: row.words,
      chapters: row.chapters,
      expected: row.expected,
      kudos: row.kudos,
      hits: row.hits,
      comments: row.comments,
      bookmarks: row.bookmarks,
      fandoms: row.fandoms?.length ?? 0,
      relationships: row.relationships,
    },
    texts: {
      title: row.title_key,
      creator: row.disclosure === 'anonymous' ? 'anonymous' : (row.byline ?? ''),
    },
    choices: {
      language: row.language,
      complete: yesOrNo(row.complete),
      crossover: yesOrNo(crosses(row.fandoms ?? [], above)),
      audience: row.audience,
      disclosure: row.disclosure,
    },
  }))
}

const yesOrNo = (yes: boolean): string => (yes ? 'yes' : 'no')

/** An anonymous work belongs to nobody whom a list, a filter or a mute could tell. */
function ownersOf({ pens, accounts, holder, series, audience, disclosure }: Row): number[] {
  const open = disclosure === 'open'
  const makers = audience === 'kept' ? [holder] : [holder, ...(accounts ?? [])]
  return [
    ...(open ? (pens ?? []).map(OWNER.penName) : []),
    ...(open ? (accounts ?? []).map(OWNER.account) : []),
    ...[...new Set(makers)].map(OWNER.holder),
    ...(series ?? []).map(OWNER.series),
  ]
}

/**
 * AO3's rule (ao3.md §2): a work is no crossover when one of its fandoms shares itself or a meta-tag with each of the
 * others.
 */
export function crosses(fandoms: readonly TagId[], above: ReadonlyMap<TagId, ReadonlySet<TagId>>): boolean {
  if (fandoms.length < 2) return false
  const family = (fandom: TagId): ReadonlySet<TagId> => above.get(fandom) ?? new Set([fandom])
  return !fandoms.some((one) => fandoms.every((other) => !family(one).isDisjointFrom(family(other))))
}

/** Each of these fandoms with itself and every meta-tag over it. */
async function fandomsAbove(db: Db, fandoms: readonly TagId[]): Promise<Map<TagId, Set<TagId>>> {
  if (!fandoms.length) return new Map()
  const { rows } = await sql<{ fandom: TagId; above: TagId }>`
    with recursive climb (fandom, above) as (
      select id, id from unnest(${[...fandoms]}::int[]) as asked (id)
      union select climb.fandom, meta_tags.meta_id from climb join meta_tags on meta_tags.tag_id = climb.above
    ) select fandom, above from climb`.execute(db)
  const families = new Map<TagId, Set<TagId>>()
  for (const { fandom, above } of rows) families.set(fandom, (families.get(fandom) ?? new Set()).add(above))
  return families
}
