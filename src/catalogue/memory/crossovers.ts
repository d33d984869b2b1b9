import { sql } from 'kysely'
import type { Db } from '../../storage/transaction.ts'
import type { Edge } from './tags-told.ts'

/** The meta-tags of fandoms, upwards: what tells a crossover from a work in one world. */
export type FandomMetas = Map<number, Set<number>>

export async function fandomMetas(db: Db): Promise<FandomMetas> {
  const { rows } = await sql<{ tag_id: number; meta_id: number }>`
    select tag_id, meta_id from meta_tags join tags on tags.id = tag_id where tags.kind = 'fandom'`.execute(
    db,
  )
  const metas: FandomMetas = new Map()
  for (const { tag_id, meta_id } of rows) link(metas, [tag_id, meta_id], true)
  return metas
}

export function link(
  metas: FandomMetas,
  [below, above]: Edge | readonly [number, number],
  on: boolean,
): void {
  const some = metas.get(below) ?? new Set()
  if (on) metas.set(below, some.add(above))
  else some.delete(above)
}

/**
 * AO3's rule (ao3.md §2): a work is no crossover when one of its fandoms shares itself or a meta-tag with each of the
 * others.
 */
export function crosses(fandoms: readonly number[], metas: FandomMetas): boolean {
  if (fandoms.length < 2) return false
  const families = fandoms.map((fandom) => family(fandom, metas))
  return !families.some((one) => families.every((other) => !one.isDisjointFrom(other)))
}

function family(fandom: number, metas: FandomMetas): ReadonlySet<number> {
  const all = new Set([fandom])
  for (const one of all) for (const above of metas.get(one) ?? []) all.add(above)
  return all
}
