import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { tellLater } from '../jobs/tell.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { outboxFolder } from './mail-sender.ts'

const A_DAY_MS = 24 * 60 * 60 * 1_000
const KEPT_MS = 30 * A_DAY_MS

interface Emptying {
  readonly db: Db
  readonly dataDir: string
  readonly now: () => Date
}

/** After thirty days of a mail remains that there was one: no address, no words, no file. */
export async function emptyOldMails({ db, dataDir, now }: Emptying): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS)
  const old = await db
    .updateTable('mails')
    .set({ to_address: '', subject: '', text: '', says: sql`'[]'::jsonb` })
    .where(sql<Date>`coalesce(sent_at, made_at)`, '<', before)
    .where('text', '<>', '')
    .returning(['id', 'kind'])
    .execute()
  for (const mail of old) await rm(join(outboxFolder(dataDir), fileOf(mail)), { force: true })
  const left = await db.selectFrom('mails').select('id').where('text', '<>', '').limit(1).executeTakeFirst()
  if (left) await inTransaction(db, (trx) => tellLater(trx, 'mails.aged', {}, A_DAY_MS, 'first'))
}

/** In the outbox folder. */
export const fileOf = ({ id, kind }: { readonly id: number; readonly kind: string }): string =>
  `${String(id).padStart(6, '0')}-${kind.replace(/[^a-z0-9-]/g, '-')}.eml`
