import type { PersonId } from '../../core/ids.ts'
import { postMail } from '../../mail/index.ts'
import { routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import type { Writing } from './joining-mails.ts'

/** Tells the account's owner, and its history, that the passphrase was reset. */
export async function mailResetDone(
  trx: Transaction,
  { baseUrl, now }: Writing,
  person: PersonId,
): Promise<void> {
  await trx
    .insertInto('security_events')
    .values({ person_id: person, kind: 'passphrase-reset', at: now })
    .execute()
  const { email } = await trx
    .selectFrom('people')
    .select('email')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  await postMail(trx, {
    kind: 'passphrase-reset',
    to: email,
    subject: t('The passphrase was reset'),
    says: [
      t('The passphrase was reset by mail. Every session was ended.'),
      { label: t('Choose a new passphrase, if this was not you'), href: baseUrl + routes.forgotten },
    ],
  })
}
