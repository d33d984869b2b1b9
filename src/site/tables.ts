import type { Generated } from 'kysely'

export interface SiteTables {
  archive: {
    single: Generated<boolean>
    name: Generated<string>
    about: Generated<string>
    /** Clean HTML, and as it was typed. */
    rules: Generated<string>
    rules_given: Generated<string>
    privacy: Generated<string>
    privacy_given: Generated<string>
    secret: Generated<string>
    opened_at: Date | null
  }
}
