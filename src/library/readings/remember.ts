import type { Logger } from 'pino'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { countReaderVisits, type ReaderVisit } from './visit.ts'

/** Notes who opens which work, for their own history, a few seconds after they did: a reader never waits for it. */
export interface Remembering {
  readonly note: (reader: Member, work: SeenWork) => void
  /** Writes down what has been noted: before a history is shown or thinned out. */
  readonly flush: () => Promise<void>
}

interface SeenWork {
  readonly id: WorkId
  readonly chapters: { readonly posted: number }
}

interface Writing {
  readonly db: Db
  readonly log: Logger
  readonly now: () => Date
}

const EVERY_MS = 5_000
/** So many wait at most: what a flood of requests leaves fills no memory. */
const MOST_WAITING = 50_000

export function rememberingReadings({ db, log, now }: Writing): Remembering {
  let waiting = new Map<string, ReaderVisit>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const noted = [...waiting.values()]
    waiting = new Map()
    // After the ones before: whoever waits for this has waited for what was already being written.
    const written = writing.then(() => countReaderVisits(db, noted))
    writing = written.catch(() => undefined)
    return written
  }
  const flushLater = (): void => {
    timer ??= setTimeout(
      () =>
        void flush().catch((fault: Error) =>
          log.warn({ fault: fault.message }, 'what was read was not noted'),
        ),
      EVERY_MS,
    ).unref()
  }
  const note = (reader: Member, { id, chapters }: SeenWork): void => {
    if (waiting.size >= MOST_WAITING) return
    const key = `${reader.id} ${id}`
    const at = now()
    const first = waiting.get(key)?.first ?? at
    waiting.set(key, { person: reader.id, work: id, first, last: at, chapters: chapters.posted })
    flushLater()
  }
  return { note, flush }
}
