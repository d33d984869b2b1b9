import type { Logger } from 'pino'
import { runImport } from './import/index.ts'
import type { Listeners } from './jobs/worker.ts'
import type { Db } from './storage/transaction.ts'
import { forgetRemoved } from './works/index.ts'

interface Hearing {
  readonly db: Db
  readonly baseUrl: string
  readonly dataDir: string
  readonly log: Logger
  readonly now: () => Date
}

/** Who listens to each fact. */
export const listeners = ({ db, baseUrl, now }: Hearing): Listeners => ({
  'import.requested': ({ runId }) => runImport({ db, baseUrl, now }, runId),
  'work.removed': ({ workId }) => forgetRemoved(db, workId),
  'mail.posted': async () => undefined,
})
