import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type SqlBool, sql } from 'kysely'
import type { MailId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import { fileOf } from './empty-old-mails.ts'
import { outboxFolder } from './mail-sender.ts'

/** To somebody whose account is gone: once it is out, nothing of it is kept, not even for thirty days. */
export const LAST_MAIL = 'account-gone'

/** Of every mail to these addresses remains that there was one; what waits is not sent any more. */
export async function forgetMailsTo(
  trx: Transaction,
  dataDir: string,
  addresses: readonly string[],
): Promise<void> {
  const mails = await trx
    .selectFrom('mails')
    .select(['id', 'kind'])
    .where(sql<SqlBool>`lower(to_address) = any(${addresses.map((one) => one.toLowerCase())}::text[])`)
    .execute()
  await forgetMails(trx, dataDir, mails)
}

export async function forgetMails(
  trx: Transaction,
  dataDir: string,
  mails: readonly { readonly id: MailId; readonly kind: string }[],
): Promise<void> {
  // The files first: whoever is interrupted here does both again.
  for (const mail of mails) await rm(join(outboxFolder(dataDir), fileOf(mail)), { force: true })
  if (mails.length === 0) return
  await trx
    .updateTable('mails')
    .set({ to_address: '', subject: '', text: '', says: sql`'[]'::jsonb`, fault: null })
    .where(
      'id',
      'in',
      mails.map(({ id }) => id),
    )
    .execute()
}
