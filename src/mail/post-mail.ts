import { tell } from '../jobs/tell.ts'
import type { Transaction } from '../storage/transaction.ts'

export interface Mail {
  readonly kind: string
  readonly to: string
  readonly subject: string
  /** Paragraphs of plain words; the HTML is made from the same. */
  readonly says: readonly (string | MailLink)[]
}

/** A line of its own that leads to the archive: an absolute address. */
export interface MailLink {
  readonly href: string
  readonly label: string
}

/** Puts a mail into the outbox: it is sent once this transaction has committed, and never if it does not. */
export async function postMail(trx: Transaction, { kind, to, subject, says }: Mail): Promise<void> {
  const text = says.map((one) => (typeof one === 'string' ? one : `${one.label}:\n${one.href}`)).join('\n\n')
  const { id } = await trx
    .insertInto('mails')
    .values({ kind, to_address: to, subject, text, html: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(trx, 'mail.posted', { mailId: id })
}
