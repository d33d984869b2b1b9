import type { Logger } from 'pino'
import { forgetUnconfirmed, mailForgetful, sendWhenDue } from './accounts/index.ts'
import { IMAGE_ROOM, type MailSettings } from './core/config.ts'
import { forgetOldBundles, keptParts, makeBundle } from './export/index.ts'
import { runImport, sweepUploads, waitingPictures } from './import/index.ts'
import type { Listeners } from './jobs/worker.ts'
import { eraseDue, forgetOldParcels, makeParcel } from './leaving/index.ts'
import { deliverMail, emptyOldMails, openSender } from './mail/index.ts'
import { readArchive } from './site/index.ts'
import type { FileStore } from './storage/file-store.ts'
import { openFiles } from './storage/open-files.ts'
import { type Db, inTransaction } from './storage/transaction.ts'
import { emptyTrash, forgetRemoved, postDue, renewHeads, sweepImages, tellTogether } from './works/index.ts'

interface Hearing {
  readonly db: Db
  readonly baseUrl: string
  readonly dataDir: string
  /** Absent: the folder `files` of the data folder. */
  readonly files?: FileStore
  readonly imageRoom?: number
  readonly log: Logger
  readonly now: () => Date
  /** Absent: mail is written to the outbox folder. */
  readonly mail?: MailSettings
}

/** What a bundle packs is fetched from the database, once; no more of it need be in memory. */
const BUNDLE_PARTS = 4_000_000

/** Who listens to each fact. */
export function listeners(hearing: Hearing): Listeners {
  const {
    db,
    baseUrl,
    dataDir,
    now,
    mail = {},
    files = openFiles(dataDir),
    imageRoom: room = IMAGE_ROOM,
  } = hearing
  const sender = openSender(mail, dataDir)
  const kept = keptParts(BUNDLE_PARTS)
  const archive = async (): Promise<string> => (await readArchive(db)).name
  return {
    'import.requested': ({ runId }) =>
      runImport({ db, baseUrl, now, archive, pictures: { files, room } }, runId),
    'mail.posted': ({ mailId }) => deliverMail({ db, sender, dataDir, archive, baseUrl, now }, mailId),
    'mails.aged': () => emptyOldMails({ db, dataDir, now }),
    'work.removed': ({ workId }) => forgetRemoved(db, workId),
    'passphrase.forgotten': async (asked) =>
      mailForgetful(db, { baseUrl, archive: await archive(), now: now() }, asked),
    'heads.aged': ({ personId }) => renewHeads(db, personId),
    'queue.due': () => sendWhenDue({ db, baseUrl, archive, now }),
    'parcel.asked': ({ parcelId }) => makeParcel({ db, dataDir, files, baseUrl, archive, now }, parcelId),
    'bundle.asked': ({ bundleId }) =>
      makeBundle({ db, dataDir, files, kept, baseUrl, archive, now }, bundleId),
    'bundles.aged': () => forgetOldBundles({ db, dataDir, now }),
    'parcels.aged': () => forgetOldParcels({ db, dataDir, now }),
    'leaving.due': () => eraseDue({ db, dataDir, files, archive, now }),
    'work.posted': ({ workId }) =>
      inTransaction(db, (trx) => tellTogether(trx, workId, { baseUrl, now: now() })),
    'work.posted-silently': ({ workId }) =>
      inTransaction(db, (trx) => tellTogether(trx, workId, { baseUrl, now: now() })),
    'writing.due': () => postDue(db, now()),
    'trash.aged': async () => {
      await emptyTrash(db, now())
      await sweepImages(db, files, now(), await waitingPictures(db))
      await sweepUploads(db, dataDir, now())
    },
    'joining.aged': () => inTransaction(db, (trx) => forgetUnconfirmed(trx, now())),
  }
}
