import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { postgresBinaries } from '../../src/storage/binaries.ts'
import { asAccount, postgresAccount, postgresEnv } from '../../src/storage/postgres-account.ts'
import { alive } from '../../src/storage/postmaster.ts'
import { kill, type Sandbox, until } from './sandbox.ts'

const DEBIANS = '/usr/lib/postgresql/15/bin'
const PASSWORD = 'of somebody else’s server'

/** A PostgreSQL that is not ours, on a TCP port: the oldest we take where Debian brings it, else the embedded one. */
export interface Server {
  readonly url: string
  readonly start: () => Promise<void>
  readonly stop: (signal: NodeJS.Signals) => Promise<void>
  readonly ask: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>
}

export async function makeServer(box: Sandbox): Promise<Server> {
  const folder = box.folder()
  const cluster = join(folder, 'postgres')
  const embedded = await postgresBinaries()
  const debians = existsSync(`${DEBIANS}/initdb`)
  const { initdb, postgres } = debians
    ? { initdb: `${DEBIANS}/initdb`, postgres: `${DEBIANS}/postgres` }
    : embedded
  const account = postgresAccount(cluster, [postgres])
  const secret = join(folder, 'secret')
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  writeFileSync(secret, PASSWORD)
  if (account) for (const path of [cluster, secret]) chownSync(path, account.uid, account.gid)
  const making = asAccount(account, initdb, [
    ...['-D', cluster, '-U', 'somebody', '--pwfile', secret, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
    ...['--locale', 'C', '--no-sync'],
  ])
  const made = spawnSync(making.command, making.args, { ...making.options, cwd: '/', env: postgresEnv() })
  if (made.status !== 0) throw new Error(String(made.stderr))

  const port = await freePort()
  const connection = { host: '127.0.0.1', port, user: 'somebody', password: PASSWORD, database: 'postgres' }
  const ask: Server['ask'] = async (sql) => {
    const client = new pg.Client(connection)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(sql)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  let pid = 0
  return {
    url: `postgres://somebody:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`,
    ask,
    start: async () => {
      const args = ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', cluster]
      const as = asAccount(account, postgres, args)
      const child = spawn(as.command, as.args, {
        ...as.options,
        cwd: '/',
        env: postgresEnv(),
        stdio: 'ignore',
      })
      pid = child.pid ?? 0
      box.watch(pid)
      await until('it answers', () => ask('select 1').catch(() => undefined))
    },
    stop: async (signal) => {
      kill(pid, signal)
      await until('it is gone', () => !alive(pid))
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  const address = await until('listening', () => server.address())
  await new Promise((done) => server.close(done))
  return typeof address === 'object' ? address.port : 0
}
