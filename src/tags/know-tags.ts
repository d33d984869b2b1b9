import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import type { Transaction } from '../storage/transaction.ts'
import { tagKey } from './names.ts'

export interface WrittenTag {
  readonly kind: TagKind | 'media'
  readonly name: string
}

interface KnownTag {
  readonly id: TagId
  readonly kind: string
  readonly name: string
  readonly name_key: string
}

/**
 * The tags with these names, made where they were not known yet; one for each name given, in that order.
 * New keys go in by key order, so that two works posted at once cannot wait for each other in a ring.
 */
export async function knowTags(
  trx: Transaction,
  written: readonly WrittenTag[],
): Promise<{ readonly id: TagId; readonly name: string }[]> {
  if (!written.length) return []
  const distinct = new Map(written.map((tag) => [`${tag.kind} ${tagKey(tag.name)}`, tag]))
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag)
  const kinds = sorted.map((tag) => tag.kind)
  const names = sorted.map((tag) => tag.name)
  const keys = sorted.map((tag) => tagKey(tag.name))
  const asked = sql`unnest(${kinds}::text[], ${names}::text[], ${keys}::text[])`
  const known = () =>
    sql<KnownTag>`
      select tags.id, tags.kind, tags.name, tags.name_key
      from ${asked} as asked (kind, name, name_key) join tags using (kind, name_key)`.execute(trx)

  let { rows } = await known()
  if (rows.length < sorted.length) {
    const made = await sql<KnownTag>`insert into tags (kind, name, name_key) select kind, name, name_key
      from ${asked} as asked (kind, name, name_key) on conflict do nothing
      returning id, kind, name, name_key`.execute(trx)
    rows = [...rows, ...made.rows]
    // What somebody else made in between is among neither.
    if (rows.length < sorted.length) rows = (await known()).rows
  }
  const byKey = new Map(rows.map((row) => [`${row.kind} ${row.name_key}`, row]))
  return written.map((tag) => {
    const row = byKey.get(`${tag.kind} ${tagKey(tag.name)}`)
    if (!row) throw new Error(`knowing the ${tag.kind} tag “${tag.name}”: it is not there after it was made`)
    return { id: row.id, name: row.name }
  })
}
