import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Logger, pino } from 'pino'
import { makeAuth } from './accounts/index.ts'
import { createApp } from './app.ts'
import type { Config } from './core/config.ts'
import { runImport } from './import/index.ts'
import { startWorker } from './jobs/worker.ts'
import { type OpenedSample, openSample, readArchive } from './site/index.ts'
import { openStorage, type Storage } from './storage/open.ts'
import { VERSION } from './version.ts'

interface Serving {
  readonly config: Config
  /** Fill an archive that has no owner yet with the sample, and give it one. */
  readonly sample: boolean
  readonly setupKey: string
}

const STOP_WITHIN_MS = 4_500

/** Storage, then the site and its jobs, until told to stop. */
export async function serve({ config, sample, setupKey }: Serving): Promise<void> {
  const log = pino(
    { level: config.logLevel, base: null, redact: ['password', 'token', 'cookie', 'authorization'] },
    pino.destination({ dest: 2, sync: true }),
  )
  const storage = await openStorage(config, 'serve', log)
  try {
    await serveFrom(storage, { config, sample, setupKey }, log)
  } catch (fault) {
    await storage.close()
    throw fault
  }
}

async function serveFrom(
  storage: Storage,
  { config, sample, setupKey }: Serving,
  log: Logger,
): Promise<void> {
  const { db, pool } = storage
  const { secret, ready } = await readArchive(db)
  const { baseUrl, dataDir } = config
  const auth = makeAuth(db, { secret, baseUrl })
  const now = (): Date => new Date()
  const opened = sample ? await openSample({ db, auth, config }) : undefined

  const app = createApp({
    db,
    now,
    baseUrl,
    dataDir,
    log,
    secret,
    auth,
    setupKey,
    folder: config.dataDir,
    version: VERSION,
  })
  const server = createAdaptorServer({ fetch: app.fetch, hostname: config.host })
  const listeners = {
    'import.requested': ({ runId }: { runId: string }) => runImport({ db, baseUrl, now }, runId),
  }
  const worker = await startWorker(pool, listeners, log)

  let stopping = false
  const stop = async (code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(code || 1), STOP_WITHIN_MS).unref()
    server.close()
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1_000).unref()
    await worker.stop()
    await storage.close()
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

  server.on('error', (fault: NodeJS.ErrnoException) => {
    console.error(listenFault(fault, config))
    void stop(1)
  })
  server.listen(config.port, config.host, () => {
    const { port } = server.address() as AddressInfo
    const address = config.port ? baseUrl : baseUrl.replace(/:0$/, `:${port}`)
    say(address, ready || opened ? null : setupKey)
    if (opened) saySample(opened)
  })
}

function listenFault(fault: NodeJS.ErrnoException, { host, port }: Config): string {
  if (fault.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another port: PORT=8081 bin/start`
  }
  if (fault.code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023: PORT=8080 bin/start`
  return `Listening on ${host}:${port} failed: ${fault.message}`
}

function say(address: string, key: string | null): void {
  console.log(`\nPalimpsest is running: ${address}/`)
  if (key) {
    console.log(`Set it up here (the key is good until this program stops): ${address}/setup?token=${key}`)
  }
  console.log('Stop it with Ctrl-C.')
}

function saySample({ works, password }: OpenedSample): void {
  const phrase = password ? `the passphrase “${password}”` : 'the passphrase said at its first start'
  console.log(`\nThe sample archive, ${works} works to look around in. Log in with ${phrase} as:`)
  console.log(
    '  reader      reads, and keeps copies\n  writer      has posted works\n  moderator   owns the archive',
  )
}
