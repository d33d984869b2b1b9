import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Link, TagRow } from './graph-part.ts'
import type { Kind } from './kinds.ts'

const STATE = ['id', 'kind', 'name', 'canonical', 'synonym_of as synonymOf', 'banned'] as const

export const tagState = (trx: Transaction, id: TagId): Promise<TagRow | undefined> =>
  trx.selectFrom('tags').select(STATE).where('id', '=', id).executeTakeFirst()

export const synonymsOf = (trx: Transaction, id: TagId): Promise<TagRow[]> =>
  trx.selectFrom('tags').select(STATE).where('synonym_of', '=', id).orderBy('id').execute()

export interface Ties {
  /** What the tag stands under, with the kind of each. */
  readonly parents: readonly { readonly id: TagId; readonly kind: Kind }[]
  readonly children: readonly TagId[]
  readonly metaTags: readonly TagId[]
  readonly subTags: readonly TagId[]
}

/** A tag's own links, each list by id. */
export async function tiesOf(trx: Transaction, id: TagId): Promise<Ties> {
  const { rows } = await sql<{ how: keyof Ties; id: TagId; kind: Kind }>`
    select how, tags.id, tags.kind from (
      select 'parents' as how, parent_id as id from tag_parents where child_id = ${id}
      union all select 'children', child_id from tag_parents where parent_id = ${id}
      union all select 'metaTags', meta_id from meta_tags where tag_id = ${id}
      union all select 'subTags', tag_id from meta_tags where meta_id = ${id}
    ) as tied join tags using (id) order by tags.id`.execute(trx)
  const ids = (how: keyof Ties): TagId[] => rows.filter((row) => row.how === how).map((row) => row.id)
  return {
    parents: rows
      .filter((row) => row.how === 'parents')
      .map(({ id: parent, kind }) => ({ id: parent, kind })),
    children: ids('children'),
    metaTags: ids('metaTags'),
    subTags: ids('subTags'),
  }
}

/** The tag and everything above it in the meta-tag tree, at any depth. */
export const metaTagsAbove = (trx: Transaction, id: TagId): Promise<Set<TagId>> =>
  reached(
    trx,
    sql<{ id: TagId }>`with recursive reached (id) as (
    select ${id}::int union select meta_tags.meta_id from meta_tags join reached on reached.id = meta_tags.tag_id)
    select id from reached`,
  )

/** The tag and everything below it. */
export const subTagsBelow = (trx: Transaction, id: TagId): Promise<Set<TagId>> =>
  reached(
    trx,
    sql<{ id: TagId }>`with recursive reached (id) as (
    select ${id}::int union select meta_tags.tag_id from meta_tags join reached on reached.id = meta_tags.meta_id)
    select id from reached`,
  )

async function reached(trx: Transaction, query: ReturnType<typeof sql<{ id: TagId }>>): Promise<Set<TagId>> {
  return new Set((await query.execute(trx)).rows.map((row) => row.id))
}

export async function isLinked(trx: Transaction, kind: 'parents' | 'metaTags', [below, above]: Link) {
  const { rows } =
    kind === 'parents'
      ? await sql`select from tag_parents where child_id = ${below} and parent_id = ${above}`.execute(trx)
      : await sql`select from meta_tags where tag_id = ${below} and meta_id = ${above}`.execute(trx)
  return rows.length > 0
}
