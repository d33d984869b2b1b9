import type { Generated, GeneratedAlways } from 'kysely'
import type { Role } from '../core/actor.ts'
import type {
  DeviceKeyId,
  InvitationId,
  InvitationRequestId,
  PenNameId,
  PersonId,
  SkinId,
} from '../core/ids.ts'

export interface AccountTables {
  people: {
    id: Generated<PersonId>
    name: string
    name_key: GeneratedAlways<string>
    name_look: GeneratedAlways<string>
    email: string
    email_verified: Generated<boolean>
    image: string | null
    role: Generated<Role>
    standing: Generated<'active' | 'suspended' | 'banned'>
    suspended_until: Date | null
    name_changed_at: Date | null
    profile_title: Generated<string>
    /** Clean HTML. */
    profile_text: Generated<string>
    profile_given: string | null
    preferences: Generated<unknown>
    leaves_at: Date | null
    /** The site skin they wear. */
    skin_id: SkinId | null
    leaving: unknown
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  sessions: {
    id: Generated<number>
    person_id: PersonId
    token_hash: Buffer
    browser: string
    system: string
    created_at: Generated<Date>
    used_at: Date
    expires_at: Date
    proven_at: Date
    proven_by: 'passphrase' | 'passkey'
  }
  device_keys: {
    id: Generated<DeviceKeyId>
    person_id: PersonId
    use: 'catalogue' | 'feeds' | 'progress'
    label: string
    key_hash: Buffer
    made_at: Date
    used_at: Date | null
  }
  known_devices: {
    id: Generated<number>
    person_id: PersonId
    token_hash: Buffer
    trusted_until: Date | null
    seen_at: Date
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
    /** Clean HTML. */
    about: Generated<string>
    about_given: string | null
    /** A hash of `files`. */
    icon: string | null
    icon_double: string | null
    icon_alt: Generated<string>
    is_default: Generated<boolean>
    unlinked: Generated<boolean>
    code: string | null
    permissions: unknown
    created_at: Generated<Date>
  }
  joining: {
    single: Generated<boolean>
    how: Generated<'open' | 'invited' | 'closed'>
    queue_sends: Generated<number>
    queue_every_hours: Generated<number>
    queue_sent_at: Date | null
    invitations_each: Generated<number>
  }
  invitations: {
    id: Generated<InvitationId>
    code: string
    person_id: PersonId | null
    sent_to: string | null
    sent_at: Date | null
    used_at: Date | null
    used_by: PersonId | null
    made_at: Generated<Date>
  }
  invitation_queue: {
    id: Generated<number>
    email: string
    locale: Generated<string>
    asked_at: Generated<Date>
  }
  invitation_requests: {
    id: Generated<InvitationRequestId>
    person_id: PersonId
    wanted: number
    reason: string
    locale: Generated<string>
    asked_at: Generated<Date>
    answered_at: Date | null
    granted: number | null
  }
  mailed_codes: {
    id: Generated<number>
    person_id: PersonId
    purpose: 'confirm' | 'reset' | 'change-address'
    code_hash: Buffer
    address: string | null
    made_at: Generated<Date>
    used_at: Date | null
  }
  two_factors: {
    person_id: PersonId
    /** Sealed (security/seal.ts). */
    secret: string
    last_step: Generated<string>
    confirmed: Generated<boolean>
    made_at: Generated<Date>
  }
  recovery_codes: {
    person_id: PersonId
    code_hash: Buffer
  }
  passkeys: {
    id: Generated<number>
    person_id: PersonId
    name: string
    credential_id: string
    public_key: Buffer
    counter: Generated<string>
    transports: Generated<string[]>
    made_at: Generated<Date>
    used_at: Date | null
  }
  answered_challenges: {
    challenge: string
    ends_at: Date
  }
  security_events: {
    id: Generated<number>
    person_id: PersonId
    kind: string
    about: Generated<string>
    at: Generated<Date>
  }
  past_names: {
    id: Generated<number>
    person_id: PersonId
    name: string
    until: Generated<Date>
  }
  blocks: {
    person_id: PersonId
    blocked_id: PersonId
    made_at: Generated<Date>
  }
  mutes: {
    person_id: PersonId
    muted_id: PersonId
    made_at: Generated<Date>
  }
  left_names: {
    salt: Buffer
    look_hash: Buffer
    until: Date
  }
  parcels: {
    id: Generated<string>
    person_id: PersonId
    asked_at: Generated<Date>
    ready_at: Date | null
    fault: string | null
    works_done: Generated<number>
    works_all: Generated<number>
    bytes: string | null
  }
}
