import type pg from 'pg'

/**
 * A job under way is locked by its worker's name, and stays so when the worker is killed. So that nobody waits for
 * the dead, a living worker holds an advisory lock on its name through the connection it listens on: a job whose
 * worker's lock can be had has been abandoned.
 */
const PRESENCE = 720_575_904

export function markPresent(client: pg.PoolClient, worker: string): void {
  // After the LISTEN that the worker is about to ask. A connection that fails fails its listener too, which comes back.
  client.once('drain', () => {
    client
      .query('select pg_advisory_lock_shared($1, hashtext($2))', [PRESENCE, worker])
      .catch(() => undefined)
  })
}

/** Frees the jobs that workers of ours left when the database died under them. The attempt counts: see below. */
export async function unlock(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [workers])
}

/** Frees the jobs these workers cannot finish because they are told to stop; it is not held against the jobs. */
export async function giveBack(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ ids: string[] | null }>(
    'select array_agg(id) as ids from graphile_worker.jobs where locked_by = any($1::text[])',
    [workers],
  )
  const ids = rows[0]?.ids
  if (!ids) return
  await unlock(pool, workers)
  await pool.query('select graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)', [
    ids,
  ])
}

/** The lock is taken right after the worker's start, so a job begun just now may have a living worker without one. */
const YOUNG = '10 seconds'

/** Frees the jobs of workers that are dead. An attempt it cost them counts: a job may be what kills them. */
export async function giveBackAbandoned(pool: pg.Pool, living: readonly string[]): Promise<void> {
  await pool.query(
    `with locked as materialized (
       select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - $1::interval and locked_by <> all ($2::text[])
     ), abandoned as materialized (
       select locked_by from locked where pg_try_advisory_xact_lock($3, hashtext(locked_by))
     )
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from abandoned`,
    [YOUNG, living, PRESENCE],
  )
}
