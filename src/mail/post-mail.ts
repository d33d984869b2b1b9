import { type RawBuilder, sql } from 'kysely'
import { tell } from '../jobs/tell.ts'
import type { Transaction } from '../storage/transaction.ts'
import { locale as spoken } from '../web/say.ts'

export interface Mail {
  readonly kind: string
  readonly to: string
  readonly subject: string
  /** Paragraphs of plain words; the HTML is made from the same. */
  readonly says: readonly Said[]
  /** The language it is written in, where that is not the one being spoken. */
  readonly locale?: string
}

export type Said = string | MailLink

/** A line of its own that leads to the archive: an absolute address. */
export interface MailLink {
  readonly href: string
  readonly label: string
}

/** Puts a mail into the outbox: it is sent once this transaction has committed, and never if it does not. */
export async function postMail(trx: Transaction, mail: Mail): Promise<void> {
  const { kind, to, says, locale = spoken() } = mail
  if (!isOneAddress(to)) throw new Error(`posting a mail (${kind}): that is not one address`)
  const { id } = await trx
    .insertInto('mails')
    .values({
      kind,
      to_address: to,
      subject: oneLine(mail.subject),
      says: asJson(says),
      text: textOf(says),
      locale,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(trx, 'mail.posted', { mailId: id })
}

/** Nothing in it may end a line of a mail's head, begin a second address or be taken for a name beside one. */
const isOneAddress = (to: string): boolean =>
  to.length <= 254 &&
  /^[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>,;:"()[\]\\@]+@[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>,;:"()[\]\\@]+$/u.test(to)

/** A subject is one line: whatever ends a line, in any script, becomes a space. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()

const textOf = (says: readonly Said[]): string =>
  says.map((one) => (typeof one === 'string' ? one : `${one.label}:\n${one.href}`)).join('\n\n')

/** The driver would write an array as PostgreSQL's own kind. */
const asJson = (says: readonly Said[]): RawBuilder<readonly Said[]> =>
  sql<readonly Said[]>`${JSON.stringify(says)}::jsonb`
