import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Place, USER } from './place.ts'
import { asAccount, postgresEnv } from './postgres-account.ts'
import { alive } from './postmaster.ts'
import { StorageFault } from './storage-fault.ts'

export const isInitialised = (cluster: string): boolean => existsSync(join(cluster, 'PG_VERSION'))

/** Into a folder aside, then renamed: a cluster is whole or not there. */
export async function initialise(place: Place): Promise<void> {
  clearAbandoned(place.dataDir)
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
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--locale', 'C', '--data-checksums'],
    ])
    renameSync(aside, place.cluster)
  } catch (fault) {
    rmSync(aside, { recursive: true, force: true })
    // Another start made it first: theirs is as good.
    if (!isInitialised(place.cluster)) throw fault
  } finally {
    rmSync(secret, { force: true })
  }
}

/** What starts that were killed half-way left behind; in a container every start may have the same process id. */
function clearAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const owner = Number(/^postgres\.new-(\d+)$/.exec(name)?.[1])
    if (!owner || (owner !== process.pid && alive(owner))) continue
    rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function run(place: Place, command: string, args: readonly string[]): Promise<void> {
  const as = asAccount(place.account, command, args)
  return new Promise((done, fail) => {
    const options = { cwd: '/', env: postgresEnv(), ...as.options }
    const child = spawn(as.command, as.args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    child.on('error', fail)
    child.on('exit', (code) =>
      code === 0
        ? done()
        : fail(new StorageFault(`Making the database failed (${command}):\n${said.trim().slice(-2000)}`)),
    )
  })
}
