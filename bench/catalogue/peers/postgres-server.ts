import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { prepareCluster } from '../../../src/storage/embedded.ts'
import { connectionTo, type Place, PORT } from '../../../src/storage/place.ts'
import { asAccount, postgresEnv } from '../../../src/storage/postgres-account.ts'

/** Our own PostgreSQL binaries on a scratch cluster, with settings of the benchmark's rather than the program's. */
export async function startPostgres(
  folder: string,
  settings: readonly string[],
): Promise<{ readonly client: pg.Client; readonly stop: () => Promise<void> }> {
  const dataDir = join(folder, 'cluster')
  mkdirSync(dataDir, { recursive: true })
  // The server may run under another account (never as root): it reads the works from this folder.
  chmodSync(folder, 0o755)
  const place = await prepareCluster(dataDir)
  const given = settings.flatMap((setting) => ['-c', setting])
  const args = ['-D', place.cluster, '-k', place.sockets, '-p', String(PORT), ...given]
  const as = asAccount(place.account, place.binaries.postgres, args)
  const child = spawn(as.command, as.args, { cwd: '/', env: postgresEnv(), ...as.options, stdio: 'ignore' })
  const client = await connected(place, child)
  return {
    client,
    async stop() {
      await client.end()
      child.kill('SIGINT')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function connected(place: Place, child: ChildProcess): Promise<pg.Client> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    const client = new pg.Client(connectionTo(place, 'postgres'))
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch {
      // Not up yet, or ending: the loop's condition tells which.
      await pause(50)
    }
  }
  throw new Error('the scratch PostgreSQL did not start')
}
