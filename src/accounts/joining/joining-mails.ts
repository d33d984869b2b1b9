import type { PersonId } from '../../core/ids.ts'
import { postMail } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { codesWithin, mailCode } from './mailed-codes.ts'

/** What a mail about an account needs beside the person. */
export interface Writing {
  readonly baseUrl: string
  /** The archive's name. */
  readonly archive: string
  readonly now: Date
}

interface Addressed {
  readonly id: PersonId
  readonly name: string
  readonly email: string
}

/** A stranger may ask for these: nobody's mailbox is filled by it. */
const MOST = 3
const WITHIN_HOURS = 12

/** The link that makes an account usable. Nothing is sent when three were, within twelve hours. */
export async function mailConfirmation(trx: Transaction, writing: Writing, to: Addressed): Promise<void> {
  const code = await limitedCode(trx, writing, to, 'confirm')
  if (code === undefined) return
  const { baseUrl, archive } = writing
  await postMail(trx, {
    kind: 'confirm-address',
    to: to.email,
    subject: t('Confirm your address'),
    says: [
      t('Somebody, most likely you, made the account {name} at {archive} with this address.', {
        name: to.name,
        archive,
      }),
      t('To use it, open this page and press its button. The link is good for seven days.'),
      { label: t('Confirm the address'), href: baseUrl + href(routes.confirmation, {}, { code }) },
      t(
        'If it was not you, there is nothing to do: an account that nobody confirms is removed after seven days.',
      ),
    ],
  })
}

/** The link to a new passphrase. Nothing is sent when three were, within twelve hours. */
export async function mailReset(trx: Transaction, writing: Writing, to: Addressed): Promise<void> {
  const code = await limitedCode(trx, writing, to, 'reset')
  if (code === undefined) return
  const { baseUrl, archive } = writing
  await postMail(trx, {
    kind: 'reset-passphrase',
    to: to.email,
    subject: t('A new passphrase'),
    says: [
      t('Somebody, most likely you, asked for a new passphrase for the account {name} at {archive}.', {
        name: to.name,
        archive,
      }),
      { label: t('Choose a new passphrase'), href: baseUrl + href(routes.reset, {}, { code }) },
      t(
        'The link is good once, for 24 hours. Until then the passphrase stays as it is, so if it was not you, there is nothing to do.',
      ),
    ],
  })
}

/** To whoever has an account already and joined again, or whose address somebody else typed. */
export async function mailAlreadyHere(trx: Transaction, writing: Writing, to: Addressed): Promise<void> {
  const { baseUrl, archive, now } = writing
  if (await wasTold(trx, to.email, now)) return
  await postMail(trx, {
    kind: 'already-here',
    to: to.email,
    subject: t('There is an account with this address'),
    says: [
      t(
        'Somebody, most likely you, wanted to join {archive} with this address. It has an account there already: {name}.',
        { name: to.name, archive },
      ),
      { label: t('Log in'), href: baseUrl + routes.login },
      { label: t('Choose a new passphrase, if the old one is forgotten'), href: baseUrl + routes.forgotten },
      t('If it was not you, there is nothing to do, and nothing was changed.'),
    ],
  })
}

async function limitedCode(
  trx: Transaction,
  { now }: Writing,
  { id: person }: Addressed,
  purpose: 'confirm' | 'reset',
): Promise<string | undefined> {
  if ((await codesWithin(trx, { person, purpose, now }, WITHIN_HOURS)) >= MOST) return undefined
  return mailCode(trx, { person, purpose, now })
}

/** By the database's own clock, which also dates the mails. */
async function wasTold(trx: Transaction, email: string, now: Date): Promise<boolean> {
  const { count } = await trx
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('kind', '=', 'already-here')
    .where('to_address', '=', email)
    .where('made_at', '>', new Date(now.getTime() - WITHIN_HOURS * 60 * 60 * 1_000))
    .executeTakeFirstOrThrow()
  return Number(count) >= MOST
}
