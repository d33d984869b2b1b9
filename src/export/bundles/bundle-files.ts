import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'

export const bundleFolder = (dataDir: string): string => join(dataDir, 'bundles')
export const bundleFile = (dataDir: string, id: string): string => join(bundleFolder(dataDir), id)
/** The books that are made, while the bundle is not. */
export const piecesFolder = (dataDir: string, id: string): string =>
  join(bundleFolder(dataDir), `${id}.pieces`)

export async function removeBundleFiles(dataDir: string, id: string): Promise<void> {
  await rm(bundleFile(dataDir, id), { force: true })
  await rm(`${bundleFile(dataDir, id)}.part`, { force: true })
  await rm(piecesFolder(dataDir, id), { recursive: true, force: true })
}

/** Every file made for somebody, finished or not; the rows go with the account. */
export async function forgetBundlesOf(db: Db, dataDir: string, person: PersonId): Promise<void> {
  const rows = await db.selectFrom('bundles').select('id').where('person_id', '=', person).execute()
  for (const { id } of rows) await removeBundleFiles(dataDir, id)
  await db.deleteFrom('bundles').where('person_id', '=', person).execute()
}
