import { findPerson, type Standing, standingOf } from '../accounts/index.ts'
import type { Actor, Role } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import type { Db } from '../storage/transaction.ts'
import { type Decision, decisions } from './decisions.ts'

export interface ModeratedPerson {
  readonly name: string
  readonly role: Role
  readonly standing: Standing
  readonly decisions: readonly Decision[]
  /** The reader is an owner: roles are theirs to give. */
  readonly givesRoles: boolean
}

/** An account as a moderator finds it: nothing of it but its name and what was decided. */
export async function moderatedPerson(
  db: Db,
  actor: Actor,
  name: string,
  now: Date,
): Promise<ModeratedPerson | undefined> {
  const person = may(actor, 'suspend-people') ? await findPerson(db, name) : undefined
  if (!person) return undefined
  return {
    name: person.name,
    role: person.role,
    standing: await standingOf(db, person.id, now),
    decisions: await decisions(db, { person: person.id }),
    givesRoles: may(actor, 'give-roles'),
  }
}
