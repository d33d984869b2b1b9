import type { Generated, GeneratedAlways } from 'kysely'
import type { PenNameId, PersonId, SavedFilterId, TagId, WorkId } from '../core/ids.ts'

/** Transaction numbers (xid8) travel as text: they outgrow a number, and are only handed back. */
export interface CatalogueTables {
  /** Written by triggers of 0006-catalogue.sql. */
  change_log: {
    txid: string
    what: 'work' | 'tag' | 'meta' | 'parent'
    a: number
    b: number
    at: Generated<Date>
  }
  catalogue_marks: { id: string; seen: string; made_at: Generated<Date> }
  change_log_start: { single: Generated<boolean>; txid: string }
  saved_filters: {
    id: Generated<SavedFilterId>
    person_id: PersonId
    name: string
    name_key: GeneratedAlways<string>
    query: string
    is_default: Generated<boolean>
    looked_at: Date
  }
  favourite_tags: { person_id: PersonId; tag_id: TagId; chosen_at: Date; looked_at: Date }
  hidden_tags: { person_id: PersonId; tag_id: TagId; hidden_at: Date }
  hidden_works: { person_id: PersonId; work_id: WorkId; hidden_at: Date }
  /** One of account and pen name. */
  hidden_creators: {
    person_id: PersonId
    pen_name_id: PenNameId
    hidden_at: Date
  }
}
