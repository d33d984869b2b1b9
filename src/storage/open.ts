import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../core/config.ts'
import { ensureWritable } from './data-folder.ts'
import type { Database } from './database.ts'
import { refuseUnfitServer } from './fit-server.ts'
import type { Use } from './hold.ts'
import { keepServer } from './keeper.ts'
import { migrate, readMigrations } from './migrate.ts'
import { askByName } from './planned.ts'
import { StorageFault } from './storage-fault.ts'

export interface Storage {
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

/** How long a closing pool may wait for what is still asked of it. */
const POOL_END_MS = 500

/**
 * Opens the database the settings name, ours or theirs, and brings its tables up to date. Told to stop while at it,
 * it takes back what it began.
 */
export async function openStorage(
  config: Config,
  use: Use,
  log: Logger,
  stop: AbortSignal = new AbortController().signal,
): Promise<Storage> {
  ensureWritable(config.dataDir)
  const keeper = config.databaseUrl ? undefined : await keepServer(config.dataDir, use, log)
  const pool = openPool(keeper?.connection ?? { connectionString: config.databaseUrl }, config.poolSize, log)
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= endPool(pool).then(() => keeper?.release())
    return closing
  }
  const giveUp = (): void => void close()
  stop.addEventListener('abort', giveUp)
  try {
    if (stop.aborted) throw new StorageFault('Stopped while starting.')
    await refuseUnfitServer(pool)
    await migrate(pool, readMigrations(), use)
  } catch (fault) {
    await close()
    throw stop.aborted ? new StorageFault('Stopped while starting.') : fault
  }
  stop.removeEventListener('abort', giveUp)
  return { db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), pool, close }
}

/** What still runs when the time is up is cut off by the server's end, or by ours. */
async function endPool(pool: pg.Pool): Promise<void> {
  const ended = pool.end().catch(() => undefined)
  await Promise.race([ended, new Promise((done) => setTimeout(done, POOL_END_MS).unref())])
}

/**
 * A connection that is new takes a list three times as long: it is greeted, reads its catalogue and plans each question
 * the first time. So what a busy minute has opened stays until nobody has needed it for a while.
 */
const POOL_IDLE_MS = 10 * 60_000

export function openPool(connection: pg.PoolConfig, size: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    idleTimeoutMillis: POOL_IDLE_MS,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'palimpsest',
  })
  // A connection that dies while idle must not end the program: the pool replaces it.
  pool.on('error', (fault) => {
    if (!pool.ending) log.warn({ fault: fault.message }, 'a database connection was lost')
  })
  pool.on('connect', (client) => {
    askByName(client)
    client.on('error', () => undefined)
  })
  return pool
}

/** A date is a day, not a moment: keep PostgreSQL's `2026-11-22`. Counts fit in a number. */
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
