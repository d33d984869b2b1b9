import type { Role } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'

/** An archive always has an owner: the last one keeps the role. Two who step down at once take turns. */
export async function setRole(trx: Transaction, person: PersonId, role: Role): Promise<'set' | 'last-owner'> {
  const owners = await trx
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'owner')
    .orderBy('id')
    .forUpdate()
    .execute()
  if (role !== 'owner' && owners.every(({ id }) => id === person)) return 'last-owner'
  await trx.updateTable('people').set({ role }).where('id', '=', person).execute()
  return 'set'
}
