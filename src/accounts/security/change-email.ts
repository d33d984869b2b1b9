import { z } from 'zod'
import type { PersonId } from '../../core/ids.ts'
import { postMail } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { type CodeFault, codesWithin, mailCode, takeCode } from '../joining/mailed-codes.ts'
import { isTaken } from './change-name.ts'
import { type Changing, tellOwner } from './notices.ts'

const MOST_WITHIN_HOURS = 12
const MOST = 5

export type EmailAsked = 'mailed' | 'bad-email' | 'same-email' | 'too-often'

/**
 * Asks for another address: a link is mailed to it, and the old one is told. Whether somebody else has it already is
 * not said: then nothing is mailed to it.
 */
export async function askForEmail(
  db: Db,
  changing: Changing,
  { person, email: typed }: { readonly person: PersonId; readonly email: string },
): Promise<EmailAsked> {
  const email = typed.trim().toLowerCase()
  const { now, baseUrl } = changing
  const purpose = 'change-address'
  if (!z.email().safeParse(email).success) return 'bad-email'
  return inTransaction(db, async (trx): Promise<EmailAsked> => {
    const known = await trx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst()
    if (known?.id === person) return 'same-email'
    if ((await codesWithin(trx, { person, purpose, now }, MOST_WITHIN_HOURS)) >= MOST) return 'too-often'
    const code = await mailCode(trx, { person, purpose, address: email, now })
    await tellOwner(trx, changing, { person, kind: 'email-asked', about: email })
    if (!known) await mailLink(trx, email, baseUrl + href(routes.confirmEmail, { code }))
    return 'mailed'
  })
}

async function mailLink(trx: Transaction, to: string, link: string): Promise<void> {
  const says = [
    t('Somebody, most likely you, wants this to be the e-mail address of their account.'),
    t('Open this link within a week to make it so. If it was not you, leave it: nothing happens.'),
    { href: link, label: t('Make this the address of the account') },
  ]
  await postMail(trx, {
    kind: 'confirm-new-address',
    to,
    subject: t('Is this your new e-mail address?'),
    says,
  })
}

export type EmailConfirmed = 'changed' | CodeFault | 'taken'

/** Makes the new address the account's; both are told. */
export async function confirmEmail(db: Db, changing: Changing, code: string): Promise<EmailConfirmed> {
  const work = inTransaction(db, async (trx): Promise<EmailConfirmed> => {
    const proof = await takeCode(trx, { code, purpose: 'change-address', now: changing.now })
    if (typeof proof === 'string') return proof
    const { person, address: email } = proof
    if (!email) throw new Error('confirming an address: the code names none')
    const { email: old } = await trx
      .selectFrom('people')
      .select('email')
      .where('id', '=', person)
      .executeTakeFirstOrThrow()
    await trx.updateTable('people').set({ email, email_verified: true }).where('id', '=', person).execute()
    await tellOwner(trx, changing, { person, kind: 'email-changed', about: email, to: old })
    return 'changed'
  })
  return work.catch(isTaken)
}
