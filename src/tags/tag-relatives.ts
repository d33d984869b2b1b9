import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'

export interface Relative {
  readonly id: TagId
  readonly kind: TagKind | 'media'
  readonly name: string
}

export interface TagRelatives {
  readonly parents: readonly Relative[]
  readonly metaTags: readonly Relative[]
  readonly subTags: readonly Relative[]
  readonly synonyms: readonly Relative[]
  readonly children: readonly Relative[]
}

/** What a tag is linked to, each list by name. */
export async function tagRelatives(db: Db, id: TagId): Promise<TagRelatives> {
  const { rows } = await sql<Relative & { how: keyof TagRelatives }>`
    select how, tags.id, tags.kind, tags.name from (
      select 'parents' as how, parent_id as id from tag_parents where child_id = ${id}
      union all select 'children', child_id from tag_parents where parent_id = ${id}
      union all select 'metaTags', meta_id from meta_tags where tag_id = ${id}
      union all select 'subTags', tag_id from meta_tags where meta_id = ${id}
      union all select 'synonyms', id from tags where synonym_of = ${id}
    ) as linked join shown_tags as tags using (id) order by tags.name`.execute(db)
  const those = (how: keyof TagRelatives): Relative[] =>
    rows.filter((row) => row.how === how).map(({ id, kind, name }) => ({ id, kind, name }))
  return {
    parents: those('parents'),
    metaTags: those('metaTags'),
    subTags: those('subTags'),
    synonyms: those('synonyms'),
    children: those('children'),
  }
}
