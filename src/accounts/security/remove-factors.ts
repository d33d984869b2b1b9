import type { PersonId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { type Changing, tellOwner } from './notices.ts'
import { endSessions } from './sessions.ts'
import { removeTwoStep } from './two-step.ts'

/**
 * For somebody who has lost the app, the recovery codes and every passkey, once the keepers are sure who asks: the
 * passphrase alone opens the account again. Nobody can read what was there.
 */
export async function removeFactors(
  db: Db,
  changing: Pick<Changing, 'baseUrl' | 'now'>,
  person: PersonId,
): Promise<'removed' | 'none-there'> {
  return inTransaction(db, async (trx) => {
    const hadTwoStep = await removeTwoStep(trx, person)
    const { numDeletedRows } = await trx
      .deleteFrom('passkeys')
      .where('person_id', '=', person)
      .executeTakeFirst()
    if (!hadTwoStep && numDeletedRows === 0n) return 'none-there'
    await endSessions(trx, person)
    await tellOwner(trx, changing, { person, kind: 'factors-removed' })
    return 'removed'
  })
}
