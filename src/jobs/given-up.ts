import { sql } from 'kysely'
import type pg from 'pg'
import type { FactName } from '../facts.ts'
import type { Db } from '../storage/transaction.ts'

/** Facts of one name whose listener failed as often as it is asked. */
export interface GivenUp {
  readonly fact: FactName
  readonly n: number
  /** When the last of them failed. */
  readonly last: Date
  /** What was said then. */
  readonly fault: string
}

/** What was told and could not be heard: for whoever keeps the archive. */
export async function givenUp(db: Db): Promise<readonly GivenUp[]> {
  const { rows } = await sql<GivenUp>`
    select task_identifier as fact, count(*) as n, max(updated_at) as last,
      (array_agg(coalesce(last_error, '') order by updated_at desc))[1] as fault
    from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
    group by task_identifier order by task_identifier`.execute(db)
  return rows
}

/** Somebody has mended what was wrong: all of it is heard again, as often as at first. */
export async function hearAgain(db: Db): Promise<void> {
  await sql`select graphile_worker.reschedule_jobs(array_agg(id), run_at => now(), attempts => 0)
    from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
    having count(*) > 0`.execute(db)
}

/** Whether a fact of this kind, with this in it, is still to be heard. */
export async function waits(
  db: Db,
  fact: FactName,
  holds: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { rows } = await sql`select from graphile_worker._private_jobs as job
    join graphile_worker._private_tasks as task on task.id = task_id
    where identifier = ${fact} and payload::jsonb @> ${JSON.stringify(holds)}::jsonb
      and (attempts < max_attempts or locked_at is not null)`.execute(db)
  return rows.length > 0
}

/**
 * Nothing is given up for ever: a disk was full for a weekend, and nobody knows what was to be done then. Once a day
 * each is heard once more. Once alone, for one of them may be what ends the program.
 */
export async function hearOnceADay(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now(), attempts => max_attempts - 1)
     from graphile_worker.jobs
     where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '1 day'
     group by max_attempts`,
  )
}
