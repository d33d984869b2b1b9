import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { locale, speaking } from '../../web/say.ts'
import { isOrphanAccount } from '../leaving/orphan-account.ts'
import { mailConfirmation, mailReset, type Writing } from './joining-mails.ts'

/** No address is longer. */
const LONGEST = 254

/** Somebody asks for a new passphrase. The same is done for every address: whose it is, a job finds out later. */
export async function forgetPassphrase(db: Db, email: string): Promise<void> {
  await inTransaction(db, (trx) =>
    tell(trx, 'passphrase.forgotten', { email: email.slice(0, LONGEST + 1), locale: locale() }),
  )
}

/** The link to a new passphrase, to the account of this address; to one that is not confirmed, that link again. */
export async function mailForgetful(
  db: Db,
  writing: Writing,
  asked: { readonly email: string; readonly locale: string },
): Promise<void> {
  await speaking(asked.locale, () =>
    inTransaction(db, async (trx) => {
      const person = await trx
        .selectFrom('people')
        .select(['id', 'name', 'email', 'email_verified as confirmed'])
        .where('email', '=', asked.email.toLowerCase())
        .forUpdate()
        .executeTakeFirst()
      if (person && !isOrphanAccount(person))
        await (person.confirmed ? mailReset : mailConfirmation)(trx, writing, person)
    }),
  )
}
