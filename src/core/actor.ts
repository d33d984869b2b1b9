import type { PersonId } from './ids.ts'

/** Who asks. Every read and verb takes one. */
export type Actor = { readonly type: 'guest' } | Member

export interface Member {
  readonly type: 'member'
  readonly id: PersonId
  /** The account's name, as in /users/:name. */
  readonly name: string
  readonly role: Role
}

/** What each may do: `core/roles.ts`. */
export type Role = 'owner' | 'moderator' | 'wrangler' | 'member'

export const GUEST: Actor = { type: 'guest' }
