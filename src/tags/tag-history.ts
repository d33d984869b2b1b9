import { type SqlBool, sql } from 'kysely'
import type { ChangeId, TagId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { Kind } from './kinds.ts'

export type TagVerb =
  | 'make-canonical'
  | 'make-synonym'
  | 'split-off'
  | 'add-meta-tag'
  | 'remove-meta-tag'
  | 'add-parent'
  | 'remove-parent'
  | 'rename'
  | 'change-kind'
  | 'ban'
  | 'unban'
  | 'undo'

/** A line of the history, with the names its tags have now. */
export interface TagChange {
  readonly id: ChangeId
  readonly madeAt: Date
  /** The account's name; null: the program itself, or somebody who has left. */
  readonly by: string | null
  readonly verb: TagVerb
  readonly about: readonly { readonly id: TagId; readonly kind: Kind; readonly name: string }[]
  /** The name before, where it was changed. */
  readonly nameBefore: string | null
  readonly undoes: ChangeId | null
  readonly undoneBy: ChangeId | null
}

interface Wanted {
  /** Changes that touched this tag, as its own or another's. */
  readonly tag?: TagId
  readonly ids?: readonly ChangeId[]
  readonly limit?: number
}

const USUAL = 50

/** What was done to the graph, the latest first. */
export async function tagHistory(db: Db, { tag, ids, limit = USUAL }: Wanted = {}): Promise<TagChange[]> {
  const { rows } = await sql<TagChange>`
    select tag_changes.id, made_at as "madeAt", people.name as by, verb, undoes, undone_by as "undoneBy",
      case verb when 'rename' then before -> 'tags' -> 0 ->> 'name' end as "nameBefore",
      (select coalesce(json_agg(json_build_object('id', tags.id, 'kind', tags.kind, 'name', tags.name) order by place), '[]')
        from unnest(about) with ordinality as named (id, place) join tags using (id)) as about
    from tag_changes left join people on people.id = tag_changes.person_id
    where ${tag === undefined ? sql<SqlBool>`true` : sql<SqlBool>`touched @> array[${tag}::int]`}
      and ${ids === undefined ? sql<SqlBool>`true` : sql<SqlBool>`tag_changes.id = any(${[...ids]}::int[])`}
    order by tag_changes.id desc limit ${limit}`.execute(db)
  return rows
}
