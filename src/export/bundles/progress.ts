import { tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { forgetPacked } from '../books/packed-chapters.ts'
import { removeBundleFiles } from './bundle-files.ts'
import { type Bundle, HOURS_TO_FETCH } from './bundles.ts'

export type Progress = Pick<Bundle, 'done' | 'held' | 'leftOut' | 'beyond'>

/** False: it is made already, was given up, or is not there. */
export async function startBundle(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bundles')
    .set({ standing: 'running' })
    .where('id', '=', id)
    .where('standing', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function noteProgress(
  db: Db,
  id: string,
  { done, held, leftOut, beyond }: Progress,
): Promise<void> {
  const changed = { done_works: done, held: [...held], left_out: leftOut, beyond }
  await db.updateTable('bundles').set(changed).where('id', '=', id).execute()
}

/** `bytes` null: there was nothing in it that this reader may have. */
export async function finishBundle(db: Db, id: string, bytes: number | null, now: Date): Promise<void> {
  const done = { standing: 'done' as const, bytes: bytes === null ? null : String(bytes), finished_at: now }
  await db.updateTable('bundles').set(done).where('id', '=', id).execute()
}

export async function failBundle(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('bundles').set({ standing: 'failed', finished_at: now }).where('id', '=', id).execute()
}

const HOUR_MS = 60 * 60 * 1_000

interface Forgetting {
  readonly db: Db
  readonly dataDir: string
  readonly now: () => Date
}

/** After a day nobody can fetch them any more, and they are not there; nor are chapters packed that nobody fetches. */
export async function forgetOldBundles({ db, dataDir, now }: Forgetting): Promise<void> {
  const before = new Date(now().getTime() - HOURS_TO_FETCH * HOUR_MS)
  const rows = await db.selectFrom('bundles').select('id').where('asked_at', '<=', before).execute()
  for (const { id } of rows) {
    await removeBundleFiles(dataDir, id)
    await db.deleteFrom('bundles').where('id', '=', id).execute()
  }
  await forgetPacked(db, now())
  await lookForOldBundles(db)
}

/** Told at the start of the program, and again each time it was heard. */
export const lookForOldBundles = (db: Db): Promise<void> =>
  inTransaction(db, (trx) => tellLater(trx, 'bundles.aged', {}, HOUR_MS, 'first'))
