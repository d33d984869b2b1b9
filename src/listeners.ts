import type { Logger } from 'pino'
import { mailForgetful } from './accounts/index.ts'
import { runImport } from './import/index.ts'
import type { Listeners } from './jobs/worker.ts'
import { readArchive } from './site/index.ts'
import type { Db } from './storage/transaction.ts'

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
  'mail.posted': async () => undefined,
  'passphrase.forgotten': async (asked) =>
    mailForgetful(db, { baseUrl, archive: (await readArchive(db)).name, now: now() }, asked),
})
