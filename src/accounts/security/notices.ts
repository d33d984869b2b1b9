import type { PersonId } from '../../core/ids.ts'
import { type MailLink, postMail } from '../../mail/index.ts'
import { routes } from '../../routes.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { keepEvent } from './keep-event.ts'
import { changeSaid, SUBJECTS, timeSaid, UNEXPECTED } from './notices-said.ts'

/** What happened to an account's safety. */
export type Change =
  | 'passkey-added'
  | 'passkey-removed'
  | 'two-step-on'
  | 'two-step-off'
  | 'recovery-code-used'
  | 'recovery-codes-made'
  | 'second-step-guessed'
  | 'passphrase-changed'
  | 'passphrase-reset'
  | 'email-asked'
  | 'email-changed'
  | 'name-changed'
  | 'new-device'
  | 'factors-removed'
  | 'device-key-made'
  | 'device-key-ended'
  | 'device-keys-ended'
  | 'leaving-asked'
  | 'leaving-stopped'

/** What every change to an account's safety needs beside its person. */
export interface Changing {
  readonly baseUrl: string
  readonly secret: string
  readonly now: Date
}

interface Happened {
  readonly person: PersonId
  readonly kind: Change
  /** What it is about, as its person knows it: a passkey's name, a browser, a new name. */
  readonly about?: string
  /** Also to this address: the one an account leaves. */
  readonly to?: string
  /** More to say than what happened. */
  readonly more?: readonly (string | MailLink)[]
}

type Telling = Pick<Changing, 'baseUrl' | 'now'>

/** Writes it into the account's history and mails it to its owner, in the transaction of the change itself. */
export async function tellOwner(
  trx: Transaction,
  { baseUrl, now }: Telling,
  happened: Happened,
): Promise<void> {
  const { person, kind, about = '', more = [] } = happened
  await keepEvent(trx, { person, kind, about, at: now })
  const { name, email } = await trx
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const says = [
    changeSaid(kind, { name, about }),
    timeSaid(now),
    ...more,
    UNEXPECTED(),
    { href: baseUrl + routes.security, label: SUBJECTS.look() },
  ]
  for (const to of new Set([email, happened.to ?? email]))
    await postMail(trx, { kind, to, subject: SUBJECTS[kind](), says })
}

export interface Event {
  readonly kind: string
  readonly about: string
  readonly at: Date
}

const SHOWN = 12

/** What happened last. */
export async function eventsOf(db: Db, person: PersonId): Promise<readonly Event[]> {
  return db
    .selectFrom('security_events')
    .select(['kind', 'about', 'at'])
    .where('person_id', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
}
