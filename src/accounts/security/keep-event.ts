import type { PersonId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import type { Change } from './notices.ts'

interface Kept {
  readonly person: PersonId
  readonly kind: Change
  readonly about: string
  readonly at: Date
}

/** Into the account's history, and no further: for what another change was mailed about already. */
export async function keepEvent(trx: Transaction, { person, kind, about, at }: Kept): Promise<void> {
  await trx.insertInto('security_events').values({ person_id: person, kind, about, at }).execute()
}
