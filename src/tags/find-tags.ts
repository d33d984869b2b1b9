import { type SqlBool, sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { isKind, type Kind } from './kinds.ts'
import { tagKey } from './names.ts'

export interface FoundTag {
  readonly id: TagId
  readonly kind: Kind
  readonly name: string
  readonly canonical: boolean
  /** It, or what it means: shown to nobody but who keeps tags in order. */
  readonly banned: boolean
  readonly synonymOf: { readonly id: TagId; readonly name: string } | null
}

/** `kind:name`, or a name alone: then the first kind that has it, fandoms before freeforms. */
export async function findTag(db: Db, written: string): Promise<FoundTag | undefined> {
  const [, kind, rest] = /^([a-z]+):(.+)$/s.exec(written) ?? []
  const named = kind && isKind(kind) && rest ? await tagsNamed(db, rest, kind) : []
  return named[0] ?? (await tagsNamed(db, written))[0]
}

async function tagsNamed(db: Db, name: string, kind?: Kind): Promise<FoundTag[]> {
  const rows = await db
    .selectFrom('tags')
    .leftJoin('tags as canon', 'canon.id', 'tags.synonym_of')
    .select([
      'tags.id',
      'tags.kind',
      'tags.name',
      'tags.canonical',
      sql<boolean>`tags.banned or coalesce(canon.banned, false)`.as('banned'),
      'canon.id as canonId',
      'canon.name as canonName',
    ])
    .where('tags.name_key', '=', tagKey(name))
    .$if(kind !== undefined, (query) => query.where(sql<SqlBool>`tags.kind = ${kind}`))
    .orderBy(
      sql`array_position(array['fandom','relationship','character','freeform','rating','warning','category','media'], tags.kind)`,
    )
    .execute()
  return rows.map(({ canonId, canonName, ...tag }) => ({
    ...tag,
    synonymOf: canonId && canonName ? { id: canonId, name: canonName } : null,
  }))
}

/**
 * Every tag whose works belong to this one: itself, its canonical, that one's synonyms, and all tags below in the
 * meta-tag tree with theirs. Resolved at the question, so a merge or a new link holds from the next one on.
 */
export async function tagFamily(db: Db, tag: FoundTag): Promise<TagId[]> {
  const top = tag.synonymOf?.id ?? tag.id
  const { rows } = await sql<{ id: TagId }>`
    with recursive below (id) as (
      select ${top}::int
      union select meta_tags.tag_id from meta_tags join below on below.id = meta_tags.meta_id
    )
    select id from below union select tags.id from tags join below on tags.synonym_of = below.id`.execute(db)
  return rows.map((row) => row.id)
}
