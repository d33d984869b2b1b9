import type { Generated } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'

export interface TagTables {
  tags: {
    id: Generated<TagId>
    kind: TagKind | 'media'
    name: string
    name_key: string
    canonical: Generated<boolean>
    synonym_of: TagId | null
    created_at: Generated<Date>
  }
  tag_parents: { child_id: TagId; parent_id: TagId }
  meta_tags: { tag_id: TagId; meta_id: TagId }
}
