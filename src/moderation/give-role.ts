import { findPerson, setRole, standingOf } from '../accounts/index.ts'
import type { Actor, Role } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { noteDecision } from './decisions.ts'

export type GiveRole = 'given' | 'not-allowed' | 'no-such-person' | 'last-owner' | 'not-in-good-standing'

/** An owner says what somebody may do here. Nobody who is suspended or banned becomes a keeper. */
export async function giveRole(
  db: Db,
  actor: Actor,
  { name, role }: { readonly name: string; readonly role: Role },
  now: Date,
): Promise<GiveRole> {
  if (actor.type === 'guest' || !may(actor, 'give-roles')) return 'not-allowed'
  return inTransaction<GiveRole>(db, async (trx) => {
    const person = await findPerson(trx, name)
    if (!person) return 'no-such-person'
    const good = (await standingOf(trx, person.id, now)).is === 'active'
    if (!good && role !== 'member') return 'not-in-good-standing'
    if ((await setRole(trx, person.id, role)) === 'last-owner') return 'last-owner'
    if (person.role !== role)
      await noteDecision(trx, { at: now, by_id: actor.id, deed: 'role', person_id: person.id, role })
    return 'given'
  })
}
