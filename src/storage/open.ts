import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../core/config.ts'
import type { Database } from './database.ts'
import { ensureWritable, StorageFault } from './embedded.ts'
import { keepServer } from './keeper.ts'
import { migrate } from './migrate.ts'

export interface Storage {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

const OLDEST_POSTGRES = 15

/** Opens the database the settings name, ours or theirs, and brings its tables up to date. */
export async function openStorage(config: Config, use: 'serve' | 'command', log: Logger): Promise<Storage> {
  ensureWritable(config.dataDir)
  const keeper = config.databaseUrl ? undefined : await keepServer(config.dataDir, use, log)
  const pool = openPool(keeper?.connection ?? { connectionString: config.databaseUrl }, config.poolSize, log)
  try {
    await refuseOldServer(pool)
    await migrate(pool)
  } catch (fault) {
    await pool.end()
    await keeper?.release()
    throw fault
  }
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    close: async () => {
      await db.destroy()
      await keeper?.release()
    },
  }
}

export function openPool(connection: pg.PoolConfig, size: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'palimpsest',
  })
  // A connection that dies while idle must not end the program: the pool replaces it.
  pool.on('error', (fault) => log.warn({ fault: fault.message }, 'a database connection was lost'))
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

async function refuseOldServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < OLDEST_POSTGRES) {
    throw new StorageFault(`PostgreSQL ${version} is too old: version ${OLDEST_POSTGRES} or later is needed.`)
  }
}

/** A date is a day, not a moment: keep PostgreSQL's `2026-11-22`. Counts fit in a number. */
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
