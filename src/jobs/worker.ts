import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Runner, run, runOnce, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { faultWords } from '../core/fault-words.ts'
import type { FactName, Facts } from '../facts.ts'
import { hearOnceADay } from './given-up.ts'
import { giveBack, giveBackAbandoned, markPresent, unlock } from './job-locks.ts'

export type Listeners = { readonly [Name in FactName]: (fact: Facts[Name]) => Promise<void> }

export interface Worker {
  /** What is being heard has a moment to end; then its job is given back, for the next start. */
  readonly stop: () => Promise<void>
}

const STOP_MS = 1_500
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000
const SWEEP_MS = 10_000

/**
 * One of these is heard at a time, and one of all others beside it: an import of an hour keeps no mail waiting, and no
 * work whose day has come.
 */
const LONG: ReadonlySet<string> = new Set<FactName>([
  ...(['import.requested', 'parcel.asked', 'bundle.asked', 'leaving.due', 'heads.aged'] as const),
  ...(['trash.aged', 'parcels.aged', 'bundles.aged'] as const),
])

/** Each lane keeps a connection to hear by; with fewer in all there would be none left to work with. */
const CONNECTIONS_FOR_TWO = 4

/** Hears facts, in this process, from the same database. */
export async function startWorker(
  pool: pg.Pool,
  listeners: Partial<Listeners>,
  log: Logger,
): Promise<Worker> {
  const all = Object.entries(listeners)
  const two = (pool.options.max ?? 0) >= CONNECTIONS_FOR_TWO
  const heard = two
    ? [all.filter(([name]) => LONG.has(name)), all.filter(([name]) => !LONG.has(name))]
    : [all]
  const lanes = await Promise.all(
    heard.filter((some) => some.length > 0).map((some) => startLane(pool, Object.fromEntries(some), log)),
  )
  const sweep = (): void => {
    const living = lanes.flatMap((lane) => lane.ids())
    Promise.all([giveBackAbandoned(pool, living), hearOnceADay(pool)]).catch((fault: unknown) =>
      log.debug({ fault: String(fault) }, 'the jobs of dead workers could not be looked for'),
    )
  }
  sweep()
  const sweeping = setInterval(sweep, SWEEP_MS).unref()
  return {
    stop: async () => {
      clearInterval(sweeping)
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}

interface Lane extends Worker {
  /** Under these names its jobs are locked. */
  readonly ids: () => readonly string[]
}

/**
 * One fact after the other. A listener that fails is asked again later; a runner that ends, as it does when the database
 * dies under it, is started again.
 */
async function startLane(pool: pg.Pool, listeners: Partial<Listeners>, log: Logger): Promise<Lane> {
  const stopped = new AbortController()
  let running = await begin(pool, listeners, quietAfter(log, stopped.signal))
  const keep = async (): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; !stopped.signal.aborted; ) {
      await running.runner.promise.catch(() => undefined)
      await pause(wait, undefined, { signal: stopped.signal }).catch(() => undefined)
      if (stopped.signal.aborted) return
      try {
        await unlock(pool, running.ids)
        running = await begin(pool, listeners, quietAfter(log, stopped.signal))
        log.warn('the worker is at work again')
        wait = FIRST_WAIT_MS
      } catch (fault) {
        log.warn({ fault: String(fault) }, 'the worker cannot go on yet; trying again')
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
    }
  }
  void keep()
  return {
    ids: () => running.ids,
    stop: () => {
      stopped.abort()
      return stopLane(pool, running, log)
    },
  }
}

async function stopLane(pool: pg.Pool, { runner, ids }: Running, log: Logger): Promise<void> {
  const ended = runner.stop().then(
    () => true,
    () => false,
  )
  if (await Promise.race([ended, pause(STOP_MS, false, { ref: false })])) return
  await Promise.race([giveBack(pool, ids), pause(STOP_MS, undefined, { ref: false })]).catch(
    (fault: unknown) => log.warn({ fault: String(fault) }, 'a job could not be given back'),
  )
}

/** Hears what has been told so far, in this process, and comes back: for tests and for commands. */
export async function hearOnce(pool: pg.Pool, listeners: Partial<Listeners>, log: Logger): Promise<void> {
  const logger = quietAfter(log, new AbortController().signal)
  await runOnce({ pgPool: pool, logger, noHandleSignals: true, taskList: tasksOf(listeners) })
}

const tasksOf = (listeners: Partial<Listeners>) =>
  Object.fromEntries(
    Object.entries(listeners).map(([name, listen]) => [
      name,
      (fact: unknown) => listen(fact as never).catch(sayAnew),
    ]),
  )

/** A job's fault is kept beside it in the database and goes to the log: without what somebody typed. */
function sayAnew(fault: unknown): never {
  if (!(fault instanceof Error)) throw fault
  const { message, stack } = faultWords(fault)
  throw Object.assign(new Error(message), { stack })
}

interface Running {
  readonly runner: Runner
  /** Under these names its jobs are locked. */
  readonly ids: readonly string[]
}

async function begin(pool: pg.Pool, listeners: Partial<Listeners>, logger: WorkerLogger): Promise<Running> {
  const ids: string[] = []
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => ids.push(workerPool.id))
  events.on('pool:listen:success', ({ client, workerPool }) => markPresent(client, workerPool.id))
  const runner = await run({
    pgPool: pool,
    events,
    logger,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 5_000,
    // Without these two a job that ends while the database is away would end the whole program.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: tasksOf(listeners),
  })
  return { runner, ids }
}

/** Once told to stop, what it could not finish is no news. */
const quietAfter = (log: Logger, stopped: AbortSignal): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error' && !stopped.aborted) log.error({ job: true }, message)
    else log.debug({ job: true }, message)
  })
