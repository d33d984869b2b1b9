import type { Generated } from 'kysely'
import type { Role } from '../core/actor.ts'
import type { PersonId, SkinId, WorkId } from '../core/ids.ts'

export interface ModerationTables {
  moderation_log: {
    id: Generated<number>
    at: Date
    by_id: PersonId | null
    deed:
      | 'hide'
      | 'show'
      | 'suspend'
      | 'ban'
      | 'lift'
      | 'role'
      | 'approve-skin'
      | 'decline-skin'
      | 'withdraw-skin'
    work_id: WorkId | null
    skin_id: SkinId | null
    person_id: PersonId | null
    reason: Generated<string>
    until: Date | null
    role: Role | null
  }
}
