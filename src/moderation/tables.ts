import type { Generated } from 'kysely'
import type { Role } from '../core/actor.ts'
import type { PersonId, WorkId } from '../core/ids.ts'

export interface ModerationTables {
  moderation_log: {
    id: Generated<number>
    at: Date
    by_id: PersonId | null
    deed: 'hide' | 'show' | 'suspend' | 'ban' | 'lift' | 'role'
    work_id: WorkId | null
    person_id: PersonId | null
    reason: Generated<string>
    until: Date | null
    role: Role | null
  }
}
