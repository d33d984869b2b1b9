import { sql } from 'kysely'
import type { Transaction } from '../storage/transaction.ts'

/** Facts about these addresses that nobody could hear, or has not heard yet. */
export async function forgetTold(trx: Transaction, addresses: readonly string[]): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs
    where lower(payload ->> 'email') = any(${[...addresses]}::text[])))`.execute(trx)
}
