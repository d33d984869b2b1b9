import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { Filter, Reader, SearchIndex } from '../../search/index.ts'
import type { Browsing } from '../browse.ts'
import { findsIn, readerIn } from '../reader-in.ts'

/** A tag to count the works of: a synonym stands for itself alone, any other for all that is found under it. */
interface Counted {
  readonly id: TagId
  readonly synonym: boolean
}

/** So many are counted before anything else may have its turn. */
const AT_A_STRETCH = 100

/** How many works this reader would find in the list of each of these tags: exact, and one query however many. */
export async function tagCounts(
  browsing: Browsing,
  tags: readonly Counted[],
): Promise<ReadonlyMap<TagId, number>> {
  const index = browsing.catalogue.index()
  if (!tags.length) return new Map()
  if (!index) return fromDatabase(browsing, tags)
  const counts = new Map<TagId, number>()
  const reader = readerIn(browsing)
  for (const tag of tags) {
    if (counts.size % AT_A_STRETCH === AT_A_STRETCH - 1) await setImmediate()
    counts.set(tag.id, worksOf(index, reader, tag, browsing.within))
  }
  return counts
}

function worksOf(index: SearchIndex, reader: Reader, { id, synonym }: Counted, within?: Filter): number {
  const tagged = { tag: id, exact: synonym }
  return index.ask({ reader, filter: within ? { all: [tagged, within] } : tagged, limit: 0 }).total
}

async function fromDatabase(
  browsing: Browsing,
  tags: readonly Counted[],
): Promise<ReadonlyMap<TagId, number>> {
  const { rows } = await sql<{ id: TagId; works: number }>`
    with recursive below (top, id) as (
      select id, id from unnest(${tags.map(({ id }) => id)}::int[]) as asked (id)
      union select below.top, meta_tags.tag_id from below join meta_tags on meta_tags.meta_id = below.id
    ), names (top, id) as (
      select top, id from below union select below.top, tags.id from below join tags on tags.synonym_of = below.id
    ) select top as id, count(distinct works.id)::int as works
    from names join shown_tags using (id) join work_tags on work_tags.tag_id = names.id join works on works.id = work_tags.work_id
    where ${findsIn(browsing)} group by top`.execute(browsing.db)
  const found = new Map(rows.map(({ id, works }) => [id, works]))
  return new Map(tags.map(({ id }) => [id, found.get(id) ?? 0]))
}
