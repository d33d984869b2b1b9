import { sql } from 'kysely'
import type { FactName, Facts } from '../facts.ts'
import type { Transaction } from '../storage/transaction.ts'

/**
 * How often a listener that fails is asked in all, each time after a longer wait: 5 end after two minutes. After that
 * once a day (given-up.ts).
 */
const TRIES: Readonly<Partial<Record<FactName, number>>> = {
  // Four days: a mail server may be away over a weekend.
  'mail.posted': 25,
  // A disk may be full for as long.
  'import.requested': 25,
  // These tell themselves of the next time; they must not fall silent.
  'mails.aged': 25,
  'queue.due': 25,
  'joining.aged': 25,
  'leaving.due': 25,
  'parcels.aged': 25,
  'bundles.aged': 25,
  'writing.due': 25,
  'trash.aged': 25,
}
const USUAL_TRIES = 5

/** Tells a fact: whoever listens hears of it once this transaction has committed, and never if it does not. */
export async function tell<Name extends FactName>(
  trx: Transaction,
  name: Name,
  fact: Facts[Name],
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(fact)}::json,
    max_attempts => ${TRIES[name] ?? USUAL_TRIES})`.execute(trx)
}

/**
 * Tells a fact that is heard so much later; a program that was down then hears it when it is up. With `only`, one of
 * this name waits at most: the first time that was told stands, or the last. By the database's clock, which also says
 * when it is due.
 */
export async function tellLater<Name extends FactName>(
  trx: Transaction,
  name: Name,
  fact: Facts[Name],
  afterMs: number,
  only?: 'first' | 'last',
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(fact)}::json,
    max_attempts => ${TRIES[name] ?? USUAL_TRIES},
    run_at => now() + ${`${Math.max(0, Math.ceil(afterMs))} milliseconds`}::interval,
    job_key => ${only ? name : null},
    job_key_mode => ${only === 'first' ? 'preserve_run_at' : 'replace'})`.execute(trx)
}
