import { type SqlBool, sql } from 'kysely'
import { orphanAccount, orphanPenName } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, PersonId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { ALLOWED } from '../consent/allowed.ts'
import { signAs } from '../consent/hand-over.ts'
import { contentHash } from '../content-hash.ts'
import { readOwnRecord } from '../read-record.ts'
import { headVector } from '../store-work.ts'
import { textConfig } from '../text-config.ts'
import { handImages } from '../writing/images.ts'
import { signTrashed } from '../writing/trash-chapter.ts'
import { forgetHand } from './forget-hand.ts'
import { lockShare, type OwnPen, signingAccounts } from './own-share.ts'
import { rewriteRevisions } from './rewrite-revisions.ts'
import { settleSeries } from './settle-series.ts'

/** How somebody stops signing: their name stays without them, nobody's name stands there, or none does. */
type GivenUp = 'orphan-named' | 'orphan' | 'step-back'

interface GivingUp {
  readonly how: GivenUp
  /** Only this pen name; what others of the same person sign stays theirs. */
  readonly pen?: PenNameId | undefined
  readonly now: Date
}

/** One's own share of a work, its chapters and what it was before; nobody else's. False where there is no share. */
export async function giveUpShare(
  trx: Transaction,
  by: Member,
  work: WorkId,
  { how, pen, now }: GivingUp,
): Promise<boolean> {
  const pens = (await lockShare(trx, by, work)).filter(({ id }) => pen === undefined || id === pen)
  if (pens.length === 0) return false
  await keepWhatBinds(trx, work)
  const names = await namesOf(trx, by, pens, how)
  for (const one of pens) await resign(trx, work, one, how)
  const accounts = await signingAccounts(trx, work)
  const orphans = await orphanAccount(trx)
  const alone = accounts.every((id) => id === orphans.id)
  const dropOrigin = alone && how === 'orphan'
  if (dropOrigin) await forgetOrigin(trx, work)
  const heir = accounts.includes(by.id) ? by.id : (accounts[0] ?? orphans.id)
  await giveWork(trx, work, { from: by.id, to: heir })
  if (heir !== by.id) await forgetHand(trx, work, by.id)
  await handImages(trx, work, { from: by.id, now })
  await settleSeries(trx, work, { person: by.id, dropOrigin })
  const record = await refresh(trx, work, now)
  await rewriteRevisions(trx, work, { names, all: alone ? record.creators : undefined, dropOrigin })
  return true
}

/** What the pen names allowed by default is said of the work itself: those that sign it now have said nothing. */
const keepWhatBinds = (trx: Transaction, work: WorkId) =>
  sql`update works set permissions = ${ALLOWED} where id = ${work}`.execute(trx)

async function resign(trx: Transaction, work: WorkId, pen: OwnPen, how: GivenUp): Promise<void> {
  if (how !== 'step-back') {
    const to = await orphanPenName(trx, how === 'orphan-named' ? pen.name : undefined)
    return signAs(trx, work, pen.id, to)
  }
  await trx.deleteFrom('creatorships').where('work_id', '=', work).where('pen_name_id', '=', pen.id).execute()
  await sql`delete from chapter_creatorships where pen_name_id = ${pen.id} and chapter_id in (
    select id from chapters where work_id = ${work})`.execute(trx)
  await signTrashed(trx, pen.id, { to: null, work })
}

/** Every way in which a name may have been written, and what is written there now. */
async function namesOf(
  trx: Transaction,
  by: Member,
  pens: readonly OwnPen[],
  how: GivenUp,
): Promise<ReadonlyMap<string, string | null>> {
  const { name: orphans } = await orphanAccount(trx)
  const now = (name: string): string | null => {
    if (how === 'step-back') return null
    return how === 'orphan' || name.toLowerCase() === orphans ? orphans : `${name} (${orphans})`
  }
  const accounts = [by.name, ...(await pastNames(trx, by))]
  return new Map(
    pens.flatMap(({ name }) =>
      [name, ...accounts.map((account) => `${name} (${account})`)].map((written) => [
        written.toLowerCase(),
        now(name),
      ]),
    ),
  )
}

async function pastNames(trx: Transaction, { id }: Member): Promise<string[]> {
  const rows = await trx.selectFrom('past_names').select('name').where('person_id', '=', id).execute()
  return rows.map((row) => row.name)
}

/** The address where it was first posted names its creator as surely as a byline, and so does what was said of the name. */
async function forgetOrigin(trx: Transaction, work: WorkId): Promise<void> {
  const none = { origin_url: null, origin_archive: null }
  await trx.updateTable('works').set(none).where('id', '=', work).execute()
  await trx.deleteFrom('confirmed_names').where('work_id', '=', work).execute()
  await trx.deleteFrom('held_permissions').where('work_id', '=', work).execute()
  await trx.deleteFrom('claims').where('work_id', '=', work).execute()
}

const giveWork = (trx: Transaction, work: WorkId, { from, to }: { readonly from: PersonId; to: PersonId }) =>
  trx
    .updateTable('works')
    .set({ person_id: to })
    .where('id', '=', work)
    .where('person_id', '=', from)
    .where(sql<SqlBool>`${from}::int <> ${to}::int`)
    .execute()

/** What searches find, the fingerprint, and the time its downloads bear. */
async function refresh(trx: Transaction, work: WorkId, now: Date) {
  const { person_id: id, changed_at: before } = await trx
    .selectFrom('works')
    .select(['person_id', 'changed_at'])
    .where('id', '=', work)
    .executeTakeFirstOrThrow()
  const record = await readOwnRecord(trx, { type: 'member', id, name: '', role: 'member' }, work)
  if (!record) throw new Error(`giving up a share of work ${work}: it is not there for its owner`)
  const changed = new Date(Math.max(now.getTime(), before.getTime() + 1))
  const search = headVector(record, textConfig(record.language))
  const made = { search, content_hash: contentHash(record), changed_at: changed }
  await trx.updateTable('works').set(made).where('id', '=', work).execute()
  return record
}
