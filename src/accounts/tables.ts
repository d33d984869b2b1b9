import type { Generated, GeneratedAlways } from 'kysely'
import type { Role } from '../core/actor.ts'
import type { PenNameId, PersonId } from '../core/ids.ts'

export interface AccountTables {
  people: {
    id: Generated<PersonId>
    name: string
    name_key: GeneratedAlways<string>
    email: string
    email_verified: Generated<boolean>
    image: string | null
    role: Generated<Role>
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  sessions: {
    id: Generated<number>
    person_id: PersonId
    token: string
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  credentials: {
    id: Generated<number>
    person_id: PersonId
    account_id: string
    provider_id: string
    password: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  pen_names: {
    id: Generated<PenNameId>
    person_id: PersonId | null
    name: string
    name_key: GeneratedAlways<string>
    created_at: Generated<Date>
  }
}
