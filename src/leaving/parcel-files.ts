import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'

export const parcelFolder = (dataDir: string): string => join(dataDir, 'parcels')

export const parcelFile = (dataDir: string, id: string): string => join(parcelFolder(dataDir), `${id}.zip`)

/** Every file made for somebody, finished or not; the rows go with the account. */
export async function forgetParcelFiles(db: Db, dataDir: string, person: PersonId): Promise<void> {
  const rows = await db.selectFrom('parcels').select('id').where('person_id', '=', person).execute()
  for (const { id } of rows)
    for (const file of [parcelFile(dataDir, id), `${parcelFile(dataDir, id)}.part`])
      await rm(file, { force: true })
}
