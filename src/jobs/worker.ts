import { run, Logger as WorkerLogger } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { FactName, Facts } from '../facts.ts'

export type Listeners = { readonly [Name in FactName]: (fact: Facts[Name]) => Promise<void> }

export interface Worker {
  readonly stop: () => Promise<void>
}

/** Hears facts, in this process, from the same database. A listener that fails is asked again later. */
export async function startWorker(pool: pg.Pool, listeners: Listeners, log: Logger): Promise<Worker> {
  const logger = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({ job: true }, message)
    else log.debug({ job: true }, message)
  })
  const runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 5_000,
    logger,
    taskList: Object.fromEntries(
      Object.entries(listeners).map(([name, listen]) => [name, (fact: unknown) => listen(fact as never)]),
    ),
  })
  // A lost connection ends the runner's promise; the runner itself reconnects, and nothing may crash for it.
  runner.promise.catch((fault: unknown) => log.error({ fault: String(fault) }, 'the worker has stopped'))
  return { stop: () => runner.stop().catch(() => undefined) }
}
