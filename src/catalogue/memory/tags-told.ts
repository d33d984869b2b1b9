import { sql } from 'kysely'
import type { TagId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Kind } from '../../tags/index.ts'
import { link } from './crossovers.ts'
import type { Graph } from './entries.ts'
import type { Changes } from './log.ts'
import { pausing } from './pauses.ts'

/** An edge of the tag graph: the lower end first. */
export type Edge = readonly [TagId, TagId]

interface TagRow {
  readonly id: TagId
  readonly kind: Kind
  readonly name: string
  readonly synonym_of: TagId | null
  readonly banned: boolean
}

/** Every tag and edge there is, the most used first: so the engine's numbers for them are small. */
export async function tellAllTags(trx: Transaction, index: SearchIndex): Promise<void> {
  const synonyms: (readonly [TagId, TagId])[] = []
  const tags = sql`select tags.id, kind, name, synonym_of, banned from tags
    left join (select tag_id, count(*) as uses from work_tags group by tag_id) as used on used.tag_id = tags.id
    where kind <> 'media' order by uses desc nulls last, tags.id`
  await each<TagRow>(trx, tags, (row) => {
    told(index, row)
    if (row.synonym_of) synonyms.push([row.id, row.synonym_of])
  })
  const pause = pausing()
  for (const [tag, of] of synonyms) {
    index.setSynonym(tag, of)
    const rest = pause()
    if (rest) await rest
  }
  const metas = sql`select tag_id as below, meta_id as above from meta_tags`
  await each<EdgeRow>(trx, metas, ({ below, above }) => index.addMeta(below, above))
  const parents = sql`select child_id as below, parent_id as above from tag_parents`
  await each<EdgeRow>(trx, parents, ({ below, above }) => index.addChild(below, above))
}

const ROWS_AT_ONCE = 2_000

/** Row by row through a cursor, so that millions are neither held at once nor hold the thread. */
async function each<Row>(
  trx: Transaction,
  query: ReturnType<typeof sql>,
  take: (row: Row) => void,
): Promise<void> {
  await sql`declare told no scroll cursor for ${query}`.execute(trx)
  const pause = pausing()
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_AT_ONCE)} from told`.execute(trx)
    for (const row of rows) {
      take(row)
      const rest = pause()
      if (rest) await rest
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  await sql`close told`.execute(trx)
}

/**
 * A tag that nobody has wrangled counts for itself: in an archive of imported works every one is such, and readers
 * want to filter by them. Only a synonym counts for another. One that is banned is on no work (work-rows.ts), and has no
 * name that could be offered.
 */
const told = (index: SearchIndex, { id, kind, name, synonym_of, banned }: TagRow) =>
  index.setTag({ id, kind, name: banned ? '' : name, canonical: synonym_of === null })

/** What changed in the graph, as it is now in the database. */
interface TagsNow {
  readonly changed: readonly TagId[]
  readonly rows: readonly TagRow[]
  readonly metas: readonly EdgeNow[]
  readonly parents: readonly EdgeNow[]
}

interface EdgeRow {
  readonly below: TagId
  readonly above: TagId
}

interface EdgeNow extends EdgeRow {
  readonly there: boolean
}

export async function tagsNow(db: Db, { tags, metas, parents }: Changes): Promise<TagsNow> {
  const { rows } = tags.length
    ? await sql<TagRow>`
        select id, kind, name, synonym_of, banned from tags where kind <> 'media' and id = any(${[...tags]}::int[])`.execute(
        db,
      )
    : { rows: [] }
  const metasNow = await edgesNow(db, metas, sql`meta_tags where tag_id = below and meta_id = above`)
  const parentsNow = await edgesNow(
    db,
    parents,
    sql`tag_parents where child_id = below and parent_id = above`,
  )
  return { changed: tags, rows, metas: metasNow, parents: parentsNow }
}

async function edgesNow(
  db: Db,
  edges: readonly Edge[],
  there: ReturnType<typeof sql>,
): Promise<readonly EdgeNow[]> {
  if (!edges.length) return []
  const [lower, upper] = [edges.map(([below]) => below), edges.map(([, above]) => above)]
  const { rows } = await sql<EdgeNow>`
    select distinct below, above, exists (select from ${there}) as there
    from unnest(${lower}::int[], ${upper}::int[]) as asked (below, above)`.execute(db)
  return rows
}

/**
 * Brings the index to the state the graph has now. What parts goes before what joins, so that there is no cycle on the
 * way. A merge is a few milliseconds and no question sees half of it; one that brings dozens of synonyms along may take
 * a hundred times as long, and gives way to requests in between: those see some of them stand for themselves. Answers
 * which fandoms and relationships count for another one, or became or ceased to be such: nothing hangs on what other
 * tags count for.
 */
export async function tellTags({ index, metas }: Graph, now: TagsNow): Promise<TagId[]> {
  const counted = (tag: TagId): string => {
    const kind = index.kindOfTag(tag) ?? ''
    return COUNTED.has(kind) ? `${kind} ${index.canonicalOf(tag)}` : ''
  }
  const before = new Map(
    now.changed.flatMap((tag) => (index.kindOfTag(tag) ? [[tag, counted(tag)] as const] : [])),
  )
  const pause = pausing()
  for (const part of partings(index, now)) {
    part()
    const rest = pause()
    if (rest) await rest
  }
  for (const join of joinings(index, now)) {
    join()
    const rest = pause()
    if (rest) await rest
  }
  for (const { below, above, there } of now.metas)
    if (index.kindOfTag(below) === 'fandom') link(metas, [below, above], there)
  return [...before].filter(([tag, was]) => counted(tag) !== was).map(([tag]) => tag)
}

function* partings(index: SearchIndex, now: TagsNow): Generator<() => void> {
  const rows = new Map(now.rows.map((row) => [row.id, row]))
  for (const tag of now.changed) {
    const row = rows.get(tag)
    const asBefore = row?.synonym_of === index.canonicalOf(tag) && row?.kind === index.kindOfTag(tag)
    yield () => {
      if (!asBefore) index.unsetSynonym(tag)
      if (!row) forget(index, tag)
    }
  }
  for (const { below, above, there } of now.metas) if (!there) yield () => index.removeMeta(below, above)
  for (const { below, above, there } of now.parents) if (!there) yield () => index.removeChild(below, above)
}

function* joinings(index: SearchIndex, now: TagsNow): Generator<() => void> {
  for (const row of now.rows) yield () => told(index, row)
  for (const { id, synonym_of } of now.rows) if (synonym_of) yield () => index.setSynonym(id, synonym_of)
  for (const { below, above, there } of now.metas) if (there) yield () => index.addMeta(below, above)
  for (const { below, above, there } of now.parents) if (there) yield () => index.addChild(below, above)
}

/** The kinds whose tags are counted work by work (entries.ts). */
const COUNTED: ReadonlySet<string> = new Set(['fandom', 'relationship'])

/** A tag that is gone, or groups fandoms from now on: nobody is offered it any more, and its name is not kept. */
function forget(index: SearchIndex, id: TagId): void {
  const kind = index.kindOfTag(id)
  if (kind) index.setTag({ id, kind, name: '', canonical: false })
}
