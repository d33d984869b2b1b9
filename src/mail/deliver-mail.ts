import type { MailId } from '../core/ids.ts'
import { tellLater } from '../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { fileOf } from './empty-old-mails.ts'
import { forgetMails, LAST_MAIL } from './forget-mails.ts'
import { mailMessage } from './mail-message.ts'
import type { Outcome, Sender } from './mail-sender.ts'

interface Delivering {
  readonly db: Db
  readonly sender: Sender
  readonly dataDir: string
  /** The archive's name, as it is now. */
  readonly archive: () => Promise<string>
  readonly baseUrl: string
  readonly now: () => Date
}

const A_DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Sends a mail of the outbox, once. Its row is locked meanwhile: another worker passes by, and whoever comes later
 * finds it sent. A crash between the server's word and ours sends it again under the same Message-ID; SMTP allows no
 * better. What may succeed later throws, so that the job is heard again.
 */
export async function deliverMail(delivering: Delivering, mailId: MailId): Promise<void> {
  // Asked before: whoever holds one connection and waits for a second may wait for ever.
  const archive = await delivering.archive()
  const outcome = await inTransaction(delivering.db, (trx) => send(trx, { ...delivering, archive }, mailId))
  if (outcome === 'nothing-to-send') return
  if (outcome === 'sent-and-forgotten') return
  if ('later' in outcome) throw new Error(`sending mail ${mailId}: ${outcome.later}`)
  await inTransaction(delivering.db, (trx) => tellLater(trx, 'mails.aged', {}, A_DAY_MS, 'first'))
}

async function send(
  trx: Transaction,
  { sender, dataDir, archive, baseUrl, now }: Omit<Delivering, 'archive'> & { readonly archive: string },
  mailId: MailId,
): Promise<Outcome | 'nothing-to-send' | 'sent-and-forgotten'> {
  const mail = await trx
    .selectFrom('mails')
    .selectAll()
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('refused_at', 'is', null)
    .where('text', '<>', '')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!mail) return 'nothing-to-send'
  const message = mailMessage(mail, { archive, baseUrl, from: sender.from })
  const outcome = await sender.send(message, fileOf(mail))
  await trx
    .updateTable('mails')
    .set({ tries: mail.tries + 1, ...markOf(outcome, now()) })
    .where('id', '=', mailId)
    .execute()
  if (mail.kind === LAST_MAIL && !('later' in outcome)) {
    await forgetMails(trx, dataDir, [mail])
    return 'sent-and-forgotten'
  }
  return outcome
}

function markOf(outcome: Outcome, now: Date) {
  if ('sent' in outcome) return { sent_at: now, sent_by: outcome.sent, fault: null }
  if ('refused' in outcome) return { refused_at: now, fault: outcome.refused }
  return { fault: outcome.later }
}
