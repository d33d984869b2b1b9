import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { GraphPart, Link, TagRow } from './graph-part.ts'
import { KINDS } from './kinds.ts'

/** What is against the rules of the graph around these tags: synonyms that lead nowhere, and links that may not be. */
export async function faultsAt(trx: Transaction, ids: readonly TagId[]): Promise<GraphPart> {
  return {
    tags: await lostSynonyms(trx, ids),
    parents: await wrongParents(trx, ids),
    metaTags: [...(await wrongMetaTags(trx, ids)), ...(await cycles(trx, ids))],
  }
}

async function lostSynonyms(trx: Transaction, ids: readonly TagId[]): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select tags.id, tags.kind, tags.name, tags.canonical, tags.synonym_of as "synonymOf"
    from tags join tags as canon on canon.id = tags.synonym_of
    where (tags.id = any(${[...ids]}::int[]) or canon.id = any(${[...ids]}::int[]))
      and (not canon.canonical or canon.kind <> tags.kind)`.execute(trx)
  return rows
}

/** `child>parent` */
const MAY_BE = Object.entries(KINDS).flatMap(([kind, { parents }]) =>
  parents.map((above) => `${kind}>${above}`),
)
const HAVE_META_TAGS = Object.entries(KINDS).flatMap(([kind, { metaTags }]) => (metaTags ? [kind] : []))

async function wrongParents(trx: Transaction, ids: readonly TagId[]): Promise<Link[]> {
  const { rows } = await sql<LinkRow>`
    select child_id as below, parent_id as above from tag_parents
    join tags as child on child.id = child_id join tags as parent on parent.id = parent_id
    where (child_id = any(${[...ids]}::int[]) or parent_id = any(${[...ids]}::int[]))
      and (not parent.canonical or child.kind || '>' || parent.kind <> all(${MAY_BE}::text[]))`.execute(trx)
  return rows.map(toLink)
}

async function wrongMetaTags(trx: Transaction, ids: readonly TagId[]): Promise<Link[]> {
  const { rows } = await sql<LinkRow>`
    select tag_id as below, meta_id as above from meta_tags
    join tags as tag on tag.id = tag_id join tags as meta on meta.id = meta_id
    where (tag_id = any(${[...ids]}::int[]) or meta_id = any(${[...ids]}::int[]))
      and (not tag.canonical or not meta.canonical or tag.kind <> meta.kind
        or tag.kind <> all(${HAVE_META_TAGS}::text[]))`.execute(trx)
  return rows.map(toLink)
}

/** The links of every ring that one of these tags stands in. */
async function cycles(trx: Transaction, ids: readonly TagId[]): Promise<Link[]> {
  const { rows } = await sql<LinkRow>`
    with recursive above (start, id) as (
      select tag_id, meta_id from meta_tags where tag_id = any(${[...ids]}::int[])
      union select above.start, meta_tags.meta_id from above join meta_tags on meta_tags.tag_id = above.id),
    below (start, id) as (
      select start, start from above where start = id
      union select below.start, meta_tags.tag_id from below join meta_tags on meta_tags.meta_id = below.id),
    ring (start, id) as (select start, id from above intersect select start, id from below)
    select distinct tag_id as below, meta_id as above from meta_tags
    join ring as lower on lower.id = tag_id join ring as upper on upper.id = meta_id and upper.start = lower.start`.execute(
    trx,
  )
  return rows.map(toLink)
}

interface LinkRow {
  readonly below: TagId
  readonly above: TagId
}

const toLink = ({ below, above }: LinkRow): Link => [below, above]
