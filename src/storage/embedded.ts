import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, postgresBinaries } from './binaries.ts'
import { type PostgresAccount, postgresAccount } from './postgres-account.ts'

/**
 * Our own PostgreSQL: its cluster in DATA_DIR/postgres, reached through a Unix socket with a password kept in
 * DATA_DIR/postgres-password. Full durability: fsync on, data checksums. It may already be running, left by a
 * program that was killed or shared with a command line at work; then it is used as it is.
 */
export interface Place {
  readonly dataDir: string
  readonly cluster: string
  readonly sockets: string
  readonly password: string
  readonly account: PostgresAccount | undefined
  readonly binaries: Binaries
}

export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** A fault whose message tells the operator what to do; printed without a stack. */
export class StorageFault extends Error {}

const PORT = 5432
const USER = 'palimpsest'
const READY_WITHIN_MS = 120_000
/** sun_path holds 108 bytes; the socket's own name takes 16. */
const LONGEST_SOCKET_FOLDER = 90

export const connectionTo = (place: Place, database = 'palimpsest'): Connection => ({
  host: place.sockets,
  port: PORT,
  user: USER,
  password: place.password,
  database,
})

/** Makes the folders, the password and, once, the cluster. Safe to be killed at any point and to run twice. */
export async function prepareCluster(dataDir: string): Promise<Place> {
  ensureWritable(dataDir)
  const binaries = await postgresBinaries()
  const cluster = join(dataDir, 'postgres')
  const account = postgresAccount([cluster, binaries.postgres])
  const place: Place = {
    dataDir,
    cluster,
    sockets: socketFolder(dataDir, account),
    password: keptPassword(dataDir),
    account,
    binaries,
  }
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(place)
  return place
}

export function ensureWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    const probe = join(dataDir, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (fault) {
    throw new StorageFault(
      `The data folder ${dataDir} cannot be written: ${(fault as Error).message}. ` +
        'Give this user the right to write there, or set DATA_DIR to another folder.',
    )
  }
}

function socketFolder(dataDir: string, account: PostgresAccount | undefined): string {
  const near = join(dataDir, 'run')
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const folder =
    Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : join(tmpdir(), `palimpsest-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres-password')
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  return readFileSync(file, 'utf8').trim()
}

/** Into a folder aside, then renamed: a cluster is whole or not there. */
async function initialise(place: Place): Promise<void> {
  for (const name of readdirSync(place.dataDir)) {
    const [, owner] = /^postgres\.new-(\d+)$/.exec(name) ?? []
    if (owner && !alive(Number(owner))) rmSync(join(place.dataDir, name), { recursive: true, force: true })
  }
  const aside = join(place.dataDir, `postgres.new-${process.pid}`)
  mkdirSync(aside, { mode: 0o700 })
  const secret = join(place.sockets, `.password-${process.pid}`)
  writeFileSync(secret, place.password, { mode: 0o600 })
  if (place.account) {
    chownSync(aside, place.account.uid, place.account.gid)
    chownSync(secret, place.account.uid, place.account.gid)
  }
  try {
    await run(place, place.binaries.initdb, [
      ...['--pgdata', aside, '--username', USER, '--pwfile', secret, '--auth', 'scram-sha-256'],
      ...[
        '--encoding',
        'UTF8',
        '--locale-provider',
        'builtin',
        '--builtin-locale',
        'C.UTF-8',
        '--locale',
        'C',
      ],
      '--data-checksums',
    ])
    renameSync(aside, place.cluster)
  } catch (fault) {
    rmSync(aside, { recursive: true, force: true })
    // Another start made it first: theirs is as good.
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw fault
  } finally {
    rmSync(secret, { force: true })
  }
}

function run(place: Place, command: string, args: readonly string[]): Promise<void> {
  const [program, words] = place.account?.wrap(command, args) ?? [command, args]
  return new Promise((done, fail) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', env: postgresEnv() })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    child.on('error', fail)
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new StorageFault(`${command} ended with ${code}:\n${said.slice(-2000)}`)),
    )
  })
}

/** Nothing of ours leaks into the server, and nothing of the shell's PG* settings bends it. */
const postgresEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' })

/** Starts the server unless it runs, and answers when it takes connections. Returns the server's process id. */
export async function ensureServer(place: Place): Promise<number> {
  const running = livePostmaster(place)
  if (running && (await answers(place))) return running
  if (running) await untilAnswering(place, () => livePostmaster(place) !== undefined)
  return livePostmaster(place) ?? (await startServer(place))
}

async function startServer(place: Place): Promise<number> {
  const log = join(place.dataDir, 'postgres.log')
  if (existsSync(log) && statSync(log).size > 10 * 1024 * 1024) renameSync(log, `${log}.1`)
  const out = openSync(log, 'a', 0o600)
  const settings = SERVER_SETTINGS.flatMap((setting) => ['-c', setting])
  const args = ['-D', place.cluster, '-k', place.sockets, '-p', String(PORT), ...settings]
  const [program, words] = place.account?.wrap(place.binaries.postgres, args) ?? [
    place.binaries.postgres,
    args,
  ]
  // Detached: a Ctrl-C in the terminal is for us, and we stop the server in our own order.
  const child = spawn(program, words, {
    stdio: ['ignore', out, out],
    cwd: '/',
    env: postgresEnv(),
    detached: true,
  })
  child.unref()
  let ended = false
  child.on('exit', () => (ended = true))
  child.on('error', () => (ended = true))
  await untilAnswering(place, () => !ended)
  if (ended && !livePostmaster(place)) {
    const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
    throw new StorageFault(`PostgreSQL did not start. The end of ${log}:\n${tail}`)
  }
  return livePostmaster(place) ?? child.pid ?? 0
}

const SERVER_SETTINGS: readonly string[] = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=60',
  'shared_buffers=96MB',
  'wal_compression=on',
  'random_page_cost=1.1',
  'jit=off',
  'max_wal_size=1GB',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
]

async function untilAnswering(place: Place, goOn: () => boolean): Promise<void> {
  const latest = Date.now() + READY_WITHIN_MS
  while (goOn()) {
    if (await answers(place)) return
    if (Date.now() > latest) {
      throw new StorageFault(
        `PostgreSQL in ${place.cluster} did not answer within ${READY_WITHIN_MS / 1000} s`,
      )
    }
    await pause(25)
  }
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
    if (code === '28P01') throw wrongPassword(place)
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unlessMeanwhileMade(fault: { code?: string }): void {
  if (fault.code !== '42P04' && fault.code !== '23505') throw fault
}

const wrongPassword = (place: Place): StorageFault =>
  new StorageFault(
    `PostgreSQL in ${place.cluster} refuses the password in ${join(place.dataDir, 'postgres-password')}. ` +
      'Put back the file that belongs to this data folder.',
  )

/** The process id of the server at work on this cluster; a stale pid file is removed. */
export function livePostmaster(place: Place): number | undefined {
  const file = join(place.cluster, 'postmaster.pid')
  let pid: number
  try {
    pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
  if (pid > 0 && alive(pid) && isPostgres(pid)) return pid
  rmSync(file, { force: true })
  return undefined
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** A recycled process id is not our server. Where there is no /proc we believe the file. */
function isPostgres(pid: number): boolean {
  try {
    return /postgres|setpriv/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return true
  }
}

/** Stops the server: politely, then without waiting for checkpoints (crash recovery does the rest). */
export async function stopServer(place: Place): Promise<void> {
  const pid = livePostmaster(place)
  if (!pid) return
  process.kill(pid, 'SIGINT')
  const hurry = Date.now() + 3_000
  for (let hurried = false; alive(pid); ) {
    await pause(20)
    if (!hurried && Date.now() > hurry) {
      process.kill(pid, 'SIGQUIT')
      hurried = true
    }
  }
}
