import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Use } from './hold.ts'
import { StorageFault } from './storage-fault.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))
const LOCK = 7_205_759_003

export function readMigrations(folder: string = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => ({
      number: Number(name.slice(0, 4)),
      name,
      sql: readFileSync(`${folder}/${name}`, 'utf8'),
    }))
}

/**
 * Brings the tables up to date: one migration, one transaction, so a killed one leaves nothing behind. Under an
 * advisory lock, so that two programs do not both begin. A database made by a newer program is left untouched.
 */
export async function migrate(
  pool: pg.Pool,
  migrations: readonly Migration[] = readMigrations(),
  use: Use = 'serve',
): Promise<void> {
  const client = await pool.connect()
  let fault: unknown
  try {
    await client.query('set statement_timeout = 0')
    // One whose program was killed ends soon, and with it the lock. Not every system can tell: then it takes longer.
    await client.query("set client_connection_check_interval = '2s'").catch(() => undefined)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await refuseNewerDatabase(client, migrations)
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ number: number }>('select number from migrations')
    const applied = new Set(rows.map((row) => row.number))
    const missing = migrations.filter(({ number }) => !applied.has(number))
    if (use === 'serve' || missing.length) await migrateJobs(pool)
    for (const migration of missing) await apply(client, migration)
  } catch (caught) {
    fault = caught
    throw caught
  } finally {
    await client
      .query(
        'select pg_advisory_unlock_all(); reset statement_timeout; reset client_connection_check_interval',
      )
      .catch((caught) => (fault ??= caught))
    client.release(fault !== undefined)
  }
}

/** The jobs' own tables. A command does no jobs: it loads their library only where tables are missing. */
async function migrateJobs(pool: pg.Pool): Promise<void> {
  const { runMigrations } = await import('graphile-worker')
  await runMigrations({ pgPool: pool })
}

async function apply(client: pg.PoolClient, { number, name, sql }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (number, name) values ($1, $2)', [number, name])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`migrating with ${name}: ${(fault as Error).message}`, { cause: fault })
  }
}

/** Reads only: a refused database has not been written to. */
async function refuseNewerDatabase(client: pg.PoolClient, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('migrations') is not null as there`,
  )
  if (!rows[0]?.there) return
  const { rows: latest } = await client.query<{ number: number; name: string }>(
    'select number, name from migrations order by number desc limit 1',
  )
  const newest = migrations.at(-1)?.number ?? 0
  if (latest[0] && latest[0].number > newest) {
    throw new StorageFault(
      `This database was made by a newer Palimpsest (it has ${latest[0].name}; this program knows up to ` +
        `number ${newest}). Nothing was changed. Update the program, or restore a backup made by this version.`,
    )
  }
}
