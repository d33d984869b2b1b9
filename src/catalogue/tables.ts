import type { Generated } from 'kysely'

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
}
