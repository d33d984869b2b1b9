import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { contentHash } from './content-hash.ts'
import { readRecord } from './read-record.ts'
import type { Origin } from './record.ts'
import { namesShownTo, ownWork, visibleTo } from './visibility.ts'

/**
 * The work that was first posted at one of these addresses, if this reader may see it; their own before others. What
 * stands at that address names who wrote it: it leads to no anonymous work.
 */
export async function workFrom(
  db: Db,
  actor: Actor,
  addresses: readonly string[],
  which: 'any' | 'not-kept' = 'any',
): Promise<WorkId | undefined> {
  if (!addresses.length) return undefined
  const row = await db
    .selectFrom('works')
    .select('id')
    .where('origin_url', 'in', [...addresses])
    .where('standing', '<>', 'trashed')
    .where(visibleTo(actor))
    .where(namesShownTo(actor))
    .$if(which === 'not-kept', (query) => query.where('audience', '<>', 'kept'))
    .orderBy((by) => by.case().when('audience', '=', 'kept').then(1).else(0).end())
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}

/** Those of these works of which this reader may know where they were first posted. */
export async function originsKnownTo(
  db: Db,
  actor: Actor,
  ids: readonly WorkId[],
): Promise<ReadonlySet<WorkId>> {
  if (!ids.length) return new Set()
  const rows = await db
    .selectFrom('works')
    .select('id')
    .where('id', 'in', [...ids])
    .where(visibleTo(actor))
    .where(namesShownTo(actor))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Two imports of one origin at once take turns; the second finds what the first brought. */
export async function lockOrigin(trx: Transaction, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7205759))`.execute(trx)
}

export type CorrectOrigin = 'corrected' | 'no-such-work' | 'not-yours' | 'taken'

/** Says anew where a work was first posted: its creators may, and the owner of the archive. */
export async function correctOrigin(
  db: Db,
  actor: Actor,
  id: WorkId,
  origin: Origin | null,
): Promise<CorrectOrigin> {
  return inTransaction<CorrectOrigin>(db, async (trx) => {
    const work = await trx
      .selectFrom('works')
      .select(ownWork(actor).as('own'))
      .where('id', '=', id)
      .where('standing', '<>', 'trashed')
      .where(visibleTo(actor))
      .forUpdate()
      .executeTakeFirst()
    if (!work) return 'no-such-work'
    if (!work.own && !may(actor, 'record-permission')) return 'not-yours'
    const record = await readRecord(trx, actor, id)
    if (!record) return 'no-such-work'
    if (origin && (await isTaken(trx, actor, { id, url: origin.url }))) return 'taken'
    const changed = { ...record, origin }
    const row = { origin_url: origin?.url ?? null, origin_archive: origin?.archive ?? null }
    await trx
      .updateTable('works')
      .set({ ...row, content_hash: contentHash(changed) })
      .where('id', '=', id)
      .execute()
    return 'corrected'
  }).catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === '23505') return 'taken'
    throw fault
  })
}

/** By another work that is posted here, as far as they may know. */
async function isTaken(
  trx: Transaction,
  actor: Actor,
  { id, url }: { readonly id: WorkId; readonly url: string },
): Promise<boolean> {
  await lockOrigin(trx, url)
  const there = await workFrom(trx, actor, [url], 'not-kept')
  return there !== undefined && there !== id
}
