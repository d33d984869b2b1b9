import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import type { Database } from './database.ts'

export type Db = Kysely<Database>
export type Transaction = KyselyTransaction<Database>

const TRIES = 5
/** Serialization failure, deadlock: the database asks to be asked again. */
const AGAIN: ReadonlySet<string> = new Set(['40001', '40P01'])

/** All of it or nothing. Joins a transaction already begun. */
export async function inTransaction<T>(db: Db, work: (trx: Transaction) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (fault) {
      if (attempt >= TRIES || !AGAIN.has((fault as { code?: string }).code ?? '')) throw fault
      await pause(10 * attempt * Math.random())
    }
  }
}
