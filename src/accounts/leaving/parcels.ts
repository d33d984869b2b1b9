import type { PersonId } from '../../core/ids.ts'
import { tell, tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const DAYS_TO_FETCH = 7

/** Everything of one person in one file, asked for, being made, or there to fetch. */
export interface Parcel {
  readonly id: string
  readonly person: PersonId
  readonly askedAt: Date
  readonly readyAt: Date | null
  readonly failed: boolean
  readonly worksDone: number
  readonly worksAll: number
  readonly bytes: number | null
}

const parcels = (db: Db) =>
  db
    .selectFrom('parcels')
    .select(['id', 'person_id', 'asked_at', 'ready_at', 'fault', 'works_done', 'works_all', 'bytes'])

type Row = Awaited<ReturnType<ReturnType<typeof parcels>['executeTakeFirstOrThrow']>>

const parcelFrom = (row: Row): Parcel => ({
  id: row.id,
  person: row.person_id,
  askedAt: row.asked_at,
  readyAt: row.ready_at,
  failed: row.fault !== null,
  worksDone: row.works_done,
  worksAll: row.works_all,
  bytes: row.bytes === null ? null : Number(row.bytes),
})

/** The one a person asked for last. */
export async function parcelOf(db: Db, person: PersonId): Promise<Parcel | undefined> {
  const row = await parcels(db)
    .where('person_id', '=', person)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && parcelFrom(row)
}

export async function parcelById(db: Db, id: string): Promise<Parcel | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const row = await parcels(db).where('id', '=', id).executeTakeFirst()
  return row && parcelFrom(row)
}

/** One at a time: while one is being made, asking again asks for nothing more. */
export function askForParcel(db: Db, person: PersonId, now: Date): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx.selectFrom('people').select('id').where('id', '=', person).forUpdate().execute()
    const last = await parcelOf(trx, person)
    if (last && !last.readyAt && !last.failed) return
    const { id } = await trx
      .insertInto('parcels')
      .values({ person_id: person, asked_at: now, ready_at: null, fault: null, bytes: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tell(trx, 'parcel.asked', { parcelId: id })
  })
}

export async function parcelProgress(
  db: Db,
  id: string,
  { done, all }: { readonly done: number; readonly all: number },
): Promise<void> {
  await db.updateTable('parcels').set({ works_done: done, works_all: all }).where('id', '=', id).execute()
}

export function finishParcel(db: Db, id: string, bytes: number, now: Date): Promise<void> {
  return inTransaction(db, async (trx) => {
    const done = { ready_at: now, fault: null, bytes: String(bytes) }
    await trx.updateTable('parcels').set(done).where('id', '=', id).execute()
    await tellLater(trx, 'parcels.aged', {}, DAYS_TO_FETCH * DAY_MS, 'first')
  })
}

export async function failParcel(db: Db, id: string): Promise<void> {
  await db.updateTable('parcels').set({ fault: 'failed' }).where('id', '=', id).execute()
}

/** Those that nobody may fetch any more, by when they were asked for; somebody looks again while there are others. */
export async function agedParcels(db: Db, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - DAYS_TO_FETCH * DAY_MS)
  const rows = await db.selectFrom('parcels').select('id').where('asked_at', '<=', before).execute()
  const left = await db.selectFrom('parcels').select('id').where('asked_at', '>', before).limit(1).execute()
  if (left.length > 0) await inTransaction(db, (trx) => tellLater(trx, 'parcels.aged', {}, DAY_MS, 'first'))
  return rows.map(({ id }) => id)
}

export async function forgetParcel(db: Db, id: string): Promise<void> {
  await db.deleteFrom('parcels').where('id', '=', id).execute()
}
