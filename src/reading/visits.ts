import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { Handler } from '../web/app-env.ts'
import { clientAddress } from '../web/client-address.ts'
import { countVisits, type Visit } from '../works/index.ts'

/** Counts who opens which work, a few seconds after they did: a reader never waits for it. */
export interface Visits {
  readonly note: (c: Handler, work: WorkId) => void
  /** Writes down what has been counted. */
  readonly flush: () => Promise<void>
}

const EVERY_MS = 5_000
/** So many wait at most: whoever floods the archive with addresses fills no memory. */
const MOST_WAITING = 50_000
const MACHINES =
  /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java\/|okhttp|libwww|headless/i

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
  const note = (c: Handler, workId: WorkId): void => {
    const visitor = visitorOf(c, secret, isoDay(now()))
    if (!visitor || waiting.size >= MOST_WAITING) return
    // What was seen yesterday is yesterday's.
    if (day !== isoDay(now()) && waiting.size > 0) void flush().catch(() => undefined)
    day = isoDay(now())
    waiting.set(`${workId} ${visitor.toString('hex')}`, { workId, visitor })
    flushLater()
  }
  return { note, flush }
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

/** Undefined for machines, for what a browser fetches ahead, and where it cannot be told who it is. */
function visitorOf(c: Handler, secret: string, day: string): Buffer | undefined {
  const agent = c.req.header('user-agent') ?? ''
  if (agent === '' || MACHINES.test(agent) || c.req.header('sec-purpose')?.includes('prefetch'))
    return undefined
  const { actor } = c.var
  const who = actor.type === 'member' ? `member ${actor.id}` : clientAddress(c)
  if (who === undefined) return undefined
  return createHmac('sha256', secret).update(`visit ${day} ${who}`).digest().subarray(0, 12)
}
