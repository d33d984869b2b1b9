import {
  addressesEver,
  type Choice,
  choiceFor,
  dueToLeave,
  eraseAccount,
  type LeavingPerson,
  lookForLeaving,
  namesEver,
} from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import { forgetBundlesOf } from '../export/index.ts'
import { forgetUploads } from '../import/index.ts'
import { forgetTold } from '../jobs/forget-told.ts'
import { forgetMailsTo, LAST_MAIL, postMail } from '../mail/index.ts'
import { strikeNames } from '../moderation/index.ts'
import type { FileStore } from '../storage/file-store.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { speaking, t } from '../web/say.ts'
import {
  deletePrivateWorks,
  deleteWork,
  forgetInClaims,
  forgetInGifts,
  giveUpShare,
  type OwnShare,
  ownShares,
  removeImages,
} from '../works/index.ts'
import { forgetParcelFiles } from './parcel-files.ts'

interface Erasing {
  readonly db: Db
  readonly dataDir: string
  readonly files: FileStore
  /** The archive's name. */
  readonly archive: () => Promise<string>
  readonly now: () => Date
}

/** Whoever's days are over is gone. Stopped half-way and asked again, it goes on with what is left. */
export async function eraseDue(erasing: Erasing): Promise<void> {
  const { db, now } = erasing
  try {
    for (const leaving of await dueToLeave(db, now())) await erase(erasing, leaving)
  } finally {
    await lookForLeaving(db, now())
  }
}

/** First the works, each by itself, as chosen; then files on disk; at last the account, in one transaction. */
async function erase(
  { db, dataDir, files, archive, now }: Erasing,
  { member, plan }: LeavingPerson,
): Promise<void> {
  for (const share of await ownShares(db, member)) {
    const choice = choiceFor(plan, share)
    await inTransaction(db, (trx) => settleWork(trx, member, share, { choice, now: now() }))
  }
  await deletePrivateWorks(db, member, now())
  await removeImages(db, files, member.id, now())
  await forgetUploads(db, dataDir, member.id)
  await forgetParcelFiles(db, dataDir, member.id)
  await forgetBundlesOf(db, dataDir, member.id)
  const name = await archive()
  await speaking(plan.locale, () =>
    inTransaction(db, (trx) => eraseLast(trx, { dataDir, person: member.id, archive: name, now: now() })),
  )
}

/** Between the question and now somebody may have joined in a work: then it is not deleted. */
async function settleWork(
  trx: Transaction,
  by: Member,
  { id }: OwnShare,
  { choice, now }: { readonly choice: Choice; readonly now: Date },
): Promise<void> {
  const [share] = await ownShares(trx, by, { work: id })
  if (!share) return
  if (choice !== 'delete') await giveUpShare(trx, by, id, { how: choice, now })
  else if (share.shared) await giveUpShare(trx, by, id, { how: 'step-back', now })
  else await deleteWork(trx, id)
}

interface Last {
  readonly dataDir: string
  readonly person: PersonId
  readonly archive: string
  readonly now: Date
}

async function eraseLast(trx: Transaction, { dataDir, person, archive, now }: Last): Promise<void> {
  const names = await namesEver(trx, person)
  const addresses = await addressesEver(trx, person)
  const [to] = addresses
  await strikeNames(trx, person, [...names, ...addresses])
  await forgetInClaims(trx, person, addresses)
  await forgetInGifts(trx, person, names)
  await forgetMailsTo(trx, dataDir, addresses)
  await forgetTold(trx, addresses)
  await eraseAccount(trx, { person, names, addresses, now })
  if (!to) return
  const says = [
    t('Your account at {archive} has been deleted, with everything that was to go with it.', { archive }),
    t('This was the last mail to this address; it is not kept either. Thank you for having been here.'),
  ]
  await postMail(trx, { kind: LAST_MAIL, to, subject: t('Your account is deleted'), says })
}
