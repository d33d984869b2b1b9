import { setTimeout as pause } from 'node:timers/promises'
import { forgetBefore } from '../src/catalogue/memory/log.ts'
import type { Db } from '../src/storage/transaction.ts'

/** Throws the whole change log away: as soon as no transaction is open, in any database of the server. */
export async function cutLog(db: Db): Promise<void> {
  for (;;) {
    await forgetBefore(db, new Date(Date.now() + 86_400_000))
    const left = await db.selectFrom('change_log').select('txid').limit(1).executeTakeFirst()
    if (!left) return
    await pause(20)
  }
}
