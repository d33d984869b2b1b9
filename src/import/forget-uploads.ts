import { rm } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import type { PersonId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { uploadFolder } from './import-runs.ts'

/** Files that somebody uploaded and nobody has read yet. Their rows go with the account. */
export async function forgetUploads(db: Db, dataDir: string, person: PersonId): Promise<void> {
  const rows = await db
    .selectFrom('import_files')
    .innerJoin('import_runs', 'import_runs.id', 'run_id')
    .select('kept_at')
    .where('person_id', '=', person)
    .where('kept_at', 'is not', null)
    .execute()
  for (const folder of new Set(rows.flatMap(({ kept_at: path }) => (path ? [dirname(path)] : []))))
    if (isBelow(uploadFolder(dataDir), folder)) await rm(folder, { recursive: true, force: true })
}

const isBelow = (folder: string, path: string): boolean => /^(?!\.\.)./.test(relative(folder, path))
