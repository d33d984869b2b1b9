import { sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import { tagKey } from '../../tags/index.ts'
import { classesListedFor } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { findsIn, readerIn } from '../reader-in.ts'
import { hidesNothing, NOTHING_HIDDEN } from '../saved/choices.ts'
import { tagCounts } from './tag-counts.ts'

export interface FandomCount {
  readonly name: string
  readonly works: number
  /** The medium it belongs to. */
  readonly medium: string
}

export const UNSORTED = 'Uncategorized Fandoms'

/**
 * Every fandom with works this reader may find, under its canonical name and once for each of its media: medium by
 * medium, most works first.
 */
export async function fandomsListed(browsing: Browsing): Promise<readonly FandomCount[]> {
  const index = browsing.catalogue.index()
  if (index) return recently(index, browsing)
  return (await isLarge(browsing)) ? [] : listed(browsing, await countedInDatabase(browsing))
}

/** By the database's own guess. Counting so many there takes half a minute: longer than the catalogue takes to be ready. */
async function isLarge({ db }: Browsing): Promise<boolean> {
  const { rows } = await sql<{ works: number }>`
    select reltuples::float8 as works from pg_class where oid = 'works'::regclass`.execute(db)
  return (rows[0]?.works ?? 0) > ALWAYS_COUNTED
}

interface Kept {
  readonly until: number
  readonly fandoms: Promise<readonly FandomCount[]>
}

const kept = new WeakMap<SearchIndex, Map<string, Kept>>()
/** In an archive of millions, counting takes a tenth of a second; in one of this size, a few milliseconds. */
const ALWAYS_COUNTED = 100_000
const KEPT_MS = 3_000

/**
 * Always as of now, but in a very large archive as of three seconds ago: so the front page never keeps the program from
 * its other work.
 */
function recently(index: SearchIndex, browsing: Browsing): Promise<readonly FandomCount[]> {
  // What is counted for one reader alone, or of some works alone, is not kept for others.
  if (browsing.within || !hidesNothing(browsing.choices?.hidden ?? NOTHING_HIDDEN))
    return listed(browsing, countedInMemory(index, browsing))
  const lists = kept.get(index) ?? new Map<string, Kept>()
  kept.set(index, lists)
  const reader = classesListedFor(browsing.actor).join()
  const last = lists.get(reader)
  const from = performance.now()
  if (last && from < last.until) return last.fandoms
  const fandoms = listed(browsing, countedInMemory(index, browsing))
  if (index.count() > ALWAYS_COUNTED) {
    lists.set(reader, { until: from + KEPT_MS, fandoms })
    fandoms.catch(() => lists.delete(reader))
  }
  return fandoms
}

type Counts = ReadonlyMap<TagId, number>

const ALL = 0xffffffff

function countedInMemory(index: SearchIndex, browsing: Browsing): Counts {
  const reader = readerIn(browsing)
  const { facets } = index.ask({
    ...{ reader, limit: 0, facets: [{ of: 'fandom', top: ALL }] },
    ...(browsing.within ? { filter: browsing.within } : {}),
  })
  return new Map((facets[0] ?? []).map(({ value, count }) => [Number(value) as TagId, count]))
}

async function countedInDatabase(browsing: Browsing): Promise<Counts> {
  const { rows } = await sql<{ id: TagId; works: number }>`
    select coalesce(tags.synonym_of, tags.id) as id, count(distinct works.id)::int as works
    from shown_tags as tags join work_tags on work_tags.tag_id = tags.id join works on works.id = work_tags.work_id
    where tags.kind = 'fandom' and ${findsIn(browsing)} group by 1`.execute(browsing.db)
  return new Map(rows.map(({ id, works }) => [id, works]))
}

/** What stands above others has their works, too, which its own count does not hold. */
async function listed(browsing: Browsing, direct: Counts): Promise<FandomCount[]> {
  const { media, wider } = await placesOfFandoms(browsing)
  const above = await tagCounts(
    browsing,
    wider.map((id) => ({ id, synonym: false })),
  )
  const works = [...new Map([...direct, ...above])].filter(([, works]) => works > 0)
  const names = await namesOf(
    browsing,
    works.map(([id]) => id),
  )
  return works
    .flatMap(([id, works]) =>
      (media.get(id) ?? [UNSORTED]).map((medium) => ({ name: names.get(id) ?? '', works, medium })),
    )
    .sort((a, b) => compare(a.medium, b.medium) || b.works - a.works || compare(a.name, b.name))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Places {
  /** Fandom → its media. */
  readonly media: ReadonlyMap<TagId, readonly string[]>
  /** Fandoms with others below them. */
  readonly wider: readonly TagId[]
}

async function placesOfFandoms({ db }: Browsing): Promise<Places> {
  const { rows } = await sql<{ medium: string | null; fandoms: string }>`
    select media.name as medium, string_agg(child_id::text, ',') as fandoms
    from shown_tags as media join tag_parents on parent_id = media.id where media.kind = 'media' group by media.name
    union all select null, string_agg(distinct meta_id::text, ',') from meta_tags
    join shown_tags as tags on tags.id = meta_id where tags.kind = 'fandom' having count(*) > 0`.execute(db)
  const media = new Map<TagId, string[]>()
  for (const { medium, fandoms } of rows)
    if (medium !== null)
      for (const id of idsIn(fandoms)) {
        const known = media.get(id)
        if (known) known.push(medium)
        else media.set(id, [medium])
      }
  return { media, wider: idsIn(rows.find(({ medium }) => medium === null)?.fandoms ?? '') }
}

const idsIn = (list: string): TagId[] => list.split(',').filter(Boolean).map(Number) as TagId[]

async function namesOf(
  { db, catalogue }: Browsing,
  ids: readonly TagId[],
): Promise<ReadonlyMap<TagId, string>> {
  const index = catalogue.index()
  if (index) return new Map(ids.map((id) => [id, index.nameOfTag(id) ?? '']))
  const { rows } = await sql<{ id: TagId; name: string }>`
    select id, name from tags where id = any(${[...ids]}::int[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Those whose name holds the words, wherever they stand in it. */
export const fandomsNamed = (fandoms: readonly FandomCount[], q: string): readonly FandomCount[] => {
  const words = tagKey(q)
  return words ? fandoms.filter((fandom) => tagKey(fandom.name).includes(words)) : fandoms
}
