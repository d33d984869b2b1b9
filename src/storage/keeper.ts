import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import {
  alive,
  type Connection,
  connectionTo,
  ensureServer,
  livePostmaster,
  type Place,
  prepareCluster,
  StorageFault,
  stopServer,
} from './embedded.ts'

/**
 * Keeps our own PostgreSQL running as long as anyone needs it. Everyone who uses the server holds a shared
 * advisory lock; the last one out stops it. The program that serves the web also holds an exclusive lock, so that
 * a second start on one data folder is refused. A lock falls with its connection, so a killed program leaves none.
 */
export interface Keeper {
  readonly connection: Connection
  /** Gives the server up; stops it when nobody else uses it. */
  readonly release: () => Promise<void>
}

const USERS_LOCK = 7_205_759_001
const SERVE_LOCK = 7_205_759_002
const WATCH_MS = 400
const LONGEST_WAIT_MS = 10_000

export async function keepServer(dataDir: string, use: 'serve' | 'command', log: Logger): Promise<Keeper> {
  const place = await prepareCluster(dataDir)
  let postmaster = await ensureServer(place)
  let hold = await takeHold(place, use)
  let released = false

  const watch = async (): Promise<void> => {
    let wait = WATCH_MS
    while (!released) {
      await pause(wait, undefined, { ref: false })
      if (released || (alive(postmaster) && !hold.lost())) continue
      try {
        if (!alive(postmaster)) log.error({ postmaster }, 'PostgreSQL has died; starting it again')
        postmaster = await ensureServer(place)
        await hold.drop()
        hold = await takeHold(place, use)
        log.info({ postmaster }, 'PostgreSQL is back')
        wait = WATCH_MS
      } catch (fault) {
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
        log.error({ fault: String(fault) }, 'PostgreSQL does not come back yet; trying again')
      }
    }
  }
  void watch()

  return {
    connection: connectionTo(place),
    release: async () => {
      released = true
      if (livePostmaster(place) && (await hold.last())) await stopServer(place)
      await hold.drop()
    },
  }
}

interface Hold {
  readonly lost: () => boolean
  /** Nobody else uses the server. */
  readonly last: () => Promise<boolean>
  readonly drop: () => Promise<void>
}

async function takeHold(place: Place, use: 'serve' | 'command'): Promise<Hold> {
  const client = new pg.Client({
    ...connectionTo(place),
    application_name: `palimpsest ${use} ${process.pid}`,
  })
  let lost = false
  client.on('error', () => (lost = true))
  client.on('end', () => (lost = true))
  await client.connect()
  const drop = async (): Promise<void> => void (await client.end().catch(() => undefined))
  const locked = async (sql: string, key: number): Promise<boolean> =>
    (await client.query<{ locked: boolean }>(`select ${sql}($1) as locked`, [key])).rows[0]?.locked === true

  if (use === 'serve' && !(await locked('pg_try_advisory_lock', SERVE_LOCK))) {
    await drop()
    throw new StorageFault(
      `Palimpsest is already running on ${place.dataDir}. ` +
        'Stop that one first, or set DATA_DIR to another folder for a second archive.',
    )
  }
  await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK])
  return {
    lost: () => lost,
    drop,
    last: async () => {
      if (lost) return true
      await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK])
      return locked('pg_try_advisory_lock', USERS_LOCK)
    },
  }
}
