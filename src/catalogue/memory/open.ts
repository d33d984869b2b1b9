import type { Logger } from 'pino'
import type { SearchIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { type Built, build } from './build.ts'
import { follow } from './follow.ts'
import { keepSnapshot, keptSnapshot } from './keep.ts'
import { forgetBefore } from './log.ts'

/** The catalogue in memory: built or loaded in the background, then kept up to date with the database. */
export interface Catalogue {
  /** Undefined until it is ready; then lists come from the database (ask-database.ts). */
  readonly index: () => SearchIndex | undefined
  /** Everything that had been committed when this was called is in the index when it resolves. */
  readonly catchUp: () => Promise<void>
  /** The same for whoever has just changed something, and has nothing to lose: it neither waits for a build nor fails. */
  readonly keepUp: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Opening {
  readonly db: Db
  readonly dataDir: string
  readonly log: Logger
  /** Milliseconds between two looks at the change log; null: only when told to catch up (tests). */
  readonly look: number | null
}

const LOG_KEPT_MS = 2 * 86_400_000
const HOUR_MS = 3_600_000
/** An archive smaller than this is built from the database as fast as it would be read from a file. */
const WORTH_KEEPING = 5_000

export function openCatalogue({ db, dataDir, log, look }: Opening): Catalogue {
  let built: Built | undefined
  let closed = false
  let changedSinceKept = 0
  let timers: readonly NodeJS.Timeout[] = []

  const start = async (): Promise<void> => {
    const from = performance.now()
    built = (await keptSnapshot(db, dataDir, log)) ?? (await build(db, () => closed))
    if (built)
      log.info({ works: built.index.count(), ms: Math.round(performance.now() - from) }, 'catalogue ready')
  }
  const step = async (): Promise<void> => {
    if (closed) return
    if (!built) return start()
    changedSinceKept += await follow(db, built, () => closed)
  }
  const catchUp = oneAtATime(step)
  const keep = async (): Promise<void> => {
    if (!built || built.index.count() < WORTH_KEEPING || !changedSinceKept) return
    changedSinceKept = 0
    await keepSnapshot(db, dataDir, built)
  }
  const tryTo = (what: string, attempt: () => Promise<void>) => async (): Promise<void> => {
    await attempt().catch((fault: unknown) => log.warn({ fault: String(fault) }, what))
  }
  const glance = async (): Promise<void> => {
    await tryTo('the catalogue could not read what changed', catchUp)()
    if (!closed && look !== null) timers = [setTimeout(glance, look), ...timers.slice(1)]
  }
  const hourly = async (): Promise<void> => {
    await tryTo('the catalogue could not be kept in a file', keep)()
    await tryTo('the change log could not be cut', () =>
      forgetBefore(db, new Date(Date.now() - LOG_KEPT_MS)),
    )()
  }
  if (look !== null) {
    timers = [setTimeout(glance, 0), setInterval(hourly, HOUR_MS)]
    for (const timer of timers) timer.unref()
  }
  return {
    index: () => built?.index,
    catchUp,
    keepUp: () => (built ? tryTo('the catalogue could not read what changed', catchUp)() : Promise.resolve()),
    close: async () => {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      await tryTo('the catalogue could not be kept in a file', keep)()
    },
  }
}

/** Callers while one runs share the next: it sees whatever they had committed. */
function oneAtATime(step: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    running = step().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (!running) return run()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return run()
      })
    return next
  }
}
