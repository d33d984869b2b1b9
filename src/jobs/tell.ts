import { sql } from 'kysely'
import type { FactName, Facts } from '../facts.ts'
import type { Transaction } from '../storage/transaction.ts'

/** Tells a fact: whoever listens hears of it once this transaction has committed, and never if it does not. */
export async function tell<Name extends FactName>(
  trx: Transaction,
  name: Name,
  fact: Facts[Name],
  /** Not before then. */
  at?: Date,
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(fact)}::json, run_at => ${at ?? null}, max_attempts => 5)`.execute(
    trx,
  )
}
