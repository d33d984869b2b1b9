import type { Generated } from 'kysely'

export interface StorageTables {
  /** By a hash of what is in them. */
  files: {
    hash: string
    type: string
    bytes: Buffer
    made_at: Generated<Date>
  }
}
