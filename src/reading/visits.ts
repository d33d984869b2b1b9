import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { countVisits, type Visit } from '../works/index.ts'

/** Counts who opens which work, a few seconds after they did: a reader never waits for it. */
export interface Visits {
  /** `who`: the same for the same reader all day. */
  readonly note: (work: WorkId, who: string) => void
  /** Writes down what has been counted. */
  readonly flush: () => Promise<void>
}

const EVERY_MS = 5_000
/** So many wait at most: whoever floods the archive with addresses fills no memory. */
const MOST_WAITING = 50_000
interface Counting {
  readonly db: Db
  readonly log: Logger
  readonly now: () => Date
  /** Of the archive: a day's marks are made with it, so that they mean nothing elsewhere and nothing tomorrow. */
  readonly secret: string
}

export function countingVisits({ db, log, now, secret }: Counting): Visits {
  let waiting = new Map<string, Visit>()
  let day = ''
  let timer: NodeJS.Timeout | undefined
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const counted = [...waiting.values()]
    waiting = new Map()
    await countVisits(db, day, counted)
  }
  const flushLater = (): void => {
    timer ??= setTimeout(
      () =>
        void flush().catch((fault: Error) => log.warn({ fault: fault.message }, 'visits were not counted')),
      EVERY_MS,
    ).unref()
  }
  const note = (workId: WorkId, who: string): void => {
    if (waiting.size >= MOST_WAITING) return
    const today = isoDay(now())
    const visitor = createHmac('sha256', secret).update(`visit ${today} ${who}`).digest().subarray(0, 12)
    // What was seen yesterday is yesterday's.
    if (day !== today && waiting.size > 0) void flush().catch(() => undefined)
    day = today
    waiting.set(`${workId} ${visitor.toString('hex')}`, { workId, visitor })
    flushLater()
  }
  return { note, flush }
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10)
