import type { Generated } from 'kysely'

export interface SiteTables {
  archive: {
    single: Generated<boolean>
    name: Generated<string>
    about: Generated<string>
    secret: Generated<string>
    opened_at: Date | null
  }
}
