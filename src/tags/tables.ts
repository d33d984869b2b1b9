import type { Generated, JSONColumnType } from 'kysely'
import type { ChangeId, PersonId, TagId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import type { GraphPart } from './graph-part.ts'
import type { TagVerb } from './tag-history.ts'

export interface TagTables {
  tags: {
    id: Generated<TagId>
    kind: TagKind | 'media'
    name: string
    name_key: string
    canonical: Generated<boolean>
    synonym_of: TagId | null
    created_at: Generated<Date>
    banned: Generated<boolean>
  }
  tag_parents: { child_id: TagId; parent_id: TagId }
  meta_tags: { tag_id: TagId; meta_id: TagId }
  tag_changes: {
    id: Generated<ChangeId>
    made_at: Generated<Date>
    person_id: PersonId | null
    verb: TagVerb
    about: readonly TagId[]
    touched: readonly TagId[]
    before: JSONColumnType<GraphPart>
    after: JSONColumnType<GraphPart>
    undoes: ChangeId | null
    undone_by: Generated<ChangeId | null>
  }
}
