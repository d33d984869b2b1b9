import { sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Kind } from '../../tags/index.ts'

/** An edge of the tag graph: the lower end first. */
export type Edge = readonly [TagId, TagId]

interface TagRow {
  readonly id: TagId
  readonly kind: Kind
  readonly name: string
  readonly synonym_of: TagId | null
}

/** Every tag and edge there is, the most used first: so the engine's numbers for them are small. */
export async function tellAllTags(db: Db, index: SearchIndex): Promise<void> {
  const { rows } = await sql<TagRow>`
    select tags.id, kind, name, synonym_of from tags
    left join (select tag_id, count(*) as uses from work_tags group by tag_id) as used on used.tag_id = tags.id
    where kind <> 'media' order by uses desc nulls last, tags.id`.execute(db)
  for (const row of rows) told(index, row)
  for (const row of rows) if (row.synonym_of) index.setSynonym(row.id, row.synonym_of)
  const metas = await db.selectFrom('meta_tags').select(['tag_id', 'meta_id']).execute()
  for (const { tag_id, meta_id } of metas) index.addMeta(tag_id, meta_id)
  const parents = await db.selectFrom('tag_parents').select(['child_id', 'parent_id']).execute()
  for (const { child_id, parent_id } of parents) index.addChild(child_id, parent_id)
}

/**
 * A tag that nobody has wrangled counts for itself: in an archive of imported works every one is such, and readers
 * want to filter by them. Only a synonym counts for another.
 */
const told = (index: SearchIndex, { id, kind, name, synonym_of }: TagRow) =>
  index.setTag({ id, kind, name, canonical: synonym_of === null })

interface Changed {
  readonly tags: readonly TagId[]
  readonly metas: readonly Edge[]
  readonly parents: readonly Edge[]
}

/** Brings what changed to the state it has in the database now. What parts goes before what joins: no cycle between. */
export async function tellTags(db: Db, index: SearchIndex, { tags, metas, parents }: Changed): Promise<void> {
  const { rows } = await sql<TagRow>`
    select id, kind, name, synonym_of from tags where kind <> 'media' and id = any(${[...tags]}::int[])`.execute(
    db,
  )
  for (const id of tags) index.unsetSynonym(id)
  const [metasNow, parentsNow] = [await present(db, 'meta', metas), await present(db, 'parent', parents)]
  for (const edge of metas) if (!metasNow.has(key(edge))) index.removeMeta(...edge)
  for (const edge of parents) if (!parentsNow.has(key(edge))) index.removeChild(...edge)
  for (const row of rows) told(index, row)
  for (const row of rows) if (row.synonym_of) index.setSynonym(row.id, row.synonym_of)
  for (const edge of metas) if (metasNow.has(key(edge))) index.addMeta(...edge)
  for (const edge of parents) if (parentsNow.has(key(edge))) index.addChild(...edge)
}

const key = ([below, above]: Edge): string => `${below} ${above}`

async function present(db: Db, what: 'meta' | 'parent', edges: readonly Edge[]): Promise<Set<string>> {
  if (!edges.length) return new Set()
  const asked = sql`unnest(${edges.map(([below]) => below)}::int[], ${edges.map(([, above]) => above)}::int[])`
  const there =
    what === 'meta'
      ? sql`meta_tags on tag_id = below and meta_id = above`
      : sql`tag_parents on child_id = below and parent_id = above`
  const { rows } = await sql<{ below: TagId; above: TagId }>`
    select below, above from ${asked} as asked (below, above) join ${there}`.execute(db)
  return new Set(rows.map(({ below, above }) => key([below, above])))
}
