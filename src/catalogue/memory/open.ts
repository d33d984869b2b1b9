import type { Logger } from 'pino'
import type { WorkId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { type Built, build, madeQuick, madeReady } from './build.ts'
import { follow } from './follow.ts'
import { keepSnapshot, keptSnapshot } from './keep.ts'
import { forgetBefore } from './log.ts'
import { shared, takingTurns } from './turns.ts'

/** The catalogue in memory: built or loaded in the background, then kept up to date with the database. */
export interface Catalogue {
  /** Undefined until it is ready; then lists come from the database (ask-database.ts). */
  readonly index: () => SearchIndex | undefined
  /** Everything that had been committed when this was called is in the index when it resolves. */
  readonly catchUp: () => Promise<void>
  /**
   * The same for whoever has just changed something, and has nothing to lose: it waits neither for a build, nor until
   * the works of a merged tag have been counted again, nor for long, and does not fail.
   */
  readonly keepUp: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Opening {
  readonly db: Db
  readonly dataDir: string
  readonly log: Logger
  /** Milliseconds between two looks at the change log; null: only when told to catch up (tests). */
  readonly look: number | null
  /** Hears which works have changed, as soon as it is known; null: any may have. */
  readonly changed?: (works: readonly WorkId[] | null) => void
  /** Works from which on the index is kept in a file. */
  readonly worthKeeping?: number
}

const LOG_KEPT_MS = 2 * 86_400_000
const HOUR_MS = 3_600_000
/**
 * From when it is ready until it is kept for the first time: of a million works the file is 500 MB, more than can be
 * written in the moment that a program has to stop.
 */
const KEEP_FIRST_MS = 60_000
const KEEP_UP_AT_MOST_MS = 1_000
/** Between two looks while the database does not answer. */
const LOOK_AFTER_FAULT_MS = 2_000
/** An archive smaller than this is built from the database as fast as it would be read from a file. */
const WORTH_KEEPING = 5_000

export function openCatalogue(opening: Opening): Catalogue {
  const { db, log, look } = opening
  const inTurn = takingTurns()
  const of: Open = { ...opening, built: undefined, closed: false, unkept: false }
  const step = shared(inTurn, () => stepOf(of))
  const catchUp = async (): Promise<void> => {
    while (await step());
  }
  const keep = (): Promise<void> => trying(of, NOT_KEPT, () => inTurn(() => keepOf(of)))
  const timers = new Map<string, NodeJS.Timeout>()
  const after = (name: string, ms: number, what: () => Promise<void>): void => {
    if (!of.closed) timers.set(name, setTimeout(what, ms).unref())
  }
  let failing = false
  const glance = async (): Promise<void> => {
    const fault = await catchUp().then(() => undefined, String)
    if (fault && !failing) log.warn({ fault }, NOT_READ)
    failing = fault !== undefined
    if (!failing && !timers.has('hour')) after('hour', KEEP_FIRST_MS, hourly)
    after('look', failing ? LOOK_AFTER_FAULT_MS : (look ?? 0), glance)
  }
  const hourly = async (): Promise<void> => {
    await keep()
    await trying(of, NOT_CUT, () => forgetBefore(db, new Date(Date.now() - LOG_KEPT_MS)))
    after('hour', HOUR_MS, hourly)
  }
  if (look !== null) after('look', 0, glance)
  return {
    index: () => of.built?.index,
    catchUp,
    keepUp: () => (of.built ? atMost(KEEP_UP_AT_MOST_MS, trying(of, NOT_READ, step)) : Promise.resolve()),
    close: () => {
      of.closed = true
      for (const timer of timers.values()) clearTimeout(timer)
      return keep()
    },
  }
}

const NOT_READ = 'the catalogue could not read what changed'
const NOT_QUICK = 'the catalogue could not count the pages opened most beforehand'
const NOT_KEPT = 'the catalogue could not be kept in a file'
const NOT_CUT = 'the change log could not be cut'

interface Open extends Opening {
  built: Built | undefined
  closed: boolean
  /** Is there something in the index that no file has? */
  unkept: boolean
}

/** One look at the log, or the beginning of all; answers whether there is more to do at once. */
async function stepOf(of: Open): Promise<boolean> {
  if (of.closed) return false
  if (!of.built) {
    const built = await ready(of)
    of.built = built
    if (built) void trying(of, NOT_QUICK, () => madeQuick(built, () => of.closed || of.built !== built))
    return false
  }
  const followed = await follow(of.db, of.built)
  if (followed === 'lost') {
    of.log.warn('the catalogue cannot know what changed; it is built anew from the database')
    of.built = undefined
    of.changed?.(null)
    return true
  }
  of.unkept ||= followed.changed
  if (followed.works === null || followed.works.length > 0) of.changed?.(followed.works)
  return followed.more
}

async function ready(of: Open): Promise<Built | undefined> {
  const from = performance.now()
  of.unkept = true
  const kept = await fromFile(of)
  const built = kept ?? (await build(of.db, () => of.closed))
  const ms = Math.round(performance.now() - from)
  if (built)
    of.log.info({ works: built.index.count(), ms, from: kept ? 'file' : 'database' }, 'catalogue ready')
  return built
}

/** What the file holds, brought up to date: before that nobody may ask it, since a work may have been hidden. */
async function fromFile(of: Open): Promise<Built | undefined> {
  try {
    const kept = await keptSnapshot(of.db, of.dataDir)
    if (typeof kept === 'string') {
      of.log.info({ why: kept }, 'the catalogue is not read from a file')
      return undefined
    }
    const followed = await followAll(of.db, kept, () => of.closed)
    if (followed === 'lost') {
      of.log.info('the catalogue is not read from a file: what changed since is not known')
      return undefined
    }
    await madeReady(kept, () => of.closed)
    of.unkept = followed === 'changed'
    return kept
  } catch (fault) {
    of.log.warn({ fault: String(fault) }, 'the file of the catalogue is of no use; it is built anew')
    return undefined
  }
}

/** What is still to be counted again would not be in the file, so that comes first. */
async function keepOf(of: Open): Promise<void> {
  const { db, dataDir, built, unkept, worthKeeping = WORTH_KEEPING } = of
  if (!built || !unkept || built.index.count() < worthKeeping) return
  if ((await followAll(db, built, () => false)) === 'lost') return
  await keepSnapshot(db, dataDir, built)
  of.unkept = false
}

async function followAll(db: Db, built: Built, givenUp: () => boolean): Promise<'same' | 'changed' | 'lost'> {
  for (let all: 'same' | 'changed' = 'same'; ; ) {
    const followed = await follow(db, built)
    if (followed === 'lost') return 'lost'
    if (followed.changed) all = 'changed'
    if (!followed.more || givenUp()) return all
  }
}

async function trying(of: Open, what: string, attempt: () => Promise<unknown>): Promise<void> {
  await attempt().catch((fault: unknown) => of.log.warn({ fault: String(fault) }, what))
}

function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((done) => {
    timer = setTimeout(done, ms)
  })
  return Promise.race([work, enough]).finally(() => clearTimeout(timer))
}
