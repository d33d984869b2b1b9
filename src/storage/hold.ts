import pg from 'pg'
import { connectionTo, type Place } from './place.ts'
import { StorageFault } from './storage-fault.ts'

/**
 * Everyone who uses our server holds a shared advisory lock; the last one out stops it. The program that serves the
 * web also holds an exclusive lock, so that a second start on one data folder is refused. A lock falls with its
 * connection, so a killed program leaves none.
 */
export interface Hold {
  readonly lost: () => boolean
  /** Nobody else uses the server. */
  readonly last: () => Promise<boolean>
  readonly drop: () => Promise<void>
}

export type Use = 'serve' | 'command'

const USERS_LOCK = 7_205_759_001
const SERVE_LOCK = 7_205_759_002

export async function takeHold(place: Place, use: Use): Promise<Hold> {
  const client = new pg.Client({
    ...connectionTo(place),
    application_name: `palimpsest ${use} ${process.pid}`,
  })
  let lost = false
  client.on('error', () => (lost = true))
  client.on('end', () => (lost = true))
  const drop = async (): Promise<void> => void (await client.end().catch(() => undefined))
  const locked = async (sql: string, key: number): Promise<boolean> =>
    (await client.query<{ locked: boolean }>(`select ${sql}($1) as locked`, [key])).rows[0]?.locked === true
  try {
    await client.connect()
    if (use === 'serve' && !(await locked('pg_try_advisory_lock', SERVE_LOCK))) throw alreadyRunning(place)
    await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK])
  } catch (fault) {
    await drop()
    throw fault
  }
  return {
    lost: () => lost,
    drop,
    last: async () => {
      await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK])
      return locked('pg_try_advisory_lock', USERS_LOCK)
    },
  }
}

const alreadyRunning = (place: Place): StorageFault =>
  new StorageFault(
    `Palimpsest is already running on ${place.dataDir}. ` +
      'Stop that one first, or set DATA_DIR to another folder for a second archive.',
  )
