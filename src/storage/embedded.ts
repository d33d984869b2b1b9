import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { postgresBinaries } from './binaries.ts'
import { ensureWritable, keptPassword, socketFolder } from './data-folder.ts'
import { initialise, isInitialised } from './initialise.ts'
import { connectionTo, type Place, PORT } from './place.ts'
import { asAccount, postgresAccount, postgresEnv } from './postgres-account.ts'
import { alive, livePostmaster } from './postmaster.ts'
import { StorageFault } from './storage-fault.ts'

export { connectionTo } from './place.ts'

/**
 * Our own PostgreSQL: its cluster in DATA_DIR/postgres, reached through a Unix socket with a password kept in
 * DATA_DIR/postgres-password. Full durability: fsync on, data checksums. It may already be running, left by a
 * program that was killed or shared with a command line at work; then it is used as it is.
 */
const READY_WITHIN_MS = 120_000
/** A killed server's children may hold its memory for a while, another start may be a moment ahead. */
const HELD_AT_MOST_MS = 60_000
const HELD =
  /lock file "[^"]+" already exists|pre-existing shared memory block|could not bind Unix address|is another postmaster/i

/** Makes the folders, the password and, once, the cluster. Safe to be killed at any point and to run twice. */
export async function prepareCluster(dataDir: string): Promise<Place> {
  ensureWritable(dataDir)
  const binaries = await postgresBinaries()
  const cluster = join(dataDir, 'postgres')
  const account = postgresAccount(cluster, [binaries.postgres])
  const password = keptPassword(dataDir)
  if (!password) throw wrongPassword(dataDir)
  // A server at work may have been started with another TMPDIR: it says itself where its socket is.
  const sockets = livePostmaster(cluster)?.sockets ?? socketFolder(dataDir, account)
  const place: Place = { dataDir, cluster, sockets, password, account, binaries }
  if (!isInitialised(cluster)) await initialise(place)
  return place
}

/** Starts the server unless it runs, and answers when it takes connections. Returns the server's process id. */
export async function ensureServer(place: Place): Promise<number> {
  const began = Date.now()
  for (;;) {
    const running = livePostmaster(place.cluster)?.pid
    if (running && (await answersWhile(place, () => livePostmaster(place.cluster)?.pid === running))) {
      return running
    }
    if (running) continue
    const refusal = await startServer(place)
    if (!refusal) continue
    if (!HELD.test(refusal) || Date.now() > began + HELD_AT_MOST_MS) throw didNotStart(place, refusal)
    await pause(200)
  }
}

/** Undefined once the server answers or another one runs; else its last words. */
async function startServer(place: Place): Promise<string | undefined> {
  const log = logFile(place)
  if (existsSync(log) && statSync(log).size > 10 * 1024 * 1024) renameSync(log, `${log}.1`)
  const out = openSync(log, 'a', 0o600)
  const from = statSync(log).size
  const settings = SERVER_SETTINGS.flatMap((setting) => ['-c', setting])
  const args = ['-D', place.cluster, '-k', place.sockets, '-p', String(PORT), ...settings]
  const as = asAccount(place.account, place.binaries.postgres, args)
  // Detached: a Ctrl-C in the terminal is for us, and we stop the server in our own order.
  const options = { cwd: '/', env: postgresEnv(), detached: true, ...as.options }
  const child = spawn(as.command, as.args, { ...options, stdio: ['ignore', out, out] })
  closeSync(out)
  child.unref()
  let ended = ''
  child.on('exit', (code, signal) => (ended ||= `(it ended with ${signal ?? code})`))
  child.on('error', (fault) => (ended ||= fault.message))
  await answersWhile(place, () => !ended)
  if (!ended) return undefined
  const said = readFileSync(log).subarray(from).toString().trimEnd().split('\n').slice(-8)
  return [...said, ended].join('\n').trim()
}

const logFile = (place: Place): string => join(place.dataDir, 'postgres.log')

const didNotStart = (place: Place, refusal: string): StorageFault =>
  new StorageFault(`PostgreSQL did not start. The end of ${logFile(place)}:\n${refusal}`)

const SERVER_SETTINGS: readonly string[] = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=60',
  'shared_buffers=96MB',
  'wal_compression=on',
  'random_page_cost=1.1',
  'jit=off',
  'max_wal_size=1GB',
  // What a killed program had asked for is given up soon.
  'client_connection_check_interval=2s',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
]

/** True when the server takes connections; false when `goOn` said no. */
async function answersWhile(place: Place, goOn: () => boolean): Promise<boolean> {
  const latest = Date.now() + READY_WITHIN_MS
  while (goOn()) {
    if (await answers(place)) return true
    if (Date.now() > latest) {
      throw new StorageFault(
        `PostgreSQL in ${place.cluster} did not answer within ${READY_WITHIN_MS / 1000} s. ` +
          `Its log is ${logFile(place)}.`,
      )
    }
    await pause(25)
  }
  return false
}

async function answers(place: Place): Promise<boolean> {
  const client = new pg.Client({ ...connectionTo(place, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rowCount } = await client.query(`select from pg_database where datname = 'palimpsest'`)
    if (!rowCount) await client.query('create database palimpsest').catch(unlessMeanwhileMade)
    return true
  } catch (fault) {
    const code = (fault as { code?: string }).code
    if (code === '28P01') throw wrongPassword(place.dataDir)
    if (code === '53100') throw new StorageFault(`The disk of ${place.dataDir} is full. Free some space.`)
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unlessMeanwhileMade(fault: { code?: string }): void {
  if (fault.code !== '42P04' && fault.code !== '23505') throw fault
}

const wrongPassword = (dataDir: string): StorageFault =>
  new StorageFault(
    `PostgreSQL in ${join(dataDir, 'postgres')} refuses the password in ${join(dataDir, 'postgres-password')}. ` +
      'Put back the file that belongs to this data folder.',
  )

const PATIENCE_MS = 60_000

/** Stops the server and waits until it is gone: clean, with every page on disk. */
export async function stopServer(place: Place): Promise<void> {
  const pid = livePostmaster(place.cluster)?.pid
  if (!pid) return
  process.kill(pid, 'SIGINT')
  const hurry = Date.now() + PATIENCE_MS
  for (let hurried = false; alive(pid); ) {
    await pause(20)
    if (hurried || Date.now() < hurry) continue
    // Crash recovery does the rest at the next start.
    process.kill(pid, 'SIGQUIT')
    hurried = true
  }
}
