import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { answering } from './answering.ts'
import { createApp } from './app.ts'
import { openCatalogue } from './catalogue/index.ts'
import type { Config } from './core/config.ts'
import type { WorkId } from './core/ids.ts'
import { guestBooks, lookForFontsIn, lookForOldBundles } from './export/index.ts'
import { startWorker } from './jobs/worker.ts'
import { rememberingReadings } from './library/index.ts'
import { listeners } from './listeners.ts'
import { countingVisits } from './reading/index.ts'
import { type OpenedSample, openSample, readArchive } from './site/index.ts'
import type { Stopping } from './stopping.ts'
import type { FileStore } from './storage/file-store.ts'
import { openStorage, type Storage } from './storage/open.ts'
import { openFiles } from './storage/open-files.ts'
import type { Db } from './storage/transaction.ts'
import { VERSION } from './version.ts'
import { keptPages } from './web/kept-pages.ts'
import { enteringWords, tellOldHeads, tellOverdue } from './works/index.ts'

interface Serving {
  readonly config: Config
  /** Fill an archive that has no owner yet with the sample, and give it one. */
  readonly sample: boolean
  readonly setupKey: string
}

const REQUESTS_END_MS = 1_000
/** How often the catalogue looks for what another process changed; what this one changes is seen at once. */
const LOOK_MS = 250

/** Storage, then the site and its jobs, until told to stop. */
export async function serve(serving: Serving, stopping: Stopping): Promise<void> {
  const { config } = serving
  const log = pino(
    { level: config.logLevel, base: null, redact: ['password', 'token', 'cookie', 'authorization'] },
    pino.destination({ dest: 2, sync: true }),
  )
  const opening = openStorage(config, 'serve', log, stopping.signal)
  stopping.started(async () => (await opening.catch(() => undefined))?.close())
  await serveFrom(await opening, serving, log, stopping)
}

async function serveFrom(storage: Storage, serving: Serving, log: Logger, stopping: Stopping): Promise<void> {
  const { config, sample, setupKey } = serving
  const { baseUrl, dataDir, imageRoom } = config
  const { db, pool } = storage
  const { secret, ready } = await readArchive(db)
  const now = (): Date => new Date()
  const files = openFiles(dataDir, config.files)
  const opened = sample ? await openSample({ db, config }) : undefined
  const site = openSite({ db, secret, files, now, log }, serving, stopping)
  const server = createServer(site.answer)
  const hearing = { db, baseUrl, dataDir, files, imageRoom, log, now, mail: config.mail }
  const worker = await startWorker(pool, listeners(hearing), log)
  stopping.started(() => Promise.all([worker.stop(), served(server)]))
  await tellOldHeads(db)
  site.entering.saved()
  await tellOverdue(db)
  await lookForOldBundles(db)
  listen(server, config, stopping, (address) => {
    say(address, ready || opened ? null : setupKey)
    if (opened) saySample(opened)
  })
}

interface Opening {
  readonly db: Db
  readonly secret: string
  readonly files: FileStore
  readonly now: () => Date
  readonly log: Logger
}

/** The pages, and what is in memory behind them: each thing that writes later is told when the program stops. */
function openSite(
  { db, secret, files, now, log }: Opening,
  { config, setupKey }: Serving,
  stopping: Stopping,
) {
  const { baseUrl, dataDir, imageRoom, host } = config
  const { pages, books } = keptForGuests()
  const entering = enteringWords({ db, log })
  const changed = (works: readonly WorkId[] | null): void => {
    pages.forget(works ?? undefined)
    entering.saved()
  }
  const catalogue = openCatalogue({ db, dataDir, log, look: LOOK_MS, changed })
  stopping.started(catalogue.close)
  stopping.started(entering.flush)
  const visits = countingVisits({ db, log, now, secret })
  stopping.started(visits.flush)
  const remembering = rememberingReadings({ db, log, now })
  stopping.started(remembering.flush)
  lookForFontsIn(dataDir)
  const app = createApp({
    ...{ catalogue, visits, remembering, db, now, baseUrl, dataDir, log, secret, setupKey },
    ...{ folder: dataDir, version: VERSION, smtp: config.mail.smtpUrl !== undefined },
    ...{ files, imageRoom, pages, books },
  })
  const answer = answering(app.fetch, { pages, baseUrl, note: visits.note }, host)
  return { answer, entering }
}

function listen(
  server: Server,
  config: Config,
  stopping: Stopping,
  listens: (address: string) => void,
): void {
  server.on('error', (fault: NodeJS.ErrnoException) => {
    console.error(listenFault(fault, config))
    void stopping.stop(1)
  })
  server.listen(config.port, config.host, () => {
    const { port } = server.address() as AddressInfo
    listens(config.port ? config.baseUrl : config.baseUrl.replace(/:0$/, `:${port}`))
  })
}

/** What guests are given from memory: one forgets with the other. */
function keptForGuests() {
  const [kept, books] = [keptPages(), guestBooks()]
  const forget = (works?: readonly WorkId[]): void => {
    kept.forget(works)
    books.forget(works)
  }
  return { pages: { ...kept, forget }, books }
}

/** No new requests; those under way have a moment to end. */
function served(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), REQUESTS_END_MS).unref()
  return new Promise((done) => server.close(() => done()))
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
