import { sql } from 'kysely'
import type { SkinId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'

/** Parents of parents: deeper ones are left out. */
const DEEPEST = 8
const MOST = 40

export interface Link {
  readonly id: SkinId
  readonly stamp: string
  readonly role: 'add' | 'replace'
  readonly media: readonly string[]
}

/**
 * A site skin with everything it builds on, in the order in which they apply: parents first, each after its own. What
 * everybody wears builds on what everybody may wear; one's own, on one's own as well.
 */
export async function chainOf(db: Db, id: SkinId): Promise<Link[]> {
  const { rows } = await sql<Link>`
    with recursive chain as (
      select skins.id, array[]::int[] as place, array[skins.id] as path, skins.person_id as owner, skins.standing as top
        from skins where id = ${id}
      union all
      select parent.id, chain.place || skin_parents.position, chain.path || parent.id, chain.owner, chain.top
        from chain join skin_parents on skin_parents.skin_id = chain.id join skins as parent on parent.id = parent_id
        where parent.id <> all(chain.path) and cardinality(chain.path) < ${DEEPEST}
          and (parent.standing = 'approved' or (chain.top <> 'approved' and parent.person_id = chain.owner)))
    select skins.id, stamp, role, media from (select id, min(place || 2147483647) as place from chain group by id) as links
      join skins using (id) order by place limit ${MOST}`.execute(db)
  return rows
}

/** These, and everything they build on. */
export async function ancestorsOf(db: Db, ids: readonly SkinId[]): Promise<readonly SkinId[]> {
  const { rows } = await sql<{ id: SkinId }>`
    with recursive above (id) as (
      select unnest(${[...ids]}::int[])
      union select parent_id from above join skin_parents on skin_id = above.id)
    select id from above`.execute(db)
  return rows.map(({ id }) => id)
}
